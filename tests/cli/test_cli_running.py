"""run and compare: what they compute and how they say it."""

import numpy as np
import pytest
from scipy import stats

import sim
from sim.model.outcomes import Outcomes

IDENTITY = ("scenario", "seed", "replicates", "days", "engine", "version")
OUTCOMES = (
    "satisfaction", "satisfaction_a", "satisfaction_b", "bond", "security_a", "security_b", "anxiety_a", "anxiety_b",
    "avoidance_a", "avoidance_b", "softness_a", "softness_b", "threat", "heart_rate_a", "heart_rate_b", "dance",
    "positive_negative", "hand_refused", "distressed",
)  # fmt: skip
STATISTICS = ("mean", "sd", "q05", "q50", "q95")
SHORT = ("protest-polka", "--set", "turns=40")
HAND = ("--with", "hand-holding:turn=10,turns=20")


def test_run_json_has_exactly_its_keys(told):
    found = told("run", *SHORT, "--replicates", 5, "--seed", 7)
    assert tuple(found) == (*IDENTITY, "outcomes")
    assert [found[key] for key in IDENTITY] == ["protest-polka", 7, 5, 1, "ensemble", sim.__version__]
    assert set(found["outcomes"]) == set(OUTCOMES) == set(Outcomes._fields)
    assert all(tuple(row) == STATISTICS for row in found["outcomes"].values())


def test_run_json_is_what_the_ensemble_gives(told):
    table = sim.ensemble(sim.scenario("protest-polka").change({"turns": 40}), 9, seed=3)
    found = told("run", *SHORT, "--replicates", 9, "--seed", 3)["outcomes"]
    for name in OUTCOMES:
        assert found[name]["mean"] == pytest.approx(table[name].mean(), rel=1e-12)
        assert found[name]["sd"] == pytest.approx(table[name].std(), rel=1e-9, abs=1e-12)
        assert found[name]["q05"] == pytest.approx(table[name].quantile(0.05), rel=1e-12)
        assert found[name]["q95"] == pytest.approx(table[name].quantile(0.95), rel=1e-12)


@pytest.mark.parametrize("command", [("run", *SHORT), ("compare", *SHORT, *HAND)], ids=["run", "compare"])
def test_both_engines_and_any_threads_say_the_same(told, command):
    compiled = told(*command, "--replicates", 6)
    threaded = told(*command, "--replicates", 6, "--threads", 3)
    agents = told(*command, "--replicates", 6, "--engine", "mesa")
    assert compiled == threaded
    assert agents == {**compiled, "engine": "mesa"}


def test_one_couple_has_no_spread(told):
    found = told("run", *SHORT, "--replicates", 1, "--engine", "mesa")["outcomes"]["bond"]
    assert found["sd"] is None
    assert found["mean"] == found["q05"] == found["q95"]
    apart = told("compare", *SHORT, *HAND, "--replicates", 1, "--engine", "mesa")["difference"]["bond"]
    assert apart["sd"] is None and apart["low"] is None and apart["high"] is None


def test_days_and_changes_are_applied(told):
    flags = ("--set", "days=2", "--replicates", 2, "--engine", "mesa")
    assert told("run", *SHORT, *flags)["days"] == 2
    assert told("run", *SHORT, *flags, "--days", 3)["days"] == 3
    changed = told("run", *SHORT, *flags, "--set", "couple.bond=0.9")
    assert changed["outcomes"]["bond"]["mean"] > told("run", *SHORT, *flags)["outcomes"]["bond"]["mean"]


def test_a_file_runs_as_the_scenario_in_it(told, tmp_path):
    (tmp_path / "mine.toml").write_text(sim.scenario("protest-polka").to_toml(), "utf-8")
    flags = ("--set", "turns=40", "--replicates", 2, "--engine", "mesa")
    mine = told("run", tmp_path / "mine.toml", *flags)
    assert mine == {**told("run", "protest-polka", *flags), "scenario": "mine"}


def test_run_for_people_names_the_two_and_fits_the_terminal(pasdedeux):
    text = pasdedeux("run", *SHORT, "--replicates", 3).stdout
    scenario = sim.scenario("protest-polka")
    assert scenario.about.title in text.splitlines()[0]
    assert f"felt security, {scenario.partner_a.name}" in text
    assert "DAS" in text and "bpm" in text
    assert max(map(len, text.splitlines())) <= 80


def test_run_for_people_gives_the_numbers_of_the_json(pasdedeux, told):
    flags = ("run", *SHORT, "--replicates", 3)
    outcome = told(*flags)["outcomes"]["bond"]
    line = next(line for line in pasdedeux(*flags).stdout.splitlines() if line.strip().startswith("bond "))
    assert [float(word) for word in line.split()[1:]] == pytest.approx([outcome[s] for s in STATISTICS], abs=5e-5)


def test_compare_json_has_exactly_its_keys(told):
    found = told("compare", *SHORT, *HAND, "--replicates", 5)
    assert tuple(found) == (*IDENTITY, "intervention", "without", "with", "difference")
    assert [(one["kind"], one["turn"], one["turns"]) for one in found["intervention"]] == [("hand-holding", 10, 20)]
    for part in ("without", "with", "difference"):
        assert set(found[part]) == set(OUTCOMES)
        wanted = (*STATISTICS, "low", "high") if part == "difference" else STATISTICS
        assert all(tuple(row) == wanted for row in found[part].values())


def test_the_difference_is_paired_with_its_t_interval(told):
    plain = sim.scenario("protest-polka").change({"turns": 40})
    held = plain.add("hand-holding", turn=10, turns=20)
    apart = sim.ensemble(held, 12)["threat"] - sim.ensemble(plain, 12)["threat"]
    found = told("compare", *SHORT, *HAND, "--replicates", 12)["difference"]["threat"]
    low, high = stats.t.interval(0.95, 11, apart.mean(), stats.sem(apart))
    assert found["mean"] == pytest.approx(apart.mean(), rel=1e-9)
    assert (found["low"], found["high"]) == pytest.approx((low, high), rel=1e-9)
    assert found["q50"] == pytest.approx(np.median(apart), rel=1e-9)


def test_without_a_dose_nothing_differs_not_even_in_the_last_bit(told):
    found = told("compare", *SHORT, "--with", "hand-holding:turn=10,turns=20,dose=0", "--replicates", 4)
    assert found["with"] == found["without"]
    assert all(value == 0 for row in found["difference"].values() for value in row.values())


def test_start_may_be_written_for_turn_and_several_can_be_given(told):
    few = ("--replicates", 3, "--engine", "mesa")
    started = told("compare", *SHORT, "--with", "hand-holding:start=10,turns=20", *few)
    assert started == told("compare", *SHORT, *HAND, *few)
    both = told("compare", *SHORT, *HAND, "--with", "containment:turn=5", *few)
    assert [one["kind"] for one in both["intervention"]] == ["hand-holding", "containment"]


def test_a_scenario_with_a_plan_is_compared_with_itself_without_it(told):
    planned = ("--set", 'intervention=[{"kind": "hand-holding", "turn": 10, "turns": 20}]')
    few = ("--replicates", 3, "--engine", "mesa")
    found = told("compare", *SHORT, *planned, *few)
    asked = told("compare", *SHORT, *HAND, *few)
    assert found == asked


def test_compare_for_people_fits_the_terminal(pasdedeux):
    text = pasdedeux("compare", *SHORT, *HAND, "--replicates", 3).stdout
    assert "hand-holding" in text and "95 % interval" in text
    assert max(map(len, text.splitlines())) <= 80
