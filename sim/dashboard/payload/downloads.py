"""What a visitor takes away: tables, a scenario's file, a command (pure).

Nothing here writes a file: a download is made in the browser.
"""

import csv
import io
import json
import shlex
from typing import Any

import numpy as np

import sim
from sim.checking.errors import ScenarioError, complaint, shown
from sim.dashboard.payload.season import HIGHEST
from sim.dashboard.state.runs import PageRuns
from sim.dashboard.state.upload import own_name, safe
from sim.dashboard.state.village_lives import life_at
from sim.dashboard.state.visit import Visit
from sim.model.outcomes import Outcomes
from sim.model.trajectory import Trajectory
from sim.scenario.link import to_flags, to_link
from sim.scenario.schema import Scenario
from sim.wording.language import say

VILLAGE_TABLES = {"csv": "couples", "season-csv": "endings"}
"""The tables of a village, by what they are asked for as."""
TEXT = {"csv": "text/csv", "toml": "application/toml"}


def file_of(visit: Visit, runs: PageRuns, what: Any) -> dict[str, str]:
    """A download: {"name", "type", "text"}.

    ``what`` is "csv", the day on view turn by turn with every column; "season-csv", the whole run with a row a day; or
    "toml", the scenario. Of a village "csv" is each couple month by month, and "season-csv" who ended. Numbers are
    written so that reading gives the same ones back. Raises ``ScenarioError`` for anything else.
    """
    scenario, seed = visit.scenario, visit.seed
    stem = safe(scenario.name)
    if scenario.is_village and visit.village is not None and what in VILLAGE_TABLES:
        kind = VILLAGE_TABLES[what]
        with life_at(visit.village) as life:
            if life.village is None:
                raise ScenarioError(say("The village is still being lived; ask again when it is over."))
            table = getattr(life.village, f"{kind}_by_day")()
        return _file(f"{stem}-seed-{seed}-{kind}.csv", table.to_csv(index=False, lineterminator="\n"))
    if what == "csv":
        name = f"{stem}-seed-{seed}-day-{visit.day}.csv"
        return _file(name, runs.run.day(visit.day).to_pandas().to_csv(index=False, lineterminator="\n"))
    if what == "season-csv":
        return _file(f"{stem}-seed-{seed}-days.csv", _season(scenario, seed, runs.run))
    if what == "toml":
        stem = own_name(scenario)
        verb, more = ("village", "") if scenario.is_village else ("run", " --replicates 1")
        command = f"# Lived with seed {seed}: uv run pasdedeux {verb} {stem}.toml --seed {seed}{more}\n"
        return _file(f"{stem}.toml", command + scenario.to_toml())
    raise complaint("download", "file", shown(what), "csv, season-csv or toml")


def _file(name: str, text: str) -> dict[str, str]:
    return {"name": name, "type": TEXT[name.rpartition(".")[2]], "text": text}


def _season(scenario: Scenario, seed: int, run: Trajectory) -> str:
    """A row a day: how many turns it had, what the observer reads at its end, and the most that each heart beat."""
    from sim.analysis.tomorrows import each_day

    mornings = np.flatnonzero(run["turn"] == 0)
    turns = np.diff([*mornings, len(run)]) - 1
    hearts = {f"highest_{name}": np.maximum.reduceat(run[name], mornings) for name in HIGHEST}
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(["day", "turns", *Outcomes._fields, *hearts])
    for at, outcomes in enumerate(each_day(scenario, seed)):
        rows.writerow([at + 1, int(turns[at]), *outcomes, *(float(highest[at]) for highest in hearts.values())])
    return written.getvalue()


def command_of(scenario: Scenario, seed: int) -> str:
    """The command that lives the run on view, safe to paste into a shell.

    A shipped scenario goes by its name and what differs from it, any other by its link.
    """
    shipped = scenario.name in sim.scenarios()
    name = scenario.name if shipped else to_link(scenario, seed)
    flags = [_printable(part) for part in to_flags(scenario)] if shipped else []
    verb, more = ("village", ()) if scenario.is_village else ("run", ("--replicates", "1"))
    words = ["uv", "run", "pasdedeux", verb, name, "--seed", str(seed), *more, *flags, "--out", "my-run"]
    return " ".join(map(shlex.quote, words))


def _printable(part: str) -> str:
    """A flag, with what a terminal would not show written out in JSON's own way."""
    if part.isprintable():
        return part
    key, _, value = part.partition("=")
    return f"{key}={json.dumps(json.loads(value))}"
