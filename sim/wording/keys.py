"""What the keys of the page do, for its help and for the guide."""

from typing import NamedTuple


class Key(NamedTuple):
    """Keys, each as it is printed on a keyboard, and what they do."""

    keys: tuple[str, ...]
    does: str


KEYS = (
    Key(("Space",), "play, pause"),
    Key(("←", "→"), "a turn back, a turn on; with Shift ten"),
    Key(("Home", "End"), "to the beginning, to the end"),
    Key(("H",), "take the hand at the playhead, or let go"),
    Key(("T",), "time-out"),
    Key(("S",), "softening"),
    Key(("D",), "a bad day"),
    Key(("F",), "fork: from here on, with or without"),
    Key(("B",), "bookmark this moment"),
    Key(("Z",), "take the last change back"),
    Key(("R",), "reset"),
    Key(("P",), "projector: large type"),
    Key(("1", "…", "9"), "the scenarios"),
    Key(("?",), "this page"),
)
