"""Running: one couple, many couples, and the same couples with and without."""

import contextlib
import math
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from sim.checking.errors import complaint, nearest, shown
from sim.checking.settings import check_number
from sim.engines.plain import Run
from sim.model.outcomes import Outcomes
from sim.model.state import Couple
from sim.model.trajectory import Trajectory, row_of
from sim.scenario.files import scenario as find
from sim.scenario.link import seed_of
from sim.scenario.plausible import plausible, under
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from sim.engines.agents import Couple as CoupleModel

Engine = Literal["mesa", "ensemble"]
ENGINES: tuple[str, ...] = get_args(Engine)
MAX_REPLICATES = 2**32
_warm = threading.Event()


def warm_up() -> None:
    """Load, or compile, the ensemble engine; call it in a thread where nobody should wait for it."""
    from sim.engines.packed import run_kernel

    run_kernel.ready()
    _warm.set()


def is_warm() -> bool:
    """Whether the ensemble engine is at hand."""
    return _warm.is_set()


def cores() -> int:
    """The cores that this process may use: those that the system, a batch queue or a container gives it."""
    given = [len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1]
    queue = os.environ.get("SLURM_CPUS_PER_TASK") or os.environ.get("SLURM_CPUS_ON_NODE") or ""
    given += [int(queue)] if queue.isdecimal() else []
    given += [math.ceil(share) for share in _shares(Path("/proc/self/cgroup"), Path("/sys/fs/cgroup"))]
    return max(1, min(given))


def _shares(own: Path, root: Path) -> Iterator[float]:
    """How many cores' time each control group of Linux allows that this process is in: its own, and those around it."""
    with contextlib.suppress(OSError, ValueError):
        for line in own.read_text("utf-8").splitlines():
            _, kinds, place = line.split(":", 2)
            if kinds and "cpu" not in kinds.split(","):
                continue
            top = root / "cpu" if kinds else root
            inside = top / place.lstrip("/")
            for group in (inside, *inside.parents)[: len(inside.relative_to(top).parts) + 1]:
                yield from _share(group)


def _share(group: Path) -> Iterator[float]:
    """The cores' time that one group allows, if it limits it: by the second version of the files, or by the first."""
    with contextlib.suppress(OSError, ValueError):
        quota, period = (group / "cpu.max").read_text("utf-8").split()
        yield float(quota) / float(period)
    with contextlib.suppress(OSError, ValueError):
        quota, period = ((group / f"cpu.cfs_{what}_us").read_text("utf-8") for what in ("quota", "period"))
        if float(quota) > 0:
            yield float(quota) / float(period)


def simulate(
    scenario: Scenario | str,
    seed: int = 1,
    replicate: int = 0,
    engine: Engine = "mesa",
    days: int | None = None,
    turns: int | None = None,
) -> Trajectory:
    """One couple's run, turn by turn; both engines give the same values, to the last bit.

    ``seed`` from 0 to 2**64 - 1 and ``replicate`` from 0 to 2**32 - 1 key the chance; ``days`` and ``turns`` (of a
    conversation) stand instead of the scenario's own. Raises ``ScenarioError`` for anything out of its range.
    """
    scenario, seed = _resolved(scenario, seed, days)
    scenario = scenario if turns is None else scenario.change({"turns": turns}, "turns")
    return side_by_side((scenario,), seed, replicate, engine)[0]


def side_by_side(
    scenarios: Sequence[Scenario], seed: int = 1, replicate: int = 0, engine: Engine | None = "mesa"
) -> list[Trajectory]:
    """Several scenarios on the same chance, each as ``simulate`` gives it.

    Without an ``engine`` the compiled one where it is at hand, else the laws as plain Python, which load nothing. The
    compiled engine runs them all at once, in the time of one. Raises ``ScenarioError`` as ``simulate`` does.
    """
    seed = seed_of(seed, "run")
    check_number("run", "replicate", replicate, 0, MAX_REPLICATES - 1)
    if engine is None and is_warm():
        engine = "ensemble"
    elif engine is not None:
        _check_engine("simulate", engine)
    if engine == "ensemble":
        runs = _by_lanes(scenarios, seed, replicate)
    elif engine == "mesa":
        runs = _by_agents(scenarios, seed, replicate)
    else:
        runs = (_turn_by_turn(Run(scenario, seed, replicate)) for scenario in scenarios)
    return [
        Trajectory.of((scenario.name, seed, replicate), rows, scenario.lengths, outcomes, scenario.constants)
        for scenario, (rows, outcomes) in zip(scenarios, runs, strict=True)
    ]


def evening(scenario: Scenario, day: int, before: Couple, seed: int = 1, replicate: int = 0) -> Trajectory:
    """One day of a longer story, from the couple as it went to sleep the evening ``before`` it; on the first day, as it
    is before the first morning."""
    run = Run(scenario, seed, replicate)
    run.state = before
    if day > 1:
        run.day = day - 1
        run.sleep()
    else:
        run.wake()
    rows = [row_of(run.state, run.cues)]
    while run.turn < run.turns:
        run.step()
        rows.append(row_of(run.state, run.cues))
    identity, lengths = (scenario.name, seed, replicate), scenario.lengths[day - 1 : day]
    found = Trajectory.of(identity, rows, lengths, run.outcomes, scenario.constants)
    found.columns["day"][:] = day
    return found


def _by_lanes(scenarios: Sequence[Scenario], seed: int, replicate: int) -> Iterator[tuple[Any, Outcomes]]:
    """The recorded rows and the outcomes of each by the ensemble engine."""
    from sim.engines.ensemble import Runs, run_each

    runs = [Runs(scenario, seed, range(replicate, replicate + 1)) for scenario in scenarios]
    results = run_each(runs, keep_turns=True)
    for at, scenario in enumerate(scenarios):
        moments = sum(scenario.lengths) + scenario.days
        yield results.turns[:moments, :, at], Outcomes(*results.outcomes[at])


def _by_agents(scenarios: Sequence[Scenario], seed: int, replicate: int) -> Iterator[tuple[Any, Outcomes]]:
    """The recorded rows and the outcomes of each by the Mesa engine."""
    from sim.engines.agents import Couple as CoupleModel

    for scenario in scenarios:
        model = CoupleModel(scenario, rng=seed, replicate=replicate, collect=False)
        yield _turn_by_turn(model)
        model.release()


def _turn_by_turn(run: "Run | CoupleModel") -> tuple[list[list[float]], Outcomes]:
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
    scenario, seed = _resolved(scenario, seed, days)
    check_number("run", "replicates", replicates, 1, MAX_REPLICATES)
    check_number("run", "threads", threads, 1, 1024)
    _check_engine("ensemble", engine)
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
    one set. Each row is the mean of ``replicates`` couples; all rows share their chance. Raises ``ScenarioError`` as
    ``ensemble`` does.
    """
    scenario, seed = _resolved(scenario, seed, days)
    import pandas as pd

    rows = [
        ensemble(under(scenario, constants), replicates, seed, threads=threads, progress=progress).mean()
        for constants in plausible()
    ]
    return pd.DataFrame(rows, index=pd.RangeIndex(1, len(rows) + 1, name="set"))


def _parts(
    scenario: Scenario, seed: int, replicates: int, engine: str, threads: int, chunk: int | None
) -> Iterator[np.ndarray]:
    if engine == "mesa":
        for replicate in range(replicates):
            yield np.array([outcomes for _, outcomes in _by_agents((scenario,), seed, replicate)])
        return
    from sim.engines.ensemble import CHUNK, Runs, run_all

    size = CHUNK if chunk is None else chunk
    check_number("run", "chunk", size, 1, 10**6)
    yield from run_all(Runs(scenario, seed, range(replicates)), threads, size)


@dataclass(frozen=True)
class Comparison:
    """The same couple on the same chance, without and with an intervention."""

    without: Trajectory
    with_: Trajectory
    kind: str

    @cached_property
    def difference(self) -> dict[str, float]:
        """Each outcome with the intervention, less without it."""
        return {name: value - self.without.outcomes[name] for name, value in self.with_.outcomes.items()}


def compare(
    scenario: Scenario | str, kind: str, seed: int = 1, replicate: int = 0, engine: Engine = "mesa", **settings: Any
) -> Comparison:
    """One couple with and without an intervention, on the same chance.

    ``settings`` are the intervention's (``start`` may be written for ``turn``); everything before it begins is the same
    to the last bit. Raises ``ScenarioError`` for an unknown intervention or setting.
    """
    scenario, seed = _resolved(scenario, seed, None)
    if "start" in settings:
        settings["turn"] = settings.pop("start")
    changed = scenario.add(kind, **settings)
    without, with_ = side_by_side((scenario, changed), seed, replicate, engine)
    return Comparison(without, with_, kind)


def _resolved(scenario: Scenario | str, seed: Any, days: int | None) -> tuple[Scenario, int]:
    found = scenario if isinstance(scenario, Scenario) else find(scenario)
    return (found if days is None else found.change({"days": days})), seed_of(seed, "run")


def _check_engine(where: str, engine: Any) -> None:
    if engine not in ENGINES:
        raise complaint(where, "engine", shown(engine), " or ".join(ENGINES), nearest(engine, ENGINES))
