"""A posterior in plain words, and as plain numbers."""

import textwrap
from dataclasses import asdict
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
    what, _, who = name.rpartition("_")
    what = {"anxiety": "anxiety", "avoidance": "avoidance", "security": "felt security"}[what]
    return f"{names['ab'.index(who)]}'s {what}"


def describe(posterior: Posterior, width: int = 100) -> str:
    """The posterior for people: what the series says, what it says nothing about, and what it does not mean."""
    setup = posterior.setup
    several = setup.conversations > 1
    seen = f"{setup.conversations} conversations" if several else "1 conversation"
    this = "These conversations tell" if several else "This conversation tells"
    parts = [
        f"{' and '.join(posterior.names)}: {seen} of {setup.turns} turns ({setup.turns / 10:g} min), read as "
        f"{setup.kind}, compared with {posterior.compared:,} simulated couples. All values run from 0 to 1; hardship "
        "is against the average couple's 1."
    ]
    if posterior.unlike:
        parts.append("Fewer than 1 in 100 of the simulated couples talk in so unusual a way: the numbers below rest on "
                     "couples unlike this one and are not to be trusted.")  # fmt: skip
    said = [estimate for estimate in posterior.estimates.values() if not estimate.told_nothing]
    silent = [called(name, posterior.names) for name, estimate in posterior.estimates.items() if estimate.told_nothing]
    if said:
        parts.append("\n".join(_line(estimate, posterior.names) for estimate in said))
    if silent:
        parts.append(f"{this} nothing about {_listed(silent)}: any value is about as likely as before.")
    return "\n\n".join("\n".join(_wrapped(line, width) for line in part.split("\n")) for part in [*parts, LIMIT])


def _line(estimate: Estimate, names: tuple[str, str]) -> str:
    (low, high), (least, most) = estimate.interval(0.5), estimate.interval(0.95)
    how = next(words for at, words in NARROWED if estimate.contraction >= at)
    name = called(estimate.name, names)
    return (f"{name[0].upper()}{name[1:]}: {estimate.median:.2f}; as likely as not {low:.2f} to {high:.2f}, "
            f"95 % {least:.2f} to {most:.2f} ({how}).")  # fmt: skip


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _wrapped(line: str, width: int) -> str:
    return textwrap.fill(line, width, subsequent_indent="  ", break_on_hyphens=False) if len(line) > width else line


def to_dict(posterior: Posterior) -> dict[str, Any]:
    """The posterior in dicts, lists, text and numbers, for JSON."""
    values = {
        name: {
            "median": estimate.median,
            "interval_50": list(estimate.interval(0.5)),
            "interval_95": list(estimate.interval(0.95)),
            "contraction": estimate.contraction,
            "told_nothing": estimate.told_nothing,
        }
        for name, estimate in posterior.estimates.items()
    }
    return {
        "names": list(posterior.names),
        **asdict(posterior.setup),
        "compared": posterior.compared,
        "likeness": posterior.likeness,
        "unlike": posterior.unlike,
        "values": values,
        "limit": LIMIT,
    }
