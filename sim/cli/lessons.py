"""The command that teaches: ``lessons``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.checking.errors import complaint, one_line, shown
from sim.cli.options import JSON, THREADS
from sim.cli.output import say, to_json
from sim.cli.terminal import patience
from sim.wording.text import wrapped

if TYPE_CHECKING:
    from sim.lessons import Lesson, Measurement

PATIENCE = "Living every case for hundreds of couples; the very first start takes some seconds more."


@click.command()
@click.argument("name", required=False)
@click.option("--check", is_flag=True, help="Measure every claim again; exit code 1 when the model bears one not out.")
@click.option("--plausible", is_flag=True, help="With --check: also under every plausible set of constants.")
@click.option("--guide", "as_guide", is_flag=True, help="Print the lessons as one guide in Markdown.")
@JSON
def lessons(name: str | None, check: bool, plausible: bool, as_guide: bool, as_json: bool) -> None:
    """List the lessons, or show one with its note for the teacher.

    NAME is a lesson's name or number, or a TOML file with a lesson of your own.
    """
    from sim.lessons import lessons as shipped

    chosen = shipped() if name is None else (_lesson(name),)
    if plausible and not check:
        raise complaint("lessons", "--plausible", "without --check", "--check --plausible")
    if as_guide and (check or as_json):
        raise complaint("lessons", "--guide", "with --check or --json", "one of the three")
    if as_guide:
        from sim.wording.lesson import guide

        click.echo(guide((lesson, _measure(lesson)) for lesson in chosen), nl=False)
    elif check:
        _check(chosen, plausible, as_json)
    else:
        words = _listed(chosen) if name is None else _shown(chosen[0])
        say(as_json, [lesson.model_dump(mode="json") for lesson in chosen], words)


def _lesson(name: str) -> "Lesson":
    """A lesson of the project by name or number; by a path, a teacher's own."""
    from sim.lessons import lesson, read

    if name.endswith(".toml") or "/" in name:
        return read(name)
    if Path(name[:200]).is_file():
        raise complaint("lessons", "name", shown(name), "a lesson's name or number, or a file that ends in .toml")
    return lesson(name)


def _measure(lesson: "Lesson") -> "Measurement":
    from sim.lessons import measure

    with patience(PATIENCE):
        return measure(lesson, threads=THREADS)


def _listed(chosen: tuple["Lesson", ...]) -> str:
    """One lesson a paragraph: number, title, time, aim."""
    wide = max(len(lesson.name) for lesson in chosen) + 2
    return "\n".join(
        f"{lesson.number:>2}  {lesson.name.ljust(wide)}{one_line(lesson.title)} ({lesson.minutes} minutes)\n"
        + wrapped(lesson.aim, " " * 4) for lesson in chosen
    )  # fmt: skip


def _shown(lesson: "Lesson") -> str:
    """The lesson for a terminal."""
    from sim.wording.lesson import joined

    marks = {"item": ("  - ", "    "), "step": ("  > ", "    ")}

    def write(style: str, words: str) -> str:
        return wrapped(words.upper() if style == "title" else words.replace("*", ""), *marks.get(style, ("", "")))

    return joined(lesson, None, write).rstrip("\n")


def _check(chosen: tuple["Lesson", ...], plausible: bool, as_json: bool) -> None:
    """Each lesson in a line, and a line for each claim that is not borne out."""
    from sim.lessons import holding_when_plausible
    from sim.wording.lesson import unmet_claims

    rows: list[dict[str, Any]] = []
    for lesson in chosen:
        measurement = _measure(lesson)
        wrong = unmet_claims(lesson, measurement)
        row = {"name": lesson.name, "expects": lesson.teacher.expects, **measurement.to_dict(), "wrong": wrong}
        more = ""
        if plausible:
            with patience(PATIENCE):
                sets = holding_when_plausible(lesson, threads=THREADS)
            row["plausible"] = [list(keys) for keys in sets]
            same = sum(keys == measurement.holds for keys in sets)
            more = f"; the same answer under {same} of {len(sets)} plausible sets"
        rows.append(row)
        if not as_json:
            claims = 1 + len(measurement.facts)
            verdict = f"all {claims} claims hold" if not wrong else f"{len(wrong)} of {claims} claims do not hold"
            click.echo(wrapped(f"{lesson.name}: {verdict}{more}", "", "  "))
            for text in wrong:
                click.echo(wrapped(text, "  ", "    "))
    if as_json:
        click.echo(to_json(rows))
    if any(row["wrong"] for row in rows):
        raise click.exceptions.Exit(1)
