"""What every intervention promises, those included that this file has never heard of."""

import re

import numpy as np
import pytest
from couples import ENGINES, distressed, rows, same, swapped

import sim
from sim.checking.settings import settings_of
from sim.model.parameters import DEFAULTS
from sim.model.schedule import on_day

every_kind = pytest.mark.parametrize("kind", sim.INTERVENTIONS)
every_engine = pytest.mark.parametrize("engine", ENGINES)

START, DAY = 21, 2
BRIEF = {"day": DAY, "days": 1, "every": 1, "turn": START, "turns": 20}
HEART = {**BRIEF, "when": "heart", "bpm": 90.0}
APPOINTMENTS = {kind for kind, made in sim.INTERVENTIONS.items() if "heart" not in settings_of(made)["when"].allowed}
"""Given on their dates, whatever the heart does."""


def times_of(kind: str, times: dict) -> dict:
    """The times that this kind can be given at: an appointment is on schedule."""
    return {**times, "when": "scheduled"} if kind in APPOINTMENTS else times


def variants() -> list:
    """Every intervention with its defaults, and with each word that its own settings know."""
    common = sim.interventions.Intervention.model_fields.keys()
    found = []
    for kind, made in sim.INTERVENTIONS.items():
        found.append(pytest.param(kind, {}, id=kind))
        for name, setting in settings_of(made).items():
            if name not in common:
                for word in sorted(set(setting.allowed) - {setting.default}):
                    found.append(pytest.param(kind, {name: word}, id=f"{kind}-{name}-{word}"))
    return found


@every_kind
def test_it_says_what_it_is_and_where_that_is_known_from(kind):
    said = sim.INTERVENTIONS[kind].__doc__
    assert re.search(r"Sources?: ", said)
    assert re.search(r"\((18|19|20)\d\d\)", said), "an author and a year"
    assert sim.INTERVENTIONS[kind].title


@every_kind
def test_every_setting_has_a_range_and_a_meaning(kind):
    for name, setting in settings_of(sim.INTERVENTIONS[kind]).items():
        assert setting.meaning.strip(), name
        if setting.allowed:
            assert setting.default in setting.allowed
        else:
            assert setting.low <= setting.default <= setting.high, name
            assert setting.low < setting.high, name
            assert setting.unit.strip(), name


@every_kind
@every_engine
@pytest.mark.parametrize("times", [BRIEF, HEART], ids=["scheduled", "heart"])
def test_dose_zero_changes_nothing_to_the_last_bit(kind, engine, times):
    couple = distressed()
    without, none = (
        sim.simulate(one, engine=engine) for one in (couple, couple.add(kind, **times_of(kind, times), dose=0.0))
    )
    given = ("hand", "containment", "pause")
    assert all(not none[name].any() for name in given)
    assert same(without, none)


@pytest.mark.parametrize(("kind", "words"), variants())
@every_engine
def test_nothing_differs_before_its_first_turn_and_something_does_after(kind, words, engine):
    couple = distressed()
    run, helped = (sim.simulate(one, engine=engine) for one in (couple, couple.add(kind, **BRIEF, **words)))
    first = len(run.day(1)) + START
    assert rows(run, 0, first) == rows(helped, 0, first)
    assert rows(run, first, None) != rows(helped, first, None)


@pytest.mark.parametrize(("kind", "words"), variants())
@every_engine
def test_partners_swapped_results_swapped_to_the_last_bit(kind, words, engine):
    couple = distressed().add(kind, **BRIEF, **words)
    straight, crossed = sim.simulate(couple, engine=engine), sim.simulate(couple.swapped(), engine=engine)
    columns, outcomes = swapped(straight)
    assert columns == {name: values.tobytes() for name, values in crossed.columns.items()}
    assert outcomes == crossed.outcomes


@every_kind
@pytest.mark.parametrize("times", [BRIEF, HEART, {**HEART, "whose_heart": "a"}], ids=["scheduled", "heart", "a"])
def test_both_engines_give_the_same_run(kind, times):
    couple = distressed().add(kind, **times_of(kind, times))
    assert same(*(sim.simulate(couple, engine=engine) for engine in ENGINES))


@every_kind
def test_it_is_given_on_its_days_and_turns(kind):
    made = sim.INTERVENTIONS[kind](day=2, days=3, every=4, turn=7, turns=5)
    blocks = made.blocks(DEFAULTS)
    given_on = [day for day in range(1, 16) if any(on_day(block.when, day) for block in blocks)]
    assert given_on == [2, 6, 10]
    for block in blocks:
        assert block.when.first_turn == 7
        assert block.when.last_turn <= 11
        assert any(block.cues), "a block that gives nothing"


@every_kind
@every_engine
def test_day_after_day_it_changes_the_turns_that_it_should(kind, engine):
    couple = distressed(days=5, turns=20, noise=0.0)
    plan = {"day": 2, "days": 2, "every": 2, "turn": 5, "turns": 3}
    run, helped = (sim.simulate(one, engine=engine) for one in (couple, couple.add(kind, **plan)))
    cues = [name for name in sim.model.trajectory.RECORDED if name not in sim.model.trajectory.STATE]
    on = np.any([run[name] != helped[name] for name in cues], axis=0)
    given_on = sorted({(int(d), int(t)) for d, t in zip(run["day"][on], run["turn"][on], strict=True)})
    assert given_on[0] == (2, 5)
    assert {day for day, _ in given_on} == {2, 4}
    assert {turn for _, turn in given_on} <= {5, 6, 7}


@pytest.mark.parametrize("whose", ["a", "b", "either"])
@every_engine
def test_a_watched_heart_must_have_passed_its_mark(whose, engine):
    couple = distressed(days=1, turns=100)
    run = sim.simulate(couple, engine=engine)
    hearts = [run[f"heart_rate_{who}"] for who in "ab" if whose in (who, "either")]
    racing = np.max(hearts, axis=0)
    bpm = 0.5 * (racing[:60].max() + racing[0])
    crossed = 1 + int(np.argmax(racing >= bpm))
    assert crossed > 5, "it takes a while until the heart is there"
    watched = {"when": "heart", "whose_heart": whose, "bpm": float(bpm), "turn": 1, "turns": 4}
    helped = sim.simulate(couple.add("time-out", **watched), engine=engine)
    assert int(np.argmax(helped["pause"] > 0.0)) == crossed, "the turn after the heart has passed it"
    assert helped["pause"][crossed : crossed + 4].all()
    assert rows(run, 0, crossed) == rows(helped, 0, crossed)


@pytest.mark.parametrize("kind", sorted(sim.INTERVENTIONS.keys() - APPOINTMENTS))
@every_engine
def test_a_heart_that_never_gets_there_triggers_nothing(kind, engine):
    couple = distressed().change({"noise": 0.0, "spark_rate": 0.0, "life": {}})
    made = couple.add(kind, **{**HEART, "bpm": 140.0})
    assert same(sim.simulate(couple, engine=engine), sim.simulate(made, engine=engine))


BAD = [
    ("dose", 2.0), ("dose", "much"), ("turns", 0), ("turn", 1.5), ("days", -1), ("when", "whenever"), ("bpm", 20.0),
    ("dose", float("nan")), ("no_such_setting", 1),
]  # fmt: skip


@every_kind
@pytest.mark.parametrize(("name", "value"), BAD, ids=lambda one: str(one))
def test_a_bad_setting_is_refused_by_name(kind, name, value):
    with pytest.raises(sim.ScenarioError, match=name):
        distressed().add(kind, **{name: value})


@every_kind
def test_every_numbers_own_limits_are_kept(kind):
    for name, setting in settings_of(sim.INTERVENTIONS[kind]).items():
        if not setting.allowed:
            for beyond in (setting.low - 1, setting.high + 1):
                with pytest.raises(sim.ScenarioError, match=name):
                    distressed().add(kind, **{name: beyond})


def test_an_unknown_intervention_is_refused_with_the_nearest_name():
    with pytest.raises(sim.ScenarioError, match="hand-holding"):
        distressed().add("hand-holdin")
