"""A posterior in plain words, and as plain numbers."""

import textwrap
from typing import Any

from experiments.recovery.inference.posterior import Estimate, Posterior
from experiments.recovery.inference.setup import SHARED

NARROWED = ((0.7, "narrowed much"), (0.4, "narrowed clearly"), (0.0, "narrowed a little"))
"""From which contraction the data narrow a value how much (conventions)."""
LIMIT = (
    "This is inference within the model: it says which values those of the model's couples had who talked like this "
    "one. Whether people work as the model does is another question. It measures no person and is no diagnosis."
)


def called(name: str, names: tuple[str, str]) -> str:
    """A value in words: ``anxiety_a`` is ``Ann's anxiety``."""
    if name in SHARED:
        return f"the couple's {name}"
    what, _, one = name.rpartition("_")
    what = {"anxiety": "anxiety", "avoidance": "avoidance", "security": "felt security"}[what]
    return f"{names['ab'.index(one)]}'s {what}"


def told(found: Posterior, width: int = 100) -> str:
    """The posterior for people: what the series says, what it says nothing about, and what it does not mean."""
    setup = found.setup
    several = setup.conversations > 1
    seen = f"{setup.conversations} conversations" if several else "1 conversation"
    this = "These conversations tell" if several else "This conversation tells"
    parts = [
        f"{found.names[0]} and {found.names[1]}: {seen} of {setup.turns} turns ({setup.turns / 10:g} min), read as "
        f"{setup.kind}, compared with {found.compared:,} simulated couples. All values run from 0 to 1; hardship is "
        "against the average couple's 1."
    ]
    if found.unlike:
        parts.append("Fewer than 1 in 100 of the simulated couples talk in so unusual a way: the numbers below rest on "
                     "couples unlike this one and are not to be trusted.")  # fmt: skip
    said = [one for one in found.estimates.values() if not one.told_nothing]
    silent = [called(name, found.names) for name, one in found.estimates.items() if one.told_nothing]
    if said:
        parts.append("\n".join(_line(one, found.names) for one in said))
    if silent:
        parts.append(f"{this} nothing about {_listed(silent)}: any value is about as likely as before.")
    return "\n\n".join("\n".join(_wrapped(line, width) for line in part.split("\n")) for part in [*parts, LIMIT])


def _line(one: Estimate, names: tuple[str, str]) -> str:
    (low, high), (least, most) = one.interval(0.5), one.interval(0.95)
    how = next(words for at, words in NARROWED if one.contraction >= at)
    name = called(one.name, names)
    return (f"{name[0].upper()}{name[1:]}: {one.median:.2f}; as likely as not {low:.2f} to {high:.2f}, "
            f"95 % {least:.2f} to {most:.2f} ({how}).")  # fmt: skip


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _wrapped(line: str, width: int) -> str:
    return textwrap.fill(line, width, subsequent_indent="  ", break_on_hyphens=False) if len(line) > width else line


def plain(found: Posterior) -> dict[str, Any]:
    """The posterior in dicts, lists, text and numbers, for JSON."""
    values = {
        name: {"median": one.median, "interval_50": list(one.interval(0.5)), "interval_95": list(one.interval(0.95)),
               "contraction": one.contraction, "told_nothing": one.told_nothing}
        for name, one in found.estimates.items()
    }  # fmt: skip
    setup = found.setup
    return {
        "names": list(found.names), "conversations": setup.conversations, "turns": setup.turns, "kind": setup.kind,
        "topic": setup.topic, "compared": found.compared, "likeness": found.likeness, "unlike": found.unlike,
        "values": values, "limit": LIMIT,
    }  # fmt: skip
