"""What is said of a run beside its comparison run, in a sentence with numbers."""

import re
from collections.abc import Iterable, Mapping

import numpy as np

from sim.wording.language import marked, plural, say
from sim.wording.numbers import decimal, rounded_percent

TIME = re.compile(r"\d:\d\d")
LATELY = 14
"""Last evenings of a season that its sentence tells of (assumed)."""


def describe(
    what: str, names: tuple[str, str], before: dict[str, float], after: dict[str, float],
    when: str | None = None, left: Iterable[str] = (),
) -> str:  # fmt: skip
    """What a difference comes to, in one sentence with numbers; ``before`` and ``after`` are outcomes, ``left`` what it
    leaves in each of the two (``left_in``)."""
    then, now = (
        [rounded_percent(run["dance"]), *(f"{run[f'heart_rate_{who}']:.0f}" for who in "ab")] for run in (before, after)
    )
    first, second = (beat if beat == was else _than(beat, was) for beat, was in zip(now[1:], then[1:], strict=True))
    hearts = say("{a}'s heart beats at {first} bpm on average, {b}'s at {second}", a=names[0], b=names[1], first=first,
                 second=second)  # fmt: skip
    return _told(what, now, then, say("the last conversation's turns") if when is None else when, hearts, left)


def _told(what: str, now: list[str], then: list[str], when: str, rest: str, left: Iterable[str] = ()) -> str:
    """The sentence: what makes the difference, the dance of ``when``, the ``rest``, and what it leaves."""
    kept = "; ".join(left)
    if kept and now[0] == then[0]:
        return say("{what}, {left}; the two are caught in the dance in {share} of {when} either way.", what=what,
                   left=kept, share=now[0], when=when)  # fmt: skip
    rest += f"; {kept}" if kept else ""
    if now == then:
        return say("{same}: the two are caught in the dance in {share} of {when}; {rest}.", same=same_either_way(what),
                   share=now[0], when=when, rest=rest)  # fmt: skip
    if now[0] == then[0]:
        return say("{what}, the two are caught in the dance in {share} of {when} either way; {rest}.", what=what,
                   share=now[0], when=when, rest=rest)  # fmt: skip
    return say("{what}, the two are caught in the dance in {share} of {when} instead of {was}; {rest}.", what=what,
               share=now[0], when=when, was=then[0], rest=rest)  # fmt: skip


LEFT = marked({"injury": "{name}'s hurt is {now}", "security": "{name}'s trust is {now}"})
"""What a help or a trouble leaves in a partner when it is over, by column."""


def left_in(
    names: tuple[str, str], without: Mapping[str, np.ndarray], with_: Mapping[str, np.ndarray]
) -> tuple[str, ...]:
    """What is otherwise in either of the two in the end, in words, where two digits tell it."""
    told = []
    for column, sentence in LEFT.items():
        for name, who in zip(names, "ab", strict=True):
            now, was = (decimal(float(view[f"{column}_{who}"][-1])) for view in (with_, without))
            told += [say(sentence, name=name, now=_than(now, was))] if now != was else []
    return tuple(told)


def _than(now: str, was: str) -> str:
    """A figure, and what it is held against: ``64 instead of 87``."""
    return say("{now} instead of {was}", now=now, was=was)


def same_either_way(what: str) -> str:
    """The beginning of a sentence on two runs that come to the same; ``what`` begins with a capital."""
    return say("{what} or without, it comes to the same", what=with_comma(what))


def with_comma(what: str) -> str:
    """A part of a sentence, with a comma after it where it ends in a time: ``the hand from 3:06 on,``."""
    return what + "," * bool(TIME.search(what))


def not_yet(label: str, day: int) -> str:
    """That the two runs are still the same; ``label`` is what the other is called, ``day`` when the first comes."""
    return say("Up to the end of this day the run is the same {label}: the first of it comes on day {day}.",
               label=label, day=day)  # fmt: skip


def over_days(
    what: str, without: Mapping[str, np.ndarray], with_: Mapping[str, np.ndarray], left: Iterable[str] = ()
) -> str:
    """The difference over a season: its last fortnight's dance, and what the two have in the end.

    ``without`` and ``with_`` hold a season's columns by name, (days + 1,) each; ``left`` is as in ``describe``.
    """
    days = len(with_["bond"]) - 1
    last = min(LATELY, days)
    when = (plural(last, "the turns of the last evening", "the turns of the last {n} evenings") if last < days
            else plural(days, "the turns of this evening", "the turns of these {n} evenings"))  # fmt: skip
    now, then = _ends(with_, last), _ends(without, last)
    bond, satisfaction = (end if now == then else say("{end} either way", end=end) if end == was else _than(end, was)
                          for end, was in zip(now[1:], then[1:], strict=True))  # fmt: skip
    end = say("in the end the bond is {bond}, and satisfaction {satisfaction}", bond=bond, satisfaction=satisfaction)
    if now[0] == then[0] and now != then:  # what differs comes first
        dance = say("the two are caught in the dance in {share} of {when} either way", share=now[0], when=when)
        return "; ".join([say("{what}, {end}", what=what, end=end), *left, dance]) + "."
    return _told(what, now, then, when, end, left)


def _ends(days: Mapping[str, np.ndarray], last: int) -> list[str]:
    """The dance of the last evenings, the bond and satisfaction, as they are written."""
    dance, bond, satisfaction = days["dance"][-last:].mean(), float(days["bond"][-1]), days["satisfaction"][-1]
    return [rounded_percent(dance), decimal(bond), f"{satisfaction:.0f}"]
