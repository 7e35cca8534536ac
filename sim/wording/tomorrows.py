"""The words of *A thousand tomorrows*: how the runs end, and what the difference is worth. Pure.

Every number that is said has its 95 % interval beside it, or the middle half of the runs.
"""

from sim.analysis.tomorrows import Estimate, Fan, difference
from sim.wording.difference import with_comma
from sim.wording.numbers import MINUS, enough, percent

WHAT = {
    "satisfaction": "Satisfaction",
    "bond": "Their bond",
    "dance": "Caught in the dance",
}
SCALE = {
    "satisfaction": "on the DAS, a scale that couples fill in, from 0 to 151",
    "bond": "from 0 to 1",
    "dance": "the share of an evening in which each of the two protests or shuts down",
}
NOTE = (
    "All thousand are the same two people with the same story. What differs is chance: how each evening goes, whom it "
    "stings, and what life throws in."
)
SHARED = " With and without have the same chance, run by run."
DOUBT = " An interval says what a thousand runs leave open, and nothing of what the model leaves out."
ALIKE = "Nothing is left to chance here, so all thousand are the same."


def span(own: int, wanted: int, days: int, weeks: int) -> str:
    """Which days are lived, of a story of ``own`` days, and what is left out where fewer than ``wanted`` can be."""
    if days < wanted:
        return f"The first {days} days; evenings as full as these take long to live a thousand times."
    if own == 1:
        return f"This evening, and the evenings of the {weeks} weeks that begin with it."
    return f"The first {days} of this story's {own} days." if days < own else f"All {days} days of this story."


def labels(what: str, compared: bool, daily: bool) -> dict[str, str]:
    """What the two arms are called; ``what`` is what one of them has and the other lacks."""
    if not compared:
        return {"with": "as they are"}
    return {"with": f"with {with_comma(what)} every evening" if daily else f"with {what}", "without": f"without {what}"}


def note(fans: dict[str, Fan]) -> str:
    """What chance differs between the thousand."""
    if all((ends == ends[0]).all() for fan in fans.values() for ends in fan.ends.values()):
        return ALIKE
    return NOTE + (SHARED if "without" in fans else "") + DOUBT


def sentence(fans: dict[str, Fan], labels: dict[str, str], limit: float, days: int, whole: int) -> str:
    """How many end distressed, with and without, and by how many they differ, after ``days`` of a ``whole`` story."""
    ends = {arm: fan.ends_distressed for arm, fan in fans.items()}
    after = f"After {days} days" if days > 1 else "After the evening"
    after = f"After the first {days} of {whole} days" if days < whole else after
    gloss = f"satisfaction below {limit:g}, as studies count distress"
    if "without" not in fans:
        end = ends["with"]
        share = f"{percent(end.value)} of the thousand"
        return f"{after}, {share} end distressed ({gloss}; 95 % interval {spread(end, 100.0)} %)."
    without, with_ = (percent(ends[arm].value) for arm in ("without", "with"))
    if (fans["without"].ends["distressed"] == fans["with"].ends["distressed"]).all():
        same = f"{after}, {with_} end distressed, {with_comma(labels['with'])} or without it ({gloss})"
        return f"{same}: not one of the thousand ends on the other side of that line."
    first = f"{after}, {without} end distressed {labels['without']} and {with_} {labels['with']} ({gloss})"
    gap = difference(fans["without"], fans["with"], "distressed")
    if gap.low <= 0.0 <= gap.high:
        return f"{first}: no more of a difference than chance can make (95 % interval {spread(gap, 100.0)} in 100)."
    less, scale = ("fewer", -100.0) if gap.value < 0.0 else ("more", 100.0)
    size = f"{scale * gap.value:.{digits(gap, 100.0)}f}"
    return f"{first}: {size} {less} in every 100 (95 % interval {spread(gap, scale)})."


def describe(fans: dict[str, Fan], labels: dict[str, str], name: str) -> str:
    """How one measure ends: the middle half of the runs, or the difference run by run."""
    if "without" not in fans:
        low, middle, high = (value(end, name) for end in fans["with"].bands[name][1:4, -1])
        half = f"half of the runs between {low} and {high}"
        if name == "dance":
            return f"On the last evening the middle run spends {middle} of its turns in the dance, {half}."
        return f"{WHAT[name]} ends at {middle} in the middle run, {half} ({SCALE[name]})."
    gap = difference(fans["without"], fans["with"], name)
    if gap.low <= 0.0 <= gap.high:
        return f"{WHAT[name]}: the two fans end no further apart than chance can make ({SCALE[name]})."
    if name == "dance":
        before, after = (percent(float(fans[arm].ends[name].mean())) for arm in ("without", "with"))
        scale = -100.0 if gap.value < 0.0 else 100.0
        less = "fewer" if gap.value < 0.0 else "more"
        return (
            f"On the last evening the two are caught in the dance in {after} of their turns on average {labels['with']}"
            f", in {before} {labels['without']}: {spread(gap, scale)} turns {less} in every 100 (95 % interval)."
        )
    up, scale = ("higher", 1.0) if gap.value > 0.0 else ("lower", -1.0)
    unit, least, small = ("points ", 1, "0.1") if name == "satisfaction" else ("", 2, ".005")
    if abs(gap.value) < float(small):
        return f"{WHAT[name]} ends less than {small} {unit}{up} on average {labels['with']} ({SCALE[name]})."
    fine = digits(gap, 1.0, least)
    size = short(f"{scale * gap.value:.{fine}f}", name)
    much = f"{size} {unit}{up} on average {labels['with']}"
    return f"{WHAT[name]} ends {much} (95 % interval {spread(gap, scale, fine, name)}; {SCALE[name]})."


def caption(fans: dict[str, Fan], labels: dict[str, str], name: str, days: int) -> str:
    """The picture in a sentence."""
    parts = []
    for arm, fan in fans.items():
        least, low, middle, high, most = (value(end, name) for end in fan.bands[name][:, -1])
        parts.append(
            f"{labels[arm]}, the middle run ends at {middle}, half of them between {low} and {high}, nine in ten "
            f"between {least} and {most}"
        )
    return f"{WHAT[name]} ({SCALE[name]}) over {days} days in a thousand runs: {'; '.join(parts)}."


def value(size: float, name: str) -> str:
    """A measure's value: points, a decimal, or a share."""
    if name == "dance":
        return percent(float(size))
    return f"{size:.0f}" if name == "satisfaction" else short(f"{size:.2f}", name)


def short(text: str, name: str) -> str:
    """A decimal of a measure from 0 to 1 goes without its nought."""
    return text.replace("0.", ".", 1) if name == "bond" and text.lstrip("-").startswith("0.") else text


def digits(estimate: Estimate, scale: float, least: int = 0) -> int:
    """The decimals that an interval's ends need, so that they do not come out alike where they are not."""
    return max(least, min(3, enough(scale * (estimate.high - estimate.low))))


def spread(estimate: Estimate, scale: float, fine: int | None = None, name: str = "") -> str:
    """An interval's ends in order, as in ``16 to 21``."""
    fine = digits(estimate, scale) if fine is None else fine
    low, high = sorted((scale * estimate.low, scale * estimate.high))
    return " to ".join(short(f"{end + 0.0:.{fine}f}".replace("-", MINUS), name) for end in (low, high))
