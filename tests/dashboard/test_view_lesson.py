"""The lessons as the panel is given them."""

import json
from types import SimpleNamespace

import pytest

from sim.dashboard.views import lesson as module
from sim.dashboard.views.lesson import view
from sim.lessons import lesson, lessons, measure


@pytest.fixture
def few(monkeypatch):
    """Lessons measured with few couples; gives the names that were."""
    seen = []

    def once(name):
        seen.append(name)
        return measure(lesson(name), 64)

    monkeypatch.setattr(module, "measured", once)
    return seen


def shown(options):
    return view(SimpleNamespace(options=options), None)


def test_without_a_name_there_is_the_list():
    found = shown({})
    assert [row["title"] for row in found["lessons"]] == [one.title for one in lessons()]
    assert all(row["aim"] and row["minutes"] for row in found["lessons"])
    assert found["lesson"] is None


@pytest.mark.parametrize("options", [None, [], "flooded", 3, {"lesson": None}, {"lesson": ["flooded"]}, {"lesson": {}},
                                     {"lesson": True}, {"lesson": 1.5}, {"other": 1}])  # fmt: skip
def test_what_names_no_lesson_gives_the_list(options):
    assert shown(options) == shown({})


@pytest.mark.parametrize("name", ["floded", "x" * 100_000, "../../etc/passwd", "<script>", 99, -1])
def test_an_unknown_name_gives_the_list_and_says_so(name):
    found = shown({"lesson": name})
    assert found["lesson"] is None
    assert 0 < len(found["message"]) < 400


@pytest.mark.parametrize("one", lessons(), ids=lambda one: one.name)
def test_a_lesson_is_whole_and_its_answer_stays_away_until_it_is_asked_for(few, one):
    found = shown({"lesson": one.name, "reveal": "yes"})["lesson"]
    json.dumps(found, allow_nan=False)
    assert found["reveal"] is None
    assert few == []
    assert [option["letter"] for option in found["options"]] == list("ABCDE")[: len(one.options)]
    assert [case["key"] for case in found["cases"]] == list(one.cases)
    assert sum(found["minutes"]) == one.minutes
    assert found["teacher"]["limits"] and found["teacher"]["cards"] and found["teacher"]["sources"]


def test_a_teacher_s_notes_come_with_the_list_and_open_no_lesson(few):
    found = shown({"notes": "flooded"})
    assert found["lesson"] is None and found["notes"]["teacher"]["expects"] == lesson("flooded").teacher.expects
    assert shown({"notes": "floded"})["message"] and few == []


@pytest.mark.parametrize("name", ["no-villain", "softening", "flooded"])
def test_revealed_it_has_the_numbers_that_were_measured(few, name):
    found = shown({"lesson": name, "reveal": True})["lesson"]["reveal"]
    json.dumps(found, allow_nan=False)
    one = lesson(name)
    assert few == [name]
    assert found["holds"] == [one.teacher.expects]
    assert len(found["bars"]) == len(one.measured_cases)
    assert all(0 <= bar["low"] <= bar["value"] <= bar["high"] <= 100 for bar in found["bars"])
    assert [fact["holds"] for fact in found["facts"]] == [True] * len(one.reveal.fact)


def test_points_are_no_bars_and_the_line_of_distress_is_among_them():
    low, high, zero = module._axis("satisfaction", 79.0, 132.0)
    assert low < 79.0 < 132.0 < high
    assert not zero
    assert 0 < module._line(lesson("the-way-back"), low, high, False)["at"] < 100
    assert module._axis("dance", 0.1, 0.2) == (0.0, 1.0, True)
    assert module._axis("", -0.2, 0.1) == (-0.2, 0.1, True)
