"""What a visitor takes away, and what a visitor brings: tables, a scenario's file, a command (pure).

Nothing here reads or writes a file: a download is made in the browser, and an upload comes as text.
"""

import csv
import io
import json
import re
import shlex
from typing import TYPE_CHECKING, Any

import numpy as np

import sim
from sim.checking.errors import complaint, one_line, shown
from sim.model.outcomes import Outcomes
from sim.scenario.files import MAX_BYTES, tables_of
from sim.scenario.link import to_flags, to_link
from sim.scenario.schema import build

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

TEXT = {"csv": "text/csv", "toml": "application/toml"}
DEEPEST = 8
"""Parts of the longest dotted key in an upload; a scenario's have three. A reader of TOML takes the square of them."""
QUOTED = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"{3,5}+|\Z)' r"|'''.*?(?:'{3,5}+|\Z)" r'|"(?:\\.|[^"\\\n])*+"?' r"|'[^'\n]*+'?" r"|#[^\n]*+",
    re.DOTALL,
)
DEEP = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{DEEPEST},}}")


def file_of(visit: Any, runs: Any, what: Any) -> dict[str, str]:
    """A download: {"name", "type", "text"}.

    ``what`` is "csv", the day on view turn by turn with every column; "season-csv", the whole run with a row a day; or
    "toml", the scenario. Numbers are written so that reading gives the same ones back. Raises ``ScenarioError`` for
    anything else.
    """
    scenario, seed = visit.scenario, visit.seed
    stem = safe(scenario.name)
    if what == "csv":
        name = f"{stem}-seed-{seed}-day-{visit.day}.csv"
        return _file(name, runs.run.day(visit.day).to_pandas().to_csv(index=False, lineterminator="\n"))
    if what == "season-csv":
        return _file(f"{stem}-seed-{seed}-days.csv", _season(scenario, seed, runs.run))
    if what == "toml":
        stem = _apart(scenario, stem)
        command = f"# Lived with seed {seed}: uv run pasdedeux run {stem}.toml --seed {seed} --replicates 1\n"
        return _file(f"{stem}.toml", command + scenario.to_toml())
    raise complaint("download", "file", shown(what), "csv, season-csv or toml")


def _file(name: str, text: str) -> dict[str, str]:
    return {"name": name, "type": TEXT[name.rpartition(".")[2]], "text": text}


def _season(scenario: "Scenario", seed: int, run: Any) -> str:
    """A row a day: how many turns it had, what the observer reads at its end, and the most that each heart beat."""
    from sim.analysis.tomorrows import each_day

    mornings = np.flatnonzero(run["turn"] == 0)
    turns = np.diff([*mornings, len(run)]) - 1
    hearts = {f"highest_{name}": np.maximum.reduceat(run[name], mornings) for name in ("heart_rate_a", "heart_rate_b")}
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(["day", "turns", *Outcomes._fields, *hearts])
    for at, outcomes in enumerate(each_day(scenario, seed)):
        rows.writerow([at + 1, int(turns[at]), *outcomes, *(float(highest[at]) for highest in hearts.values())])
    return written.getvalue()


def command_of(scenario: "Scenario", seed: int) -> str:
    """The command that lives the run on view, safe to paste into a shell.

    A shipped scenario goes by its name and what differs from it, any other by its link.
    """
    shipped = scenario.name in sim.scenarios()
    name = scenario.name if shipped else to_link(scenario, seed)
    flags = [_printable(part) for part in to_flags(scenario)] if shipped else []
    words = ["uv", "run", "pasdedeux", "run", name, "--seed", str(seed), "--replicates", "1", *flags, "--out", "my-run"]
    return " ".join(map(shlex.quote, words))


def _printable(part: str) -> str:
    """A flag, with what a terminal would not show written out in JSON's own way."""
    if part.isprintable():
        return part
    key, _, value = part.partition("=")
    return f"{key}={json.dumps(json.loads(value))}"


def uploaded(name: Any, text: Any) -> "Scenario":
    """The scenario in an uploaded file, under a safe name that is not a shipped one's unless it is that very one.

    Raises ``ScenarioError``, in one line, for whatever is no scenario: the message names file, key, what was given and
    what is allowed.
    """
    if not isinstance(name, str) or not isinstance(text, str):
        raise complaint("upload", "file", shown(text if isinstance(name, str) else name), "a scenario's file as text")
    from sim.sweep.spec.specification import is_sweep

    base = re.split(r"[/\\]", name[-500:])[-1]
    where = shown(base.encode("utf-8", "replace").decode("utf-8"), 42)[1:-1] or "the file"
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise complaint(where, "file", "characters that are no text", "a TOML file in UTF-8") from None
    if size > MAX_BYTES:
        raise complaint(where, "file", f"{size:,} bytes", f"at most {MAX_BYTES:,} bytes")
    if DEEP.search(QUOTED.sub("quoted", text)):
        raise complaint(where, "TOML", f"a key of more than {DEEPEST} parts", "a scenario in TOML")
    try:
        tables = tables_of(text, where, "a scenario in TOML")
        if is_sweep(tables):
            raise complaint(where, "file", "a sweep's file", "a scenario's; `pasdedeux sweep` runs a sweep")
        scenario = build({"name": safe(re.sub(r"\.toml$", "", base, flags=re.IGNORECASE)), **tables}, where)
    except sim.ScenarioError as error:
        raise sim.ScenarioError(one_line(str(error))) from None
    called = _apart(scenario, safe(scenario.name))
    return scenario if called == scenario.name else scenario.change({"name": called})


def _apart(scenario: "Scenario", name: str) -> str:
    """The name, or one that cannot be taken for a shipped scenario's which this is not."""
    return f"my-{name}" if name in sim.scenarios() and scenario != sim.scenario(name) else name


def safe(name: str) -> str:
    """A name for a file and a link: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name[:200].lower()).strip("-")[:60].rstrip("-") or "scenario"
