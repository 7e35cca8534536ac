"""What is taken away and what is brought: downloads, the command, uploads."""

import csv
import io
import json
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest

import sim
from sim.cli.options import linked, scenario_from
from sim.dashboard.payload.downloads import command_of, file_of
from sim.dashboard.state.runs import PageRuns
from sim.dashboard.state.upload import safe, uploaded
from sim.scenario import files as scenario_files
from sim.scenario.files import parse

POLKA = sim.scenario("protest-polka")
ODD = POLKA.change({"name": "ours", "about.title": "It's $(odd) `x` \u202e\n\\ !\"", "partner_a.name": "Añá ♥\u2066"})
STORY = sim.scenario("life-happens").change({"days": 4, "turns": 30}).add("hand-holding", day=2, turn=5, turns=20)


@dataclass
class Visit:
    """What a download reads of a visit."""

    scenario: sim.Scenario
    seed: int = 1
    day: int = 1


def taken(scenario, what, seed=9, day=3):
    return file_of(Visit(scenario, seed, day), PageRuns(sim.simulate(scenario, seed=seed)), what)


def table(text) -> dict[str, np.ndarray]:
    """A table's columns by name."""
    names, *rows = csv.reader(io.StringIO(text))
    return dict(zip(names, np.array(rows, float).T, strict=True))


def test_the_day_on_view_is_written_to_the_last_digit():
    file, run = taken(STORY, "csv"), sim.simulate(STORY, seed=9).day(3)
    written = table(file["text"])
    assert list(written) == list(run.columns)
    assert all(np.array_equal(written[name], run[name]) for name in run.columns)
    assert (file["name"], file["type"]) == ("life-happens-seed-9-day-3.csv", "text/csv")


def test_the_whole_run_has_a_row_a_day_and_ends_as_the_run_does():
    run = sim.simulate(STORY, seed=9)
    written = table(taken(STORY, "season-csv")["text"])
    assert written["day"].tolist() == [1, 2, 3, 4]
    assert written["turns"].tolist() == list(STORY.lengths)
    assert {name: written[name][-1] for name in run.outcomes} == run.outcomes
    for day in (1, 2, 3, 4):
        assert written["highest_heart_rate_b"][day - 1] == run.day(day)["heart_rate_b"].max()
        assert written["bond"][day - 1] == run.day(day)["bond"][-1]


def test_the_scenario_s_file_gives_the_scenario_back():
    for scenario in (POLKA, STORY, ODD):
        file = taken(scenario, "toml", day=1)
        assert parse(file["text"], "file", scenario.name) == scenario
        assert "--seed 9 --replicates 1\n" in file["text"]


def test_a_changed_scenario_s_file_is_not_named_as_the_shipped_one():
    assert taken(POLKA, "toml", day=1)["name"] == "protest-polka.toml"
    assert taken(STORY, "toml")["name"] == "my-life-happens.toml"


@pytest.mark.parametrize("what", ["", "png", "../x", None, 3, ["csv"], {"csv": 1}, "x" * 10_000])
def test_a_file_that_is_none_is_refused(what):
    with pytest.raises(sim.ScenarioError, match="csv, season-csv or toml") as refused:
        taken(STORY, what)
    assert len(str(refused.value)) < 200


def words_of(command):
    words = shlex.split(command)
    assert words[:3] == ["uv", "run", "pasdedeux"] and words[3] in ("run", "village")
    return words


@pytest.mark.parametrize("name", list(sim.scenarios()))
def test_the_command_makes_the_scenario_again(name):
    scenario = sim.scenario(name).change({"couple.bond": 0.31, "turns": 20}).add("time-out", day=1, turn=2, turns=3)
    words = words_of(command_of(scenario, 12))
    changes = tuple(after for before, after in pairwise(words) if before == "--set")
    assert scenario_from(words[4], changes) == scenario
    assert words[words.index("--seed") + 1] == "12"


def test_a_shipped_scenario_s_command_is_short():
    assert command_of(POLKA, 1) == "uv run pasdedeux run protest-polka --seed 1 --replicates 1 --out my-run"


def test_a_scenario_of_one_s_own_goes_by_its_link():
    words = words_of(command_of(ODD, 12))
    assert linked(words[4]) == (ODD, 12)
    assert scenario_from(words[4], ()) == ODD


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell here")
@pytest.mark.parametrize("scenario", [ODD, ODD.change({"name": "protest-polka"})])
def test_the_command_is_one_line_that_a_shell_takes_as_words(scenario):
    command = command_of(scenario, 3)
    assert command.isprintable()
    said = subprocess.run(["sh", "-c", f"printf '%s\\0' {command}"], capture_output=True, check=True).stdout
    assert said.decode().split("\0")[:-1] == shlex.split(command)


LINK = sim.to_link(ODD.change({"turns": 8}), 77)


@pytest.mark.parametrize("form", ["{}", "?{}", "http://127.0.0.1:8765/?{}", "https://example.org/x?{}#top", "./?{}"])
def test_the_command_line_lives_a_link(told, form):
    found = told("run", form.format(LINK), "--replicates", 2)
    assert (found["scenario"], found["seed"]) == ("ours", 77)
    assert found["outcomes"]["bond"]["mean"] == sim.ensemble(ODD.change({"turns": 8}), 2, seed=77)["bond"].mean()


def test_a_seed_that_is_given_goes_before_a_link_s(told):
    assert told("run", LINK, "--replicates", 1, "--seed", 1)["seed"] == 1
    assert told("run", LINK, "--seed", 5, "--replicates", 1)["seed"] == 5
    assert told("run", "protest-polka", "--replicates", 1)["seed"] == 1


def test_other_commands_take_a_link_too(pasdedeux, told):
    assert told("show", LINK)["about"]["title"] == ODD.about.title
    held = told("compare", LINK, "--with", "hand-holding:turn=2,turns=3", "--replicates", 2)
    assert held["seed"] == 77
    assert told("run", LINK, "--set", "turns=5", "--replicates", 1)["seed"] == 77


@pytest.mark.parametrize(
    "link", ["v=99", "scenario=/etc/passwd", "?couple.bond=7", "http://x.org/?days=1e99", "?seed=x"]
)
def test_a_bad_link_is_told_in_one_line(pasdedeux, link):
    result = pasdedeux("run", link)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "link: " in result.stderr


@pytest.mark.parametrize("name", ["protest-polka", "x.toml", "what?.toml", "a=b", "ftp://x", "", "https", None, 3])
def test_what_is_no_link_is_left_to_be_found_by_name(name):
    assert linked(name) is None


def test_an_address_alone_is_the_page_as_it_opens():
    assert linked("http://127.0.0.1:8765/") == (POLKA, 1)


def test_a_link_is_read_and_nothing_else(monkeypatch):
    monkeypatch.setattr(scenario_files, "Path", lambda *given: pytest.fail(f"{given} was looked for"))
    monkeypatch.setattr("socket.socket", lambda *given: pytest.fail("a socket was opened"))
    assert linked("http://x.org/?" + LINK)[1] == 77
    with pytest.raises(sim.ScenarioError):
        linked("http://x.org/?scenario=/etc/passwd")


def test_an_upload_goes_by_the_file_s_name():
    assert uploaded("Our own Evening.TOML", ODD.to_toml()) == ODD.change({"name": "our-own-evening"})
    assert uploaded("protest-polka.toml", POLKA.to_toml()) == POLKA
    assert uploaded("protest-polka.toml", STORY.to_toml()).name == "my-protest-polka"


@pytest.mark.parametrize("scenario", [POLKA, STORY, ODD])
def test_what_was_saved_can_be_brought_back_and_has_a_link(scenario):
    file = taken(scenario, "toml", day=1)
    back = uploaded(file["name"], file["text"])
    assert back == scenario.change({"name": back.name})
    assert sim.from_link(sim.to_link(back, 4)) == (back, 4)
    json.dumps(back.model_dump(), allow_nan=False)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "an empty file"),
        ("[model]\nscenario = 'x'\n", "a sweep's file"),
        ("x" * 1_000_001, "1,000,001 bytes"),
        (".".join("a" * 40) + " = 1", "more than 32 parts"),
        ("days = 1 1", "line 1"),
        (POLKA.to_toml().replace("partner_b", "partner_c"), "Did you mean 'partner_b'?"),
    ],
)
def test_what_is_wrong_with_an_upload_is_said_by_name(text, says):
    with pytest.raises(sim.ScenarioError) as refused:
        uploaded("mine.toml", text)
    assert str(refused.value).startswith("mine.toml: ")
    assert says in str(refused.value)


def test_words_with_many_full_stops_are_no_deep_keys():
    dots = ".".join("a" * 40)
    told = POLKA.change(
        {"about.what": f"{dots} \"{dots}\" '{dots}' # {dots}", "about.notice": [dots, f"{dots}\n{dots}"]}
    )
    assert uploaded("x.toml", f"# {dots}\n" + told.to_toml()).about == told.about


@pytest.mark.parametrize(
    ("name", "becomes"),
    [("Ours", "ours"), ("<b>x</b>", "b-x-b"), ("\u202e\x00", "scenario"), ("", "scenario"), ("é" * 9, "scenario"),
     ("a" * 500, "a" * 60), ("../../x", "x"), ("a  b--c", "a-b-c")],
)  # fmt: skip
def test_a_safe_name_is_letters_digits_and_hyphens(name, becomes):
    assert safe(name) == becomes
