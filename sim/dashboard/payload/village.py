"""A village -> what the page draws of it: who lives there at once, then what is lived, month by month, and words. Pure.

What differs between couples is sent as a letter each: a few thousand couples over years are some hundred kilobytes.
"""

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim.dashboard.payload.downloads import command_of
from sim.dashboard.state.address import write
from sim.dashboard.state.village import MAX_COUPLE_DAYS, MAX_COUPLES, STRENGTH, Village, without_edits
from sim.dashboard.state.village_lives import FEWEST, MONTH, Life, Sample
from sim.dashboard.state.visit import VIEWS, Visit, choices
from sim.engines.arrays import on_arrays
from sim.model import outcomes
from sim.model.trajectory import couple_of
from sim.scenario.community import NETWORKS
from sim.scenario.schema import Scenario
from sim.wording import village_page as words
from sim.wording.couple_names import called, people
from sim.wording.language import say
from sim.wording.text import listed

if TYPE_CHECKING:
    from sim.community.couples import Couples

FIRST_LETTER, LEVELS, OVER = 35, 92, " "
"""A number's letter is this one and the next, so many levels of it; of a couple that is over it is a blank."""
LOW, HIGH = 50.0, 151.0
"""Points of satisfaction that the levels go between; the scale ends at the second, and few are below the first."""
TIES_EVERY = 6
"""Months from one strength of a tie that is sent to the next."""
SIZES = (50, 100, 200, 500, 1000, 2000)
YEARS = (1, 2, 5, 10)


def village(visit: Visit) -> dict[str, Any]:
    """Everything that the page shows of a village before its first day. Raises ``ScenarioError``."""
    home = visit.village
    assert home is not None
    couples, scenario = home.couples, visit.scenario
    return {
        "link": write(visit), "command": command_of(scenario, visit.seed), "answered": visit.answered,
        "message": visit.message, "gallery": choices(visit),
        "name": scenario.name, "title": say(scenario.about.title), "what": say(scenario.about.what), "unit": "day",
        "start": visit.start.name, "day": visit.day, "days": scenario.days, "seed": str(visit.seed),
        "panel": visit.panel, "case": list(visit.case) if visit.case else None, "undo": len(visit.past),
        "opened": visit.opened, "couple": visit.couple, "views": VIEWS,
        "village": {
            "key": home.key[:16], "folk": _folk_key(couples), "some": some(home), "ties": _ties(scenario),
            "made": scenario.community.network in NETWORKS,
        },
    }  # fmt: skip


def folk(visit: Visit) -> dict[str, Any]:
    """Who lives in a village and who is tied to whom: most of what is sent, and the same whatever comes to some."""
    home = visit.village
    assert home is not None
    couples, net = home.couples, home.couples.network
    numbers = net.numbers.tolist()
    return {
        "folk": _folk_key(couples), "names": list(net.names),
        "called": [called(name, number) for name, number in zip(net.names, numbers, strict=True)],
        "people": [people(number) for number in numbers],
        "first": net.first.tolist(), "second": net.second.tolist(),
        "kinds": "".join(map(str, net.kind.astype(int).tolist())), "strengths": letters(net.strength, 0.0, 1.0),
        "start": letters(_satisfaction(couples), LOW, HIGH),
    }  # fmt: skip


def _folk_key(couples: "Couples") -> str:
    """What the folk of a village goes by, as a short digest."""
    net = couples.network
    parts = (*net.names, net.first.tobytes(), net.second.tobytes(), net.strength.tobytes(), couples.start.tobytes())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def fixed() -> dict[str, Any]:
    """What is the same for every village: how letters are read, what may be chosen, and the page's limits."""
    return {
        "letter": FIRST_LETTER, "levels": LEVELS - 1, "low": LOW, "high": HIGH, "month": MONTH, "sizes": SIZES,
        "years": YEARS, "strength": STRENGTH, "most": MAX_COUPLES, "days": MAX_COUPLE_DAYS,
    }  # fmt: skip


def letters(values: np.ndarray, low: float, high: float) -> str:
    """A letter a value, from ``low`` to ``high``; a blank where there is none."""
    share = np.clip((values - low) / (high - low), 0.0, 1.0)
    level = np.nan_to_num(np.round(share * (LEVELS - 1)) + FIRST_LETTER, nan=ord(OVER))
    return level.astype(np.uint8).tobytes().decode("ascii")


def _satisfaction(couples: "Couples") -> np.ndarray:
    """Each couple's satisfaction before the first morning."""
    both = couple_of(couples.start.T)
    return np.broadcast_to(on_arrays(outcomes.satisfaction)(both, couples.scenario.constants), len(couples))


def some(home: Village) -> list[dict[str, Any]]:
    """What comes to some couples only: to which, what, from which day to which, and in words."""
    found = []
    couples = home.couples
    for entry, who in zip(home.scenario.community.some, couples.some, strict=True):
        places, things = np.flatnonzero(who).tolist(), (*entry.intervention, *entry.event)
        if not things:
            continue
        found.append({
            "help": bool(entry.intervention), "who": places, "whom": entry.whom,
            "day": min(thing.day for thing in things), "last": min(max(t.last_day for t in things), couples.days),
            "says": words.to_some(entry, len(places)),
        })  # fmt: skip
    return found


def _ties(scenario: Scenario) -> list[dict[str, Any]]:
    """The ties that are otherwise than the network has them."""
    return [{"first": tie.first, "second": tie.second, "cut": tie.strength == 0.0} for tie in scenario.community.tie]


def lived(life: Life) -> dict[str, Any]:
    """What has been lived so far: each kept month's letters, the mean, endings, beginnings, and ties half-yearly."""
    book, months = life.book, life.months
    if book is None:
        return {"kept": [], "levels": [], "mean": [], "ended": [[], []], "begun": [[], []], "ties": []}
    happy = book.table[:months, :, book.columns.index("satisfaction")]
    with np.errstate(invalid="ignore"):
        here = np.isfinite(happy)
        mean = np.where(here, happy, 0.0).sum(1) / np.maximum(1, here.sum(1))
    last = int(book.kept[months - 1]) if months else 0
    ties = [at for at in range(months) if (at + 1) % TIES_EVERY == 0]
    return {
        "kept": book.kept[:months].tolist(),
        "levels": [letters(row, LOW, HIGH) for row in happy],
        "mean": np.round(mean, 2).tolist(),
        "ended": _pairs(book.endings, last),
        "begun": _pairs(book.beginnings, last),
        "ties": [[int(book.kept[at]), letters(book.strengths[at], 0.0, 1.0)] for at in ties],
    }


def _pairs(rows: list[tuple[int, int, int]], last: int) -> list[list[int]]:
    """Days and places of what has happened until a day."""
    found = [(day, place) for day, place, _ in list(rows) if day <= last]
    return [[day for day, _ in found], [place for _, place in found]]


class Compared(NamedTuple):
    """The village that the one on view is compared with, and ``what`` this one has and that one has not, in words."""

    village: Village
    what: str


def other_village(visit: Visit) -> Compared | None:
    """What the village on view is compared with; nothing where nothing is done to it."""
    home = visit.village
    assert home is not None
    without = without_edits(home, visit.start)
    if without is None:
        return None
    couples, parts = home.couples, []
    for entry, who in zip(home.scenario.community.some, couples.some, strict=True):
        if entry not in without.community.some and (entry.intervention or entry.event):
            parts.append(words.to_some(entry, int(who.sum())))
    place = {name: i for i, name in enumerate(couples.network.names)}

    def title(name: str) -> str:
        return called(name, int(couples.network.numbers[place[name]]))

    for tie in home.scenario.community.tie:
        if tie not in without.community.tie:
            parts.append(words.tie_changed(tie, title(tie.first), title(tie.second)))
    return Compared(home._replace(scenario=without), listed(parts))


def told(visit: Visit, compared: Compared, life: Life, other: Life, sample: Sample | None) -> list[list[str]]:
    """For the beginning and each kept month of both villages: what the change comes to, and how it is elsewhere."""
    home = visit.village
    assert home is not None and life.book is not None and other.book is not None
    entries = some(home)
    touched = np.zeros(len(life.couples), bool)
    for entry in entries:
        touched[entry["who"]] = True
    begins = min((entry["day"] for entry in entries), default=0) if not home.scenario.community.tie else 0
    helps = any(entry["help"] for entry in entries) and all(entry["help"] for entry in entries)
    column = life.book.columns.index("satisfaction")
    what = compared.what
    found = [[words.not_yet(what), ""]]
    for at in range(min(life.months, other.months)):
        day = int(life.book.kept[at])
        if day < begins:
            found.append(found[0])
            continue
        here, there = life.ended(day) > 0, other.ended(day) > 0
        both, spared = ~here & ~there, there & ~here
        gap = life.book.table[at, both, column] - other.book.table[at, both, column]
        difference = words.Difference(
            int(here.sum()), int(there.sum()), int(spared.sum()), int((spared & touched).sum()),
            int((here & ~there).sum()), float(gap.mean()) if both.any() else 0.0,
        )  # fmt: skip
        found.append([words.sentence(what, difference, helps), elsewhere(sample, at)])
    return found


def elsewhere(sample: Sample | None, at: int) -> str:
    """What the change comes to in other villages in a kept month."""
    if sample is None or not sample.count:
        return say(words.TOO_LARGE)
    if len(sample.found) < FEWEST:
        return words.being_lived(len(sample.found), sample.count)
    table = np.array(sample.found)[:, at]
    return words.predicted(table[:, 0], table[:, 1])
