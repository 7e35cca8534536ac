"""That a lesson's file is whole: what one part says of another is there, and it is light enough."""

from collections.abc import Iterable
from typing import Any, get_args

from sim.checking.errors import nearest, shown
from sim.evidence.cards import cards
from sim.evidence.references import references
from sim.lessons.schema import Case, Lesson, Option
from sim.model.outcomes import Outcomes
from sim.scenario.community import VillageOutcome
from sim.scenario.files import shipped
from sim.scenario.schema import Scenario

FEWEST = 64
"""Couples of a lesson's case, at least."""
MAX_COUPLE_TURNS = 70_000_000
"""Couple-turns that a lesson may take to measure: some seconds."""


def check(lesson: Lesson) -> None:
    """Raises ``ValueError`` for the first part that is not there: key, what was given, what is allowed, the nearest."""
    _unlike("run.case", [case.key for case in lesson.run.case])
    _unlike("predict.option", [option.key for option in lesson.options])
    for at, case in enumerate(lesson.run.case, 1):
        _among(f"run.case.{at}.scenario", case.scenario, shipped(), "a scenario of the gallery")
    for at, case in enumerate(lesson.run.case, 1):
        _in_time(f"run.case.{at}", case, lesson.scenarios[case.key])
        if case.beside is not None:
            _among(f"run.case.{at}.beside", case.beside, lesson.cases, "a case of this lesson")
    measured = [case.key for case in lesson.measured_cases]
    for at, option in enumerate(lesson.options, 1):
        _decided(f"predict.option.{at}", option, lesson.reveal.decide, measured)
    if lesson.reveal.against is not None:
        _among("reveal.against", lesson.reveal.against, measured, "a case that is measured")
    for at, fact in enumerate(lesson.reveal.fact, 1):
        for key in (*fact.of, *fact.over):
            _among(f"reveal.fact.{at}", key, lesson.cases, "a case of this lesson")
    _of_one_sort(lesson)
    _light(lesson)
    for at, case in enumerate(lesson.run.case, 1):
        if case.beside is not None:
            _alike(f"run.case.{at}.beside", case, lesson)
    for at, onward in enumerate(lesson.reflect.go, 1):
        where = f"reflect.go.{at}"
        if (onward.case is None) == (onward.scenario is None):
            raise _refused(where, onward.case or onward.scenario, "either a case or a scenario")
        if onward.case is not None:
            _among(f"{where}.case", onward.case, lesson.cases, "a case of this lesson")
        if onward.scenario is not None:
            _among(f"{where}.scenario", onward.scenario, shipped(), "a scenario of the gallery")
    _among("teacher.expects", lesson.teacher.expects, [option.key for option in lesson.options], "an option")
    for at, key in enumerate(lesson.teacher.cards, 1):
        _among(f"teacher.cards.{at}", key, cards(), "an evidence card")
    for at, key in enumerate(lesson.teacher.sources, 1):
        _among(f"teacher.sources.{at}", key, references(), "a key of the bibliography")


def _refused(key: str, given: Any, allowed: str, hint: str = "") -> ValueError:
    return ValueError(f"{key}: given {shown(given)}; allowed: {allowed}.{hint}")


def _among(key: str, given: str, known: Iterable[str], what: str) -> None:
    """``given`` is one of the ``known``, or a ``ValueError`` that names the nearest."""
    known = list(known)
    if given not in known:
        few = f"{what}: {', '.join(known)}" if 0 < len(known) <= 10 else what
        raise _refused(key, given, few, nearest(given, known))


def _unlike(where: str, keys: list[str]) -> None:
    twice = next((key for at, key in enumerate(keys) if key in keys[:at]), None)
    if twice is not None:
        raise _refused(f"{where}.{keys.index(twice) + 1}.key", twice, "a key of its own (it is given twice)")


def _in_time(where: str, case: Case, scenario: Scenario) -> None:
    """The case opens on a day, and at a turn, that the scenario has."""
    if case.day > scenario.days:
        raise _refused(f"{where}.day", case.day, f"a day from 1 to {scenario.days}")
    if case.turn > scenario.lengths[case.day - 1]:
        raise _refused(f"{where}.turn", case.turn, f"a turn from 0 to {scenario.lengths[case.day - 1]}")


def _alike(where: str, case: Case, lesson: Lesson) -> None:
    """Two cases on one clock have one chance, one zoom, and evenings that are as long."""
    other = lesson.cases[str(case.beside)]
    one, two = lesson.scenarios[case.key], lesson.scenarios[other.key]
    if (case.seed, case.day, case.zoom, one.lengths) != (other.seed, other.day, other.zoom, two.lengths):
        raise _refused(where, case.beside, "a case with the same seed, day, zoom and length")


def _decided(where: str, option: Option, decide: str, measured: list[str]) -> None:
    """An option has what decides it, and names cases that are measured."""
    if decide == "conditions" and option.case is not None:
        raise _refused(f"{where}.case", option.case, "nothing, where conditions decide (see `holds`)")
    if decide == "conditions" and not option.holds:
        raise _refused(f"{where}.holds", (), "one condition or more, where conditions decide")
    if decide != "conditions" and (option.case is None or option.holds):
        raise _refused(f"{where}.case", option.case, f"the option's case, and no `holds`, where the {decide} decides")
    named = {f"{where}.case": option.case} if option.case is not None else {}
    for at, condition in enumerate(option.holds, 1):
        for part in ("of", "over"):
            named |= {f"{where}.holds.{at}.{part}.{i}": key for i, key in enumerate(getattr(condition, part), 1)}
    for key, case in named.items():
        _among(key, case, measured, "a case that is measured")


def _of_one_sort(lesson: Lesson) -> None:
    """The cases are couples, or all are villages; and what is measured is there in them."""
    villages = [scenario.is_village for scenario in lesson.scenarios.values()]
    if any(villages) and not all(villages):
        raise _refused("run.case", "couples and villages", "cases that are all couples, or all villages")
    known = get_args(VillageOutcome) if all(villages) else Outcomes._fields
    asked = {"reveal": lesson.reveal} | {f"reveal.fact.{at}": fact for at, fact in enumerate(lesson.reveal.fact, 1)}
    for key, one in asked.items():
        _among(f"{key}.outcome", one.outcome, known, "an outcome of " + ("a village" if all(villages) else "a couple"))
        if not all(villages) and (one.among, one.less) != ("all", "nothing"):
            raise _refused(f"{key}.among", one.among, "nothing, where the cases are couples")
    if not all(villages) and lesson.reveal.replicates < FEWEST:
        raise _refused("reveal.replicates", lesson.reveal.replicates, f"{FEWEST} couples or more")


def _light(lesson: Lesson) -> None:
    """A class does not wait: what is measured takes seconds."""
    turns = sum(sum(lesson.scenarios[case.key].lengths) for case in lesson.needed_cases)
    fewest = FEWEST
    if lesson.is_of_villages:
        fewest, arms = 4, 1 + len({one.less for one in (lesson.reveal, *lesson.reveal.fact)} - {"nothing"})
        turns = arms * sum(sum(scenario.lengths) * scenario.community.couples for scenario in lesson.scenarios.values())
    if turns * lesson.reveal.replicates > MAX_COUPLE_TURNS:
        most = MAX_COUPLE_TURNS // turns
        allowed = f"at most {most} for cases as long as these" if most >= fewest else "shorter cases, or fewer"
        raise _refused("reveal.replicates", lesson.reveal.replicates, allowed)
