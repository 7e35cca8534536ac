"""Parts of pages that are made of the code when the site is built, so that each fact is declared once.

A line ``<!-- made of: laws sim.model.laws -->`` in a page is replaced by what the function of that name in ``PARTS``
gives: Markdown, made of tables, docstrings and result files.
"""

import ast
import inspect
import json
import re
from importlib import import_module
from itertools import pairwise
from pathlib import Path

from law_texts import cited, laws, prose
from pydantic import BaseModel
from pygments.lexers.special import TextLexer

from sim.checking.settings import Setting, settings_of
from sim.dashboard.state.visit import TABS
from sim.evidence.references import references
from sim.interventions import INTERVENTIONS
from sim.lessons import lessons
from sim.model.outcomes import OUTCOMES
from sim.scenario.community import Community
from sim.scenario.events import Event, Spark, Stress
from sim.scenario.files import scenario, shipped
from sim.scenario.schema import Pair, Person, Scenario
from sim.wording.glossary import glossary
from sim.wording.keys import KEYS
from sim.wording.page import FRONTS

ROOT = Path(__file__).resolve().parents[2]
PLACE = re.compile(r"^<!-- made of: ([\w-]+)((?: \S+)*) -->$", re.MULTILINE)
STORY = {"spark": Spark, "stress": Stress, "event": Event}
"""What may happen to a couple, by its key in a file."""


def terms() -> str:
    """The glossary: each term with its definitions and its source."""
    parts = ["```{glossary}"]
    for term in sorted(glossary(), key=lambda term: term.name.lower()):
        source = f"[{cited(term.source)}](#{term.source})"
        parts += [term.name, f"  {term.short} {term.long} ({source})", ""]
    return "\n".join([*parts, "```"])


def bibliography() -> str:
    """Every reference, by its key."""
    rows = sorted(references().values(), key=lambda one: (one.author.lower(), one.year))
    return "\n\n".join(f"({one.key})=\n`{one.key}`: {_linked(_plain(one.text))}" for one in rows)


def _linked(text: str) -> str:
    """Addresses in a text can be followed."""
    return re.sub(r"https?://\S+", lambda match: f"<{match[0]}>", text)


def _plain(text: str) -> str:
    """A text whose signs mean nothing in Markdown."""
    return (
        re.sub(r"([\\|*_`\[\]<>])", r"\\\1", " ".join(text.split()))
        if "http" not in text
        else " ".join(
            part if part.startswith("http") else re.sub(r"([\\|*_`\[\]<>])", r"\\\1", part) for part in text.split()
        )
    )


def _table(head: tuple[str, ...], rows: list[tuple]) -> str:
    """A table in Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in lines)


def keys() -> str:
    """The page's keys."""
    return _table(("key", "does"), [(" ".join(f"<kbd>{key}</kbd>" for key in row.keys), row.does) for row in KEYS])


def drawers() -> str:
    """The drawers of the page."""
    rows = [(title, FRONTS[name]) for name, title in TABS.items() if name in FRONTS]
    return _table(("drawer", "what it shows"), rows)


def helps() -> str:
    """What can be given to a couple, with its settings."""
    parts = []
    for kind, shape in INTERVENTIONS.items():
        parts += [f"### {shape.label.capitalize()}", f"`{kind}`: {shape.says}", _settings(shape)]
    return "\n\n".join(parts)


def _settings(form: type[BaseModel]) -> str:
    """The settings of a form as a table."""
    rows = [
        (f"`{name}`", _plain(setting.meaning), _may_be(setting), _default(form, name))
        for name, setting in settings_of(form).items()
        if setting.meaning
    ]
    return _table(("key", "what it is", "what may be given", "if not given"), rows)


def _may_be(setting: Setting) -> str:
    """What may be given for a setting."""
    if setting.type is bool:
        return "true or false"
    return _plain(setting.range) if setting.allowed or setting.type is not str else "text"


def _default(form: type[BaseModel], name: str) -> str:
    """What counts where a setting is not given."""
    field = form.model_fields[name]
    if field.is_required():
        return "it must be"
    value = field.get_default()
    return "" if value is None or value == "" else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def scenario_keys() -> str:
    """The keys of a scenario's file."""
    parts = {
        "The whole, at the top of the file": Scenario,
        "Partners: `[partner_a]`, `[partner_b]`": Person,
        "The two together: `[couple]`": Pair,
        **{f"The story: `[[life.{name}]]`": shape for name, shape in STORY.items()},
        "A village: `[community]`": Community,
    }
    return "\n\n".join(part for title, form in parts.items() for part in (f"### {title}", _says(form), _settings(form)))


def _says(form: type[BaseModel]) -> str:
    """The first paragraph of a form's docstring."""
    return prose(inspect.getdoc(form).split("\n\n")[0])


def outcomes() -> str:
    """What a run comes to."""
    rows = [(f"`{name}`", line.label, line.unit or "share", f"`{line.equation}`") for name, line in OUTCOMES.items()]
    return _table(("outcome", "what it is", "unit", "as it is worked out"), rows)


def scenarios() -> str:
    """The scenarios that come with the project."""
    about = {name: scenario(name).about for name in shipped()}
    rows = [(f"`{name}`", f"**{said.title}.** {said.what}") for name, said in about.items()]
    return _table(("name", "what it is about"), rows)


def evidence() -> str:
    """Every row of the evidence: what was published, what came out, its verdict and its picture."""
    found = json.loads((ROOT / "docs" / "evidence" / "evidence.json").read_text("utf-8"))
    table = _markdown_rows((ROOT / "docs" / "evidence" / "table.md").read_text("utf-8"))
    parts = []
    for row, cells in zip(found["rows"], table, strict=True):
        (_, finding, published, ours, tolerance, verdict, seeds, chance, status) = cells
        again = f"; with as many couples as the study had, in a share of {chance}" if chance else ""
        parts += [
            f"### {row['row']}. {finding}: {verdict}",
            f"![{row['row']}: {finding}]({row['row']}.png)",
            f"Published\n: {published} ({status}: {', '.join(f'[{cited(key)}](#{key})' for key in row['sources'])})",
            f"Ours, with the 95 % interval\n: {ours}",
            f"Counts as a hit\n: {tolerance}",
            f"With other seeds\n: a hit in {seeds}{again}",
        ]
    return "\n\n".join(parts)


def _markdown_rows(table: str) -> list[list[str]]:
    """The cells of a Markdown table's rows."""
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table.splitlines()[2:]]


def verdicts() -> str:
    """The evidence at a glance."""
    table = _markdown_rows((ROOT / "docs" / "evidence" / "table.md").read_text("utf-8"))
    return _table(("row", "finding", "verdict", "with other seeds", "the finding is"),
                  [(cells[0], cells[1], cells[5], cells[6], cells[8]) for cells in table])  # fmt: skip


def lesson_list() -> str:
    """The lessons at a glance."""
    rows = [(each.number, f"[{each.title}](lessons.md)", each.aim, each.minutes) for each in lessons()]
    return _table(("", "lesson", "aim", "minutes"), rows)


def experiments() -> str:
    """The experiments that can be run, each with the first line of its docstring."""
    rows = []
    for path in sorted(ROOT.glob("experiments/**/*.py")):
        text, whole = path.read_text("utf-8"), path.name == "__main__.py"
        if whole or '__name__ == "__main__"' in text:
            module = path.parent if whole else path.with_suffix("")
            name = ".".join(module.relative_to(ROOT).parts)
            says = (whole and (module / "__init__.py").read_text("utf-8")) or text
            rows.append((f"`uv run python -m {name}`", prose(_first(says))))
    return _table(("command", "what it asks"), rows)


def _first(source: str) -> str:
    """The first line of a module's docstring, without the command in it."""
    line = ast.get_docstring(ast.parse(source)).partition("\n")[0]
    said = re.sub(r"(: | )?\(?``uv run.*?``\)?( \(.*?\))?\.?:? ?", "", line)
    return said[0].upper() + said[1:]


def data(name: str, module: str) -> str:
    """A table of the public face, with what stands beneath it."""
    return f"```{{py:data}} {name}\n{data_says(name, module)}\n```"


def data_says(name: str, module: str) -> str:
    """The text beneath a module's table. Raises ``ValueError`` where there is none."""
    body = ast.parse(inspect.getsource(import_module(module))).body
    for node, after in pairwise(body):
        target = node.target if isinstance(node, ast.AnnAssign) else None
        if isinstance(target, ast.Name) and target.id == name and isinstance(after, ast.Expr):
            return ast.literal_eval(after.value)
    raise ValueError(f"{module}: beneath {name} does not stand what it holds")


PARTS = {
    "data": data,
    "laws": laws, "glossary": terms, "references": bibliography, "keys": keys, "drawers": drawers,
    "interventions": helps, "scenario-keys": scenario_keys, "outcomes": outcomes, "scenarios": scenarios,
    "evidence": evidence, "verdicts": verdicts, "lessons": lesson_list, "experiments": experiments,
}  # fmt: skip


def made(text: str) -> str:
    """A page's text with its parts made. Raises ``KeyError`` for a part that nobody makes."""
    return PLACE.sub(lambda match: PARTS[match[1]](*match[2].split()), text)


def setup(app) -> dict:
    """Parts are made as each page is read."""

    def read(app, name: str, source: list[str]) -> None:
        source[0] = made(source[0])

    def without_fields(app, what: str, name: str, thing: object, options, signature, returned):
        """A form's fields stand on the page of scenarios, in words."""
        return ("", None) if isinstance(thing, type) and issubclass(thing, BaseModel) else None

    def changeable(app, env, added: set, changed: set, removed: set) -> list[str]:
        """Pages with made parts are read anew: what they are made of may have changed."""
        return [name for name in env.found_docs if PLACE.search(Path(env.doc2path(name)).read_text("utf-8"))]

    app.add_lexer("csv", TextLexer)
    app.connect("env-get-outdated", changeable)
    app.connect("source-read", read)
    app.connect("autodoc-process-signature", without_fields)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
