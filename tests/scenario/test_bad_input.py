"""Whatever is given wrongly: one line that says where, what was given and what is allowed; nothing else happens."""

import os

import pytest
from click.testing import CliRunner

from sim.cli.main import main

HAND = '\n[[intervention]]\nkind = "hand-holding"\n'


def but(old, new):
    """A good file with one thing in it that is wrong."""
    assert old in SMALL
    return SMALL.replace(old, new, 1)


SMALL = """
days = 2
turns = 30

[about]
title = "Two"
what = "Two people."

[partner_a]
name = "Ana"
anxiety = 0.8
avoidance = 0.2

[partner_b]
name = "Ben"
anxiety = 0.2
avoidance = 0.8

[couple]
bond = 0.4
"""

MANY = ".".join(["a"] * 30_000) + " = 1"
FILES = {
    "unknown key": (but("days = 2", "dayz = 2"), "dayz", "Did you mean 'days'"),
    "unknown key of a partner": (but("anxiety = 0.8", "anxeity = 0.8"), "partner_a.anxeity", "Did you mean 'anxiety'"),
    "unknown table": (SMALL + "\n[partner_c]\nname = 'Cem'\n", "partner_c", "Did you mean 'partner_"),
    "unknown key of about": (but("what =", "waht ="), "about", "what"),
    "unknown parameter": (SMALL + "\n[parameters]\ntoch = 0.5\n", "parameters.toch", "Did you mean 'touch'"),
    "parameter out of range": (SMALL + "\n[parameters]\ntouch = 7\n", "parameters.touch", "from 0"),
    "parameter of a wrong type": (SMALL + "\n[parameters]\ntouch = 'much'\n", "parameters.touch", "from 0 to 1"),
    "parameters no table": ("parameters = 3\n" + SMALL, "parameters", "a table"),
    "days as text": (but("days = 2", "days = 'two'"), "days", "a whole number from 1"),
    "days as a fraction": (but("days = 2", "days = 2.5"), "days", "a whole number"),
    "days as truth": (but("days = 2", "days = true"), "days", "a whole number"),
    "no days": (but("days = 2", "days = 0"), "days", "from 1"),
    "negative days": (but("days = 2", "days = -3"), "days", "from 1"),
    "too many days": (but("days = 2", "days = 99999"), "days", "to 3650"),
    "a number of ten thousand digits": (but("days = 2", "days = " + "9" * 10000), "TOML", "digits"),
    "a huge number": (but("days = 2", "days = 0x" + "F" * 9000), "days", "a whole number"),
    "no turns": (but("turns = 30", "turns = 0"), "turns", "from 1"),
    "a date": (but("turns = 30", "turns = 2020-01-01"), "turns", "a whole number"),
    "share above one": (but("anxiety = 0.8", "anxiety = 1.1"), "partner_a.anxiety", "from 0 to 1"),
    "share below zero": (but("avoidance = 0.8", "avoidance = -0.1"), "partner_b.avoidance", "from 0 to 1"),
    "not a number": (but("bond = 0.4", "bond = nan"), "couple.bond", "a number"),
    "infinite": (but("bond = 0.4", "bond = inf"), "couple.bond", "a number"),
    "share as text": (but("bond = 0.4", "bond = '0.4'"), "couple.bond", "a number from 0 to 1"),
    "share as a list": (but("bond = 0.4", "bond = [0.4]"), "couple.bond", "a number from 0 to 1"),
    "partner as text": ("partner_b = 'Ben'\n" + SMALL.split("[partner_b]")[0], "partner_b", "a table"),
    "partner b is missing": (SMALL.split("[partner_b]")[0] + "[couple]\nbond = 0.4\n", "partner_b", "must be given"),
    "both are missing": ("[about]\ntitle = 'x'\nwhat = 'x'\n", "partner_a", "and 2 more"),
    "couple is missing": (SMALL.split("[couple]")[0], "couple", "must be given"),
    "bond is missing": (but("bond = 0.4", ""), "couple.bond", "a number from 0 to 1"),
    "about is missing": (SMALL.split("[about]")[0] + "[partner_a]" + SMALL.split("[partner_a]")[1], "about", "given"),
    "name is missing": (but("name = 'Ben'".replace("'", '"'), ""), "partner_b.name", "must be given"),
    "name is empty": (but('"Ana"', '""'), "partner_a.name", ""),
    "name is blank": (but('"Ana"', '"  "'), "partner_a.name", "something can be seen"),
    "name is of joiners": (but('"Ana"', '"\u200d\u2800\u3164"'), "partner_a.name", "something can be seen"),
    "title is blank": (but('"Two"', '" "'), "about.title", "something can be seen"),
    "name is a number": (but('"Ana"', "7"), "partner_a.name", ""),
    "name is too long": (but("Ana", "A" * 41), "partner_a.name", ""),
    "title is too long": (but('"Two"', '"' + "x" * 121 + '"'), "about.title", ""),
    "an unknown intervention": (SMALL + HAND.replace("hand-", "hnd-"), "intervention.1.kind", "mean 'hand-holding'"),
    "an intervention without a kind": (SMALL + "[[intervention]]\nturn = 3\n", "intervention.1.kind", "hand-holding"),
    "an intervention as text": ("intervention = ['hand-holding']\n" + SMALL, "intervention.1", ""),
    "an intervention as one table": (SMALL + "[intervention]\nkind = 'time-out'\n", "intervention", "a list"),
    "an unknown setting": (SMALL + HAND + "turm = 3\n", "intervention.1.turm", "Did you mean 'turn'"),
    "a negative time": (SMALL + HAND + "turn = -3\n", "intervention.1.turn", "from 1"),
    "a negative length": (SMALL + HAND + "turns = -1\n", "intervention.1.turns", "from 1"),
    "a time on no day": (SMALL + HAND + "day = 0\n", "intervention.1.day", "from 1"),
    "a dose above one": (SMALL + HAND + "dose = 2\n", "intervention.1.dose", "from 0 to 1"),
    "a hand of nobody's": (SMALL + HAND + "whose = 'partnr'\n", "intervention.1.whose", "Did you mean 'partner'"),
    "overlapping times": (SMALL + HAND + "turn = 5\n" + HAND + "turn = 9\n", "intervention.2", "do not overlap"),
    "times that overlap on the second day": (
        SMALL + HAND + "days = 2\n" + HAND + "day = 2\n", "intervention.2", "do not overlap",
    ),
    "a spark from nobody": (SMALL + "[[life.spark]]\nturn = 3\nwho = 'c'\nsize = 1\n", "life.spark.1.who", "'both'"),
    "a spark at no turn": (SMALL + "[[life.spark]]\nwho = 'a'\nsize = 1\n", "life.spark.1.turn", "a whole number"),
    "a spark of no size": (SMALL + "[[life.spark]]\nturn = 3\nwho = 'a'\nsize = -1\n", "life.spark.1.size", "from 0"),
    "an unknown story": (SMALL + "[[life.sparks]]\nturn = 3\n", "life.sparks", "Did you mean 'spark'"),
    "stress of a negative length": (
        SMALL + "[[life.stress]]\nturns = -3\nwho = 'a'\nsize = 1\n", "life.stress.1.turns", "from 1",
    ),
    "an expectation of nothing known": (
        SMALL + "[[expect]]\nthat = 'x'\noutcome = 'bnd'\nabove = 0.0\n", "expect.1.outcome", "Did you mean 'bond'",
    ),
    "an expectation without a bound": (SMALL + "[[expect]]\nthat = 'x'\noutcome = 'bond'\n", "expect.1", "above"),
    "a key twice": (but("days = 2", "days = 2\ndays = 3"), "TOML", "line"),
    "broken TOML": (but("[about]", "[about"), "TOML", "line"),
    "an open string": (but('"Ana"', '"Ana'), "TOML", "line"),
    "no TOML at all": ("Dear Sir or Madam,\nplease find enclosed two people.\n", "TOML", "line"),
    "JSON": ('{"days": 3}', "TOML", "line"),
    "deep nesting": ("a = " + "[" * 20000 + "]" * 20000, "TOML", ""),
    "a key of many parts": (MANY, "TOML", "a key of more than 32 parts"),
    "a key of many parts behind a string": (f'x = {{q = """b"""", {MANY}}}', "TOML", "more than 32 parts"),
    "a key of many parts behind a comment": (f'# """\n{MANY}', "TOML", "more than 32 parts"),
    "a table of many parts": ("[" + ' . '.join(['"a.b"'] * 9_000) + "]", "TOML", "a key of more than 32 parts"),
    "an empty file": ("", "file", "empty"),
    "nothing but spaces": (" \n\t\n", "file", "empty"),
    "nothing but a comment": ("# days = 3\n", "about", "must be given"),
    "a binary file": (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "file", "UTF-8"),
    "another encoding": (SMALL.replace("Ana", "Zoé").encode("utf-16"), "file", "UTF-8"),
    "zeros": (b"\0" * 5000, "TOML", ""),
}  # fmt: skip

FLAGS = {
    "an underscore in a number": (["--replicates", "1_2"], "--replicates", "given '1_2'; allowed: a whole number"),
    "digits of another script": (["--replicates", "१०"], "--replicates", "given '१०'; allowed: a whole number"),
    "an underscore in a seed": (["--seed", "1_2"], "seed", "given '1_2'; allowed: a whole number from 0"),
    "an underscore in a key's value": (["--set", "turns=1_2"], "turns", "given '1_2'; allowed: a whole number from 1"),
    "another script in a key's value": (["--set", "couple.bond=०.४"], "couple.bond", "allowed: a number from 0 to 1"),
    "another script in a key": (["--set", "intervention.१.turn=3"], "intervention", "the list is empty"),
    "a word alone": (["--set", "days"], "--set", "key=value"),
    "no key": (["--set", "=3"], "--set", "key=value"),
    "nothing": (["--set", ""], "--set", "key=value"),
    "an unknown key in --set": (["--set", "dayz=3"], "dayz", "Did you mean 'days'"),
    "an unknown parameter in --set": (["--set", "tuch=0.3"], "tuch", "Did you mean 'touch'"),
    "a wrong type in --set": (["--set", "touch=hello"], "touch", "a number from 0 to 1"),
    "out of range in --set": (["--set", "partner_a.anxiety=3"], "partner_a.anxiety", "from 0 to 1"),
    "not a number in --set": (["--set", "couple.bond=NaN"], "couple.bond", "a number"),
    "infinite in --set": (["--set", "couple.bond=1e999"], "couple.bond", "a number"),
    "a table for a number": (["--set", 'couple.bond={"a": 1}'], "couple.bond", "a number"),
    "a number for a table": (["--set", "couple=3"], "couple", "a table"),
    "an intervention that is not there": (["--set", "intervention.9.dose=1"], "intervention.9.dose", "list"),
    "a key below a number": (["--set", "days.more=3"], "days", "a whole number"),
    "dots alone": (["--set", "...=3"], "--set", "unknown key"),
    "escape codes": (["--set", "a\x1b[31m\nb=\a"], "--set", ""),
    "a very long key": (["--set", "x" * 10000 + "=1"], "--set", ""),
    "a fraction of days": (["--days", "2.5"], "--days", "a whole number from 1"),
    "no such day": (["--days", "0"], "--days", "from 1 to 3650"),
    "no replicates": (["--replicates", "0"], "--replicates", "from 1"),
    "negative replicates": (["--replicates", "-5"], "--replicates", "from 1"),
    "too many replicates": (["--replicates", "1" + "0" * 30], "--replicates", "from 1"),
    "a negative seed": (["--seed", "-1"], "seed", "from 0"),
    "a seed too large": (["--seed", str(2**64)], "seed", "from 0"),
    "a seed in words": (["--seed", "one"], "seed", "a whole number"),
    "an unknown engine": (["--engine", "messa"], "--engine", "Did you mean 'mesa'"),
    "an unknown flag": (["--sed", "3"], "--sed", "Did you mean '--seed'"),
    "a flag without its value": (["--seed"], "--seed", "a value"),
    "one word too many": (["twice"], "twice", "--help"),
    "no threads": (["--threads", "0"], "--threads", "from 1"),
}

WITH = {
    "no kind": ("", "hand-holding"),
    "an unknown kind": ("hand-holdng", "Did you mean 'hand-holding'"),
    "half a kind": ("hand", "Did you mean 'hand-holding'"),
    "an unknown setting": ("hand-holding:trun=3", "Did you mean 'turn'"),
    "a setting without a value": ("hand-holding:turn", "key=value"),
    "an empty setting": ("hand-holding:turn=3,,", "key=value"),
    "a wrong type": ("hand-holding:turn=soon", "a whole number"),
    "out of range": ("hand-holding:dose=2", "from 0 to 1"),
    "no value": ("hand-holding:turn=", "a whole number"),
}

COMMANDS = {
    "an unknown command": (["rnu"], "Did you mean 'run'"),
    "a scenario for a command": (["protest-polka"], "Did you mean 'run protest-polka'"),
    "no scenario": (["run"], "a scenario's name or a TOML file"),
    "an unknown scenario": (["run", "protest-polca"], "Did you mean 'protest-polka'"),
    "a scenario without a name": (["show", ""], "a scenario's name"),
    "a name with a zero in it": (["show", "a\0b"], "a scenario's name"),
    "a name as long as a book": (["show", "x" * 100000], ""),
    "an unknown flag at the top": (["--wat"], "--help"),
    "no file": (["validate"], "a TOML file"),
    "nothing to compare with": (["compare", "protest-polka"], "hand-holding"),
    "no port": (["serve", "--port", "99999999"], "to 65535"),
}


@pytest.fixture
def refused(tmp_path, monkeypatch):
    """Call the command in an empty folder: it must refuse in one line and write nothing. Gives that line."""

    def call(*arguments):
        folder = tmp_path / "empty"
        folder.mkdir()
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, [str(one) for one in arguments])
        assert result.exit_code == 2, (result.exit_code, result.output)
        assert isinstance(result.exception, SystemExit)
        assert result.stdout == ""
        assert os.listdir(folder) == []
        (line,) = result.stderr.split("\n")[:-1]
        assert line.isprintable() and len(line) < 1500
        assert line.startswith("pasdedeux: ") and "given" in line and "allowed" in line
        return line

    return call


def test_the_small_file_is_good(tmp_path):
    (tmp_path / "small.toml").write_text(SMALL, "utf-8")
    assert CliRunner().invoke(main, ["validate", str(tmp_path / "small.toml")]).exit_code == 0


@pytest.mark.parametrize("content, key, more", FILES.values(), ids=FILES)
@pytest.mark.parametrize("command", ["run", "validate"])
def test_a_bad_file(refused, tmp_path, command, content, key, more):
    file = tmp_path / "bad.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    line = refused(command, file, *(("--out", "out", "--json") if command == "run" else ()))
    assert f"{file}: " in line and key in line and more in line


@pytest.mark.parametrize("flags, key, more", FLAGS.values(), ids=FLAGS)
def test_bad_flags(refused, flags, key, more):
    line = refused("run", "protest-polka", "--out", "out", "--json", *flags)
    assert key in line and more in line


@pytest.mark.parametrize("text, more", WITH.values(), ids=WITH)
def test_a_bad_intervention(refused, text, more):
    assert more in refused("compare", "protest-polka", "--out", "out", "--with", text)


@pytest.mark.parametrize("arguments, more", COMMANDS.values(), ids=COMMANDS)
def test_a_bad_command(refused, arguments, more):
    assert more in refused(*arguments)


def test_a_folder_for_a_file(refused, tmp_path):
    (tmp_path / "folder.toml").mkdir()
    assert "a folder" in refused("validate", tmp_path / "folder.toml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
@pytest.mark.parametrize("command", ["fit", "cycle", "run", "validate", "plan"])
@pytest.mark.parametrize("name", ["pipe.csv", "/dev/zero"])
def test_what_never_ends_is_not_read(refused, tmp_path, command, name):
    os.mkfifo(tmp_path / "pipe.csv")
    assert "no ordinary file" in refused(command, tmp_path / name)


@pytest.mark.skipif(not os.path.exists("/proc/kmsg"), reason="no such file here")
@pytest.mark.parametrize("command", ["fit", "validate"])
def test_an_ordinary_file_that_never_gives_anything_is_not_waited_for(refused, command):
    # What the kernel has to say at this moment is read, and then it gives nothing more: either way this ends.
    assert "/proc/kmsg" in refused(command, "/proc/kmsg")


def test_a_file_that_is_not_there(refused, tmp_path):
    (tmp_path / "polka-of-ours.toml").write_text(SMALL, "utf-8")
    line = refused("validate", tmp_path / "polka-of-our.toml")
    assert "no such file" in line and "Did you mean" in line and "polka-of-ours.toml" in line


def test_fifty_megabytes_of_noise(refused, tmp_path):
    with open(tmp_path / "noise.toml", "wb") as file:
        for _ in range(50):
            file.write(os.urandom(1_000_000))
    assert "50,000,000 bytes" in refused("validate", tmp_path / "noise.toml")


def test_a_name_that_would_move_the_cursor(refused, tmp_path):
    file = tmp_path / "a\x1b[2J\nb.toml"
    file.write_text("", "utf-8")
    assert "empty" in refused("validate", file)
