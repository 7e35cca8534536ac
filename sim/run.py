"""Running: one couple, many couples, and the same couples with and without (floor F5)."""

import itertools
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sim.checking.errors import complaint, nearest, shown
from sim.engines.plain import Run
from sim.model.outcomes import Outcomes
from sim.model.trajectory import Trajectory, row_of
from sim.scenario.files import scenario as find
from sim.scenario.link import seed_of
from sim.scenario.plausible import plausible, under
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from sim.engines.agents import Couple
    from sim.peers import Course, Peer

Engine = Literal["mesa", "ensemble"]
ENGINES: tuple[str, ...] = ("mesa", "ensemble")
MOST_REPLICATES = 2**32
_warm = threading.Event()


def warm_up() -> None:
    """Load, or compile, the ensemble engine; call it in a thread where nobody should wait for it."""
    from sim.engines import ensemble  # noqa: F401

    _warm.set()


def is_warm() -> bool:
    """Whether the ensemble engine is at hand."""
    return _warm.is_set()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def simulate(
    scenario: "Scenario | str | Peer", seed: int = 1, replicate: int = 0, engine: Engine = "mesa",
    days: int | None = None, turns: int | None = None,
) -> "Trajectory | Course":  # fmt: skip
    """One couple's run, turn by turn; both engines give the same values, to the last bit.

    ``seed`` from 0 to 2**64 - 1 and ``replicate`` from 0 to 2**32 - 1 key the chance; ``days`` and ``turns`` (of a
    conversation) stand instead of the scenario's own. A published model (``sim.peers``) lives ``turns`` turns or units
    of time, 150 where none are given, and gives its ``Course``. Raises ``ScenarioError`` for anything out of its range.
    """
    if not isinstance(scenario, Scenario | str):
        from sim.peers import Peer, live

        if not isinstance(scenario, Peer):
            raise complaint("simulate", "scenario", shown(scenario), "a scenario, its name, or a published model")
        return live(scenario, 150 if turns is None else turns, seed=seed_of(seed, "run"))
    scenario, seed = _given(scenario, seed, days)
    scenario = scenario if turns is None else scenario.change({"turns": turns}, "turns")
    return side_by_side((scenario,), seed, replicate, engine)[0]


def side_by_side(
    scenarios: Sequence[Scenario], seed: int = 1, replicate: int = 0, engine: Engine | None = "mesa"
) -> list[Trajectory]:
    """Several scenarios on the same chance, each as ``simulate`` gives it.

    Without an ``engine`` the compiled one where it is at hand, else the laws as plain Python, which load nothing.

    The compiled engine lives those whose conversations are equally long at once, in the time of one. Raises
    ``ScenarioError`` as ``simulate`` does.
    """
    seed = seed_of(seed, "run")
    _checked("replicate", replicate, 0, MOST_REPLICATES - 1)
    if engine is None and not is_warm():
        made = [_turn_by_turn(Run(one, seed, replicate)) for one in scenarios]
    elif engine == "mesa":
        made = [_by_agents(one, seed, replicate) for one in scenarios]
    elif engine in (None, "ensemble"):
        made = _by_lanes(scenarios, seed, replicate)
    else:
        raise complaint("simulate", "engine", shown(engine), " or ".join(ENGINES), nearest(engine, ENGINES))
    return [
        Trajectory.of((one.name, seed, replicate), rows, one.lengths, outcomes, one.constants)
        for one, (rows, outcomes) in zip(scenarios, made, strict=True)
    ]


def _by_lanes(scenarios: Sequence[Scenario], seed: int, replicate: int) -> list[tuple[np.ndarray, Outcomes]]:
    """The recorded rows and the outcomes of each by the ensemble engine."""
    from sim.engines.ensemble import Runs, run_lanes

    made = []
    for _, alike in itertools.groupby(scenarios, lambda one: one.lengths):
        lanes = [Runs(one, seed, range(replicate, replicate + 1)) for one in alike]
        lived = run_lanes(lanes, keep_turns=True)
        made += [(lived.turns[:, :, i], Outcomes(*lived.outcomes[i])) for i in range(len(lanes))]
    return made


def _by_agents(scenario: Scenario, seed: int, replicate: int) -> tuple[list[list[float]], Outcomes]:
    """The recorded rows and the outcomes of one run by the Mesa engine."""
    from sim.engines.agents import Couple

    model = Couple(scenario, rng=seed, replicate=replicate, collect=False)
    recorded = _turn_by_turn(model)
    model.release()
    return recorded


def _turn_by_turn(run: "Run | Couple") -> tuple[list[list[float]], Outcomes]:
    """The recorded rows and the outcomes of a run that is taken turn by turn, each morning a row of its own."""
    rows = [row_of(run.state, run.cues)]
    while run.running:
        if run.turn == run.turns:
            run.sleep()
            rows.append(row_of(run.state, run.cues))
        run.step()
        rows.append(row_of(run.state, run.cues))
    return rows, run.outcomes


def ensemble(
    scenario: Scenario | str,
    replicates: int = 1000,
    seed: int = 1,
    engine: Engine = "ensemble",
    days: int | None = None,
    threads: int = 1,
    chunk: int | None = None,
    progress: Callable[[int], Any] | None = None,
) -> "pd.DataFrame":
    """The outcomes of many replicates: a row a couple, a column an outcome (see ``sim.model.outcomes.read`` for units).

    The values depend on scenario, seed and replicate only: not on ``engine``, ``threads``, ``chunk`` (couples a thread
    takes at a time) or the number of replicates. ``progress`` is called with the number of couples just done. Raises
    ``ScenarioError`` for anything out of its range.
    """
    scenario, seed = _given(scenario, seed, days)
    _checked("replicates", replicates, 1, MOST_REPLICATES)
    _checked("threads", threads, 1, 1024)
    if engine not in ENGINES:
        raise complaint("ensemble", "engine", shown(engine), " or ".join(ENGINES), nearest(engine, ENGINES))
    parts = []
    for part in _parts(scenario, seed, replicates, engine, threads, chunk):
        parts.append(part)
        if progress:
            progress(len(part))
    import pandas as pd

    return pd.DataFrame(np.concatenate(parts), columns=list(Outcomes._fields)).rename_axis("replicate")


def uncertainty(
    scenario: Scenario | str,
    replicates: int = 200,
    seed: int = 1,
    days: int | None = None,
    threads: int = 1,
    progress: Callable[[int], Any] | None = None,
) -> "pd.DataFrame":
    """The mean outcomes under each plausible set of constants: a row a set (from 1), a column an outcome.

    How far the rows lie apart is what is not known about the constants, where ``ensemble`` shows what chance does under
    one set. All rows share their chance. Raises ``ScenarioError`` as ``ensemble`` does.
    """
    scenario, seed = _given(scenario, seed, days)
    import pandas as pd

    rows = [
        ensemble(under(scenario, one), replicates, seed, threads=threads, progress=progress).mean()
        for one in plausible()
    ]
    return pd.DataFrame(rows, index=pd.RangeIndex(1, len(rows) + 1, name="set"))


def _parts(
    scenario: Scenario, seed: int, replicates: int, engine: str, threads: int, chunk: int | None
) -> Iterator[np.ndarray]:
    if engine == "mesa":
        for replicate in range(replicates):
            yield np.array([_by_agents(scenario, seed, replicate)[1]])
        return
    from sim.engines.ensemble import CHUNK, Runs, run_all

    size = CHUNK if chunk is None else chunk
    _checked("chunk", size, 1, 10**6)
    yield from run_all(Runs(scenario, seed, range(replicates)), threads, size)


@dataclass(frozen=True)
class Comparison:
    """The same couple on the same chance, without and with an intervention."""

    without: Trajectory
    with_: Trajectory
    kind: str
    names: tuple[str, str]

    @cached_property
    def difference(self) -> dict[str, float]:
        """Each outcome with the intervention, less without it."""
        return {name: value - self.without.outcomes[name] for name, value in self.with_.outcomes.items()}

    @property
    def sentence(self) -> str:
        """The difference in one sentence, with numbers, for the last conversation."""
        return told(f"With {self.kind}", self.names, self.without.outcomes, self.with_.outcomes)


def told(
    what: str, names: tuple[str, str], before: dict[str, float], after: dict[str, float],
    when: str = "the last conversation's turns",
) -> str:  # fmt: skip
    """What a difference comes to, in one sentence with numbers; ``before`` and ``after`` are outcomes."""
    a, b = names
    then, now = (
        [f"{one['dance']:.0%}", *(f"{one[f'heart_rate_{who}']:.0f}" for who in "ab")] for one in (before, after)
    )
    if then == now:
        return (
            f"{alike(what)}: the two are caught in the dance in {now[0]} of {when}; "
            f"{a}'s heart beats at {now[1]} bpm on average, {b}'s at {now[2]}."
        )
    dance = f"{now[0]} of {when} {against(now[0], then[0])}"
    hearts = [beat if beat == was else f"{beat} instead of {was}" for beat, was in zip(now[1:], then[1:], strict=True)]
    return (
        f"{what}, the two are caught in the dance in {dance}; {a}'s heart beats at {hearts[0]} bpm on average, "
        f"{b}'s at {hearts[1]}."
    )


def against(now: str, then: str) -> str:
    """What a figure is held against, in words: ``instead of 87%``."""
    return "either way" if now == then else f"instead of {then}"


def alike(what: str) -> str:
    """The beginning of a sentence on two runs that come to the same; ``what`` begins with a capital."""
    return f"{closed(what)} or without, it comes to the same"


def closed(what: str) -> str:
    """A part of a sentence, with a comma after it where it ends in a time: ``the hand from 3:06 on,``."""
    return what + "," * (" from " in what)


def compare(
    scenario: Scenario | str, kind: str, seed: int = 1, replicate: int = 0, engine: Engine = "mesa", **settings: Any
) -> Comparison:
    """One couple with and without an intervention, on the same chance.

    ``settings`` are the intervention's (``start`` may be written for ``turn``); everything before it begins is the same
    to the last bit. Raises ``ScenarioError`` for an unknown intervention or setting.
    """
    scenario, seed = _given(scenario, seed, None)
    if "start" in settings:
        settings["turn"] = settings.pop("start")
    changed = scenario.add(kind, **settings)
    without, with_ = side_by_side((scenario, changed), seed, replicate, engine)
    return Comparison(without, with_, kind, (scenario.partner_a.name, scenario.partner_b.name))


def _given(scenario: Scenario | str, seed: Any, days: int | None) -> tuple[Scenario, int]:
    found = scenario if isinstance(scenario, Scenario) else find(scenario)
    return (found if days is None else found.change({"days": days})), seed_of(seed, "run")


def _checked(name: str, value: Any, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not low <= value <= high:
        raise complaint("run", name, shown(value), f"a whole number from {low} to {high}")
