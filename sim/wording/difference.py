"""What the page says of a run beside its comparison run, where that is more than one conversation's outcomes. Pure."""

from collections.abc import Mapping

import numpy as np

from sim.run import against, alike
from sim.wording.numbers import decimal

LATELY = 14
"""Last evenings of a season that its sentence tells of (assumed)."""


def not_yet(label: str, day: int) -> str:
    """That the two runs are still the same; ``label`` is what the other is called, ``day`` when the first comes."""
    return f"Up to the end of this day the run is the same {label}: the first of it comes on day {day}."


def over_days(what: str, without: Mapping[str, np.ndarray], with_: Mapping[str, np.ndarray]) -> str:
    """The difference over a season: its last fortnight's dance, and what the two have in the end.

    ``without`` and ``with_`` hold a season's columns by name, (days + 1,) each.
    """
    days = len(with_["bond"]) - 1
    last = min(LATELY, days)
    when = f"the turns of {f'the last {last}' if last < days else f'these {days}'} evenings"
    now, then = _ends(with_, last), _ends(without, last)
    if now == then:
        return (
            f"{alike(what)}: the two are caught in the dance in {now[0]} of {when}; in the "
            f"end the bond is {now[1]}, and satisfaction {now[2]}."
        )
    dance, bond, satisfaction = map(against, now, then)
    return (
        f"{what}, the two are caught in the dance in {now[0]} of {when} {dance}; in the end the bond is "
        f"{now[1]} {bond}, and satisfaction {now[2]} {satisfaction}."
    )


def _ends(days: Mapping[str, np.ndarray], last: int) -> tuple[str, str, str]:
    """The dance of the last evenings, the bond and satisfaction, as they are written."""
    dance, bond, satisfaction = days["dance"][-last:].mean(), float(days["bond"][-1]), days["satisfaction"][-1]
    return f"{dance:.0%}", decimal(bond), f"{satisfaction:.0f}"
