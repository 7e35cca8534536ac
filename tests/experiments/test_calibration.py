"""The calibration: what is committed is what the product has, and a search can be stopped and gone on with."""

import dataclasses
import json
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import sim
from experiments.calibration import judge
from experiments.calibration import search as searching
from experiments.calibration.score import MAX_PENALTY, Aim, distance, standing, total_of
from experiments.calibration.space import FREE, HIGH, LIMITS, LOW, guess, point, today, values
from experiments.evidence.lab import TOPIC_SIZE
from experiments.population import NORM
from sim.model.parameters import DEFAULTS, PARAMETERS

RESULT = json.loads(Path(searching.__file__).with_name("result.json").read_text("utf-8"))
ROUNDED = 5.1e-4 / (HIGH - LOW)
"""Four digits are within half a thousandth of the value: this much of a logarithmic range."""
SMALL = searching.Plan(rounds=2, steps=2, size=24, judged=24)


def test_the_defaults_are_the_best_set_that_was_found():
    assert today() == pytest.approx(RESULT["best"])
    assert guess(RESULT["best"]).p == DEFAULTS
    assert guess(RESULT["best"]).norm == NORM
    assert RESULT["best"]["topic"] == TOPIC_SIZE


def test_the_plausible_sets_are_those_that_were_found():
    assert list(sim.plausible()) == RESULT["plausible"]
    assert len(sim.plausible()) >= 4
    for constants in sim.plausible():
        assert set(constants) == set(FREE)
        for name, value in constants.items():
            assert name not in PARAMETERS or PARAMETERS[name].low <= value <= PARAMETERS[name].high


def test_every_free_constant_of_the_model_is_assumed_or_calibrated_to_its_own_source():
    ours = {"touch", "arousal_fall", "topic_pull"}
    ours |= {"attack_anxious", "disarm", "buffer", "hand_stung", "hand_avoidance", "longing", "spillover"}
    """Their claims have a source, which gives a sign and no size."""
    assert {name for name in FREE if name in PARAMETERS and PARAMETERS[name].status != "assumed"} <= ours


def test_a_point_and_its_values_are_the_same_set():
    places = np.random.default_rng(1).random((20, len(FREE)))
    for place in places:
        assert (np.abs(point(values(place)) - place) <= ROUNDED).all()
    named = values(places[0])
    assert all(low <= named[name] * 1.001 and named[name] <= high * 1.001
               for name, (low, high) in zip(FREE, LIMITS, strict=True))  # fmt: skip


def test_a_figure_within_its_tolerance_costs_nothing_and_one_beside_it_more_the_farther():
    assert distance(0.5, 0.4, 0.6, 0.1) == 0.0
    near, far, lost = (distance(value, 0.4, 0.6, 0.1) for value in (0.65, 0.9, 90.0))
    assert 0.0 < near < far < lost <= MAX_PENALTY
    assert distance(float("nan"), 0.4, 0.6, 0.1) > far


def test_the_regimes_stand_with_the_default_set():
    """As the search has them; ``tests/dynamics`` looks at the same claims one by one."""
    assert standing([guess(today())]) == 0.0


AIMS = (Aim(0.0, 0.9, 1.1, 0.1), Aim(0.0, -np.inf, -0.5, 0.2, weight=2.0))
"""What two made-up figures should be."""
START = point(today())
RISE = np.zeros((2, len(FREE)))
RISE[0, :2], RISE[1, 2] = (20.0, 7.0), -15.0
"""By what the figures rise with each constant: only the first three count."""


def lines(place, seed: int = 0, size: int = 0):
    """A score that takes no time: figures that are straight lines, and a little else by the seed and the size."""
    figures = RISE @ (np.asarray(place) - START) + 1e-3 * np.random.default_rng([seed, size]).random(2)
    return total_of({name: aim._replace(value=float(v)) for name, aim, v in zip("xy", AIMS, figures, strict=True)})


def all_lines(places, seed, size):
    return [lines(place, seed, size) for place in places]


def test_a_step_brings_figures_that_are_straight_lines_where_they_should_be():
    model = searching.model(START, all_lines, 1, 24)
    assert model.slope[:, :3] == pytest.approx(RISE[:, :3], abs=1e-9)
    end = model.step(0.2)
    assert (np.abs(end - START)[3:] < 1e-6).all(), "what no figure sees stays"
    assert lines(START).total > 5.0
    assert lines(end).total < 0.05


def test_lines_are_corrected_along_a_step_and_nowhere_else():
    model = searching.model(START, all_lines, 1, 24)
    aside = replace(model, slope=model.slope + 3.0)
    way = np.zeros(len(FREE))
    way[:2] = 0.05, 0.02
    found = searching.values_of([lines(START + way, 1, 24)], list(model.names))
    righted = aside.corrected(START + way, found)
    assert righted.at(START + way).value == pytest.approx(found)
    assert righted.slope[:, 2:] == pytest.approx(aside.slope[:, 2:])
    assert aside.corrected(START, found) is aside


def test_a_derivative_at_the_upper_bound_looks_downward():
    edge = START.copy()
    edge[0] = 1.0
    assert searching.model(edge, all_lines, 1, 24).slope[0, 0] == pytest.approx(20.0)


def test_a_set_that_stands_is_left_and_one_that_does_not_gives_way_to_one_near_by():
    model = searching.model(START, all_lines, 1, 24)
    inside = np.clip(START, searching.EDGE, 1.0 - searching.EDGE)
    assert standing([guess(values(inside))]) == 0.0
    assert searching.near(START, model, 1) == pytest.approx(inside, abs=0)
    tame = inside.copy()
    tame[[FREE.index("separation_sting"), FREE.index("attack_sting")]] -= 0.2
    found = searching.near(tame, model, 1)
    far = [float(standing([guess(values(place))])[0]) for place in (tame, found)]
    assert far[1] < 0.2 * far[0]


def test_a_search_that_was_stopped_goes_on_as_if_it_had_not_been(tmp_path, monkeypatch):
    monkeypatch.setattr(searching, "at", lines)
    monkeypatch.setattr(searching, "near", lambda place, model, seed: place)
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    searching.search(SMALL, whole, 1, lambda last: None)

    def stop(last):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        searching.search(SMALL, parts, 1, stop)
    heard = []
    searching.search(SMALL, parts, 1, heard.append)
    undisturbed, resumed = (pickle.loads(path.read_bytes()) for path in (whole, parts))
    assert [last["step"] for last in heard] == [2, 3, 4]
    for name in ("plan", "places", "history"):
        assert undisturbed[name] == resumed[name]
    totals = [told["totals"][told["taken"]] for told in undisturbed["history"]]
    assert totals[-1] < 0.1 < undisturbed["history"][0]["totals"][0]


def test_what_the_figures_see_is_known_and_what_they_do_not_see_is_not():
    model = searching.model(START, all_lines, 1, 24)
    region = judge.covariance(model)
    told = judge.known(region, [START, START + 0.01])
    assert told[FREE[0]]["known"] > 0.8
    assert told[FREE[2]]["known"] > 0.8
    assert told[FREE[5]]["known"] == pytest.approx(0.0, abs=1e-3)
    assert told[FREE[5]]["sd"] == pytest.approx(judge.WIDE, abs=1e-3)
    along = judge.ridges(region)
    assert len(along) == judge.RIDGES
    assert all(abs(ridge.get(FREE[2], 0.0)) < 0.1 for ridge in along)


@pytest.mark.slow
def test_plausible_sets_stand_and_are_about_as_good_and_far_apart():
    model = searching.model(START, all_lines, 1, 24)
    region = judge.covariance(model) * 0.05
    found = judge.plausible(model, region, all_lines, 24)
    assert found[0] is model.place
    assert len(found) > 3
    assert (standing([guess(values(place)) for place in found[1:]]) == 0.0).all()
    assert all(lines(place, judge.SEEDS[0], 24).total <= lines(START).total + judge.ABOUT for place in found)
    kept = judge.far_apart(found, 3)
    assert len(kept) == 3
    assert kept[0] is found[0]


@pytest.mark.slow
def test_a_score_is_the_same_in_this_process_and_in_others():
    with searching.workers(1) as here, searching.workers(2) as elsewhere:
        (ours,), (theirs,) = here([point(today())], 1, 24), elsewhere([point(today())], 1, 24)
    assert (ours.total, ours.misses) == (theirs.total, theirs.misses)


def test_another_plan_is_not_mixed_with_a_begun_one(tmp_path):
    state = tmp_path / "state"
    state.write_bytes(pickle.dumps({"plan": dataclasses.asdict(SMALL)}))
    with pytest.raises(SystemExit, match="begun"):
        searching.search(dataclasses.replace(SMALL, seed=2), state, 1, lambda last: None)
