"""The words of *A thousand tomorrows*: how the runs end, and what the difference is worth. Pure.

Every number that is said has its 95 % interval beside it, or the middle half of the runs.
"""

from sim.analysis.tomorrows import Estimate, Fan, difference
from sim.wording.difference import with_comma
from sim.wording.language import marked, plural, say, written
from sim.wording.numbers import MINUS, between, enough, percent

WHAT = marked({
    "satisfaction": "Satisfaction",
    "bond": "Their bond",
    "dance": "Caught in the dance",
})  # fmt: skip
SCALE = marked({
    "satisfaction": "on the DAS, a scale that couples fill in, from 0 to 151",
    "bond": "from 0 to 1",
    "dance": "the share of an evening in which each of the two protests or shuts down",
})  # fmt: skip
NOTE = marked(
    "All thousand are the same two people with the same story. What differs is chance: how each evening goes, whom it "
    "stings, and what life throws in."
)
SHARED = marked("With and without have the same chance, run by run.")
DOUBT = marked("An interval says what a thousand runs leave open, and nothing of what the model leaves out.")
ALIKE = marked("Nothing is left to chance here, so all thousand are the same.")


def span(own: int, wanted: int, days: int, weeks: int) -> str:
    """Which days are lived, of a story of ``own`` days, and what is left out where fewer than ``wanted`` can be."""
    if days < wanted:
        return plural(days, "The first day; evenings as full as these take long to live a thousand times.",
                      "The first {n} days; evenings as full as these take long to live a thousand times.")  # fmt: skip
    if own == 1:
        return say("This evening, and the evenings of the {weeks} weeks that begin with it.", weeks=weeks)
    if days < own:
        return say("The first {days} of this story's {own} days.", days=days, own=own)
    return say("All {days} days of this story.", days=days)


def labels(what: str, compared: bool, daily: bool) -> dict[str, str]:
    """What the two arms are called; ``what`` is what one of them has and the other lacks."""
    if not compared:
        return {"with": say("as they are")}
    with_ = say("with {what} every evening", what=with_comma(what)) if daily else say("with {what}", what=what)
    return {"with": with_, "without": say("without {what}", what=what)}


def note(fans: dict[str, Fan]) -> str:
    """What chance differs between the thousand."""
    if all((ends == ends[0]).all() for fan in fans.values() for ends in fan.ends.values()):
        return say(ALIKE)
    return " ".join(map(say, (NOTE, *((SHARED,) if "without" in fans else ()), DOUBT)))


def sentence(fans: dict[str, Fan], labels: dict[str, str], limit: float, days: int, whole: int) -> str:
    """How many end distressed, with and without, and by how many they differ, after ``days`` of a ``whole`` story."""
    ends = {arm: fan.ends_distressed for arm, fan in fans.items()}
    after = say("After {days} days", days=days) if days > 1 else say("After the evening")
    after = say("After the first {days} of {whole} days", days=days, whole=whole) if days < whole else after
    gloss = say("satisfaction below {limit}, as studies count distress", limit=written(f"{limit:g}"))
    told = {"after": after, "gloss": gloss}
    if "without" not in fans:
        end = ends["with"]
        return say("{after}, {share} of the thousand end distressed ({gloss}; 95 % interval {interval} %).",
                   share=percent(end.value), interval=spread(end, 100.0), **told)  # fmt: skip
    without, with_ = (percent(ends[arm].value) for arm in ("without", "with"))
    if (fans["without"].ends["distressed"] == fans["with"].ends["distressed"]).all():
        return say("{after}, {share} end distressed, {arm} or without it ({gloss}): not one of the thousand ends on "
                   "the other side of that line.", share=with_, arm=with_comma(labels["with"]), **told)  # fmt: skip
    first = say("{after}, {share} end distressed {arm} and {other} {compared} ({gloss})", share=without,
                arm=labels["without"], other=with_, compared=labels["with"], **told)  # fmt: skip
    gap = difference(fans["without"], fans["with"], "distressed")
    if gap.low <= 0.0 <= gap.high:
        return say("{first}: no more of a difference than chance can make (95 % interval {interval} in 100).",
                   first=first, interval=spread(gap, 100.0))  # fmt: skip
    scale = -100.0 if gap.value < 0.0 else 100.0
    size, interval = written(f"{scale * gap.value:.{digits(gap, 100.0)}f}"), spread(gap, scale)
    if gap.value < 0.0:
        return say("{first}: {size} fewer in every 100 (95 % interval {interval}).", first=first, size=size,
                   interval=interval)  # fmt: skip
    return say("{first}: {size} more in every 100 (95 % interval {interval}).", first=first, size=size,
               interval=interval)  # fmt: skip


def describe(fans: dict[str, Fan], labels: dict[str, str], name: str) -> str:
    """How one measure ends: the middle half of the runs, or the difference run by run."""
    told = {"what": say(WHAT[name]), "scale": say(SCALE[name])}
    if "without" not in fans:
        low, middle, high = (value(end, name) for end in fans["with"].bands[name][1:4, -1])
        if name == "dance":
            return say("On the last evening the middle run spends {middle} of its turns in the dance, half of the runs "
                       "between {low} and {high}.", low=low, middle=middle, high=high)  # fmt: skip
        return say("{what} ends at {middle} in the middle run, half of the runs between {low} and {high} ({scale}).",
                   low=low, middle=middle, high=high, **told)  # fmt: skip
    gap = difference(fans["without"], fans["with"], name)
    if gap.low <= 0.0 <= gap.high:
        return say("{what}: the two fans end no further apart than chance can make ({scale}).", **told)
    if name == "dance":
        before, after = (percent(float(fans[arm].ends[name].mean())) for arm in ("without", "with"))
        told = {"after": after, "before": before, "arm": labels["with"], "other": labels["without"],
                "interval": spread(gap, -100.0 if gap.value < 0.0 else 100.0)}  # fmt: skip
        return say(
            "On the last evening the two are caught in the dance in {after} of their turns on average {arm}, in "
            "{before} {other}: {interval} turns fewer in every 100 (95 % interval)." if gap.value < 0.0 else
            "On the last evening the two are caught in the dance in {after} of their turns on average {arm}, in "
            "{before} {other}: {interval} turns more in every 100 (95 % interval).", **told,
        )  # fmt: skip
    scale, (least, small) = 1.0 if gap.value > 0.0 else -1.0, (1, "0.1") if name == "satisfaction" else (2, ".005")
    if abs(gap.value) < float(small):
        size = say("less than {size}", size=_unit(written(small), name))
        return _ended(scale > 0.0, size, labels["with"], told["scale"], told["what"])
    fine = digits(gap, 1.0, least)
    size = _unit(short(f"{scale * gap.value:.{fine}f}", name), name)
    scales = say("95 % interval {interval}; {scale}", interval=spread(gap, scale, fine, name), scale=told["scale"])
    return _ended(scale > 0.0, size, labels["with"], scales, told["what"])


def _unit(size: str, name: str) -> str:
    """A size with the unit of its measure."""
    return say("{size} points", size=size) if name == "satisfaction" else size


def _ended(is_up: bool, size: str, arm: str, scale: str, what: str) -> str:
    """By how much a measure ends higher or lower."""
    return say("{what} ends {size} higher on average {arm} ({scale})." if is_up
               else "{what} ends {size} lower on average {arm} ({scale}).", what=what, size=size, arm=arm,
               scale=scale)  # fmt: skip


def caption(fans: dict[str, Fan], labels: dict[str, str], name: str, days: int) -> str:
    """The picture in a sentence."""
    parts = []
    for arm, fan in fans.items():
        least, low, middle, high, most = (value(end, name) for end in fan.bands[name][:, -1])
        parts.append(
            say("{arm}, the middle run ends at {middle}, half of them between {low} and {high}, nine in ten between "
                "{least} and {most}", arm=labels[arm], least=least, low=low, middle=middle, high=high, most=most)
        )  # fmt: skip
    return say("{what} ({scale}) over {days} days in a thousand runs: {parts}.", what=say(WHAT[name]),
               scale=say(SCALE[name]), days=days, parts="; ".join(parts))  # fmt: skip


def value(size: float, name: str) -> str:
    """A measure's value: points, a decimal, or a share."""
    if name == "dance":
        return percent(float(size))
    return f"{size:.0f}" if name == "satisfaction" else short(f"{size:.2f}", name)


def short(text: str, name: str) -> str:
    """A decimal as the language writes it; of a measure from 0 to 1 it goes without its nought in English."""
    return written(text.replace("0.", ".", 1) if name == "bond" and text.lstrip("-").startswith("0.") else text)


def digits(estimate: Estimate, scale: float, least: int = 0) -> int:
    """The decimals that an interval's ends need, so that they do not come out alike where they are not."""
    return max(least, min(3, enough(scale * (estimate.high - estimate.low))))


def spread(estimate: Estimate, scale: float, fine: int | None = None, name: str = "") -> str:
    """An interval's ends in order, as in ``16 to 21``."""
    fine = digits(estimate, scale) if fine is None else fine
    low, high = sorted((scale * estimate.low, scale * estimate.high))
    return between(*(short(f"{end + 0.0:.{fine}f}".replace("-", MINUS), name) for end in (low, high)))
