"""How fast is the analysis? ``uv run python -m experiments.benchmark_stability`` (``--json`` for machines).

Goals: all steady states of a couple, from more than 10,000 starts, in under a second, and a map of where 200 by 200
starts come to rest in under two. Processor time of one core, the best of several rounds, compilation left out; the
ratio to the plain Python laws is of the same run. What is found is checked against runs in ``tests/analysis``.
"""

from functools import partial

import numpy as np

import sim
from experiments.arguments import Arguments
from experiments.timings import Row, benchmark
from experiments.timings import best as best_of
from sim.analysis.portrait import DAILY, portrait
from sim.analysis.stability.basin import basins
from sim.analysis.stability.branch import branches
from sim.analysis.stability.day import Day, lasting
from sim.analysis.stability.moment import Moment
from sim.analysis.stability.points import steady
from sim.analysis.stability.tipping import hold, push
from sim.model.cues import NOTHING
from sim.model.dynamics import turn
from sim.model.state import Couple, Luck, Partner

POINTS_GOAL, BASINS_GOAL = 1.0, 2.0
ROUNDS, STATES, TURNS, INTERPRETED = 3, 6400, 200, 2000


best = partial(best_of, rounds=ROUNDS)
"""Seconds of one core that a task takes, the best of several rounds."""


def interpreted(moment: Moment, turns: int) -> None:
    """The same laws as plain Python, one couple."""
    state = moment.state
    size = len(Partner._fields)
    couple = Couple(Partner(*state[:size]), Partner(*state[size : 2 * size]), *state[2 * size :])
    luck = Luck(0.0, 0.0, 1.0, 0.0, 0.0)
    for _ in range(turns):
        couple = turn(couple, NOTHING, luck, moment.still)


def rows() -> list[Row]:
    """What was measured."""
    scenario = sim.scenario("protest-polka").without()
    moment = Moment.of(scenario)
    points = steady(moment)
    states = np.repeat(moment.state[:, None], STATES, 1)
    compiled = best(lambda: moment.turn(states, TURNS)) / (STATES * TURNS)
    slow = best(lambda: interpreted(moment, INTERPRETED)) / INTERPRETED
    found, mapped = best(lambda: steady(moment)), best(lambda: basins(moment, points, 200))
    return [
        Row(f"all steady states, {points.starts:,} starts", found, "s", f"< {POINTS_GOAL:g}", found < POINTS_GOAL),
        Row("where 200 × 200 starts come to rest", mapped, "s", f"< {BASINS_GOAL:g}", mapped < BASINS_GOAL),
        Row("threshold sparks of both, and the shortest hold", best(lambda: (
            push(moment, points, "a"), push(moment, points, "b"), hold(moment, points))), "s"),
        Row("steady states along felt security, with folds", best(lambda: branches(moment, "security", 0, 1)), "s"),
        Row("what lasts, 96 starts and three years", best(lambda: lasting(Day(scenario, DAILY))), "s"),
        Row("a whole portrait", best(lambda: portrait(scenario)), "s"),
        Row("a turn of one couple without chance, compiled", compiled * 1e9, "ns"),
        Row("a turn, plain Python against compiled", slow / compiled, "times"),
    ]  # fmt: skip


if __name__ == "__main__":
    measured = benchmark(Arguments("benchmark_stability", __doc__), lambda given: rows())
    raise SystemExit(any(row.hit is False for row in measured))
