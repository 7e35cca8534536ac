"""The command that teaches: ``lessons``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.checking.errors import complaint, one_line, shown
from sim.cli.options import JSON, THREADS, Word
from sim.cli.output import folder_of, say, to_json
from sim.cli.terminal import patience
from sim.wording.language import ENGLISH, LANGUAGES, speaking
from sim.wording.text import wrapped

if TYPE_CHECKING:
    from sim.lessons import Lesson, Measurement

PATIENCE = "Living every case for hundreds of couples; the very first start takes some seconds more."


@click.command()
@click.argument("name", required=False)
@click.option("--check", is_flag=True, help="Measure every claim again; exit code 1 when the model bears one not out.")
@click.option("--plausible", is_flag=True, help="With --check: also under every plausible set of constants.")
@click.option("--sheets", metavar="DIR", help="Write a student's and a teacher's sheet to print into this folder.")
@click.option("--paper", type=Word(("a4", "letter")), default="a4", show_default=True, help="With --sheets: the paper.")
@click.option("--votes", metavar="A,B,…", default="", help="With --sheets: the class's votes, as in 13,39,5.")
@click.option("--lang", type=Word(tuple(LANGUAGES)), default=ENGLISH, show_default=True,
              help="With --sheets: the language.")  # fmt: skip
@click.option("--guide", "as_guide", is_flag=True, help="Print the lessons as one guide in Markdown.")
@JSON
def lessons(
    name: str | None,
    check: bool,
    plausible: bool,
    sheets: str | None,
    paper: str,
    votes: str,
    lang: str,
    as_guide: bool,
    as_json: bool,
) -> None:
    """List the lessons, or show one with its note for the teacher.

    NAME is a lesson's name or number, or a TOML file with a lesson of your own.
    """
    from sim.lessons import lessons as shipped

    chosen = shipped() if name is None else (_lesson(name),)
    if plausible and not check:
        raise complaint("lessons", "--plausible", "without --check", "--check --plausible")
    if sheets is None and (votes or paper != "a4" or lang != ENGLISH):
        option = "--votes" if votes else "--paper" if paper != "a4" else "--lang"
        raise complaint("lessons", option, "without --sheets", "--sheets DIR")
    if sheets is not None:
        if check or as_guide or as_json or (votes and name is None):
            given = "without a lesson's name" if votes else "with --check, --guide or --json"
            raise complaint(
                "lessons", "--votes" if votes else "--sheets", given, "one lesson's name, or --sheets alone"
            )
        _sheets(chosen, sheets, paper, votes, lang)
        return
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


def _sheets(chosen: tuple["Lesson", ...], out: str, paper: str, votes: str, lang: str) -> None:
    """Both sheets of each lesson as HTML, and as PDF where a browser is there to print them."""
    from sim.sheets import pdf
    from sim.sheets.frame import votes_of
    from sim.sheets.student import student_sheet
    from sim.sheets.teacher import teacher_sheet

    counts = [votes_of(lesson, votes) for lesson in chosen]
    browser, kinds = pdf.browser(), {"student": student_sheet, "teacher": teacher_sheet}
    pages = [f"{lesson.name}-{kind}" for lesson in chosen for kind in kinds]
    names = [f"{page}.{end}" for page in pages for end in ("html", "pdf")[: 1 if browser is None else 2]]
    written = []
    with folder_of(out, names) as folder:
        for lesson, given in zip(chosen, counts, strict=True):
            measurement = _measure(lesson)
            for kind, sheet in kinds.items():
                # What the model says stands on a student's sheet only beside what the class said.
                known = measurement if kind == "teacher" or given else None
                page = folder / f"{lesson.name}-{kind}.html"
                with speaking(lang):
                    page.write_text(sheet(lesson, paper, given, known), "utf-8")
                written.append(page.name)
                if browser is not None and pdf.printed(page, page.with_suffix(".pdf"), browser):
                    written.append(page.with_suffix(".pdf").name)
    more = "" if any(name.endswith(".pdf") for name in written) else " Print them from a browser: no Chromium is here."
    click.echo(wrapped(f"Written to {one_line(out)}: {', '.join(written)}.{more}"))


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
