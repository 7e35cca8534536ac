"""The stages of emotionally focused therapy, in their order (Johnson 2019): no session is in two, none in none."""

import pytest

from sim.interventions.therapy_course import STAGES, TherapyCourse
from sim.model.parameters import DEFAULTS
from sim.model.schedule import on_day

DE_ESCALATION, RE_ENGAGEMENT, SOFTENING, CONSOLIDATION = (name for name, _ in STAGES)
COUNTS = (*range(1, 41), 100, 3650)


def invited(course: TherapyCourse) -> list[str]:
    """Who is invited to soften in each session: ``""``, ``"a"``, ``"b"`` or ``"ab"``; all are held in a safe room."""
    sessions = []
    for day in range(course.day, course.day + course.days * course.every, course.every):
        cues = [block.cues for block in course.blocks(DEFAULTS) if on_day(block.when, day)]
        assert any(cue.containment for cue in cues), "a session without a safe room"
        sessions.append("".join(who for who in "ab" if any(getattr(cue, f"invite_{who}") for cue in cues)))
    return sessions


@pytest.mark.parametrize(("withdrawer", "pursuer"), ["ba", "ab"])
def test_the_withdrawer_re_engages_before_the_pursuer_softens_and_consolidation_comes_last(withdrawer, pursuer):
    course = TherapyCourse(days=20, every=7, withdrawer=withdrawer)
    assert invited(course) == [""] * 6 + [withdrawer] * 6 + [pursuer] * 6 + ["ab"] * 2


@pytest.mark.parametrize("days", [1, 2, 3, 5, 8, 13])
def test_a_short_course_keeps_the_order_of_the_stages(days):
    order = ["", "b", "a", "ab"]
    at = [order.index(who) for who in invited(TherapyCourse(days=days, withdrawer="b"))]
    assert at == sorted(at)


@pytest.mark.parametrize("days", COUNTS)
def test_each_session_is_in_exactly_one_stage(days):
    stages = TherapyCourse(days=days).stages()
    assert [name for name, _, _ in stages] == [DE_ESCALATION, RE_ENGAGEMENT, SOFTENING, CONSOLIDATION]
    assert [session for _, start, count in stages for session in range(start, start + count)] == list(range(days))


def test_between_sessions_nobody_is_invited_or_held():
    course = TherapyCourse(day=3, days=4, every=7)
    days = {day for day in range(1, 40) if any(on_day(block.when, day) for block in course.blocks(DEFAULTS))}
    assert days == {3, 10, 17, 24}
