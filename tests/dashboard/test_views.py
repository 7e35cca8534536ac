"""What stands behind the tabs: worked out beside the page, kept, and never a reason for the page to fall."""

import pytest

from sim.dashboard import views
from sim.dashboard.payload.payload import payload
from sim.dashboard.state.gestures import after
from sim.dashboard.state.visit import TABS, opening

VIEWS = [panel for panel in TABS if panel != "couple"]


def asked(panel, options=None):
    return after(opening(), {"kind": "open", "panel": panel, "options": options})


@pytest.mark.parametrize("panel", VIEWS)
def test_every_tab_has_an_answer_that_is_kept(panel):
    visit = asked(panel)
    first = views.answer(visit)
    assert first.get("data") and "error" not in first
    assert views.known(visit) == first


def test_a_drawer_has_its_answer_on_its_front_once_it_is_found_and_no_longer_than_it_is_true():
    visit = after(opening(), {"kind": "seed", "seed": 7})
    assert set(payload(visit)["findings"]) == {"couple"}
    for panel in ("why", "cycle", "tomorrows", "evidence"):
        data = views.answer(after(visit, {"kind": "open", "panel": panel}))["data"]
        assert "front" not in data, "it is the drawer's, and not sent twice"
    found = payload(visit)["findings"]
    assert found["cycle"] == "Protest Polka: Ana pursues"
    assert found["why"].startswith(("Ana is most alarmed at ", "Ben is most alarmed at "))
    assert found["tomorrows"].endswith("% of a thousand end distressed") and "contested" in found["evidence"]
    changed = after(visit, {"kind": "set", "key": "partner_a.anxiety", "value": 0.3})
    assert set(payload(changed)["findings"]) == {"couple"}


def test_what_a_view_depends_on_is_in_its_key_and_looking_elsewhere_is_not():
    visit = asked("cycle")
    other = [after(visit, {"kind": "seed", "seed": 2}), asked("tipping"), asked("cycle", {"a": 1})]
    assert len({views.key(one) for one in (visit, *other)}) == 4
    assert views.key(after(visit, {"kind": "want", "file": "csv"})) == views.key(visit)
    assert views.key(opening()) == ""


def test_what_nobody_waits_for_any_more_is_not_worked_out():
    assert views.answer(asked("why", {"turn": 77}), wanted=lambda: False) is None


def test_a_view_that_fails_is_told_in_words_and_not_kept(monkeypatch):
    def broken(visit, life):
        raise ZeroDivisionError

    visit = asked("why", {"turn": 78})
    monkeypatch.setattr("sim.dashboard.views.why.view", broken)
    assert "went wrong" in views.answer(visit)["error"]
    assert views.known(visit) is None
    monkeypatch.undo()
    assert views.answer(visit).get("data")


def test_what_cannot_be_shown_says_why():
    assert "tipping" in views.answer(asked("tipping", {"part": "nonsense"}))["error"]
