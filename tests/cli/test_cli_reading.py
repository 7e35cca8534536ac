"""list, show, validate, serve and help."""

import importlib
import json

import pytest

import sim
from sim.scenario.files import parse

dashboard = importlib.import_module("sim.dashboard.server")
COMMANDS = ("serve", "list", "show", "run", "compare", "validate")


def test_help_names_every_command_and_flag(pasdedeux):
    told = pasdedeux("--help").stdout
    assert all(name in told for name in COMMANDS)
    for flag in ("--seed", "--replicates", "--days", "--engine", "--set", "--out", "--json"):
        assert flag in pasdedeux("run", "--help").stdout
        assert flag in pasdedeux("compare", "--help").stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_the_terminal(pasdedeux, name):
    result = pasdedeux(name, "-h")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_version(pasdedeux):
    assert pasdedeux("--version").stdout == f"pasdedeux {sim.__version__}\n"


def test_list_names_every_scenario_with_its_title(pasdedeux, told):
    text = pasdedeux("list").stdout
    for name in sim.scenarios():
        assert name in text
        assert sim.scenario(name).about.title in text
    assert [one["name"] for one in told("list")] == sim.scenarios()


@pytest.mark.parametrize("name", sim.scenarios())
def test_show_says_what_a_scenario_is(pasdedeux, name):
    scenario = sim.scenario(name)
    text = pasdedeux("show", name).stdout
    flat = " ".join(text.split())
    assert scenario.about.title in flat
    assert scenario.partner_a.name in flat and scenario.partner_b.name in flat
    for said in (*scenario.about.notice, *scenario.about.try_, *(plan.kind for plan in scenario.interventions)):
        assert " ".join(said.split()) in flat
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("name", sim.scenarios())
def test_show_toml_is_the_scenario(pasdedeux, name):
    assert parse(pasdedeux("show", name, "--toml").stdout, "here", name) == sim.scenario(name)


def test_show_takes_changes(pasdedeux, told):
    assert told("show", "protest-polka", "--set", "couple.bond=0.25")["couple"]["bond"] == 0.25
    text = pasdedeux("show", "protest-polka", "--set", "touch=0.5").stdout
    assert "touch = 0.5" in text


def test_validate_checks_every_file(pasdedeux, tmp_path):
    good, bad, worse = (tmp_path / name for name in ("good.toml", "bad.toml", "worse.toml"))
    good.write_text(sim.scenario("protest-polka").to_toml(), "utf-8")
    bad.write_text("dayz = 3", "utf-8")
    result = pasdedeux("validate", bad, good, worse, "secure-base")
    assert result.exit_code == 2
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [str(good), "secure-base"]
    assert len(result.stderr.splitlines()) == 2
    assert str(bad) in result.stderr.splitlines()[0]
    assert str(worse) in result.stderr.splitlines()[1]


def test_validate_json(pasdedeux, tmp_path):
    (tmp_path / "bad.toml").write_text("", "utf-8")
    result = pasdedeux("validate", "protest-polka", tmp_path / "bad.toml", "--json")
    found = json.loads(result.stdout)
    assert [one["valid"] for one in found] == [True, False]
    assert result.exit_code == 2 and "empty" in found[1]["error"]


@pytest.mark.parametrize(
    "arguments", [(), ("serve",), ("serve", "--host", "0.0.0.0", "--port", "9000", "--no-browser")]
)
def test_serve_is_what_happens_without_a_command(pasdedeux, monkeypatch, arguments):
    calls = []
    monkeypatch.setattr(dashboard, "serve", lambda **settings: calls.append(settings))
    assert pasdedeux(*arguments).exit_code == 0
    wanted = {"host": "127.0.0.1", "port": 8765, "open_browser": True}
    changed = {"host": "0.0.0.0", "port": 9000, "open_browser": False}
    assert calls == [changed if len(arguments) > 1 else wanted]


def test_a_page_that_cannot_be_served_is_told_in_one_line(pasdedeux, monkeypatch):
    def refuse(**_):
        raise OSError("no free port")

    monkeypatch.setattr(dashboard, "serve", refuse)
    result = pasdedeux("serve")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1 and "no free port" in result.stderr


def test_names_with_escape_codes_do_not_reach_the_terminal(pasdedeux):
    for command in ("show", "run"):
        more = ("--engine", "mesa", "--replicates", 1) if command == "run" else ()
        text = pasdedeux(command, "protest-polka", "--set", "partner_a.name=A\x1b[31m\a\nna", *more).stdout
        assert all(c.isprintable() for line in text.split("\n") for c in line)
