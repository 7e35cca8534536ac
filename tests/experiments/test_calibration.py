"""The calibration: what is committed is what the product has, and a search can be stopped and gone on with."""

import dataclasses
import json
import pickle
from pathlib import Path

import numpy as np
import pytest

import sim
from experiments.calibration import search as searching
from experiments.calibration.score import MAX_PENALTY, Scored, distance, score
from experiments.calibration.space import FREE, HIGH, LIMITS, LOW, guess, point, today, values
from experiments.calibration.theory import regimes
from experiments.evidence.lab import TOPIC_SIZE
from experiments.population import NORM
from sim.model.parameters import DEFAULTS, PARAMETERS

RESULT = json.loads(Path(searching.__file__).with_name("result.json").read_text("utf-8"))
ROUNDED = 5.1e-4 / (HIGH - LOW)
"""Four digits are within half a thousandth of the value: this much of a logarithmic range."""
SMALL = searching.Plan(hypercube=64, finalists=1, population=4, generations=2, size=24)


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
    far = {name: float(value[0]) for name, value in regimes([guess(today())]).items()}
    assert sum(far.values()) < 1.0, {name: value for name, value in far.items() if value}


def test_a_set_without_the_regimes_is_not_lived_at_all():
    tame = guess(today() | {"separation_sting": 0.6, "attack_sting": 0.6})
    assert score(tame, 1, 24).figures == {}


def bowl(place: np.ndarray, seed: int, size: int) -> Scored:
    """A score that takes no time and depends on all that a score may: place, seed and size."""
    away = float(np.square(place - np.random.default_rng([seed, size]).random(len(place))).sum())
    return Scored(away, {"away": away}, {})


def test_a_search_that_was_stopped_goes_on_as_if_it_had_not_been(tmp_path, monkeypatch):
    monkeypatch.setattr(searching, "at", bowl)
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    searching.search(SMALL, whole, 1, lambda last: None)

    def stop(last):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        searching.search(SMALL, parts, 1, stop)
    heard = []
    searching.search(SMALL, parts, 1, heard.append)
    undisturbed, resumed = (pickle.loads(path.read_bytes()) for path in (whole, parts))
    assert [last["generation"] for last in heard] == [2]
    assert undisturbed["history"] == resumed["history"]
    assert undisturbed["seen"] == resumed["seen"]
    means = [np.asarray(record["evolution"].mean) for record in (undisturbed, resumed)]
    assert means[0] == pytest.approx(means[1], abs=0)


def test_a_score_is_the_same_in_this_process_and_in_others():
    with searching.workers(1) as here, searching.workers(2) as elsewhere:
        (ours,), (theirs,) = here([point(today())], 1, 24), elsewhere([point(today())], 1, 24)
    assert (ours.total, ours.misses) == (theirs.total, theirs.misses)


def test_another_plan_is_not_mixed_with_a_begun_one(tmp_path):
    state = tmp_path / "state"
    state.write_bytes(pickle.dumps({"plan": dataclasses.asdict(SMALL)}))
    with pytest.raises(SystemExit, match="begun"):
        searching.search(dataclasses.replace(SMALL, seed=2), state, 1, lambda last: None)
