"""How numbers are written for people: on the page, in reports and in a terminal, each as its language writes it."""

import math
from collections.abc import Callable

from sim.model.outcomes import OUTCOMES, Outcome
from sim.model.ties.outcomes import VILLAGE_OUTCOMES
from sim.wording.language import marked, say, written

MINUS, DASH = "−", "–"


def decimal(value: float) -> str:
    """A number as the page writes it: ``.62``, ``1.20``."""
    text = f"{abs(value):.2f}".removeprefix("0") if round(abs(value), 2) < 1 else f"{abs(value):.2f}"
    return written((MINUS if round(value, 2) < 0 else "") + text)


def percent(share: float) -> str:
    """A share of all; a little is not nothing, and nearly all is not all."""
    if 0.0 < share <= 0.005 or 0.995 <= share < 1.0:
        return say("under 1 %" if share < 0.5 else "over 99 %")
    return f"{100.0 * share:.0f} %"


def whole_percent(share: float) -> str:
    """A share that stays within a line: from 1 to 99 % wherever it is neither nothing nor all."""
    whole = round(100 * share)
    return f"{min(99, max(1, whole)) if 0.0 < share < 1.0 else whole}\N{NO-BREAK SPACE}%"


def rounded_percent(share: float) -> str:
    """A share within a sentence, rounded: ``87%``."""
    return say("{share}%", share=f"{100 * share:.0f}")


def percentage(share: float) -> str:
    """A share in per cent with one decimal, without its sign: ``58.3``."""
    text = f"{100 * share:.1f}".replace("-", MINUS) if math.isfinite(share) else DASH
    return written({"0.0": "0", "−0.0": "0", "100.0": "100"}.get(text, text))


def figure(value: float | None, decimals: int = 0) -> str:
    """Two to three significant digits, or as many ``decimals`` as are asked for if more; a dash where there is no
    number."""
    if value is None or not math.isfinite(value):
        return DASH
    if abs(value) < 1e-12:
        return "0"
    usual = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 0.1 else 3
    text = f"{value:,.{max(decimals, usual)}f}"
    return written(text.lstrip("-") if float(text.replace(",", "")) == 0 else text.replace("-", MINUS))


def signed(value: float) -> str:
    """The same with its sign."""
    return f"+{figure(value)}" if math.isfinite(value) and value > 0 else figure(value)


def setting(value: float) -> str:
    """A value of a varied key, to three digits however small: ``0.000183``."""
    if not math.isfinite(value) or value == 0:
        return DASH if value else "0"
    return written(f"{value:,.{max(0, 2 - math.floor(math.log10(abs(value))))}f}".replace("-", MINUS))


def enough(*gaps: float) -> int:
    """Decimals that show differences of these sizes, at most five."""
    seen = [abs(gap) for gap in gaps if math.isfinite(gap) and abs(gap) > 1e-9]
    return max(0, min(5, -math.floor(math.log10(min(seen))))) if seen else 0


def interval(low: float, high: float, write: Callable[[float], str] | None = None) -> str:
    """``0.12 to 0.30``, in as many digits as tell its ends apart, or a dash where no interval is possible."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return DASH
    first, last = (write(end) if write else figure(end, enough(high - low)) for end in (low, high))
    return between(first, last)


def between(low: str, high: str) -> str:
    """The two ends of an interval: ``16 to 21``."""
    return say("{low} to {high}", low=low, high=high)


UNITS = marked({"DAS points": "{number} points", "bpm": "{number} bpm"})
"""A number with its unit; a share has a per cent sign, and what goes from 0 to 1 has none."""


def line_of(outcome: str) -> Outcome:
    """The line of the table of outcomes, of a couple's or of a village's."""
    return OUTCOMES.get(outcome) or VILLAGE_OUTCOMES[outcome]


def outcome_figure(outcome: str, value: float, signed: bool = False, unit: bool = True) -> str:
    """The number of an outcome, of a couple or a village: shares in per cent, what goes from 0 to 1 with three digits,
    the rest with its unit."""
    line, sign = line_of(outcome), "+" if signed else "-"
    with_unit = ""
    if line.is_share:
        text = f"{round(100 * value, 1) + 0.0:{sign}.1f}"
        with_unit = marked("{number} percentage points") if signed else marked("{number} %")
    elif 1.0 < line.high < math.inf:
        text, with_unit = f"{round(value, 1) + 0.0:{sign}.1f}", UNITS.get(line.unit, "")
    else:
        text = f"{round(value, 3) + 0.0:{sign}.3f}".replace("0.", ".", 1)
    text = written(text.replace("-", MINUS))
    return say(with_unit, number=text) if unit and with_unit else text


def table_figure(outcome: str, value: float | None) -> str:
    """An outcome's number in a table, with four decimals where it goes from 0 to 1; a dash where there is none."""
    return "-" if value is None else f"{value + 0.0:.{4 if OUTCOMES[outcome].high == 1.0 else 2}f}"
