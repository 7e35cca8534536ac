"""Every claim that a lesson makes is what the model does, measured anew; and so is the guide."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.lessons import lesson, lessons, measure
from sim.lessons.measuring import holding
from sim.wording.lesson import answer, guide, unmet_claims, with_interval
from sim.wording.numbers import outcome_figure

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "lessons.md"


@pytest.fixture(scope="module")
def made():
    """What was measured, by lesson; each once."""
    return {each.name: measure(each, threads=2) for each in lessons()}


def test_what_a_lesson_claims_is_what_the_model_does(made):
    assert [text for name, measurement in made.items() for text in unmet_claims(lesson(name), measurement)] == []


def test_no_claim_hangs_on_which_couples_were_drawn(made):
    for name, measurement in made.items():
        assert measurement.sure > 0.95, name
        assert all(fact.sure > 0.95 for fact in measurement.facts), name


def test_the_guide_is_the_one_that_the_command_prints(made):
    assert GUIDE.read_text("utf-8") == guide((each, made[each.name]) for each in lessons())


def test_the_run_that_a_class_looks_at_is_one_like_most():
    for each in lessons():
        for case in each.measured_cases if all(scenario.days == 1 for scenario in each.scenarios.values()) else ():
            many = sim.ensemble(each.scenarios[case.key], 200, 1)[each.reveal.outcome]
            seen = sim.ensemble(each.scenarios[case.key], 1, case.seed)[each.reveal.outcome].iloc[0]
            assert many.quantile(0.05) <= seen <= many.quantile(0.95), (each.name, case.key)


def test_exactly_one_answer_fits_whatever_the_numbers_are():
    rng = np.random.default_rng(1)
    for each in lessons():
        if each.reveal.decide == "conditions":
            keys = [case.key for case in each.measured_cases]
            holds = holding(each, dict(zip(keys, rng.uniform(0, 1, (len(keys), 300)), strict=True)))
            assert holds.shape == (len(each.options), 300) and holds.sum(0).max() <= 1, each.name


def test_what_does_not_hold_is_said(made):
    each = lesson("flooded")
    wrong = replace(made["flooded"], holds=(), facts=tuple(replace(f, holds=False) for f in made["flooded"].facts))
    assert len(unmet_claims(each, wrong)) == 1 + len(each.reveal.fact)
    assert "None of the answers" in answer(each, wrong)


def test_the_values_depend_on_lesson_couples_and_seed_only():
    each = lesson("let-go-too-soon")
    assert measure(each, 64, 3, threads=1) == measure(each, 64, 3, threads=2)
    assert measure(each, 64, 3) != measure(each, 64, 4)


def test_the_exchange_of_the_two_changes_nothing_to_the_last_bit(made):
    cases = made["no-villain"].cases
    assert cases["as-they-are"] == cases["exchanged"]


@pytest.mark.parametrize("count", [1, 0, -3, 1.5, True, "many", 10**9])
def test_a_number_of_couples_that_cannot_be_is_refused(count):
    with pytest.raises(sim.ScenarioError, match="replicates"):
        measure(lesson("no-villain"), count)


@pytest.mark.parametrize(
    ("outcome", "value", "signed", "said"),
    [
        ("dance", 0.8534, False, "85.3 %"),
        ("dance", -0.25, True, "−25.0 percentage points"),
        ("dance", -0.00001, True, "+0.0 percentage points"),
        ("security_a", 0.351, False, ".351"),
        ("security_a", -0.0051, True, "−.005"),
        ("satisfaction", 133.04, False, "133.0 points"),
        ("heart_rate_b", -3.55, True, "−3.5 bpm"),
    ],
)
def test_a_number_is_said_as_people_read_it(outcome, value, signed, said):
    assert outcome_figure(outcome, value, signed) == said


def test_where_all_couples_agree_there_is_no_interval(made):
    assert (
        with_interval("distressed", replace(made["flooded"].cases["at-once"], value=0.0, low=0.0, high=0.0)) == "0.0 %"
    )
