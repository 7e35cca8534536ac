"""The commands of a sweep: ``plan``, ``sweep``, ``resume``, ``status``, ``check``, ``analyze`` and ``replay``."""

import contextlib
import functools
import shlex
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from sim.checking.errors import ScenarioError, one_line
from sim.cli.options import JSON, Whole
from sim.cli.output import say
from sim.cli.terminal import CommandEnd, Commands, progress
from sim.sweep.execution.pools import MAX_CHUNK, MAX_JOBS, Options
from sim.wording.text import counted, wrapped

TOLD = 10
"""Damaged files that are named; all are in the JSON."""
told_in_a_log = functools.partial(progress, logged=True, what="runs")

if TYPE_CHECKING:
    from sim.sweep.execution.plan import Plan
    from sim.sweep.execution.replay import Replay
    from sim.sweep.execution.running import Summary


def workers(command: Callable) -> Callable:
    """The flags that say who does the work; what comes of it does not depend on them."""
    flags = (
        click.option("--jobs", type=Whole(1, MAX_JOBS), help="How many workers.  [default: all cores]"),
        click.option("--on", metavar="ADDRESS", help="A Dask scheduler, or `local` for a cluster started for this."),
        click.option("--processes", is_flag=True, help="Processes instead of threads."),
        click.option("--chunk", type=Whole(1, MAX_CHUNK), help="Runs in a part.  [default: what suits the sweep]"),
        JSON,
    )
    return functools.reduce(lambda flagged, flag: flag(flagged), reversed(flags), command)


@click.command()
@click.argument("spec")
@workers
def plan(spec: str, as_json: bool, **options: Any) -> None:
    """Say what the sweep in the TOML file SPEC takes: runs, time, memory and disk.

    A second or two of it is run, and nothing is kept.
    """
    from sim.sweep.execution.plan import plan
    from sim.sweep.spec.specification import read

    sweep = read(spec)
    result = plan(sweep, Options(**options))
    title = one_line(sweep.sections.about.title or sweep.base.about.title)
    say(as_json, asdict(result), _describe_plan(title, result))


@click.command()
@click.argument("spec")
@click.option("--out", metavar="DIR", required=True, help="The folder of the sweep.")
@workers
def sweep(spec: str, out: str, as_json: bool, **options: Any) -> None:
    """Run the sweep in the TOML file SPEC into a folder.

    What is already done there is not done again.
    """
    with resumable(out):
        from sim.sweep.execution.running import run_into
        from sim.sweep.spec.specification import read

        summary = run_into(read(spec), out, Options(**options), told_in_a_log)
    _say(summary, as_json)


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--retry-failed", is_flag=True, help="Do parts again in which runs failed.")
@workers
def resume(folder: str, retry_failed: bool, as_json: bool, **options: Any) -> None:
    """Go on with the sweep in the folder DIR."""
    with resumable(folder):
        from sim.sweep.execution.running import resume

        summary = resume(folder, Options(**options), told_in_a_log, retry_failed)
    _say(summary, as_json)


@click.command()
@click.argument("folder", metavar="DIR")
@JSON
def status(folder: str, as_json: bool) -> None:
    """Say how far the sweep in the folder DIR is."""
    from sim.sweep.execution.folder import status

    now = status(folder)
    on = "finished." if now.finished else f"go on with: pasdedeux resume {shlex.quote(folder)}"
    words = "a sweep is running in it." if now.running else on
    found = {
        "folder": folder, "runs": now.runs, "done": now.done, "failed": now.failed, "left": now.left,
        "running": now.running, "finished": now.finished, "damaged": now.damaged,
    }  # fmt: skip
    lines = [f"{folder}: {now.done:,} of {now.runs:,} runs done ({now.done / now.runs:.0%}), {now.failed:,} of them"
             f" failed, {now.left:,} left; {words}"]  # fmt: skip
    lines += _damage(now.damaged, "What is damaged does not count; it is made again when the sweep goes on.")
    say(as_json, found, "\n".join(map(wrapped, lines)))


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--repair", "mend", is_flag=True, help="Do again what is damaged, and nothing else.")
@workers
def check(folder: str, mend: bool, as_json: bool, **options: Any) -> None:
    """Say whether every byte of the sweep in the folder DIR is as it was written; exit code 1 where one is not.

    Without --repair nothing is changed. The flags for workers matter only with it.
    """
    from sim.sweep.execution.integrity import check, repair

    health, again = check(folder), 0
    damaged = health.damaged
    if damaged and mend:
        with resumable(folder):
            again = repair(folder, Options(**options), told_in_a_log)
            health = check(folder)
    found = {
        "folder": folder, "whole": not health.damaged, "runs": health.runs, "done": health.done,
        "finished": health.finished, "damaged": damaged, "mended": bool(mend and damaged and not health.damaged),
        "again": again,
    }  # fmt: skip
    done = f"{health.done:,} of {health.runs:,} runs are done"
    on = "." if health.finished else f"; go on with: pasdedeux resume {shlex.quote(folder)}"
    lines = _damage(damaged, "" if mend else f"Mend it with: pasdedeux check {shlex.quote(folder)} --repair")
    lines += [f"{folder}: mended; {again:,} runs were done again."] if found["mended"] else []
    lines += [] if health.damaged else [f"{folder}: whole; {done}{on}"]
    lines += _damage(health.damaged, "Still damaged.") if mend and health.damaged else []
    say(as_json, found, "\n".join(map(wrapped, lines)))
    if health.damaged:
        raise click.exceptions.Exit(1)


def _damage(damaged: dict[str, str], then: str) -> list[str]:
    """A line for each of the first damaged files, how many more there are, and what to do."""
    lines = [f"Damaged: {name}: {why}." for name, why in list(damaged.items())[:TOLD]]
    more = f"And {len(damaged) - TOLD:,} more." if len(damaged) > TOLD else ""
    return [*lines, *filter(None, [more, then])] if damaged else []


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--out", metavar="DIR", help="Where the report goes.  [default: the folder report in DIR]")
@JSON
def analyze(folder: str, out: str | None, as_json: bool) -> None:
    """Answer the finished sweep in the folder DIR, and report on it: one page, and its tables as CSV."""
    from sim.report.writing import write

    answer, paths = write(folder, out)
    files = [str(path) for path in paths]
    lines = [answer, f"Written: {', '.join(files)}."]
    say(as_json, {"answer": answer, "files": files}, "\n".join(map(wrapped, lines)))


@click.command()
@click.argument("folder", metavar="DIR")
@click.argument("run", metavar="RUN", type=Whole(0, 2**62))
@click.option("--toml", "as_toml", is_flag=True, help="Print the run's scenario as a TOML file.")
@JSON
def replay(folder: str, run: int, as_toml: bool, as_json: bool) -> None:
    """Open one run of a sweep as a scenario: RUN is its number in the table in the folder DIR."""
    from sim.sweep.execution.replay import replay

    replayed = replay(folder, run)
    if as_toml:
        click.echo(replayed.scenario.to_toml(), nl=False)
    else:
        say(as_json, replayed.to_dict(), _describe_replay(folder, replayed))


@contextlib.contextmanager
def resumable(folder: str) -> Iterator[None]:
    """Being told to end, a full disk and broken machinery leave a sweep that can go on: exit code 3."""
    from sim.sweep.execution.faults import Interrupted
    from sim.sweep.execution.manifest import MANIFEST

    try:
        yield
    except (KeyboardInterrupt, Interrupted, MemoryError) as error:
        begun = (Path(folder) / MANIFEST).exists()
        on = f"go on with: pasdedeux resume {shlex.quote(folder)}" if begun else "nothing was begun"
        why = "there is not enough memory for this" if isinstance(error, MemoryError) else error
        number = cast(Commands, click.get_current_context().find_root().command).signals.number
        if isinstance(error, KeyboardInterrupt) or number is not None:  # a callback of the compiler's may swallow it
            why = "stopped; nothing that is done is lost" if begun else "stopped"
        raise CommandEnd(f"pasdedeux: {why}; {on}", 3) from None


def _say(summary: "Summary", as_json: bool) -> None:
    """Say what a sweep came to; exit code 1 where runs failed."""
    from sim.sweep.execution.manifest import MANIFEST, SPEC
    from sim.sweep.execution.table import FAILURES, RUNS

    runs, now, failed, folder = summary.runs, summary.now, summary.failed, str(summary.folder)
    found = {"folder": folder, "runs": runs, "now": now, "failed": failed, "left": 0,
             "damaged": summary.damaged, "seconds": round(summary.seconds, 3)}  # fmt: skip
    old = runs - now
    before = "" if not old else f" ({f'{old:,}' if now else 'all'} of them were done before)"
    words = f", of which {failed:,} failed" if failed else ""
    bad = summary.damaged
    lines = [f"{counted(bad, 'file')} did not count: damaged, or another sweep's; done again."] if bad else []
    lines += [f"{runs:,} runs{before}{words}, in {duration(summary.seconds)}."]
    again = f"pasdedeux resume {shlex.quote(folder)} --retry-failed"
    lines += [f"The first failure: {summary.why} All are in {FAILURES}; try them again with: {again}"] if failed else []
    lines += [f"Written to {one_line(folder)}: {RUNS}, {FAILURES}, {SPEC}, {MANIFEST}."]
    say(as_json, found, "\n".join(map(wrapped, lines)))
    if failed:
        raise click.exceptions.Exit(1)


def _describe_plan(title: str, plan: "Plan") -> str:
    """A plan for people."""
    arms = f" × {plan.arms} arms" if plan.arms > 1 else ""
    rows = {
        "runs": f"{plan.runs:,} ({plan.points:,} points{arms} × {counted(plan.replicates, plan.of.removesuffix('s'))})",
        "partner-turns": f"{plan.partner_turns:,}",
        "time": f"about {duration(plan.seconds)} with {counted(plan.workers, 'worker')}",
        "memory": f"about {size(plan.memory)} at most",
        "analysis": f"about {size(plan.analysis)} of memory at most, by `analyze`",
        "disk": f"about {size(plan.disk)}, the parts of {plan.part:,} runs included",
    }
    return "\n".join([f"A sweep of {title}", *(f"  {name:<15}{text}" for name, text in rows.items())])


def _describe_replay(folder: str, replay: "Replay") -> str:
    """A run for people: where it stands, what came of it, and how it is run again."""
    run, point, arm, _ = replay.place.values()
    arm = f"{arm} the intervention, " if arm else ""
    values = ", ".join(f"{name} {value}" for name, value in replay.values.items()) or "nothing varied"
    parts = [wrapped(f"Run {run} of {one_line(folder)}: point {point} ({values}), {arm}"
                     f"replicate {replay.replicate}, seed {replay.seed}.")]  # fmt: skip
    if replay.failure:
        parts.append(wrapped(f"It failed: {replay.failure}"))
    elif not replay.outcomes:
        parts.append("It is not done yet.")
    else:
        wide = max(map(len, replay.outcomes)) + 2
        parts.append("\n".join(f"  {name:<{wide}}{value!r}" for name, value in replay.outcomes.items()))
    if not replay.same_model:
        parts.append(wrapped("This version of the model is another than the sweep's: values will differ."))
    which = "The village" if replay.of_villages else "The last couple"
    parts.append(f"{which} of this command is this run:\n  {one_line(replay.command)}")
    if "SCENARIO.toml" in replay.command:
        parts[-1] += f"\nwith the file of:\n  pasdedeux replay {one_line(folder)} {run} --toml > SCENARIO.toml"
    if replay.link is not None:
        parts.append("The same couple on the page (on replicate 0's chance):\n  /?" + replay.link)
    return "\n\n".join(parts)


def duration(seconds: float) -> str:
    """A time in its two largest units."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    parts = zip((*divmod(minutes, 60), rest), ("h", "min", "s"), strict=True)
    return " ".join([f"{count} {unit}" for count, unit in parts if count][:2])


def size(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{max(1, round(count / 1e6)):,} MB"


def title_of(name: str) -> str | None:
    """What the sweep in a file is, in a line; nothing where there is no file, or one that means something else.

    Raises ``ScenarioError`` for a sweep that cannot be run.
    """
    from sim.scenario.files import tables_in
    from sim.sweep.spec.specification import TOML, is_sweep, read

    path = Path(name)
    try:
        if path.suffix != ".toml" or not is_sweep(tables_in(path, TOML)):
            return None
    except ScenarioError:
        return None
    spec = read(path)
    title = spec.sections.about.title or f"a sweep of {spec.base.about.title}"
    return f"{title}: {spec.count:,} points, {spec.runs:,} runs"
