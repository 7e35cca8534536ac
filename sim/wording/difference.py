"""What is said of a run beside its comparison run, in a sentence with numbers."""

from collections.abc import Iterable, Mapping

import numpy as np

from sim.wording.numbers import decimal

LATELY = 14
"""Last evenings of a season that its sentence tells of (assumed)."""


def describe(
    what: str, names: tuple[str, str], before: dict[str, float], after: dict[str, float],
    when: str = "the last conversation's turns", left: Iterable[str] = (),
) -> str:  # fmt: skip
    """What a difference comes to, in one sentence with numbers; ``before`` and ``after`` are outcomes, ``left`` what it
    leaves in each of the two (``left_in``)."""
    then, now = (
        [f"{run['dance']:.0%}", *(f"{run[f'heart_rate_{who}']:.0f}" for who in "ab")] for run in (before, after)
    )
    first, second = (beat if beat == was else f"{beat} instead of {was}"
                     for beat, was in zip(now[1:], then[1:], strict=True))  # fmt: skip
    hearts = f"{names[0]}'s heart beats at {first} bpm on average, {names[1]}'s at {second}"
    return _told(what, now, then, when, hearts, left)


def _told(what: str, now: list[str], then: list[str], when: str, rest: str, left: Iterable[str] = ()) -> str:
    """The sentence: what makes the difference, the dance of ``when``, the ``rest``, and what it leaves."""
    kept = "; ".join(left)
    if kept and now[0] == then[0]:
        return f"{what}, {kept}; the two are caught in the dance in {now[0]} of {when} either way."
    rest += f"; {kept}" if kept else ""
    if now == then:
        return f"{same_either_way(what)}: the two are caught in the dance in {now[0]} of {when}; {rest}."
    dance = f"{now[0]} of {when} {instead_of(now[0], then[0])}"
    return f"{what}, the two are caught in the dance in {dance}; {rest}."


LEFT = {"injury": "{}'s hurt is {} {}", "security": "{}'s trust is {} {}"}
"""What a help or a trouble leaves in a partner when it is over, by column."""


def left_in(
    names: tuple[str, str], without: Mapping[str, np.ndarray], with_: Mapping[str, np.ndarray]
) -> tuple[str, ...]:
    """What is otherwise in either of the two in the end, in words, where two digits tell it."""
    told = []
    for column, sentence in LEFT.items():
        for name, who in zip(names, "ab", strict=True):
            now, was = (decimal(float(view[f"{column}_{who}"][-1])) for view in (with_, without))
            told += [sentence.format(name, now, instead_of(now, was))] if now != was else []
    return tuple(told)


def instead_of(now: str, then: str) -> str:
    """What a figure is held against, in words: ``instead of 87%``."""
    return "either way" if now == then else f"instead of {then}"


def same_either_way(what: str) -> str:
    """The beginning of a sentence on two runs that come to the same; ``what`` begins with a capital."""
    return f"{with_comma(what)} or without, it comes to the same"


def with_comma(what: str) -> str:
    """A part of a sentence, with a comma after it where it ends in a time: ``the hand from 3:06 on,``."""
    return what + "," * (" from " in what)


def not_yet(label: str, day: int) -> str:
    """That the two runs are still the same; ``label`` is what the other is called, ``day`` when the first comes."""
    return f"Up to the end of this day the run is the same {label}: the first of it comes on day {day}."


def over_days(
    what: str, without: Mapping[str, np.ndarray], with_: Mapping[str, np.ndarray], left: Iterable[str] = ()
) -> str:
    """The difference over a season: its last fortnight's dance, and what the two have in the end.

    ``without`` and ``with_`` hold a season's columns by name, (days + 1,) each; ``left`` is as in ``describe``.
    """
    days = len(with_["bond"]) - 1
    last = min(LATELY, days)
    when = f"the turns of {f'the last {last}' if last < days else f'these {days}'} evenings"
    now, then = _ends(with_, last), _ends(without, last)
    bond, satisfaction = (end if now == then else f"{end} {instead_of(end, was)}"
                          for end, was in zip(now[1:], then[1:], strict=True))  # fmt: skip
    end = f"in the end the bond is {bond}, and satisfaction {satisfaction}"
    if now[0] == then[0] and now != then:  # what differs comes first
        dance = f"the two are caught in the dance in {now[0]} of {when} either way"
        return "; ".join([f"{what}, {end}", *left, dance]) + "."
    return _told(what, now, then, when, end, left)


def _ends(days: Mapping[str, np.ndarray], last: int) -> list[str]:
    """The dance of the last evenings, the bond and satisfaction, as they are written."""
    dance, bond, satisfaction = days["dance"][-last:].mean(), float(days["bond"][-1]), days["satisfaction"][-1]
    return [f"{dance:.0%}", decimal(bond), f"{satisfaction:.0f}"]
