"""What stands behind the tabs: worked out beside the page, kept, and never a reason for the page to fall."""

import subprocess
import sys

import pytest

from sim.dashboard import views
from sim.dashboard.state.gestures import after
from sim.dashboard.state.visit import TABS, opening

VIEWS = [panel for panel in TABS if panel != "couple"]

MIDWAY = """
import importlib, sys, threading, time
midway, asking, wrong = threading.Event(), threading.Event(), []

def place():
    frame = sys._current_frames()[threading.main_thread().ident]
    return id(frame), frame.f_lasti

def still(looks=20):
    before = place()
    return all((time.sleep(0.01), place())[1] == before for _ in range(looks))

class Pause:
    def find_spec(self, name, path=None, target=None):
        if name == "numba.core.typing" and not midway.is_set():
            midway.set()
            asking.wait()
            while not still():
                pass

def load(name):
    try:
        importlib.import_module(name)
    except Exception as error:
        wrong.append(f"{name}: {error!r}")

sys.meta_path.insert(0, Pause())
first = threading.Thread(target=load, args=("sim.engines.turns",))
first.start()
midway.wait()
asking.set()
load("sim.engines.ensemble")
first.join()
print(wrong)
"""
"""Two threads load the compiled engine by different ways, the second while the first is midway through the compiler: it
goes on when the second comes no further."""


def asked(panel, options=None):
    return after(opening(), {"kind": "open", "panel": panel, "options": options})


def test_a_tab_that_is_opened_while_the_engine_is_being_loaded_waits_for_it():
    done = subprocess.run([sys.executable, "-c", MIDWAY], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("panel", VIEWS)
def test_every_tab_has_an_answer_that_is_kept(panel):
    visit = asked(panel)
    first = views.answer(visit)
    assert first.get("data") and "error" not in first
    assert views.known(visit) == first


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
