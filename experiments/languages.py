"""Find every message of page, lessons, phones and sheets, and bring the catalogues up to date.

    python -m experiments.languages            # write messages.pot, and update every LANGUAGE.po
    python -m experiments.languages --missing  # what a language lacks; nothing is written

Messages come from Python (``say``, ``plural``, and all texts in ``marked``), from panels and modules (templates, and
``say`` and ``plural`` in them), from the data files of scenarios, lessons and vignettes, and from what the model itself
declares: interventions, cues, moves. Babel reads and writes the catalogues.
"""

import argparse
import ast
import io
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_javascript
from babel.messages.pofile import read_po, write_po

from sim.analysis.coding import VERBS
from sim.analysis.cycle_names import BAD_GUY, FREEZE, POLKA, SECURE
from sim.checking.settings import settings_of
from sim.dashboard.state.visit import SLIDERS
from sim.evidence.cards import CONSTANTS
from sim.interventions import INTERVENTIONS
from sim.interventions.hand_holding import OTHER_HANDS
from sim.lessons import PANELS
from sim.model.cues import CUES
from sim.model.parameters import PARAMETERS
from sim.scenario.events import Event, Spark, Stress
from sim.vignettes import NOTE
from sim.wording import templates
from sim.wording.glossary import glossary
from sim.wording.language import ENGLISH, LANGUAGES
from sim.wording.names import CUES as SHARED
from sim.wording.names import SAID
from sim.wording.things import COUPLE, PAGE, PARTNER, STATUSES

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "sim" / "wording" / "catalogues"
PYTHON = ("sim/wording", "sim/dashboard", "sim/classpages", "sim/sheets", "sim/vignettes", "sim/classroom")
FRONT = ("sim/dashboard/panels/*.vue", "sim/dashboard/assets/js/*.js", "sim/classpages/assets/presenter.*")
TABLES = ("scenarios/*.toml", "scenarios/lessons/*.toml", "sim/vignettes/vignettes.toml")
IN_TABLES = {
    "title", "what", "aim", "audience", "setting", "question", "says", "saw", "do", "watch", "label", "why",
    "questions", "ask", "answer", "mistakes", "limits", "when",
}  # fmt: skip
"""Keys of data files whose texts are said."""
SAY, PLURAL = ("say", "$say", "pdd.say"), ("plural", "$plural", "pdd.plural")
"""What says in the browser: in a module, in a template, in a panel's script."""
WIDTH = 120


class Found(NamedTuple):
    """A message, where it is, and its plural where it has one."""

    text: str
    where: str
    plural: str = ""


def in_python(source: str, where: str) -> Iterator[Found]:
    """The messages of a module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "say" and node.args:
            yield from (Found(text, where) for text in _literals(node.args[0]))
        elif node.func.id == "plural" and len(node.args) == 3:
            one, many = (list(_literals(each)) for each in node.args[1:])
            yield from (Found(text, where, more) for text, more in zip(one, many, strict=True))
        elif node.func.id == "marked":
            yield from (Found(text, where) for each in node.args for text in _texts(each))


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts that an argument may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        raise ValueError(f"line {node.lineno}: a message is a plain text with places, and no f-string")


def _texts(node: ast.expr) -> Iterator[str]:
    """All texts of a literal but the keys of its tables."""
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _texts(value)
    elif isinstance(node, ast.Tuple | ast.List):
        for value in node.elts:
            yield from _texts(value)
    elif isinstance(node, ast.Call):
        for value in (*node.args, *(each.value for each in node.keywords)):
            yield from _texts(value)
    else:
        yield from (text for text in _literals(node) if templates.LETTER.search(text) or "“" in text)


def in_browser(source: str, where: str) -> Iterator[Found]:
    """The messages of a panel, of a page of our own, or of a module."""
    code = source
    if where.endswith((".vue", ".html")):
        html, code = parts(source)
        texts: list[str] = []
        templates.said(html, lambda text: texts.append(text) or text)  # type: ignore[func-returns-value]
        yield from (Found(text, where) for text in texts)
        yield from (each for part in templates.expressions(html) for each in _called(part, where))
    yield from _called(code, where)


def _called(code: str, where: str) -> Iterator[Found]:
    for _, name, texts, _ in extract_javascript(io.BytesIO(code.encode()), SAY + PLURAL, [], {}):
        given = [texts] if isinstance(texts, str) else list(texts)
        if name in PLURAL and len(given) > 2:
            yield Found(given[1], where, given[2])
        elif name in SAY and given[0]:
            yield Found(given[0], where)


def parts(source: str) -> tuple[str, str]:
    """The template of a panel and its script; a whole page is all template."""
    if "<script>" not in source or not source.startswith("<template>"):
        return source, ""
    html, _, rest = source.partition("\n</template>\n")
    return html.removeprefix("<template>"), rest.partition("<script>")[2].partition("</script>")[0]


def in_table(tables: Any, where: str) -> Iterator[Found]:
    """The texts of a data file, by their keys."""
    for key, value in tables.items() if isinstance(tables, dict) else ():
        if key == "change":
            continue
        values = value if isinstance(value, list) else [value]
        for each in values:
            if isinstance(each, dict):
                yield from in_table(each, where)
            elif key in IN_TABLES and isinstance(each, str):
                yield Found(each, where)


def declared() -> Iterator[Found]:
    """What the model declares of itself, and the page says."""
    forms = (*INTERVENTIONS.values(), Event, Spark, Stress)
    for form in forms:
        where = form.__module__.replace(".", "/") + ".py"
        yield from (Found(text, where) for text in (form.label, form.phrase, form.says))
        for setting in settings_of(form).values():
            yield from (Found(text, where) for text in (setting.meaning, setting.unit) if text)
    others = (text for pair in OTHER_HANDS.values() for text in pair)
    yield from (Found(text, "sim/interventions/hand_holding.py") for text in others)
    yield from (Found(line.label, "sim/model/cues.py") for line in CUES.values())
    told = (name for name in SHARED if name != "hand" and name not in SAID)
    yield from (Found(f"{CUES[name].label.capitalize()}.", "sim/model/cues.py") for name in told)
    yield Found(NOTE, "sim/vignettes/making.py")
    yield from (Found(setting.meaning, "sim/model/state.py") for setting in SLIDERS.values())
    yield from (Found(setting.unit, "sim/model/state.py") for setting in SLIDERS.values() if setting.unit)
    things = (thing for table in (PARTNER, COUPLE, PAGE) for thing in table.values())
    texts = (text for thing in things for text in (thing.title, thing.low, thing.high, thing.label) if text)
    yield from (Found(text, "sim/wording/things.py") for text in (*texts, *STATUSES))
    yield from (Found(text, "sim/analysis/coding.py") for text in VERBS.values())
    yield from (Found(text, "sim/analysis/cycle_names.py") for text in (POLKA, BAD_GUY, FREEZE, SECURE))
    yield from (Found(text, "sim/lessons/schema.py") for text in PANELS.values())
    yield from (
        Found(text, "sim/wording/glossary.toml") for term in glossary() for text in (", ".join(term.forms), term.short)
    )
    for name, line in CONSTANTS.items():
        told = (name.replace("_", " ") if name in PARAMETERS else "", line.meaning, line.unit)
        yield from (Found(text, "sim/model/parameters.py") for text in told if text)


def messages() -> Iterator[Found]:
    """Every message, by its file."""
    for path in sorted(path for folder in PYTHON for path in (ROOT / folder).rglob("*.py")):
        yield from in_python(path.read_text("utf-8"), _where(path))
    for path in _files(FRONT):
        if path.suffix != ".css":
            yield from in_browser(path.read_text("utf-8"), _where(path))
    for path in _files(TABLES):
        yield from in_table(tomllib.loads(path.read_text("utf-8")), _where(path))
    yield from declared()


def _files(patterns: Iterable[str]) -> list[Path]:
    return [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]


def _where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def template() -> Catalog:
    """All messages, none of them said."""
    made = Catalog(project="Pas de Deux", copyright_holder="The Pas de Deux authors", charset="utf-8")
    for found in messages():
        text = (found.text, found.plural) if found.plural else found.text
        made.add(text, locations=[(found.where, 0)])
    return made


def updated(code: str, made: Catalog) -> Catalog:
    """A language's catalogue with all messages of now and no others. Nothing is guessed: what is new is empty."""
    path = CATALOGUES / f"{code}.po"
    known = read_po(path.open("rb"), locale=code) if path.is_file() else Catalog(code)
    head = known.header_comment
    known.update(made, no_fuzzy_matching=True)
    known.obsolete.clear()
    known.header_comment = head
    return known


def missing(catalogue: Catalog) -> list[str]:
    """The messages of a catalogue that have no words, in full or in part."""
    found = []
    for message in catalogue:
        forms = message.string if isinstance(message.string, list | tuple) else [message.string]
        if message.id and (message.fuzzy or not all(forms)):
            found.append(message.id if isinstance(message.id, str) else message.id[0])
    return found


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue, one way only, so that a change of it is a change of its words."""
    made = io.BytesIO()
    write_po(made, catalogue, width=WIDTH, omit_header=False, sort_by_file=True, include_previous=False,
             include_lineno=False)  # fmt: skip
    text = made.getvalue().decode()
    lines = [line for line in text.splitlines() if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date'))]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """The command."""
    given = argparse.ArgumentParser(description="Bring the catalogues up to date.")
    given.add_argument("--missing", action="store_true", help="say what a language lacks, and write nothing")
    asked = given.parse_args()
    made = template()
    if not asked.missing:
        write(made, CATALOGUES / "messages.pot")
    for code in LANGUAGES:
        if code == ENGLISH:
            continue
        now = updated(code, made)
        lacks = missing(now)
        if asked.missing:
            print("\n".join(lacks))
        else:
            write(now, CATALOGUES / f"{code}.po")
        print(f"{code}: {len(now)} messages, {len(lacks)} without words")


if __name__ == "__main__":
    main()
