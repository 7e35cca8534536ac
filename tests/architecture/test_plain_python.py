"""The science runs wherever Python runs: no package installed, and the same bits."""

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest
from source import ROOT

import sim
from sim.model.trajectory import row_of

SCRIPT = """
import json, sys, types

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in json.loads(sys.argv[2]):
            raise ImportError(name)

sys.meta_path.insert(0, Refuse())
house = types.ModuleType("sim")
house.__path__ = [sys.argv[1]]
sys.modules["sim"] = house

from sim.model import dynamics
from sim.model import outcomes
from sim.model import schedule
from sim.model import chance
from sim.model.cues import NOTHING
from sim.model.parameters import Parameters
from sim.model.state import Couple, Partner

given = json.load(sys.stdin)
a, b, bond, hardship = given["start"]
couple, p = Couple(Partner(*a), Partner(*b), bond, hardship), Parameters(*given["constants"])
blocks = [schedule.scheduled(NOTHING._replace(hand=1.0), 1, 60, 20)]
for day in (1, 2):
    couple = dynamics.morning(couple, chance.fate(day, 0, *chance.key(1), 0.0), p)
    held = [0.0 for _ in blocks]
    today, tally = [one for one in blocks if schedule.on_day(one.when, day)], outcomes.EMPTY
    for turn in range(1, given["turns"] + 1):
        cues, held = schedule.cues_now(today, held[: len(today)], float(turn), couple)
        couple = dynamics.turn(couple, cues, chance.luck(turn, day, 0, *chance.key(1), 0.0), p)
        tally = outcomes.note(tally, couple)
    if day == 1:
        couple = dynamics.night(couple, p)
print(json.dumps([*couple.a, *couple.b, couple.bond, couple.hardship, *outcomes.read(couple, tally, p)]))
"""

HEAVY = ("numpy", "scipy", "pandas", "numba", "llvmlite", "mesa", "networkx", "pydantic", "matplotlib", "solara")


@pytest.fixture(scope="module")
def bare() -> list[float]:
    """The end of two days of a couple, lived by a Python that has the standard library only."""
    couple = sim.scenario("protest-polka").without().change({"life": {}})
    given = {"start": couple.start(), "constants": couple.constants, "turns": couple.turns}
    command = [sys.executable, "-S", "-I", "-c", SCRIPT, str(ROOT / "sim"), json.dumps(HEAVY)]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, cwd=ROOT / "tests")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_packages_that_are_kept_away_are_there_otherwise():
    assert all(find_spec(name) for name in ("numpy", "numba", "mesa", "pydantic"))


@pytest.mark.parametrize("engine", ["mesa", "ensemble"])
def test_a_bare_python_lives_the_same_days_to_the_last_bit(bare, engine):
    couple = sim.scenario("protest-polka").without().change({"life": {}, "days": 2})
    run = sim.simulate(couple.add("hand-holding", turn=60, turns=20), engine=engine)
    last = [float(run[name][-1]) for name in sim.model.trajectory.STATE]
    assert bare == [*last, *run.outcomes.values()]


def test_a_recorded_row_is_the_state_and_the_cues():
    start = sim.scenario("protest-polka").start()
    assert row_of(start, sim.model.cues.NOTHING)[: len(sim.model.trajectory.STATE)] == [
        *start.a,
        *start.b,
        start.bond,
        start.hardship,
    ]
