"""The site is built from the pages without a warning, says nothing to anybody, and every link in it leads somewhere."""

import importlib.util
import inspect
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pages import DOCS, PAGES, ROOT

import sim
from experiments.pictures import FOLDER, PICTURES
from sim.cli.main import main
from sim.model.registry import LAWS, TIE_LAWS

sys.path.append(str(DOCS / "_extensions"))
equations, generated, law_texts = map(importlib.import_module, ("equations", "generated", "law_texts"))


class Links(HTMLParser):
    """What a page asks for, where it leads, the places in it, and its equations."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.loads: list[str] = []
        self.places: set[str] = set()
        self.equations = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.places |= {given[name] for name in ("id", "name") if given.get(name)}
        self.equations += tag == "math"
        if tag == "a" and given.get("href"):
            self.leads.append(given["href"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload"):
            self.loads.append(given["href"])
        if tag in ("script", "img", "iframe", "source") and given.get("src"):
            self.loads.append(given["src"])


@pytest.mark.slow
def test_the_site_is_built_without_a_warning_and_is_whole(tmp_path):
    site = tmp_path / "site"
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-d", tmp_path / "read", DOCS, site]
    built = subprocess.run(command, capture_output=True, text=True)
    assert (built.returncode, built.stderr) == (0, "")
    pages = {path.relative_to(site).as_posix(): Links(path.read_text("utf-8")) for path in site.rglob("*.html")}
    assert len(pages) > 25
    assert [(name, link) for name, page in pages.items() for link in page.loads if urlsplit(link).netloc] == []
    assert [(name, link) for name, page in pages.items() for link in (*page.leads, *page.loads)
            if not leads_somewhere(site, name, link, pages)] == []  # fmt: skip
    laws = [law for law in (*LAWS, *TIE_LAWS) if law.__module__.startswith(("sim.model.laws", "sim.model.ties"))]
    theory = (site / "theory.html").read_text("utf-8")
    assert [law.__name__ for law in laws if f'id="{law.__name__.replace("_", "-")}"' not in theory] == []
    assert pages["theory.html"].equations > 60
    python = (site / "reference" / "python.html").read_text("utf-8")
    assert [name for name in sim.__all__ if f'id="sim.{name}"' not in python] == []
    commands = (site / "reference" / "commands.html").read_text("utf-8")
    assert [name for name in main.commands if f'id="pasdedeux-{name}"' not in commands] == []
    terms = (site / "glossary.html").read_text("utf-8")
    assert 'id="term-demand-withdraw"' in terms
    start = pages["start.html"].leads
    assert start.count("glossary.html#term-polka") == 1, "where a term first stands it leads to its meaning, and once"
    assert not any("#term-" in link for link in pages["decisions.html"].leads)
    pictures = [
        tag for path in site.rglob("*.html") for tag in re.findall(r"<img [^>]+png[^>]+>", path.read_text("utf-8"))
    ]
    bare = [tag for tag in pictures if "height=" not in tag]
    assert bare == [], "a picture keeps its room before it is there"
    assert (site / "searchindex.js").stat().st_size > 50_000


def leads_somewhere(site: Path, page: str, link: str, pages: dict[str, Links]) -> bool:
    """Whether a link of a page leads to a page and a place, or to a file, of the site; other sites are not asked."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return parts.scheme in ("https", "http", "mailto")
    target = ((site / page).parent / unquote(parts.path)).resolve() if parts.path else site / page
    name = target.relative_to(site).as_posix() if target.is_relative_to(site) else ""
    if parts.fragment and name in pages:
        return unquote(parts.fragment) in pages[name].places
    return target.exists()


@pytest.mark.parametrize("name", sim.__all__)
def test_every_public_name_is_documented(name):
    thing = getattr(sim, name)
    if isinstance(thing, dict):
        assert f"data {name} " in (DOCS / "reference" / "python.md").read_text("utf-8")
    else:
        assert len(inspect.getdoc(thing) or "") > 20
        wanted = inspect.signature(thing).parameters if inspect.isfunction(thing) else ()
        names = [one for one in wanted if one not in ("seed", "engine", "threads")]
        assert len(names) < 2 or any(one in inspect.getdoc(thing) for one in names)


def test_an_equation_of_a_docstring_is_read_as_it_is_meant():
    read = equations.latex
    assert read("alarm² / (alarm² + θ²)") == r"\frac{\mathrm{alarm}^{2}}{\mathrm{alarm}^{2} + \theta^{2}}"
    assert read("a·b / (1 + c)") == r"\frac{a \cdot b}{1 + c}"
    assert read("1 - (a + b)/2·c") == r"1 - \frac{a + b}{2} \cdot c"
    assert read("max(0, z_s·x)") == r"\max(0, z_{s} \cdot x)"
    assert read("a₀ + (1 - a₀)·bond'") == r"a_{0} + (1 - a_{0}) \cdot \mathrm{bond}'"
    assert read("k = other.reach") == r"k = \mathrm{reach}_{\mathrm{other}}"
    for wrong in ("a + ", "(a + b", "a ; b", "a b)", "[a)"):
        with pytest.raises(ValueError, match=re.escape(repr(" ".join(wrong.split())))):
            read(wrong)


def test_every_equation_of_the_laws_is_read_and_drawn():
    assert [*law_texts.modules("sim.model.laws"), *law_texts.modules("sim.model.ties")]
    found = [text for law in (*LAWS, *TIE_LAWS) for text in law_texts.LITERAL.findall(inspect.getdoc(law) or "")]
    read = [equations.broken(f"x = {equations.latex(text)}") for text in found if equations.is_equation(text)]
    assert len(read) > 50
    assert all("</math>" in equations.mathml(tex, block=True) for tex in read)


def test_a_long_equation_is_broken_where_no_bracket_is_cut():
    terms = [
        rf"\mathrm{{alarming}} \cdot (\mathrm{{{word}}} + \mathrm{{more}})" for word in ("much", "still", "ever", "yet")
    ]
    tex = equations.broken(f"x = {' - '.join(terms)}")
    assert tex.count(r"\\") >= 1
    assert all(line.count("(") == line.count(")") for line in tex.split(r"\\"))
    assert equations.broken("x = y + z") == "x = y + z"


def test_every_picture_has_its_command_and_its_place():
    there = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.png")}
    assert there == set(PICTURES)
    shown = set()
    for page in PAGES:
        for link in re.findall(r"\]\(([^)\s]+\.png)\)", generated.made(page.read_text("utf-8"))):
            shown.add((page.parent / link).resolve().relative_to(DOCS).as_posix())
    assert there == shown, "every picture is shown, and no other"


@pytest.mark.parametrize("command", sorted({*PICTURES.values()}), ids=" ".join)
def test_a_picture_is_made_by_a_command_that_is_there(command, pasdedeux):
    module, *words = command
    spec = importlib.util.find_spec(module)
    if module == "sim.cli":
        assert pasdedeux(*words[:1], "--help").exit_code == 0
    else:
        files = Path(spec.origin).parent.rglob("*.py") if spec.submodule_search_locations else [Path(spec.origin)]
        text = "\n".join(path.read_text("utf-8") for path in files)
        names = [Path(picture).name for picture, made_by in PICTURES.items() if made_by == command]
        patterns = {*re.findall(r"[\w-]+\.png", text), *(f"{stem}.png" for stem in written_names(module))}
        assert set(names) <= patterns
    assert (FOLDER in words) == ("--out" in words)


def written_names(module: str) -> list[str]:
    """The pictures that a command names by a row or by a sweep."""
    from experiments.sweep_pictures import SWEEPS
    from sim.evidence.cards import ROWS

    return [*{"experiments.evidence": ROWS, "experiments.sweep_pictures": SWEEPS}.get(module, ())]


def test_words_are_spelt_as_they_are():
    places = [ROOT / name for name in ("docs", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "sim", "experiments")]
    command = [sys.executable, "-m", "codespell_lib", "--toml", ROOT / "pyproject.toml", *places]
    found = subprocess.run(command, capture_output=True, text=True)
    assert (found.returncode, found.stdout) == (0, "")
