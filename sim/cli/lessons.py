"""The command that teaches: ``lessons`` (floor F7)."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.checking.errors import complaint, one_line, shown
from sim.cli.options import JSON, THREADS, to_json
from sim.cli.terminal import patience
from sim.wording.text import wrapped

if TYPE_CHECKING:
    from sim.lessons import Lesson, Measurement

SAY = "Living every case for hundreds of couples; the very first start takes some ten seconds more."


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
    from sim.lessons import lessons as everything

    chosen = everything() if name is None else (_asked(name),)
    if plausible and not check:
        raise complaint("lessons", "--plausible", "without --check", "--check --plausible")
    if as_guide and (check or as_json):
        raise complaint("lessons", "--guide", "with --check or --json", "one of the three")
    if as_guide:
        from sim.wording.lesson_guide import guide

        click.echo(guide((one, _measured(one)) for one in chosen), nl=False)
    elif check:
        _check(chosen, plausible, as_json)
    elif as_json:
        click.echo(to_json([one.model_dump(mode="json") for one in chosen]))
    elif name is None:
        _list(chosen)
    else:
        _show(chosen[0])


def _asked(name: str) -> "Lesson":
    """A lesson of the project by name or number; by a path, a teacher's own."""
    from sim.lessons import lesson, read

    if name.endswith(".toml") or "/" in name:
        return read(name)
    if Path(name[:200]).is_file():
        raise complaint("lessons", "name", shown(name), "a lesson's name or number, or a file that ends in .toml")
    return lesson(name)


def _measured(one: "Lesson") -> "Measurement":
    from sim.lessons import measured

    with patience(SAY):
        return measured(one, threads=THREADS)


def _list(chosen: tuple["Lesson", ...]) -> None:
    """One lesson a paragraph: number, title, time, aim."""
    wide = max(len(one.name) for one in chosen) + 2
    for one in chosen:
        click.echo(f"{one.number:>2}  {one.name.ljust(wide)}{one_line(one.title)} ({one.minutes} minutes)")
        click.echo(wrapped(one.aim, " " * 4))


def _show(one: "Lesson") -> None:
    """The lesson for a terminal."""
    from sim.wording.lesson import told

    marks = {"item": ("  - ", "    "), "step": ("  > ", "    ")}
    before = ""
    for style, words in told(one):
        if before and not (style == before and style in marks):
            click.echo()
        text = words.upper() if style == "title" else words.replace("*", "")
        click.echo(wrapped(text, *marks.get(style, ("", ""))))
        before = style


def _check(chosen: tuple["Lesson", ...], plausible: bool, as_json: bool) -> None:
    """Each lesson in a line, and a line for each claim that is not borne out."""
    from sim.lessons import elsewhere
    from sim.wording.lesson import kept

    found: list[dict[str, Any]] = []
    for one in chosen:
        made = _measured(one)
        wrong = kept(one, made)
        row = {"name": one.name, "expects": one.teacher.expects, **asdict(made), "wrong": wrong}
        more = ""
        if plausible:
            with patience(SAY):
                sets = elsewhere(one, threads=THREADS)
            row["plausible"] = [list(keys) for keys in sets]
            more = f"; the same answer under {sum(keys == made.holds for keys in sets)} of {len(sets)} plausible sets"
        found.append(row)
        if not as_json:
            claims = 1 + len(made.facts)
            verdict = f"all {claims} claims hold" if not wrong else f"{len(wrong)} of {claims} claims do not hold"
            click.echo(wrapped(f"{one.name}: {verdict}{more}", "", "  "))
            for text in wrong:
                click.echo(wrapped(text, "  ", "    "))
    if as_json:
        click.echo(to_json(found))
    if any(row["wrong"] for row in found):
        raise click.exceptions.Exit(1)
