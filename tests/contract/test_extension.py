"""What docs/extending.md says, done literally to a copy of the project: one thing added at a time, and all of it there.

Each section's files are written and its commands run; the page is drawn, the couple run by both engines, a sweep made
and reported. Nothing else in the copy is touched.
"""

import json
import os
import shutil

import pytest
from extending import Section, attempt, copy_to, sections

from sim.vignettes import vignettes

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the copies are imported by forked children")


def about(name: str) -> dict:
    """The gesture that asks how sure something is."""
    return {"kind": "open", "panel": "evidence", "options": {"about": name}}


def placed(kind: str) -> dict:
    """What is tried with an intervention: on the page, in a run, and asked for its evidence."""
    times = {"turn": 5, "turns": 10}
    return {
        "gestures": [{"kind": "place", "what": kind, **times}, about(kind)],
        "changes": {"intervention": [{"kind": kind, **times}]},
        "key": "intervention.1.dose",
    }


TASKS = {
    "An intervention": placed("walk-together"),
    "A cue": placed("sitting-close"),
    "An outcome": {"main": "longing"},
    "A parameter": {
        "gestures": [{"kind": "set", "key": "open_shield", "value": 0.9}, about("open_shield")],
        "changes": {"open_shield": 0.9}, "undone": {"open_shield": 0.0}, "key": "open_shield",
    },
    "A published model": {},
    "A scenario": {"scenario": "first-flat", "gestures": [{"kind": "choose", "name": "first-flat"}]},
    "A lesson": {
        "gestures": [
            {"kind": "case", "lesson": "a-hand-for-whom", "case": "thin-bond"},
            {"kind": "open", "panel": "lesson", "options": {"lesson": "a-hand-for-whom"}},
        ],
    },
    "A vignette": {"gestures": [{"kind": "own", "names": ["Ada", "Bo"], "answers": {
        who: {**{one.key: one.answer[0].key for one in vignettes() if (one.about == "both") == (who == "both")},
              **({} if who == "both" else {"party": "watch"})}
        for who in ("a", "b", "both")
    }}]},
    "A language": {},
    "A panel": {"tabs": ["pulse"], "gestures": [{"kind": "open", "panel": "pulse"}]},
}  # fmt: skip
"""What is tried with each thing, by the title of its section."""

DOCSTRING = '''    """A walk together.

    Side by side and in step, alarm is lower for both while it lasts. Source: Johnson (2019), for safety; the size is
    assumed.
    """
'''
CUES = '''    def cues(self) -> Cues:
        """Alarm is lower for both."""
        return NOTHING._replace(containment=self.ease)
'''
BROKEN = {
    "no docstring": ("An intervention", DOCSTRING, "", "WalkTogether lacks a docstring"),
    "no cues": ("An intervention", CUES, "", "WalkTogether lacks `cues`"),
    "no range": ("An intervention", 'number(0.3, 0.0, 1.0, "share", "the share of alarm that the walk takes away")',
                 "0.3", "WalkTogether lacks a range and a meaning for `ease`"),
    "unknown panel": ("A lesson", 'panel = "tipping"', 'panel = "tiping"', "Did you mean 'tipping'?"),
    "no picture": ("A panel", "", "", "the tab 'pulse' lacks sim/dashboard/panels/pulse.vue"),
    "unknown name": ("An outcome", "a.need", "a.nede", "nede"),
}  # fmt: skip
"""What is truly missing: a section, what is taken out of its files and put in its place, and what is then said."""


@pytest.fixture(scope="session")
def original(tmp_path_factory):
    """A copy of the project as it is."""
    return copy_to(tmp_path_factory.mktemp("original"))


@pytest.fixture(scope="session")
def copied(original, tmp_path_factory):
    """Make one more copy."""
    return lambda: shutil.copytree(original, tmp_path_factory.mktemp("copy"), dirs_exist_ok=True)


@pytest.fixture(scope="session")
def answers(copied):
    """What came of each section, and of each that was broken, by title."""
    page, folders = sections(), {}
    for title in page:
        folders[title] = copied()
        page[title].follow(folders[title])
    for name, (title, there, instead, _) in BROKEN.items():
        folders[name] = copied()
        blocks = [(kind, place, text.replace(there, instead) if there else text)
                  for kind, place, text in page[title].blocks if there or not place.endswith(".vue")]  # fmt: skip
        assert tuple(blocks) != page[title].blocks, f"{name}: nothing was broken"
        Section(tuple(blocks), ()).follow(folders[name])
    tasks = [
        {"folder": str(folder), "commands": page[name].commands if name in page else [], **TASKS.get(name, {})}
        for name, folder in folders.items()
    ]
    return dict(zip(folders, attempt(tasks), strict=True))


def told(answer: dict) -> str:
    """What the commands of a section printed."""
    return "\n".join(command["text"] for command in answer["commands"])


def test_every_section_is_tried():
    assert sections().keys() == TASKS.keys()


@pytest.mark.parametrize("title", TASKS)
def test_the_page_the_engines_the_sweep_its_report_and_the_command_line_work_with_it(answers, title):
    answer = answers[title]
    assert "error" not in answer, answer["traceback"]
    assert [command["text"] for command in answer["commands"] if command["code"]] == []
    assert {name: view for name, view in answer["views"].items() if "data" not in view} == {}
    assert answer["runs"]["alike"], "both engines give the same run"
    assert answer["swept"]["moved"], "the sweep's key makes a difference"


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_truly_missing_is_said(answers, name):
    answer = answers[name]
    assert BROKEN[name][3] in (answer["error"] if "error" in answer else answer["views"]["lesson"]["error"])


def test_an_intervention_has_words_a_form_a_chip_and_an_evidence_card_without_giving_any(answers):
    answer = answers["An intervention"]
    assert answer["runs"]["differs"]
    form = answer["fixed"]["forms"]["walk-together"]
    assert (form["title"], form["says"], form["help"]) == ("walk together", "A walk together.", True)
    (ease,) = (field for field in form["fields"] if field["key"] == "ease")
    assert (ease["says"], ease["min"], ease["max"]) == ("the share of alarm that the walk takes away", 0.0, 1.0)
    assert answer["fixed"]["chips"]["walk-together"] == "assumed"
    assert "walk together" in [block["title"] for block in answer["shown"]["blocks"]]
    assert answer["shown"]["dashed"] == "without the walk together"
    evidence = answer["views"]["evidence"]["data"]
    card = next(card for card in evidence["cards"] if card["key"] == evidence["first"][0])
    assert card["claim"] == "The walk together does what the model says of it."
    assert "With walk-together, Ana and Ben" in " ".join(told(answer).split())
    assert "dose of walk-together" in answer["swept"]["report"]


def test_a_cue_is_a_column_a_caption_and_a_reason(answers):
    answer = answers["A cue"]
    assert answer["runs"]["differs"]
    assert "beside" in answer["runs"]["columns"]
    assert any("Side by side." in text for text in answer["shown"]["floor"]["story"]["texts"])
    assert "picture.svg" in told(answer), "what is written, the picture among it"
    assert answer["fixed"]["forms"]["sitting-close"]["says"] == "Sitting close to each other, without a touch."


def test_an_outcome_stands_in_runs_sweeps_and_their_report(answers):
    answer = answers["An outcome"]
    assert 0.0 < answer["runs"]["outcomes"]["longing"] < 1.0
    assert "longing" in answer["swept"]["columns"]
    assert "Longing" in answer["swept"]["report"]
    assert "  longing  " in told(answer)


def test_a_parameter_has_a_slider_a_status_and_a_card(answers):
    answer = answers["A parameter"]
    assert answer["runs"]["differs"]
    (slider,) = (row for row in answer["fixed"]["more"] if row["key"] == "open_shield")
    assert (slider["label"], slider["min"], slider["max"], slider["value"]) == ("open shield", 0.0, 1.0, 0.0)
    assert answer["fixed"]["chips"]["open_shield"] == "assumed"
    evidence = answer["views"]["evidence"]["data"]
    assert (evidence["first"], evidence["own"]["now"]) == (["open-shield"], 0.9)
    assert "How much the other's softness takes the sting out of their moves." in told(answer)
    assert "open shield" in answer["swept"]["report"]


def test_a_published_model_is_listed_run_and_drawn(answers):
    words = told(answers["A published model"])
    assert "echo                  Two moods that echo each other\n" in words
    assert "stable: first 0, second 0" in words


def test_a_scenario_is_in_the_gallery(answers):
    answer = answers["A scenario"]
    assert {"name": "first-flat", "title": "The first flat"} in answer["shown"]["gallery"]
    assert answer["shown"]["title"] == "The first flat"
    assert "first-flat: valid (The first flat)" in told(answer)


def test_a_lesson_is_in_the_list_and_opens_its_case(answers):
    answer = answers["A lesson"]
    lesson = answer["views"]["lesson"]["data"]
    assert [row["number"] for row in lesson["lessons"]][-1] == 12
    assert lesson["lesson"]["title"] == "A hand for whom?"
    assert answer["shown"]["case"] == ["a-hand-for-whom", "thin-bond"]
    assert "12. A HAND FOR WHOM?" in told(answer)


def test_a_vignette_is_asked_and_moves_the_couple(answers):
    answer = answers["A vignette"]
    assert answer["fixed"]["own"]["vignettes"][0]["key"] == "party"
    assert list(answer["shown"]["names"].values()) == ["Ada", "Bo"]


def test_a_language_is_offered(answers):
    assert {"key": "fr", "name": "Français"} in answers["A language"]["fixed"]["language"]["all"]


def test_a_panel_is_a_tab_with_its_view_and_its_picture(answers):
    answer = answers["A panel"]
    assert {"name": "pulse", "title": "Pulse", "says": ""} in answer["fixed"]["tabs"]
    assert answer["shown"]["panel"] == "pulse"
    assert [heart["name"] for heart in answer["views"]["pulse"]["data"]["hearts"]] == ["Ana", "Ben"]
    assert "heart.bpm" in answer["panels"]["pdd-pulse"]


@pytest.mark.slow
def test_all_at_once_compiled(copied):
    folder = copied()
    for section in sections().values():
        section.follow(folder)
    (answer,) = attempt([{"folder": str(folder), "commands": [["lessons", "12", "--check"]],
                          **placed("sitting-close"), "main": "longing"}], compiled=True)  # fmt: skip
    assert "error" not in answer, answer["traceback"]
    assert {name: view for name, view in answer["views"].items() if "data" not in view} == {}
    assert answer["runs"]["alike"]
    assert answer["runs"]["differs"]
    assert answer["swept"]["moved"]
    assert answer["commands"][0]["text"] == "a-hand-for-whom: all 1 claims hold\n"
    assert json.dumps(answer["fixed"], allow_nan=False)
