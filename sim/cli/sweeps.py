"""The commands of a sweep: ``plan``, ``sweep``, ``resume``, ``status``, ``analyze`` and ``replay``."""

import contextlib
import functools
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.checking.errors import ScenarioError, one_line
from sim.cli.options import JSON, to_json
from sim.cli.terminal import Leave, Whole, progress
from sim.wording import run as run_words
from sim.wording.text import wrapped

if TYPE_CHECKING:
    from sim.sweep.execution.plan import Plan
    from sim.sweep.execution.replay import Replayed
    from sim.sweep.execution.running import Done

UNITS = ((3600.0, "h"), (60.0, "min"), (1.0, "s"))
FILES = ["runs.parquet", "failures.jsonl", "spec.toml", "manifest.json"]


def workers(command: Callable) -> Callable:
    """The flags that say who does the work; what comes of it does not depend on them."""
    flags = (
        click.option("--jobs", type=Whole(1, 1024), help="How many workers.  [default: all cores]"),
        click.option("--on", metavar="ADDRESS", help="A Dask scheduler, or `local` for a cluster started for this."),
        click.option("--processes", is_flag=True, help="Processes instead of threads."),
        click.option("--chunk", type=Whole(1, 10_000_000), help="Runs in a part.  [default: what suits the sweep]"),
        JSON,
    )
    return functools.reduce(lambda made, flag: flag(made), reversed(flags), command)


@click.command()
@click.argument("spec")
@workers
def plan(spec: str, as_json: bool, **how: Any) -> None:
    """Say what the sweep in the TOML file SPEC takes: runs, time, memory and disk.

    A second or two of it is run, and nothing is kept.
    """
    from sim.sweep.execution.plan import plan as planned
    from sim.sweep.execution.running import How
    from sim.sweep.spec.spec import read

    asked = read(spec)
    found = planned(asked, How(**how))
    click.echo(
        to_json(found.plain())
        if as_json
        else _planned(one_line(asked.given.about.title or asked.base.about.title), found)
    )


@click.command()
@click.argument("spec")
@click.option("--out", metavar="DIR", required=True, help="The folder of the sweep.")
@workers
def sweep(spec: str, out: str, as_json: bool, **how: Any) -> None:
    """Run the sweep in the TOML file SPEC into a folder.

    What is already done there is not done again.
    """
    from sim.sweep.execution.running import How
    from sim.sweep.execution.running import sweep as run
    from sim.sweep.spec.spec import read

    asked, workers = read(spec), How(**how)
    with resumable(out):
        done = run(asked, out, workers, progress)
    _say(done, as_json)


@click.command()
@click.argument("folder", metavar="DIR")
@workers
def resume(folder: str, as_json: bool, **how: Any) -> None:
    """Go on with the sweep in the folder DIR."""
    from sim.sweep.execution.running import How
    from sim.sweep.execution.running import resume as run

    workers = How(**how)
    with resumable(folder):
        done = run(folder, workers, progress)
    _say(done, as_json)


@click.command()
@click.argument("folder", metavar="DIR")
@JSON
def status(folder: str, as_json: bool) -> None:
    """Say how far the sweep in the folder DIR is."""
    from sim.sweep.execution.folder import status as found

    one = found(folder)
    on = "finished" if one.finished else f"go on with: pasdedeux resume {shlex.quote(folder)}"
    words = "a sweep is running in it" if one.running else on
    if as_json:
        click.echo(to_json({
            "folder": folder, "runs": one.runs, "done": one.done, "failed": one.failed, "left": one.left,
            "running": one.running, "finished": one.finished,
        }))  # fmt: skip
        return
    click.echo(wrapped(
        f"{folder}: {one.done:,} of {one.runs:,} runs done ({one.done / one.runs:.0%}), {one.failed:,} of them failed,"
        f" {one.left:,} left; {words}."
    ))  # fmt: skip


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--out", metavar="DIR", help="Where the report goes.  [default: the folder report in DIR]")
@JSON
def analyze(folder: str, out: str | None, as_json: bool) -> None:
    """Report on the finished sweep in the folder DIR: one page, and its tables as CSV."""
    from sim.sweep.report import write

    files = [str(one) for one in write(folder, out)]
    if as_json:
        click.echo(to_json({"files": files}))
        return
    click.echo(wrapped(f"Written: {', '.join(files)}."))


@click.command()
@click.argument("folder", metavar="DIR")
@click.argument("run", metavar="RUN", type=Whole(0, 2**62))
@click.option("--toml", "as_toml", is_flag=True, help="Print the run's scenario as a TOML file.")
@JSON
def replay(folder: str, run: int, as_toml: bool, as_json: bool) -> None:
    """Open one run of a sweep as a scenario: RUN is its number in the table in the folder DIR."""
    from sim.sweep.execution.replay import replay as found

    one = found(folder, run)
    if as_toml:
        click.echo(one.scenario.to_toml(), nl=False)
    else:
        click.echo(to_json(one.plain()) if as_json else _replayed(folder, one))


@contextlib.contextmanager
def resumable(folder: str) -> Iterator[None]:
    """Ctrl-C, and a disk that is full, leave a sweep that can go on: exit code 3."""
    from sim.sweep.execution.disk import Interrupted

    on = f"go on with: pasdedeux resume {shlex.quote(folder)}"
    try:
        yield
    except KeyboardInterrupt:
        raise Leave(f"pasdedeux: stopped; nothing that is done is lost; {on}", 3) from None
    except Interrupted as error:
        raise Leave(f"pasdedeux: {error}; {on}", 3) from None


def _say(done: "Done", as_json: bool) -> None:
    """Say what a sweep came to; exit code 1 where runs failed."""
    if as_json:
        click.echo(to_json({
            "folder": str(done.folder), "runs": done.runs, "now": done.now, "failed": done.failed, "left": 0,
            "seconds": round(done.seconds, 3),
        }))  # fmt: skip
    else:
        old = done.runs - done.now
        before = "" if not old else f" ({f'{old:,}' if done.now else 'all'} of them were done before)"
        words = f", of which {done.failed:,} failed" if done.failed else ""
        click.echo(wrapped(f"{done.runs:,} runs{before}{words}, in {duration(done.seconds)}."))
        if done.failed:
            click.echo(wrapped(f"The first failure: {done.why} All are in failures.jsonl."))
        click.echo(wrapped(f"Written to {one_line(str(done.folder))}: {', '.join(FILES)}."))
    if done.failed:
        raise click.exceptions.Exit(1)


def _planned(title: str, one: "Plan") -> str:
    """A plan for people."""
    arms = f" × {one.arms} arms" if one.arms > 1 else ""
    rows = {
        "runs": f"{one.runs:,} ({one.points:,} points{arms} × {run_words.couples(one.replicates)})",
        "partner-turns": f"{one.partner_turns:,}",
        "time": f"about {duration(one.seconds)} with {one.workers} worker{'s' if one.workers > 1 else ''}",
        "memory": f"about {size(one.memory)} at most",
        "disk": f"about {size(one.disk)}, the parts of {one.part:,} runs included",
    }
    return "\n".join([f"A sweep of {title}", *(f"  {name:<15}{text}" for name, text in rows.items())])


def _replayed(folder: str, one: "Replayed") -> str:
    """A run for people: where it stands, what came of it, and how it is lived again."""
    place, arm = one.place, f"{one.place['arm']} the intervention, " if one.place["arm"] else ""
    values = ", ".join(f"{name} {value}" for name, value in one.values.items()) or "nothing varied"
    parts = [wrapped(f"Run {place['run']} of {one_line(folder)}: point {place['point']} ({values}), {arm}"
                            f"replicate {one.replicate}, seed {one.seed}.")]  # fmt: skip
    if one.failure:
        parts.append(wrapped(f"It failed: {one.failure}"))
    elif not one.outcomes:
        parts.append("It is not done yet.")
    else:
        wide = max(map(len, one.outcomes)) + 2
        parts.append("\n".join(f"  {name:<{wide}}{value!r}" for name, value in one.outcomes.items()))
    if not one.same:
        parts.append(wrapped("This version of the model is another than the sweep's: values will differ."))
    parts.append("The last couple of this command is this run:\n  " + one_line(one.command))
    if "SCENARIO.toml" in one.command:
        parts[-1] += f"\nwith the file of:\n  pasdedeux replay {one_line(folder)} {place['run']} --toml > SCENARIO.toml"
    parts.append("The same couple on the page (on replicate 0's chance):\n  /?" + one.link)
    return "\n\n".join(parts)


def duration(seconds: float) -> str:
    """A time in its two largest units."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    found, rest = [], float(round(seconds))
    for unit, name in UNITS:
        if rest >= unit and len(found) < 2:
            found.append(f"{int(rest // unit)} {name}")
            rest %= unit
    return " ".join(found)


def size(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{max(1, round(count / 1e6)):,} MB"


def found(name: str) -> str | None:
    """What the sweep in a file is, in a line; nothing where there is no file, or one that means something else.

    Raises ``ScenarioError`` for a sweep that cannot be run.
    """
    path = Path(name)
    try:
        if path.suffix != ".toml" or "\0" in name or not path.is_file():
            return None
        from sim.scenario.notation import tables_in
        from sim.sweep.spec.spec import TOML, is_sweep, read

        if not is_sweep(tables_in(path, TOML)):
            return None
    except (ScenarioError, OSError):
        return None
    spec = read(path)
    title = spec.given.about.title or f"a sweep of {spec.base.about.title}"
    return f"{title}: {spec.count:,} points, {spec.runs:,} runs"


COMMANDS = (plan, sweep, resume, status, analyze, replay)
