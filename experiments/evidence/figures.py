"""The figures of a study in words: value, interval, tolerance and verdict."""

import math

from experiments.evidence.quantity import Quantity, Study

NONE = "none"
"""What stands where there is no figure."""
VERDICTS = {True: "hit", False: "miss"}


def verdict(judged: Study | Quantity) -> str:
    """``hit`` or ``miss``; nothing for a figure without a tolerance."""
    return "" if isinstance(judged, Quantity) and not judged.has_tolerance else VERDICTS[judged.hit]


def decimals(quantity: Quantity) -> int:
    """Decimals for a figure: more for small ones, and enough that no miss rounds to a hit, nor a hit to a miss."""
    digits = fitting(quantity.value)
    if math.isfinite(quantity.value) and quantity.has_tolerance:
        while digits < 6 and quantity.hit != within(quantity, round(quantity.value, digits)):
            digits += 1
    return digits


def fitting(value: float) -> int:
    """Decimals that say enough for a number of this size."""
    return 3 if abs(value) < 0.1 else 2 if abs(value) < 10 else 1


def within(quantity: Quantity, value: float) -> bool:
    """Whether a value lies within the tolerance of a figure."""
    return quantity.at_least <= value <= quantity.at_most


def number(value: float, digits: int | None = None) -> str:
    """A number as people read it, ``none`` where there is none."""
    digits = fitting(value) if digits is None else digits
    return f"{round(value, digits) + 0.0:.{digits}f}" if math.isfinite(value) else NONE


def value_of(quantity: Quantity) -> str:
    """A figure with its unit."""
    text = number(quantity.value, decimals(quantity))
    return text if text == NONE or not quantity.unit else f"{text} {quantity.unit}"


def span(quantity: Quantity, ends: tuple[float, float] | None) -> str:
    """An interval of a figure: ``0.67 to 0.90``; nothing where there is none."""
    if ends is None or not all(map(math.isfinite, ends)):
        return ""
    return " to ".join(number(end, decimals(quantity)) for end in ends)


def allowed(quantity: Quantity) -> str:
    """A figure's tolerance in words; nothing without one."""
    low, high = math.isfinite(quantity.at_least), math.isfinite(quantity.at_most)
    if low and high:
        return f"{quantity.at_least:g} to {quantity.at_most:g}"
    return f"at least {quantity.at_least:g}" if low else f"at most {quantity.at_most:g}" if high else ""


def sentence(quantity: Quantity) -> str:
    """A figure in one breath: name, value, unit and interval."""
    ends = span(quantity, quantity.interval)
    return f"{quantity.name} {value_of(quantity)}" + (f" ({ends})" if ends else "")


def seeds_of(study: Study) -> str:
    """At how many of the seeds that were tried a row holds: ``11 of 12``; nothing where one was tried."""
    return f"{sum(study.seeds)} of {len(study.seeds)}" if len(study.seeds) > 1 else ""


def chance_of(study: Study) -> str:
    """The chance of a study of the paper's own size: ``.83``; nothing where there is none."""
    return "" if study.chance is None else f"{study.chance:.2f}"


def texts_of(quantity: Quantity) -> dict[str, str]:
    """A quantity in texts."""
    return {
        "name": quantity.name,
        "ours": value_of(quantity),
        "interval": span(quantity, quantity.interval),
        "paper": span(quantity, quantity.paper),
        "tolerance": allowed(quantity),
        "verdict": verdict(quantity),
    }
