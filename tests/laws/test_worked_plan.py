"""The plan and its cues: when a block is on, whom its cues reach, and how two sets of cues meet."""

import pytest
from worked import US, equals

from sim.model import cues, schedule
from sim.model.cues import COLUMNS, CUES, FIELDS, NOTHING, Cues
from sim.model.schedule import Block, When

ROOM = NOTHING._replace(containment=0.6)
FIRST = Cues(*(0.1 + 0.02 * i for i in range(len(FIELDS))))
SECOND = Cues(*(0.7 - 0.03 * i for i in range(len(FIELDS))))
"""Cues with no two alike: the second are the stronger in the beginning, the first at the end."""
WORKED = ("hand", "stranger", "picture", "containment", "pause", "invite", "reach", "stress", "spark", "burden")


def test_a_shared_cue_is_one_field_and_any_other_one_for_each_partner():
    assert cues.fields_of("hand") == ("hand",)
    assert cues.fields_of("stress") == ("stress_a", "stress_b")
    assert FIELDS["stress_b"] == "stress"
    assert Cues._fields == tuple(FIELDS)
    assert {name for name in WORKED if CUES[name].shared} == {"hand", "containment", "pause"}


def test_a_cue_is_a_column_of_its_own_name_but_where_a_partner_has_that_name():
    named = dict(zip(FIELDS, COLUMNS, strict=True))
    assert named["hand"] == "hand"
    assert named["stress_a"] == "stress_a"
    assert {named[field] for field in ("reach_a", "spark_b", "burden_a")} == {"purpose_a", "struck_b", "event_a"}


def test_no_cue_is_nothing_at_all():
    assert set(NOTHING) == {0.0}
    assert len(NOTHING) == len(FIELDS)


def test_a_cue_is_for_one_for_the_other_for_both_or_for_nobody():
    assert cues.cues_for("a", "stress", 0.4) == {"stress_a": 0.4}
    assert cues.cues_for("b", "stress") == {"stress_b": 1.0}
    assert cues.cues_for("both", "stress") == {"stress_a": 1.0, "stress_b": 1.0}
    assert cues.cues_for("nobody", "stress") == {}


def test_of_two_helps_the_stronger_counts_and_troubles_add_up():
    together = cues.together(FIRST, SECOND)
    assert {name for name in WORKED if CUES[name].trouble} == {"stress", "spark", "burden"}
    for field, name in FIELDS.items():
        first, second = getattr(FIRST, field), getattr(SECOND, field)
        assert getattr(together, field) == (first + second if CUES[name].trouble else max(first, second)), field
    assert cues.together(SECOND, FIRST) == together


def test_cues_are_given_while_present_and_not_otherwise():
    assert cues.given(FIRST, 1.0) == FIRST
    assert cues.given(FIRST, 0.0) == NOTHING
    assert schedule.scaled(FIRST, 0.0) == NOTHING
    assert schedule.scaled(FIRST, 0.5) == equals([0.5 * cue for cue in FIRST])


@pytest.mark.parametrize("who", ["a", "b"])
def test_each_partner_meets_what_is_shared_and_their_own(who):
    support = getattr(cues, f"support_of_{who}")(FIRST)
    for name, line in CUES.items():
        assert getattr(support, name) == getattr(FIRST, name if line.shared else f"{name}_{who}"), name


def test_a_plan_counts_days_and_turns_from_the_first_and_includes_the_last():
    when = schedule.scheduled(ROOM, day=3, turn=5, turns=4, days=2, every=7).when
    assert when == When(3.0, 10.0, 7.0, 5.0, 8.0, 0.0, 0.0, 1.0)
    assert schedule.scheduled(ROOM, 3, 5, 4) == Block(When(3.0, 3.0, 1.0, 5.0, 8.0, 0.0, 0.0, 1.0), ROOM)
    assert [day for day in range(1, 20) if schedule.on_day(when, day)] == [3, 10]
    until_friday = when._replace(last_day=12.0)
    assert [day for day in range(1, 20) if schedule.on_day(until_friday, day)] == [3, 10]


def turns_on(block: Block, hearts: list[float], whose: str = "a") -> list[int]:
    """The turns of one conversation in which a block is on, given the arousal before each."""
    on, latches = [], [0.0]
    for turn, arousal in enumerate(hearts, 1):
        calm = US._replace(a=US.a._replace(arousal=0.0), b=US.b._replace(arousal=0.0))
        couple = calm._replace(**{whose: US.a._replace(arousal=arousal)})
        now, latches = schedule.cues_now([block], latches, turn, couple)
        assert now in (NOTHING, block.cues)
        on += [turn] if now == block.cues else []
    return on


def test_what_is_by_the_clock_is_on_from_its_first_turn_to_its_last():
    assert turns_on(schedule.scheduled(ROOM, 1, 3, 4), [0.0] * 10) == [3, 4, 5, 6]


@pytest.mark.parametrize("whose", ["a", "b"])
def test_what_waits_for_a_heart_begins_when_it_races_and_holds_and_may_begin_anew_when_over(whose):
    watched = When(
        1, 1, 1, 3, 9, **{"watch_a": schedule.NEVER, "watch_b": schedule.NEVER, f"watch_{whose}": 0.5}, hold=3
    )
    calm, racing = 0.49, 0.5
    hearts = [racing, calm, calm, racing, racing, racing, racing, calm, calm, racing, calm]
    assert turns_on(Block(watched, ROOM), hearts, whose) == [4, 5, 6, 7, 8, 9]
    assert turns_on(Block(watched, ROOM), hearts, "b" if whose == "a" else "a") == []


def test_what_begins_in_its_last_turn_still_holds_and_nothing_begins_later():
    watched = When(1, 1, 1, 3, 4, 0.5, 0.5, 3)
    assert turns_on(Block(watched, ROOM), [0.0, 0.0, 0.0, 0.9, 0.9, 0.9, 0.9, 0.9]) == [4, 5, 6]
    assert turns_on(Block(watched, ROOM), [0.9, 0.9, 0.9, 0.0, 0.0, 0.0]) == [3, 4, 5]


def test_blocks_that_are_on_at_once_meet_as_cues_do():
    blocks = [schedule.scheduled(FIRST, 1, 1, 2), schedule.scheduled(SECOND, 1, 2, 2)]
    found, latches = [], [0.0, 0.0]
    for turn in (1, 2, 3, 4):
        now, latches = schedule.cues_now(blocks, latches, turn, US)
        found.append(now)
    assert found == [FIRST, cues.together(FIRST, SECOND), SECOND, NOTHING]


def test_each_block_has_a_latch_of_its_own():
    with pytest.raises(ValueError, match="shorter"):
        schedule.cues_now([schedule.scheduled(ROOM, 1, 1, 1)], [], 1, US)


def test_a_turn_is_six_seconds_on_the_clock():
    assert [schedule.clock(turn) for turn in (0, 1, 10, 61)] == ["0:00", "0:06", "1:00", "6:06"]
