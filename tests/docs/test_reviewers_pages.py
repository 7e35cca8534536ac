"""What a reviewer reads is what the code and the results say, in the headings of the published forms."""

import re
from pathlib import Path

import pytest

from experiments import documents
from experiments.documents import PAGES, PARTS
from experiments.documents import __main__ as command
from experiments.documents.marking import cell, filled, written_by_hand
from sim.checking.errors import ScenarioError
from sim.community.population import NORMS
from sim.model.parameters import PARAMETERS
from sim.model.registry import LAWS, TIE_LAWS
from sim.model.ties.constants import TIE_CONSTANTS

ROOT = Path(__file__).parents[2]
ODD_D = (
    "I Overview", "I.i Purpose", "I.ii Entities, state variables, and scales", "I.iii Process overview and scheduling",
    "II Design concepts", "II.i Theoretical and empirical background", "II.ii Individual decision making",
    "II.iii Learning", "II.iv Individual sensing", "II.v Individual prediction", "II.vi Interaction",
    "II.vii Collectives", "II.viii Heterogeneity", "II.ix Stochasticity", "II.x Observation", "III Details",
    "III.i Implementation details", "III.ii Initialization", "III.iii Input data", "III.iv Submodels",
)  # fmt: skip
ADDED = ("Purpose and patterns", "Basic principles", "Emergence", "Adaptation", "Objectives")
"""What the second update of ODD has and ODD+D has not, under headings of its own."""
TRACE = (
    "Problem formulation", "Model description", "Data evaluation", "Conceptual model evaluation",
    "Implementation verification", "Model output verification", "Model analysis", "Model output corroboration",
)  # fmt: skip


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def headings(name: str, level: str) -> list[str]:
    return re.findall(rf"^{level} (.+)$", text(name), re.MULTILINE)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_code_and_the_results_say(name):
    assert filled(text(name), PARTS, name) == text(name), "run: uv run python -m experiments.documents"


def test_every_part_is_on_a_page():
    shown = {name for page in PAGES for name in re.findall(r"<!-- made: (.+?) -->", text(page))}
    assert shown == PARTS.keys()


def test_the_description_has_the_headings_of_odd_d_in_their_order():
    assert headings("docs/odd.md", "#{2,3}") == list(ODD_D)
    assert set(ADDED) <= set(headings("docs/odd.md", "####"))


def test_the_verification_has_the_headings_of_trace_in_their_order():
    assert headings("docs/trace.md", "##") == list(TRACE)


def test_no_figure_of_the_verification_is_typed():
    plain = re.sub(r"`[^`]*`|\]\([^)]*\)", "", written_by_hand(text("docs/trace.md")))
    assert re.findall(r"\d+(?:[.,]\d+)*", re.sub(r"et al\. \d{4}", "", plain)) == []


def test_the_description_has_every_law_and_every_constant():
    page = text("docs/odd.md")
    assert [law.__name__ for law in (*LAWS, *TIE_LAWS) if f"- `{law.__name__}(" not in page] == []
    constants = PARAMETERS | TIE_CONSTANTS | NORMS
    assert [name for name in constants if f"| `{name}` |" not in page] == []


def test_the_card_names_every_assumed_constant_and_every_miss():
    page = text("docs/model-card.md")
    assumed = [name for name, line in (PARAMETERS | TIE_CONSTANTS | NORMS).items() if line.status == "assumed"]
    assert [name for name in assumed if f"- `{name}`: " not in page] == []
    assert [row for row in documents.results.evidence()["misses"] if f"**{row}, " not in page] == []


def test_a_part_that_is_not_known_and_a_lost_mark_are_refused_in_a_line():
    with pytest.raises(ScenarioError, match=r"page.md: part: given 'stats'.*Did you mean 'states'"):
        filled("<!-- made: stats -->\n<!-- /made -->\n", PARTS, "page.md")
    with pytest.raises(ScenarioError, match="without its fellow"):
        filled("<!-- made: states -->\n", PARTS, "page.md")


def test_what_stands_in_a_cell_stays_in_it():
    assert cell("a | b\n*c* `d|e*`") == r"a \| b \*c\* `d\|e*`"


def test_the_command_tells_what_is_old_and_writes_it_anew(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(command, "ROOT", tmp_path)
    monkeypatch.setattr(command, "PAGES", ("page.md",))
    page = tmp_path / "page.md"
    page.write_text("Before.\n\n<!-- made: scales -->\nold\n<!-- /made -->\n\nAfter.\n", "utf-8")
    assert command.main(["--check"]) == 1
    assert "page.md is not up to date" in capsys.readouterr().out
    assert "\nold\n" in page.read_text("utf-8")
    assert command.main([]) == 0
    assert "| turn | 6 seconds |" in page.read_text("utf-8")
    assert page.read_text("utf-8").startswith("Before.") and page.read_text("utf-8").endswith("After.\n")
    assert command.main(["--check"]) == 0


def test_where_there_are_no_pages_the_command_says_so_in_a_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(command, "ROOT", tmp_path)
    with pytest.raises(SystemExit):
        command.main([])
    assert capsys.readouterr().err.count("\n") == 1
