"""The yardstick is of the laws: C written from them gives the ensemble's bits, and follows when a law changes."""

import numpy as np
import pytest

import sim
from experiments.benchmark import couple
from experiments.benchmark_limit import bound, c, ways
from sim.engines.ensemble import Runs, column, run_each
from sim.engines.programs import ROOM, TAKE_TURN, Program
from sim.engines.symbols import given, on_symbols, row, word
from sim.model.laws import appraisal

needs_compiler = pytest.mark.skipif(c.compiler() is None, reason="no C compiler on this machine")
COUNT = 35
"""Couples that fill two groups of lanes and begin another."""


@pytest.fixture(scope="module")
def eventful() -> sim.Scenario:
    """A couple to whom much happens, so that every operation has work."""
    return couple(3).change({"event_rate": 0.5, "spark_rate": 0.2, "couple.hardship": 2.0})


@pytest.fixture(scope="module")
def outcomes(eventful) -> np.ndarray:
    return run_each([Runs(eventful, 1, range(COUNT))]).outcomes


@needs_compiler
@pytest.mark.parametrize("lanes", [16, *(pytest.param(lanes, marks=pytest.mark.slow) for lanes in (8, 32))])
@pytest.mark.parametrize("mirrored", [False, True])
def test_c_gives_the_ensembles_bits(lanes, mirrored, tmp_path, eventful):
    scenario = eventful.swapped() if mirrored else eventful
    ours = run_each([Runs(scenario, 2**40 + 3, range(COUNT))]).outcomes
    made = c.Compiled(tmp_path, lanes)
    assert made.outcomes(column(scenario), 2**40 + 3, COUNT, scenario.lengths).tobytes() == ours.tobytes()


@needs_compiler
@pytest.mark.slow
@pytest.mark.parametrize("less", [("-mno-avx512f",), ("-mno-avx",)], ids=["shorter-vectors", "no-vectors"])
def test_c_for_lesser_processors_gives_the_same_bits(less, tmp_path, eventful, outcomes, monkeypatch):
    monkeypatch.setattr(c, "FLAGS", (*c.FLAGS, *less))
    try:
        made = c.Compiled(tmp_path, 16)
    except c.subprocess.CalledProcessError:
        pytest.skip("this compiler knows no such processor")
    assert made.outcomes(column(eventful), 1, COUNT, eventful.lengths).tobytes() == outcomes.tobytes()


def test_numpy_gives_the_ensembles_bits(eventful, outcomes):
    assert ways.by_arrays(eventful, COUNT).tobytes() == outcomes.tobytes()


def test_jax_gives_the_ensembles_numbers(eventful, outcomes):
    pytest.importorskip("jax")
    assert np.allclose(ways.jax_way()(eventful, COUNT), outcomes, rtol=1e-9, atol=1e-9)


def test_the_text_follows_a_law():
    """A law that is written otherwise is other C; ``comfort`` has six products, and ``carried`` one."""
    texts = []
    for law, count in ((appraisal.carried, 1), (appraisal.comfort, 6)):
        names = law.__code__.co_varnames[: law.__code__.co_argcount]
        everything = type("Everything", (), {"__getattr__": lambda self, name: row(ROOM, hash(name) % 1000)})()
        made = on_symbols(law)(*(everything if name in ("me", "support", "p") else row(ROOM, 2000) for name in names))
        texts.append("\n".join(c.statements(Program(law.__name__, ((ROOM, 0, made),)))))
        assert texts[-1].count("MUL(") == count
    assert texts[0] != texts[1]


def test_what_only_the_turn_decides_is_worked_out_once():
    """A product of the turn alone is one number in C; it becomes one in every lane where it meets a lane's own."""
    turn = given("turn") * 3
    lines = list(c.statements(Program("once", ((ROOM, 0, turn ^ word(ROOM, 5)),))))
    assert sum("& 0xffffffff" in line for line in lines) == 1
    assert not any("LOW(" in line for line in lines)
    assert sum("ALL_W(" in line for line in lines) == 1


def test_a_turn_multiplies_and_divides_as_often_as_its_text():
    text = "\n".join(c.statements(TAKE_TURN))
    counts = bound.operations()
    assert counts["MUL"] == text.count("= MUL(")
    assert counts["DIV"] == text.count("= DIV(")
    assert counts["LOW"] == text.count("= LOW(")
    assert min(counts.values()) > 10
