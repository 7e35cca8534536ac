"""Each claim and each parameter shows its status and its source, and every source can be looked up."""

import ast
import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from sim.checking.errors import ScenarioError
from sim.evidence.cards import CONSTANTS, ROWS, cards, cards_of_parameter, cards_of_row
from sim.evidence.references import parse, people, references
from sim.model.parameters import STATUSES

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for folder in ("sim", "experiments") for path in (ROOT / folder).rglob("*.py"))
SHOWN = {
    **{row: {"measured"} for row in ROWS},
    **{row: {"replicated"} for row in ("E5", "E12", "E17", "E18", "E19", "E22", "E25", "E26")},
    "E2": {"replicated", "contested"},
    "E24": {"contested"},
}
"""The status of each row as the evidence has it: the partner's hand is replicated, the bond's part in it contested, and
so is what a hand does in a quarrel."""


@cache
def quoted() -> set[str]:
    """Every reference key that stands in the source as a text: sources of parameters, norms and questionnaires."""
    texts = (node.value for path in SOURCES for node in ast.walk(ast.parse(path.read_text("utf-8")))
             if isinstance(node, ast.Constant) and isinstance(node.value, str))  # fmt: skip
    return {text for text in texts if re.fullmatch(r"[a-z]+(19|20)\d\d[a-z]*", text)}


def plain(family: str) -> str:
    """A family name as keys have it: in small letters without accents, spaces and signs."""
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", family).lower())


def docstrings() -> list[str]:
    """Every docstring of the package and its experiments, each on one line."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = (node for path in SOURCES for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    found = (ast.get_docstring(node) for node in nodes if isinstance(node, kinds))
    return [" ".join(text.split()) for text in found if text]


@cache
def named() -> tuple[set[str], list[str]]:
    """The references that docstrings name by first author and year, and the years that belong to no reference."""
    known, unknown = set(), []
    for text in docstrings():
        for year in re.finditer(r"(?<=[( ,])(?:18|19|20)\d\d\b(?=[),;:. ])(?! \w)", text):
            before = text[max(0, year.start() - 90) : year.start()]
            ours = {
                reference.key
                for reference in references().values()
                if year[0] in (reference.year, re.sub(r"\D", "", reference.key))
                and re.search(rf"\b{re.escape(reference.author.partition(',')[0])}\b", before)
            }
            known |= ours
            unknown += [] if ours else [text[max(0, year.start() - 40) : year.end()]]
    return known, unknown


@cache
def written() -> set[str]:
    """The keys of the claims in ``cards.toml``; what no claim carries has a card made of its own line."""
    return {claim["key"] for claim in tomllib.loads((ROOT / "sim/evidence/cards.toml").read_text("utf-8"))["claim"]}


def of_scenarios() -> dict[str, list[str]]:
    """The sources of every shipped scenario by file name."""
    files = (ROOT / "scenarios").glob("*.toml")
    return {file.name: tomllib.loads(file.read_text("utf-8"))["about"]["sources"] for file in files}


def test_every_card_has_a_key_and_a_plain_sentence():
    for card in cards().values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", card.key), card.key
        assert re.fullmatch(r"[A-Z].{20,160}[.?]", card.claim), card.key
        assert "_" not in card.claim, card.key


def test_every_card_has_a_status_and_what_was_found_and_where_unless_it_is_assumed():
    for card in cards().values():
        assert card.status in STATUSES, card.key
        assert bool(card.sources) == bool(card.finding) == (card.status != "assumed"), card.key
        assert set(card.sources) <= references().keys(), card.key
        assert len(set(card.sources)) == len(card.sources), card.key


def test_what_is_contested_is_said():
    assert [card.key for card in cards().values() if card.status == "contested" and not card.note] == []


def test_every_card_names_parameters_and_rows_that_exist():
    for card in cards().values():
        assert set(card.parameters) <= CONSTANTS.keys(), card.key
        assert set(card.rows) <= set(ROWS), card.key
        assert not (card.rows and card.status == "assumed"), f"{card.key}: a row is published evidence"


def test_a_parameter_has_a_card_that_agrees_with_its_status_and_source():
    for name, parameter in CONSTANTS.items():
        held = [card for card in cards_of_parameter(name) if card.key in written()]
        assert held, f"no claim in cards.toml carries {name}"
        agreeing = [card for card in held if card.status == parameter.status and parameter.source in card.sources]
        assert agreeing or not parameter.source, name


def test_a_row_of_the_evidence_shows_its_status():
    assert {row: {card.status for card in cards_of_row(row)} for row in ROWS} == SHOWN


def test_every_source_is_in_the_references():
    assert quoted() >= {parameter.source for parameter in CONSTANTS.values()} - {""}
    assert quoted() <= references().keys()
    assert {name: cited for name, cited in of_scenarios().items() if not set(cited) <= references().keys()} == {}


def test_every_study_that_a_docstring_names_is_in_the_references():
    known, unknown = named()
    assert "salmon2011" in known, "authors and year are found"
    assert unknown == []


def test_every_reference_is_used():
    used = quoted() | named()[0] | {key for cited in of_scenarios().values() for key in cited}
    used |= {key for card in cards().values() for key in card.sources}
    used |= set(re.findall(r"@([a-z]+\d{4}[a-z]*)", (ROOT / "paper" / "paper.md").read_text("utf-8")))
    assert references().keys() - used == set()


def test_every_reference_reads_as_a_citation():
    for reference in references().values():
        text = reference.text
        assert re.match(rf"(?:[A-Z]|van |ter )[^()]+\. \({reference.year}\)\. [A-Z]", text), text
        assert " and " not in text.partition(" (")[0], text
        assert not re.search(r"[{}\\]|--|  |\.\.|, \.", text), text
        assert text.endswith(reference.doi or reference.howpublished or "."), text
        assert not reference.doi or re.fullmatch(r"10\.\d{4,9}/\S+", reference.doi), text


def test_no_two_references_have_one_doi():
    known = [reference.doi for reference in references().values() if reference.doi]
    assert len(set(known)) == len(known) > 30


def test_every_reference_is_whole():
    needed = {
        "article": ("journal",),
        "book": ("publisher",),
        "incollection": ("editor", "booktitle", "pages", "publisher"),
        "inproceedings": ("booktitle", "publisher"),
        "misc": ("howpublished",),
    }
    for key, reference in references().items():
        assert all(getattr(reference, field) for field in needed[reference.kind]), key
        assert reference.kind != "article" or reference.doi or reference.volume, f"{key}: where it can be found"
        assert re.fullmatch(r"(19|20)\d\d", reference.year), key
        assert key.startswith(plain(reference.author.partition(",")[0])), key


def test_references_stand_in_order_of_their_keys():
    assert list(references()) == sorted(references())


def test_a_citation_has_every_part_in_its_place():
    shown = {key: references()[key].text for key in ("coan2006", "gottman1988", "mikulincer2016")}
    assert shown == {
        "coan2006": "Coan, J. A., Schaefer, H. S., & Davidson, R. J. (2006). Lending a Hand: Social Regulation of the "
        "Neural Response to Threat. Psychological Science, 17, 1032–1039. https://doi.org/"
        "10.1111/j.1467-9280.2006.01832.x",
        "gottman1988": "Gottman, J. M., & Levenson, R. W. (1988). The Social Psychophysiology of Marriage. In P. "
        "Noller & M. A. Fitzpatrick (Eds.), Perspectives on Marital Interaction (pp. 182–200). Multilingual Matters.",
        "mikulincer2016": "Mikulincer, M., & Shaver, P. R. (2016). Attachment in Adulthood: Structure, Dynamics, and "
        "Change (2nd ed.). Guilford.",
    }
    assert references()["buck2012"].text.endswith("Psychology, 26, 698–708. https://doi.org/10.1037/a0029260")
    assert people("Lafontaine, Marie-France and von Dawans, Bernadette") == "Lafontaine, M.-F., & von Dawans, B."
    assert people("Debrot, Anik and others") == "Debrot, A., et al."
    assert people("ter Hoeven, Ewout and rht") == "ter Hoeven, E., & rht"


GOOD = "@book{luce1959, author = {Luce, R. Duncan}, title = {Choice}, year = {1959}}"


@pytest.mark.parametrize(
    "text",
    [
        GOOD + "\n" + GOOD,
        GOOD + "\n\n",
        GOOD[:-1],
        GOOD.replace("Choice", "{Choice}"),
        GOOD.replace(", year = {1959}", ""),
        GOOD.replace("year", "title"),
        GOOD.replace("year", "date"),
        GOOD.replace("}, title", "} title"),
    ],
)
def test_a_line_that_is_no_entry_is_refused(text):
    assert list(parse(GOOD)) == ["luce1959"]
    with pytest.raises(ValueError, match=r"references\.bib, line \d"):
        parse(text)


def test_an_unknown_parameter_is_told_with_the_nearest():
    with pytest.raises(ScenarioError, match=r"cards: parameter: given 'tuch'; .* Did you mean 'touch'"):
        cards_of_parameter("tuch")


def test_an_unknown_row_is_told():
    with pytest.raises(ScenarioError, match="cards: row: given 'E27'; allowed: E1 to E26"):
        cards_of_row("E27")
