"""A couple's values inferred from what it does: calibrated, even-handed, and silent where the data are."""

import json
import sys

import numpy as np
import pytest
from scipy.stats import binomtest

from experiments.evidence import lab
from experiments.recovery.arms import Arm
from experiments.recovery.inference import RANGES, VALUES, Estimate, Posterior, Setup, describe, infer, learn, to_dict
from experiments.recovery.inference.couples import EVERY, burdens, observed, prior, scenarios
from experiments.recovery.judge import judge
from sim.checking.errors import ScenarioError
from sim.model.parameters import DEFAULTS

pytest.importorskip("sklearn")
SETUP = Setup(turns=100)
DRAWS, FRESH = 3000, 300


@pytest.fixture(scope="module")
def learned():
    return learn(SETUP, DRAWS)


@pytest.fixture(scope="module")
def fresh():
    """Couples that nothing was learned from: values (couples, values), and codes (couples, 1, turns, 2)."""
    rng = np.random.default_rng(5)
    truths = prior(FRESH, rng)
    seen = np.concatenate(list(observed(scenarios(truths, SETUP, rng), SETUP, 999)), -1)
    return truths, seen.transpose(3, 0, 1, 2)


@pytest.fixture(scope="module")
def found(learned, fresh):
    return [infer(learned, series) for series in fresh[1]]


def test_a_seed_gives_the_same_to_the_last_bit_and_another_does_not():
    first, same, other = (learn(SETUP, 1000, seed) for seed in (3, 3, 4))
    assert all(np.array_equal(first.estimates[name], same.estimates[name]) for name in VALUES)
    assert not np.array_equal(first.estimates["bond"], other.estimates["bond"])


def test_intervals_lie_within_each_other_and_within_the_prior(found):
    for posterior in found:
        for name, estimate in posterior.estimates.items():
            (low, high), (least, most) = estimate.interval(0.5), estimate.interval(0.95)
            assert RANGES[name][0] <= least <= low <= estimate.median <= high <= most <= RANGES[name][1]
            assert estimate.contraction <= 1.0


@pytest.mark.parametrize("share", [0.5, 0.95])
def test_intervals_hold_as_often_as_they_say(found, fresh, share):
    """For couples from the prior, within the chance of as many couples: one in a thousand for each value."""
    for at, name in enumerate(VALUES):
        edges = np.array([posterior[name].interval(share) for posterior in found])
        held = int(((edges[:, 0] <= fresh[0][:, at]) & (fresh[0][:, at] <= edges[:, 1])).sum())
        assert binomtest(held, FRESH, share).pvalue > 0.001, name


def test_the_rank_of_the_truth_is_even(found, fresh):
    for at, name in enumerate(VALUES):
        ranks = np.array([posterior[name].rank(x) for posterior, x in zip(found, fresh[0][:, at], strict=True)])
        assert ranks.mean() == pytest.approx(0.5, abs=4 * (12 * FRESH) ** -0.5), name


def test_felt_security_comes_back_and_what_comes_back_narrows_the_prior(found, fresh):
    for name in ("security_a", "security_b"):
        medians = [posterior[name].median for posterior in found]
        assert np.corrcoef(medians, fresh[0][:, VALUES.index(name)])[0, 1] > 0.6
        assert np.mean([posterior[name].contraction for posterior in found]) > 0.4


def test_exchanging_the_partners_exchanges_the_estimates(learned, fresh):
    for series in fresh[1][:20]:
        here, other = infer(learned, series), infer(learned, series[..., ::-1])
        for a, b in (("anxiety_a", "anxiety_b"), ("avoidance_a", "avoidance_b"), ("security_a", "security_b"),
                     ("bond", "bond"), ("hardship", "hardship")):  # fmt: skip
            assert here[a].median == pytest.approx(other[b].median, abs=0.02)
            assert here[b].median == pytest.approx(other[a].median, abs=0.02)
        assert here.likeness == pytest.approx(other.likeness, abs=0.01)


def test_the_owner_of_the_topic_is_known_or_not():
    rng = np.random.default_rng(1)
    by = {topic: scenarios(prior(8, rng), Setup(2, 150, topic=topic), rng) for topic in ("a", "b", "either", "none")}
    owners = {topic: {spark.who for couple in made for spark in couple.life.spark} for topic, made in by.items()}
    assert owners == {"a": {"a"}, "b": {"b"}, "either": {"a", "b"}, "none": set()}
    raised = [(spark.day, spark.turn, spark.size) for spark in by["a"][0].life.spark]
    assert raised == [(day, turn, lab.TOPIC_SIZE) for day in (1, 2) for turn in lab.TOPIC_TURNS], EVERY


def test_the_burden_of_the_past_is_what_the_law_of_events_leaves():
    p, hardship = DEFAULTS, 0.2
    left = burdens(np.full(40_000, hardship), np.random.default_rng(2))
    share, left_over = 0.5 + 0.5 * p.event_shared, (1.0 - p.event_fade) ** np.arange(1, 41)
    expected = p.event_rate * hardship * p.event_size * share * left_over.sum()
    assert left.mean(0) == pytest.approx(expected, abs=5 * left.std() / 200 + 0.002), "what is above 5 is cut"


def test_a_series_like_no_simulated_couple_is_said_to_be_so(learned):
    silence = infer(learned, np.zeros((100, 2), int))
    assert silence.unlike
    assert "not to be trusted" in describe(silence)


def test_what_the_data_say_nothing_about_is_said_in_words():
    even = np.linspace(0.0, 1.0, 101)
    made = {name: Estimate(name, even, 0.0) for name in VALUES} | {"bond": Estimate("bond", 0.5 + even / 10, 0.9)}
    words = " ".join(describe(Posterior(SETUP, ("Ann", "Ben"), made, 0.4, 1000)).split())
    assert "This conversation tells nothing about Ann's anxiety, Ben's anxiety, Ann's avoidance" in words
    assert "The couple's bond: 0.55; as likely as not 0.52 to 0.58, 95 % 0.50 to 0.60 (narrowed much)." in words
    assert "inference within the model" in words
    assert words.endswith("no diagnosis.")
    assert "not to be trusted" not in words


def test_a_posterior_is_plain_numbers(found):
    again = json.loads(json.dumps(to_dict(found[0]), allow_nan=False))
    assert again["values"]["bond"]["median"] == found[0]["bond"].median
    assert set(again["values"]) == set(VALUES)


def test_scores_are_taken_for_what_they_count():
    scored = learn(Setup(turns=100, kind="scores"), 1000)
    kind = np.random.default_rng(3).integers(-1, 2, (100, 2))
    assert 0.0 <= infer(scored, kind)["security_a"].median <= 1.0
    with pytest.raises(ScenarioError, match="given 2; allowed: one of -1, 0, 1"):
        infer(scored, np.where(kind == 1, 2, 0))


@pytest.mark.parametrize(
    ("series", "message"),
    [
        (np.zeros((20, 2)), "series: given 20 turns; allowed: 50 to 600 turns"),
        (np.zeros((150, 2)), "series: given 1 x 150 turns; allowed: 1 x 100 turns"),
        (np.zeros((2, 100, 2)), "series: given 2 x 100 turns"),
        (np.zeros((100, 3)), r"an array of shape \(100, 3\)"),
        (np.full((100, 2), 5), "conversation 1, turn 1, partner a: given 5; allowed: one of 0, 1, 2, 3, 4"),
        (np.full((100, 2), np.nan), "given nan; allowed"),
        ([[0, 1], [0]], "series: given .* allowed: numbers"),
        ("abc", "series: given 'abc'"),
    ],
)
def test_a_series_that_cannot_be_judged_is_refused(learned, series, message):
    with pytest.raises(ScenarioError, match=message):
        infer(learned, series)


@pytest.mark.parametrize(
    "fields", [{"turns": 49}, {"turns": 100.0}, {"conversations": 0}, {"conversations": True}, {"kind": "code"},
               {"topic": "c"}],
)  # fmt: skip
def test_a_setup_out_of_range_is_refused(fields):
    with pytest.raises(ScenarioError, match=f"infer: {next(iter(fields))}: given .*; allowed: "):
        Setup(**fields)


@pytest.mark.parametrize("draws", [999, 200_001, 1e4, True])
def test_draws_out_of_range_are_refused(draws):
    with pytest.raises(ScenarioError, match=r"infer: draws: given .*; allowed: a whole number from 1000 to 200000"):
        learn(SETUP, draws)


def test_without_the_extra_it_says_which_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.kernel_approximation", None)
    with pytest.raises(ScenarioError, match=r"the extra 'inference': pip install 'pas-de-deux\[inference\]'"):
        learn(SETUP, 1000)


def test_a_study_tells_what_comes_back_from_what_does_not():
    truths, chance = prior(200, np.random.default_rng(4)), np.random.default_rng(6)

    def posterior(row):
        near = dict(zip(VALUES, row, strict=True))
        draws = {name: np.sort(x + 0.05 * chance.standard_normal() + 0.05 * chance.standard_normal(200))
                 if name == "bond" else np.linspace(0.0, 1.0, 200) for name, x in near.items()}  # fmt: skip
        return Posterior(SETUP, ("A", "B"), {name: Estimate(name, d, 0.0) for name, d in draws.items()}, 0.5, 1000)

    arm = Arm("made", "made", truths + 0.0, [posterior(row) for row in truths])
    rows = {row.name: row for row in judge(arm, dict.fromkeys(VALUES, 12.0**-0.5))}
    assert rows["bond"].verdict == "comes back"
    assert rows["anxiety_a"].verdict == "not at all"
    assert rows["bond"].holds
    assert rows["anxiety_a"].held["0.5"][0] == pytest.approx(0.5, abs=0.15)
    assert rows["bond"].p > 0.001
