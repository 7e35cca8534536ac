"""What stands behind the tabs: worked out beside the page, kept, and never a reason for the page to fall."""

import subprocess
import sys
import threading

import pytest

import sim
from sim.dashboard import views
from sim.dashboard.state import after
from sim.dashboard.visit import PANELS, opening

TABS = [panel for panel in PANELS if panel != "couple"]

AT_ONCE = """
import threading
from sim import warm_up
from sim.dashboard import views
from sim.dashboard.state import after
from sim.dashboard.visit import opening
views.AT_ONCE = threading.Semaphore(3)
told = []
def look(panel):
    told.append((panel, views.answer(after(opening(), {"kind": "open", "panel": panel})).get("error")))
threads = [threading.Thread(target=warm_up)]
threads += [threading.Thread(target=look, args=(panel,)) for panel in ("tipping", "cycle")]
for one in threads:
    one.start()
for one in threads:
    one.join()
print(sorted(told))
"""


def asked(panel, options=None):
    return after(opening(), {"kind": "open", "panel": panel, "options": options})


def test_tabs_opened_while_the_engine_is_being_loaded_are_worked_out_all_the_same():
    done = subprocess.run([sys.executable, "-c", AT_ONCE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str([("cycle", None), ("tipping", None)])
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("panel", TABS)
def test_every_tab_has_an_answer_that_is_kept(panel):
    visit = asked(panel)
    first = views.answer(visit)
    assert first.get("data") and "error" not in first
    assert views.kept(visit) == first


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
    assert views.kept(visit) is None
    monkeypatch.undo()
    assert views.answer(visit).get("data")


def test_what_cannot_be_shown_says_why():
    assert "tipping" in views.answer(asked("tipping", {"part": "nonsense"}))["error"]


def test_the_engine_is_at_hand_after_warming_up_from_many_threads():
    threads = [threading.Thread(target=sim.warm_up) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sim.is_warm()
