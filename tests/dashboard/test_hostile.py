"""Whatever a stranger sends gives a working page or one clear line; for it no file is read and nothing is fetched."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import sim
from experiments.hostile.scenarios import LINKS, POLKA, UPLOADS
from sim.dashboard.payload.downloads import command_of
from sim.dashboard.payload.payload import payload
from sim.dashboard.state import address
from sim.dashboard.state.gestures import after
from sim.dashboard.state.runs import runs_of
from sim.dashboard.state.upload import safe, uploaded
from sim.dashboard.state.visit import Visit, opening
from sim.scenario import files as scenario_files

OURS = (Path(sim.__file__).parent, Path(sim.__file__).parents[1] / "scenarios")
"""Where the project's own code and scenarios are."""
LONGEST = 420
"""Letters of the longest message."""
watched: list[str] | None = None


FILES, OTHERS = ("open", "os.listdir"), ("socket.connect", "socket.getaddrinfo", "subprocess.Popen")


def hook(event: str, given: tuple) -> None:
    """Note every file that is opened and every connection that is made, while somebody watches."""
    if watched is None or event not in (*FILES, *OTHERS):
        return
    path = Path(given[0]).resolve() if event in FILES and isinstance(given[0], str) else None
    if path is None or not any(path.is_relative_to(one) for one in (sys.prefix, sys.base_prefix, *OURS)):
        watched.append(f"{event}: {str(given[0])[:200]!r}")


@pytest.fixture(scope="module")
def warm():
    """What is loaded once is loaded; and from now on it is heard what is opened."""
    payload(opening())
    sys.addaudithook(hook)


@pytest.fixture
def nothing_is_read(warm, monkeypatch):
    """No file is opened and no connection made, and no name is looked for on disk."""
    global watched
    monkeypatch.setattr(scenario_files, "Path", lambda *given: pytest.fail(f"{given} was looked for"))
    watched = []
    yield
    heard, watched = watched, None
    assert heard == []


def test_who_watches_hears(warm, monkeypatch, tmp_path):
    heard = []
    monkeypatch.setattr(sys.modules[__name__], "watched", heard)
    (tmp_path / "x").write_text("x")
    assert [one.partition(":")[0] for one in heard] == ["open"]


def clear(message: str) -> None:
    """One line that a person can act on."""
    assert message.strip()
    assert len(message.splitlines()) == 1
    assert message.isprintable()
    assert len(message) <= LONGEST
    assert "Traceback" not in message


def shown(visit: Visit) -> dict:
    """What the page is sent, which goes over the wire as JSON in UTF-8."""
    show = payload(visit)
    json.dumps(show, allow_nan=False, ensure_ascii=False).encode()
    return show


@pytest.mark.parametrize("what", LINKS)
def test_a_link_gives_a_working_page_or_a_clear_line(what, nothing_is_read):
    visit = address.read(LINKS[what])
    if what.startswith("harmless"):
        show = shown(visit)
        assert show["message"] == ""
        assert address.read(show["link"]).scenario == visit.scenario
    elif visit.message:
        clear(visit.message)
        assert replace(visit, message="") == opening()


def test_nearly_every_bad_link_is_told(warm):
    """All but those in which there is nothing to be understood, and nothing wrong."""
    told = {what for what in LINKS if address.read(LINKS[what]).message}
    untold = {what for what in LINKS if not what.startswith("harmless") and "too long" not in what} - told
    assert untold == {"twenty thousand ampersands"}


@pytest.mark.parametrize("what", [what for what in UPLOADS if what.startswith("harmless")])
def test_an_odd_upload_gets_a_safe_name_and_a_page(what, nothing_is_read):
    scenario = uploaded(*UPLOADS[what])
    assert safe(scenario.name) == scenario.name
    assert scenario.name not in sim.scenarios() or scenario == sim.scenario(scenario.name)
    assert command_of(scenario, 1).isprintable()
    show = shown(Visit(scenario=scenario, start=scenario))
    assert address.read(show["link"]).scenario == scenario


def never(*given, **settings):
    pytest.fail("it was run")


@pytest.mark.parametrize("what", [what for what in LINKS if "too long" in what])
def test_a_link_to_a_run_that_is_too_long_for_the_page_is_refused_before_it_is_run(what, warm, monkeypatch):
    monkeypatch.setattr("sim.dashboard.state.runs.side_by_side", never)
    visit = address.read(LINKS[what])
    clear(visit.message)
    assert "turns" in visit.message
    assert visit.scenario == opening().scenario
    long, _ = sim.from_link(LINKS[what])
    with pytest.raises(sim.ScenarioError, match="turns"):
        runs_of(Visit(long, long))


@pytest.mark.parametrize("what", UPLOADS)
def test_an_upload_that_cannot_be_shown_changes_nothing(what, nothing_is_read):
    before = replace(opening(), day=1, seed=4, past=(POLKA,))
    name, text = UPLOADS[what]
    visit = after(before, {"kind": "upload", "name": name, "text": text, "n": 7})
    assert visit.answered == 7
    if what.startswith("harmless"):
        assert visit.message == ""
        assert visit.start == visit.scenario
        return
    clear(visit.message)
    assert replace(visit, message="", answered=0) == before


def test_there_are_a_hundred_and_they_differ():
    assert len(LINKS) >= 50
    assert len(UPLOADS) >= 50
    assert len(LINKS) + len(UPLOADS) >= 100
    assert len(set(LINKS.values())) == len(LINKS) and len({*map(repr, UPLOADS.values())}) == len(UPLOADS)
