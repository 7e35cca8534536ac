"""The words of *A thousand tomorrows*: how the runs end, and what the difference is worth. Pure.

Every number that is said has its 95 % interval beside it, or the middle half of the runs.
"""

from typing import TYPE_CHECKING

from sim.run import closed
from sim.wording.numbers import percent

if TYPE_CHECKING:
    from sim.analysis.tomorrows import Estimate, Fan

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


def labels(lacks: str, compared: bool, daily: bool) -> dict[str, str]:
    """What the two arms are called; ``lacks`` is what one of them lacks."""
    if not compared:
        return {"with": "as they are"}
    return {"with": f"with {closed(lacks)} every evening" if daily else f"with {lacks}", "without": f"without {lacks}"}


def note(found: dict[str, "Fan"]) -> str:
    """What chance differs between the thousand."""
    if all((ends == ends[0]).all() for one in found.values() for ends in one.ends.values()):
        return ALIKE
    return NOTE + (SHARED if "without" in found else "") + DOUBT


def sentence(found: dict[str, "Fan"], named: dict[str, str], limit: float, days: int, whole: int) -> str:
    """How many end distressed, with and without, and by how many they differ, after ``days`` of a ``whole`` story."""
    from sim.analysis.tomorrows import difference

    ends = {arm: one.ends_distressed for arm, one in found.items()}
    after = f"After {days} days" if days > 1 else "After the evening"
    after = f"After the first {days} of {whole} days" if days < whole else after
    gloss = f"satisfaction below {limit:g}, as studies count distress"
    if "without" not in found:
        one = ends["with"]
        of = f"{percent(one.value)} of the thousand"
        return f"{after}, {of} end distressed ({gloss}; 95 % interval {spread(one, 100.0)} %)."
    without, with_ = (percent(ends[arm].value) for arm in ("without", "with"))
    if (found["without"].ends["distressed"] == found["with"].ends["distressed"]).all():
        same = f"{after}, {with_} end distressed, {closed(named['with'])} or without it ({gloss})"
        return f"{same}: not one of the thousand ends on the other side of that line."
    first = f"{after}, {without} end distressed {named['without']} and {with_} {named['with']} ({gloss})"
    apart = difference(found["without"], found["with"], "distressed")
    if apart.low <= 0.0 <= apart.high:
        return f"{first}: no more of a difference than chance can make (95 % interval {spread(apart, 100.0)} in 100)."
    less, scale = ("fewer", -100.0) if apart.value < 0.0 else ("more", 100.0)
    size = f"{scale * apart.value:.{digits(apart, 100.0)}f}"
    return f"{first}: {size} {less} in every 100 (95 % interval {spread(apart, scale)})."


def told(found: dict[str, "Fan"], named: dict[str, str], name: str) -> str:
    """How one measure ends: the middle half of the runs, or the difference run by run."""
    from sim.analysis.tomorrows import difference

    if "without" not in found:
        low, middle, high = (value(one, name) for one in found["with"].bands[name][1:4, -1])
        half = f"half of the runs between {low} and {high}"
        if name == "dance":
            return f"On the last evening the middle run spends {middle} of its turns in the dance, {half}."
        return f"{WHAT[name]} ends at {middle} in the middle run, {half} ({SCALE[name]})."
    apart = difference(found["without"], found["with"], name)
    if apart.low <= 0.0 <= apart.high:
        return f"{WHAT[name]}: the two fans end no further apart than chance can make ({SCALE[name]})."
    if name == "dance":
        before, after = (percent(float(found[arm].ends[name].mean())) for arm in ("without", "with"))
        scale = -100.0 if apart.value < 0.0 else 100.0
        less = "fewer" if apart.value < 0.0 else "more"
        return (
            f"On the last evening the two are caught in the dance in {after} of their turns on average {named['with']}"
            f", in {before} {named['without']}: {spread(apart, scale)} turns {less} in every 100 (95 % interval)."
        )
    up, scale = ("higher", 1.0) if apart.value > 0.0 else ("lower", -1.0)
    unit, least, small = ("points ", 1, "0.1") if name == "satisfaction" else ("", 2, ".005")
    if abs(apart.value) < float(small):
        return f"{WHAT[name]} ends less than {small} {unit}{up} on average {named['with']} ({SCALE[name]})."
    fine = digits(apart, 1.0, least)
    size = short(f"{scale * apart.value:.{fine}f}", name)
    much = f"{size} {unit}{up} on average {named['with']}"
    return f"{WHAT[name]} ends {much} (95 % interval {spread(apart, scale, fine, name)}; {SCALE[name]})."


def spoken(found: dict[str, "Fan"], named: dict[str, str], name: str, days: int) -> str:
    """The picture in a sentence."""
    said = []
    for arm, one in found.items():
        least, low, middle, high, most = (value(end, name) for end in one.bands[name][:, -1])
        said.append(
            f"{named[arm]}, the middle run ends at {middle}, half of them between {low} and {high}, nine in ten "
            f"between {least} and {most}"
        )
    return f"{WHAT[name]} ({SCALE[name]}) over {days} days in a thousand runs: {'; '.join(said)}."


def value(one: float, name: str) -> str:
    """A measure's value: points, a decimal, or a share."""
    if name == "dance":
        return percent(float(one))
    return f"{one:.0f}" if name == "satisfaction" else short(f"{one:.2f}", name)


def short(text: str, name: str) -> str:
    """A decimal of a measure from 0 to 1 goes without its nought."""
    return text.replace("0.", ".", 1) if name == "bond" and text.lstrip("-").startswith("0.") else text


def digits(one: "Estimate", scale: float, least: int = 0, most: int = 3) -> int:
    """The decimals that an interval's ends need, so that they do not come out alike where they are not."""
    width, found = abs(scale) * (one.high - one.low), least
    while found < most and 0.0 < width < 10.0**-found:
        found += 1
    return found


def spread(one: "Estimate", scale: float, fine: int | None = None, name: str = "") -> str:
    """An interval's ends in order, as in ``16 to 21``."""
    fine = digits(one, scale) if fine is None else fine
    low, high = sorted((scale * one.low, scale * one.high))
    return " to ".join(short(f"{end + 0.0:.{fine}f}".replace("-", "−"), name) for end in (low, high))
