"""One row of a sweep as a scenario that can be run anywhere, to the same bits."""

import math
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.checking.settings import check_number
from sim.scenario.files import shipped
from sim.scenario.link import to_flags, to_link
from sim.scenario.schema import Scenario
from sim.sweep.execution import parts, table
from sim.sweep.execution.faults import Damaged, readable
from sim.sweep.execution.fingerprint import fingerprint
from sim.sweep.execution.folder import Begun, begun
from sim.sweep.execution.manifest import PARTS
from sim.sweep.execution.parts import FAILURE, PLACES
from sim.sweep.execution.villages import scenario_of, seed_of
from sim.sweep.execution.work import Work


@dataclass(frozen=True)
class Replay:
    """A run of a sweep: where it stands, its scenario with what keys its chance, and what came of it.

    ``outcomes`` is empty where the run is not done yet, and ``failure`` says why it failed, if it did. ``sim.simulate(
    scenario, seed, replicate)`` gives the same outcomes to the last bit, if it is the ``same_model``; where the sweep
    is ``of_villages``, ``sim.village(scenario, seed=seed)``.
    """

    place: dict[str, Any]
    values: dict[str, Any]
    scenario: Scenario
    seed: int
    replicate: int
    outcomes: dict[str, float]
    failure: str
    same_model: bool
    of_villages: bool = False

    @property
    def command(self) -> str:
        """A command whose last couple this run is; or whose village."""
        if self.of_villages:
            return shlex.join(["pasdedeux", "village", "SCENARIO.toml", "--seed", str(self.seed)])
        name = self.scenario.name if self.scenario.name in shipped() else "SCENARIO.toml"
        flags = to_flags(self.scenario) if self.scenario.name in shipped() else []
        chance = ["--seed", str(self.seed), "--replicates", str(self.replicate + 1)]
        return shlex.join(["pasdedeux", "run", name, *flags, *chance])

    @property
    def link(self) -> str | None:
        """The query of the page's address: the same couple on the first replicate's chance; none for a village."""
        return None if self.of_villages else to_link(self.scenario, self.seed)

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            **self.place, "varied": self.values, "seed": self.seed, "outcomes": self.outcomes, "failure": self.failure,
            "same_model": self.same_model, "scenario": self.scenario.to_toml(),
            "command": self.command, "link": self.link,
        }  # fmt: skip


def replay(folder: str | Path, run: int) -> Replay:
    """One run of the sweep in ``folder``, by its number. Raises ``ScenarioError`` for a number that there is not, for
    a point that cannot be a scenario, and where what came of the run is damaged."""
    sweep = begun(folder)
    folder, spec = sweep.path, sweep.spec
    check_number(str(folder), "run", run, 0, spec.runs - 1)
    work, arms = Work(spec), spec.arms
    point, arm, replicate = (int(place[0]) for place in spec.places(run, run + 1))
    values = {name: column.tolist()[0] for name, column in work.points_of(run, run + 1).items()}
    with readable(folder):
        row = _row(sweep, run)
    outcomes = {} if row is None else {name: row[name] for name in spec.columns}
    outcomes = {name: None if math.isnan(value) else value for name, value in outcomes.items()}
    scenario = work.builder.scenario(values, arms[arm])
    return Replay(
        dict(zip(PLACES, (int(run), point, arms[arm], replicate), strict=True)), values,
        scenario_of(spec, scenario, arms[arm]) if spec.of_villages else scenario,
        seed_of(spec, replicate) if spec.of_villages else spec.seed, replicate, outcomes,
        (row or {}).get(FAILURE) or "", sweep.manifest["model"] == fingerprint(), spec.of_villages,
    )  # fmt: skip


def _row(sweep: Begun, run: int) -> dict[str, Any] | None:
    """The row of a run, from its part or from the table; nothing where it is not done.

    Raises ``ScenarioError`` where it is in none of them as it was written.
    """
    damage = None
    for part in parts.listed(sweep.path / PARTS):
        if part.start <= run < part.stop:
            try:
                return parts.read(part, sweep.mark).slice(run - part.start, 1).to_pylist()[0]
            except Damaged as error:
                damage = error
    try:
        if sweep.is_finished():
            return table.row(sweep.path, run)
    except Damaged as error:
        damage = error
    if damage:
        raise damage.refused(sweep.path)
    return None
