"""Couples on which interventions are tried."""

import sim

ENGINES = ("mesa", "ensemble")


def distressed(**changes) -> sim.Scenario:
    """Two in the middle of their dance, some of it by chance, for two short days."""
    couple = sim.scenario("protest-polka").without()
    story = {"spark": [{"turn": 3, "who": "a", "size": 3.0}, {"turn": 3, "who": "b", "size": 3.0}]}
    return couple.change({"life": story, "days": 2, "turns": 60, "expect": [], **changes})


def rows(run: sim.Trajectory, first: int, last: int) -> list[bytes]:
    """Some rows of a trajectory, every column, as bits."""
    return [values[first:last].tobytes() for values in run.columns.values()]


def same(one: sim.Trajectory, two: sim.Trajectory) -> bool:
    """Whether every value and every outcome is the same to the last bit."""
    return one.equals(two) and one.outcomes == two.outcomes


def exchanged(name: str) -> str:
    """The column of the other partner."""
    other = {"_a": "_b", "_b": "_a"}
    return name[:-2] + other[name[-2:]] if name[-2:] in other else name


def swapped(run: sim.Trajectory) -> tuple[dict[str, bytes], dict[str, float]]:
    """A trajectory's columns and outcomes with the partners exchanged, as bits."""
    columns = {exchanged(name): values.tobytes() for name, values in run.columns.items()}
    return columns, {exchanged(name): value for name, value in run.outcomes.items()}
