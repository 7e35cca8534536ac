"""``pasdedeux village``: what it prints, what it writes, and how it refuses."""

import json

import networkx as nx
import pandas as pd
import pytest

import sim

QUICK = ("village", "village", "--couples", "24", "--days", "6", "--set", "turns=5")


def test_it_prints_a_village_for_people_and_for_programs(pasdedeux):
    words = pasdedeux(*QUICK)
    assert words.exit_code == 0, words.stderr
    assert "24 couples" in words.stdout and "support to be had" in words.stdout
    found = json.loads(pasdedeux(*QUICK, "--json").stdout)
    assert (found["couples"], found["days"], found["seed"]) == (24, 6, 1)
    assert set(found["outcomes"]["all"]) == {"satisfaction", "satisfaction_sd", "distressed", "ended", "support",
                                             "burden", "commitment", "clustering"}  # fmt: skip


def test_both_engines_print_the_same(pasdedeux):
    one, other = (json.loads(pasdedeux(*QUICK, "--engine", engine, "--json").stdout) for engine in ("mesa", "ensemble"))
    assert one.pop("engine") != other.pop("engine")
    assert one == other


def test_a_village_in_which_something_comes_to_some_is_told_by_groups(pasdedeux):
    result = pasdedeux("village", "one-in-ten", "--couples", "60", "--days", "3", "--set", "turns=4")
    assert "tied to them" in result.stdout and "strangers" in result.stdout


def test_the_files_hold_what_the_village_is(pasdedeux, tmp_path):
    result = pasdedeux(*QUICK, "--every", "2", "--out", tmp_path / "new")
    assert result.exit_code == 0, result.stderr
    village = sim.village(sim.scenario("village").change({"turns": 5}), couples=24, days=6, every=2)
    for name in ("couples", "ties", "endings", "beginnings"):
        table = pd.read_parquet(tmp_path / "new" / f"{name}.parquet")
        pd.testing.assert_frame_equal(table, getattr(village, f"{name}_by_day")(), check_exact=True)
    graph = nx.read_graphml(tmp_path / "new" / "village.graphml")
    assert len(graph) == 24 and graph.number_of_edges() == village.network.ties
    assert {"picture.png", "picture.svg", "found.json", "scenario.toml"} <= {
        p.name for p in (tmp_path / "new").iterdir()
    }


def test_the_network_that_was_written_can_be_lived_on(pasdedeux, tmp_path):
    assert pasdedeux(*QUICK, "--out", tmp_path).exit_code == 0
    result = pasdedeux(*QUICK[:2], "--days", "2", "--network", tmp_path / "village.graphml", "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["couples"] == 24


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--couples", "0"), "village: --couples: given 0; allowed: a whole number from 1 to 1000000"),
        (("--days", "9999"), "village: --days: given 9999; allowed: a whole number from 1 to 7300"),
        (("--network", "smallworld"), "--network: community.network: given 'smallworld'; allowed: small-world"),
        (("--network", "nowhere.graphml"), "nowhere.graphml: file: given no such file; allowed: a network"),
        (("--set", "community.suport=1"), "community.suport: given the unknown key 'suport'"),
        (("--engine", "mess"), "village: --engine: given 'mess'; allowed: mesa or ensemble. Did you mean 'mesa'?"),
    ],
)
def test_a_mistake_is_told_in_one_line_with_exit_code_2(pasdedeux, arguments, message):
    result = pasdedeux("village", "village", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr and len(result.stderr.splitlines()) == 1


def test_one_couple_of_a_village_is_told_as_one_couple_of_a_village(pasdedeux):
    said = " ".join(pasdedeux("run", "village", "--days", "2", "--replicates", "2").stdout.split())
    assert "one couple by itself, without its village; `pasdedeux village` lives them all" in said
    assert "without its village" not in pasdedeux("run", "protest-polka", "--replicates", "2").stdout


def test_what_a_village_takes_is_told_beforehand(pasdedeux):
    plan = ("village", "village", "--set", "turns=2", "--couples", "1000000", "--days", "700", "--plan")
    with_ties, alone = (json.loads(pasdedeux(*plan, *more, "--json").stdout) for more in ((), ("--network", "none")))
    assert (with_ties["couples"], with_ties["ties"], with_ties["days"]) == (1_000_000, 3_000_000, 700)
    assert with_ties["living"] > with_ties["making"] > 0.0
    assert 1.5e9 < alone["memory"] < with_ties["memory"] < 8e9
    words = pasdedeux(*plan).stdout
    assert "1,000,000, with 3,000,000 ties" in words and "2 days are kept" in words


def test_a_plan_of_what_cannot_be_kept_is_refused(pasdedeux):
    refused = pasdedeux("village", "village", "--couples", "1000000", "--days", "700", "--every", "1", "--plan")
    assert refused.exit_code != 0 and "at least 70" in refused.stderr
