"""Whatever is asked wrongly: one line that says where, what was given and what is allowed; nothing is run."""

import json

import pytest
from small_sweeps import TEXT

from sim.sweep.spec.specification import read


def but(old, new):
    """The small sweep with one thing in it that is wrong."""
    assert old in TEXT
    return TEXT.replace(old, new, 1)


BOND = "couple.bond = [0.2, 0.5, 0.8]"
SOBOL = (
    but(BOND, "couple.bond = { low = 0.2, high = 0.8 }")
    .replace("partner_a.anxiety = [0.3, 0.9]", "")
    .replace("touch = [0.2, 0.9]", "touch = { low = 0.1, high = 0.9 }")
)
LHS = "\n[design]\nkind = 'latin-hypercube'\nsize = 8\n"

SPECS = {
    "an empty file": ("", "file", "empty"),
    "broken TOML": (but("[model]", "[model"), "TOML", "line"),
    "an unknown section": (TEXT + "\n[desing]\nkind = 'grid'\n", "desing", "Did you mean 'design'"),
    "no model": (TEXT.split("[parameters]")[1].join(["[parameters]", ""]), "model", "must be given"),
    "no scenario": (but('scenario = "protest-polka"', ""), "model.scenario", "must be given"),
    "an unknown scenario": (but("protest-polka", "protest-polca"), "model.scenario", "Did you mean 'protest-polka'"),
    "a scenario's file that is not there": (but("protest-polka", "ours.toml"), "model.scenario", "no such file"),
    "a number for a scenario": (but('"protest-polka"', "7"), "model.scenario", "a scenario's name"),
    "a bad scenario written out": (but('"protest-polka"', "{ days = 0 }"), "model.scenario", "given"),
    "an unknown key of the model": (TEXT.replace("set =", "sets ="), "model.sets", "Did you mean 'set'"),
    "a fixed key that is unknown": (but("turns = 12 }", "turnz = 12 }"), "turnz", "Did you mean 'turns'"),
    "a fixed value out of range": (but("turns = 12 }", "touch = 7 }"), "touch", "from 0 to 1"),
    "set that is no table": (but("{ turns = 12 }", "12"), "model.set", "a table"),
    "an unknown parameter": (but("touch =", "tuch ="), "parameters.tuch", "Did you mean 'touch'"),
    "an unknown key of the couple": (but("couple.bond", "couple.bnd"), "parameters.couple.bnd", "mean 'couple.bond'"),
    "a partner that there is not": (but("partner_a.", "partner_c."), "parameters.partner_c.anxiety", "mean 'partner_"),
    "a whole table": (but(BOND, "couple = [0.2]"), "parameters.couple", "unknown key"),
    "a title": (but(BOND, "about.title = ['a', 'b']"), "parameters.about.title", "unknown key"),
    "a name": (but(BOND, "partner_a.name = ['a', 'b']"), "parameters.partner_a.name", "unknown key"),
    "an intervention that is not there": (
        but(BOND, "intervention.2.turn = [1, 2]"), "intervention.2.turn", "one of intervention.1.",
    ),
    "a setting that is not there": (
        but(BOND, "intervention.1.durn = [1, 2]"), "intervention.1.durn", "Did you mean 'intervention.1.turn",
    ),
    "a kind": (but(BOND, "intervention.1.kind = ['time-out']"), "intervention.1.kind", "one of intervention.1"),
    "a value out of range": (but("0.8]", "1.8]"), "parameters.couple.bond", "given 1.8; allowed: a number from 0 to 1"),
    "a negative dose": (but(BOND, "intervention.1.dose = [-1]"), "intervention.1.dose", "from 0 to 1"),
    "a value of a wrong type": (but("[0.2, 0.5, 0.8]", "['low', 'high']"), "parameters.couple.bond", "a number"),
    "a truth for a number": (but("[0.2, 0.5, 0.8]", "[true, false]"), "parameters.couple.bond", "a number"),
    "not a number": (but("0.8]", "nan]"), "parameters.couple.bond", "a number"),
    "half a turn": (but(BOND, "intervention.1.turn = [1.5]"), "intervention.1.turn", "a whole number from 1 to 2000"),
    "a word that is none": (
        but(BOND, "intervention.1.whose = ['partnr']"), "intervention.1.whose", "Did you mean 'partner'",
    ),
    "no values": (but("[0.2, 0.5, 0.8]", "[]"), "parameters.couple.bond", "1 to 10,000 values"),
    "a value twice": (but("0.5, 0.8]", "0.2]"), "parameters.couple.bond", "each value once"),
    "a value alone": (but("[0.2, 0.5, 0.8]", "0.3"), "parameters.couple.bond", "a list of values, or"),
    "a list of lists": (but("[0.2, 0.5, 0.8]", "[[0.3]]"), "parameters.couple.bond", "a number"),
    "a date": (but("[0.2, 0.5, 0.8]", "[2020-01-01]"), "parameters.couple.bond", "a number"),
    "a key twice": (but("touch =", '"parameters.touch" = [0.1]\ntouch ='), "parameters.touch", "each key once"),
    "a key that is fixed": (but("turns = 12 }", "touch = 0.5 }"), "parameters.touch", "either of the two"),
    "nothing varied": ("[model]\nscenario = 'protest-polka'\n[design]\n", "parameters", "at least one key"),
    "an empty table": (but(BOND, "couple.bond = {}"), "parameters.couple.bond", "a list of values, or"),
    "a range without steps in a grid": (but("[0.2, 0.5, 0.8]", "{ low = 0.1, high = 0.9 }"), "couple.bond", "steps"),
    "too few steps": (but("[0.2, 0.5, 0.8]", "{ low = 0.1, high = 0.9, steps = 1 }"), "steps", "from 2"),
    "more steps than whole numbers": (
        but(BOND, "intervention.1.turn = { low = 1, high = 4, steps = 9 }"), "intervention.1.turn.steps", "at most 4",
    ),
    "a range without an end": (but("[0.2, 0.5, 0.8]", "{ low = 0.1 }") + LHS, "high", "must be given"),
    "a range upside down": (but("[0.2, 0.5, 0.8]", "{ low = 0.9, high = 0.1 }") + LHS, "couple.bond", "less than high"),
    "a high out of range": (but("[0.2, 0.5, 0.8]", "{ low = 0.1, high = 9 }") + LHS, "couple.bond.high", "from 0 to 1"),
    "a low out of range": (but("[0.2, 0.5, 0.8]", "{ low = -1, high = 1 }") + LHS, "couple.bond.low", "from 0 to 1"),
    "an unknown scale": (
        but("[0.2, 0.5, 0.8]", "{ low = 0.1, high = 1, scale = 'lg' }") + LHS, "scale", "Did you mean 'log'",
    ),
    "a logarithm of nothing": (
        but("[0.2, 0.5, 0.8]", "{ low = 0.0, high = 1, scale = 'log' }") + LHS, "couple.bond.low", "above 0",
    ),
    "an unknown key of a range": (but("[0.2, 0.5, 0.8]", "{ low = 0, hihg = 1 }") + LHS, "hihg", "Did you mean 'high'"),
    "steps in a sample": (
        but("[0.2, 0.5, 0.8]", "{ low = 0.1, high = 0.9, steps = 3 }") + LHS, "couple.bond.steps", "nothing",
    ),
    "a range of words": (
        but(BOND, "intervention.1.whose = { low = 1, high = 2 }") + LHS, "intervention.1.whose", "a list of values",
    ),
    "a list in a Sobol sample": (TEXT + "\n[design]\nkind = 'sobol'\nsize = 8\n", "couple.bond", "a range for sobol"),
    "an unknown design": (TEXT + "\n[design]\nkind = 'sobel'\n", "design.kind", "Did you mean 'sobol'"),
    "a design without a size": (SOBOL + "\n[design]\nkind = 'sobol'\n", "design.size", "must be given"),
    "a size that is no power of two": (SOBOL + "\n[design]\nkind = 'sobol'\nsize = 10\n", "design.size", "mean '8'"),
    "a size for a grid": (TEXT + "\n[design]\nsize = 8\n", "design.size", "nothing"),
    "a negative size": (TEXT + "\n[design]\nkind = 'morris'\nsize = -8\n", "design.size", "from 1"),
    "levels for Sobol": (SOBOL + "\n[design]\nkind = 'sobol'\nsize = 8\nlevels = 4\n", "design.levels", "morris"),
    "pairs for Morris": (
        SOBOL + "\n[design]\nkind = 'morris'\nsize = 8\nsecond_order = true\n", "design.second_order", "sobol",
    ),
    "odd levels": (SOBOL + "\n[design]\nkind = 'morris'\nsize = 8\nlevels = 5\n", "design.levels", "an even number"),
    "a seed of a design that is too large": (TEXT + "\n[design]\nseed = 4294967296\n", "design.seed", "whole number"),
    "too many points": (SOBOL + "\n[design]\nkind = 'sobol'\nsize = 4194304\n", "design", "at most 5,000,000"),
    "no replicates": (but("count = 30", "count = 0"), "replicates.count", "from 1"),
    "replicates in words": (but("count = 30", "count = 'many'"), "replicates.count", "a whole number"),
    "too many runs": (
        but("count = 30", "count = 10_000_000\n").replace("[0.3, 0.9]", "{ low = 0, high = 1, steps = 99 }"),
        "replicates.count", "at most 2,000,000,000",
    ),
    "a negative seed": (but("count = 30", "seed = -1"), "replicates.seed", "a whole number"),
    "an unknown key of replicates": (but("count = 30", "cuont = 30"), "replicates.cuont", "Did you mean 'count'"),
    "paired with nothing": (but('paired = { intervention = { kind = "hand-holding", turn = 4, turns = 5 } }',
                                "paired = true"), "replicates.paired", "no plan of its own"),
    "paired with a number": (but('{ intervention = { kind = "hand-holding", turn = 4, turns = 5 } }', "3"),
                             "replicates.paired", "true, false"),
    "paired with an unknown kind": (but("hand-holding", "hand-holdng"), "paired", "Did you mean 'hand-holding'"),
    "paired with an unknown setting": (but("turn = 4,", "trun = 4,"), "paired", "Did you mean 'turn"),
    "paired with no kind": (but('kind = "hand-holding", ', ""), "replicates.paired: intervention.1.kind", "one of "),
    "an unknown outcome": (TEXT + "\n[outcomes]\nwhich = ['bnd']\n", "outcomes.which", "Did you mean 'bond'"),
    "no outcomes": (TEXT + "\n[outcomes]\nwhich = []\n", "outcomes.which", ""),
    "a day that is not reached": (TEXT + "\n[outcomes]\ndays = [1, 2]\n", "outcomes.days", "from 1 to 1"),
    "a day of nothing": (TEXT + "\n[outcomes]\ndays = [0]\n", "outcomes.days", "from 1"),
    "analysis that is no table": ("analysis = 3\n" + TEXT, "analysis", "a table"),
    "an unknown key of about": (TEXT + "\n[about]\ntitel = 'x'\n", "about.titel", "Did you mean 'title'"),
    "another encoding": (TEXT.replace("protest", "protést").encode("utf-16"), "file", "UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("verb", ["validate", "sweep"])
@pytest.mark.parametrize("name", SPECS)
def test_a_bad_spec_is_refused_in_one_line(pasdedeux, tmp_path, name, verb):
    text, key, allowed = SPECS[name]
    file = tmp_path / "bad.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    out = tmp_path / "out"
    result = pasdedeux(*([verb, file] if verb == "validate" else [verb, file, "--out", out]))
    assert result.exit_code == 2, result.output
    assert result.stdout == "" and not out.exists()
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"pasdedeux: {file}: ") and line.isprintable() and len(line) < 1500
    assert "given" in line and "allowed" in line
    if verb == "sweep" or "file" not in key:
        assert key in line and allowed in line


def test_there_are_enough_of_them():
    assert len(SPECS) >= 40


COMMANDS = {
    "no spec": (["plan"], "given nothing"),
    "no such spec": (["plan", "nowhere.toml"], "no such file"),
    "a folder for a spec": (["plan", "."], "a folder"),
    "no folder": (["sweep", "small.toml"], "out: given nothing"),
    "a file for a folder": (["sweep", "small.toml", "--out", "small.toml"], "a folder that can be written"),
    "a folder of something else": (["sweep", "small.toml", "--out", "."], "a new folder"),
    "no workers": (["sweep", "small.toml", "--out", "x", "--jobs", "0"], "--jobs"),
    "no runs in a part": (["sweep", "small.toml", "--out", "x", "--chunk", "0"], "--chunk"),
    "a cluster and processes": (
        ["sweep", "small.toml", "--out", "x", "--on", "local", "--processes"],
        "one of the two",
    ),
    "no sweep to resume": (["resume", "nowhere"], "no such folder"),
    "no sweep in a folder": (["status", "."], "a folder without manifest.json"),
    "no sweep to replay": (["replay", "nowhere", "3"], "no such folder"),
    "a run in words": (["replay", "nowhere", "three"], "a whole number"),
    "no sweep to analyze": (["analyze", "nowhere"], "allowed"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_bad_command_is_refused_in_one_line(pasdedeux, spec, monkeypatch, name):
    monkeypatch.chdir(spec.parent)
    arguments, said = COMMANDS[name]
    result = pasdedeux(*arguments)
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.splitlines()
    assert said in line and "allowed" in line


def test_the_small_sweep_is_good(pasdedeux, spec):
    result = pasdedeux("validate", spec, "protest-polka")
    assert result.exit_code == 0
    assert "12 points, 720 runs" in result.stdout


def test_a_scenario_beside_the_sweep_is_found(pasdedeux, tmp_path):
    (tmp_path / "ours.toml").write_text(pasdedeux("show", "secure-base", "--toml").stdout, "utf-8")
    (tmp_path / "sweep.toml").write_text(but("protest-polka", "ours.toml"), "utf-8")
    spec = read(tmp_path / "sweep.toml")
    assert spec.base.name == "ours" and read(spec.resolved).base == spec.base


def test_the_schema_is_for_editors(pasdedeux):
    schema = json.loads(pasdedeux("validate", "--schema").stdout)
    assert schema["properties"]["parameters"]["properties"]["touch"]["anyOf"][0]["items"]["maximum"] == 1.0
    assert set(schema["properties"]) == {"about", "model", "parameters", "design", "replicates", "outcomes", "analysis"}
    assert schema["$defs"]["Design"]["properties"]["kind"]["enum"] == ["grid", "latin-hypercube", "sobol", "morris"]
