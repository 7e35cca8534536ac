"""A thousand tomorrows: the runs are the engine's own, and the intervals what statistics says they are."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

import sim
from sim.analysis.tomorrows import MEASURES, QUANTILES, Estimate, difference, each_day, fans
from sim.model.outcomes import CAUGHT, Outcomes

COUPLE = sim.scenario("life-happens").change({"days": 6, "turns": 40, "couple.bond": 0.4})
HELD = COUPLE.add("hand-holding", turn=5, turns=30, day=2, days=4)
RUNS = 80


@pytest.fixture(scope="module")
def found():
    """Without and with, eighty runs each."""
    return fans([COUPLE, HELD], RUNS, seed=3)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("name", [*MEASURES, "distressed"])
def test_the_ends_are_those_of_the_ensemble(found, which, name):
    table = sim.ensemble((COUPLE, HELD)[which], RUNS, seed=3)
    assert np.array_equal(found[which].ends[name], table[name])


def test_the_bands_of_the_last_day_are_the_quantiles_of_the_ends(found):
    for fan in found:
        for name in MEASURES:
            assert fan.bands[name].shape == (len(QUANTILES), 6)
            assert np.array_equal(fan.bands[name][:, -1], np.quantile(fan.ends[name], QUANTILES))
            assert (np.diff(fan.bands[name], axis=0) >= 0).all()


def test_the_first_days_of_a_longer_story_are_those_of_a_shorter(found):
    (short,) = fans([COUPLE.change({"days": 4})], RUNS, seed=3)
    for name in MEASURES:
        assert np.array_equal(short.bands[name], found[0].bands[name][:, :4])


def test_the_values_depend_on_no_threads_and_on_no_company(found):
    (alone,) = fans([HELD], RUNS, seed=3, threads=2)
    assert np.array_equal(alone.bands["dance"], found[1].bands["dance"])
    assert np.array_equal(alone.ends["satisfaction"], found[1].ends["satisfaction"])


def test_until_the_hand_is_taken_both_fans_are_the_same(found):
    without, with_ = found
    assert np.array_equal(without.bands["satisfaction"][:, 0], with_.bands["satisfaction"][:, 0])
    assert not np.array_equal(without.bands["satisfaction"][:, 1], with_.bands["satisfaction"][:, 1])


@pytest.mark.parametrize("name", [*MEASURES, "distressed"])
def test_the_difference_is_the_paired_one_with_students_interval(found, name):
    one = difference(*found, name)
    apart = found[1].ends[name] - found[0].ends[name]
    assert one.value == pytest.approx(apart.mean())
    if apart.std() > 0:
        known = stats.ttest_1samp(apart, 0.0).confidence_interval(0.95)
        assert (one.low, one.high) == pytest.approx((known.low, known.high))
    else:
        assert one == Estimate(one.value, one.value, one.value)


def test_a_dose_of_nothing_makes_no_difference():
    nothing = COUPLE.add("hand-holding", turn=5, turns=30, dose=0.0)
    without, with_ = fans([COUPLE, nothing], 20)
    assert difference(without, with_, "satisfaction") == Estimate(0.0, 0.0, 0.0)


def test_one_run_says_nothing_about_chance():
    without, with_ = fans([COUPLE, HELD], 1)
    assert difference(without, with_, "bond").low == -np.inf


@pytest.mark.parametrize("count", [0, 31, RUNS])
def test_the_share_has_wilsons_interval(found, count):
    ends = {"distressed": (np.arange(RUNS) < count).astype(float)}
    one = replace(found[0], ends=ends).ends_distressed
    known = stats.binomtest(count, RUNS).proportion_ci(method="wilson")
    assert (one.value, one.low, one.high) == pytest.approx((count / RUNS, known.low, known.high))


def test_each_day_of_one_run_is_read_as_a_run_that_ends_there():
    days = each_day(HELD, 7, replicate=2)
    assert len(days) == 6
    for count in (2, 6):
        run = sim.simulate(HELD, seed=7, replicate=2, days=count)
        assert days[count - 1] == Outcomes(**run.outcomes)


def test_the_dance_of_a_day_is_what_can_be_counted_in_it():
    run = sim.simulate(HELD, seed=7, replicate=2).day(4)
    caught = np.ones(40, bool)
    for who in "ab":
        strong = np.maximum(run[f"pursue_{who}"], run[f"withdraw_{who}"])[1:]
        caught &= (strong > CAUGHT) & (strong > np.maximum(run[f"reach_{who}"], run[f"respond_{who}"])[1:])
    assert each_day(HELD, 7, replicate=2)[3].dance == caught.mean()


@pytest.mark.parametrize("given", [0, -1, 1.5, True, "many", 10**9])
def test_a_number_of_runs_that_is_none_is_refused(given):
    with pytest.raises(sim.ScenarioError, match="replicates"):
        fans([COUPLE], given)
