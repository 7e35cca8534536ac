"""What the keys of the page do, for its help and for the guide."""

from typing import Any, NamedTuple

from sim.wording.language import marked, say


class Key(NamedTuple):
    """Keys, each as it is printed on a keyboard, and what they do."""

    keys: tuple[str, ...]
    does: str


NAMED = marked(("Space", "Home", "End"))
"""Keys that are called otherwise on other keyboards."""
KEYS = (
    Key(("Space",), marked("play, pause")),
    Key(("←", "→"), marked("a turn back, a turn on; with Shift ten")),
    Key(("Home", "End"), marked("to the beginning, to the end")),
    Key(("H",), marked("take the hand at the playhead, or let go")),
    Key(("T",), marked("time-out")),
    Key(("S",), marked("softening")),
    Key(("D",), marked("a bad day")),
    Key(("F",), marked("fork: from here on, with or without")),
    Key(("B",), marked("bookmark this moment")),
    Key(("Z",), marked("take the last change back")),
    Key(("R",), marked("reset")),
    Key(("P",), marked("projector: large type")),
    Key(("1", "…", "9"), marked("the scenarios")),
    Key(("?",), marked("this page")),
)


def on_the_page() -> list[dict[str, Any]]:
    """The keys and what they do, as the language that is spoken calls them."""
    return [{"keys": [say(key) if key in NAMED else key for key in row.keys], "does": say(row.does)} for row in KEYS]
