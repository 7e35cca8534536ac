"""A file of codes is read as it is meant, or refused in words that help."""

import numpy as np
import pytest

from sim.analysis import cycle
from sim.analysis.coding import CODES, NEUTRAL, PURSUE, REACH, WITHDRAW
from sim.analysis.cycle.reading import MIN_TURNS
from sim.analysis.cycle.sequences import MISSING, SILENT
from sim.checking.errors import ScenarioError
from sim.wording.cycle import describe

MANY = "pursue,withdraw\n" * MIN_TURNS


def written(tmp_path, text: str | bytes):
    path = tmp_path / "codes.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(tmp_path, text: str | bytes) -> cycle.Sequences:
    return cycle.read_codes(written(tmp_path, text))


def test_a_line_is_a_turn(tmp_path):
    found = read(tmp_path, "a,b\n Pursue ,WITHDRAW\n,?\nNA,reach\n" + MANY)
    assert found.a[:4].tolist() == [PURSUE, MISSING, MISSING, PURSUE]
    assert found.b[:4].tolist() == [WITHDRAW, MISSING, REACH, WITHDRAW]
    assert len(found) == MIN_TURNS + 3


@pytest.mark.parametrize("change", [
    lambda text: text.replace(",", ";"), lambda text: text.replace(",", "\t"), lambda text: "\ufeff" + text,
    lambda text: text.replace("\n", "\r\n"), lambda text: text + "\n\n", lambda text: text.rstrip(),
    lambda text: text.replace("a,b", '"B", "A"').replace("pursue,withdraw", "withdraw,pursue"),
])  # fmt: skip
def test_other_ways_of_writing_the_same(tmp_path, change):
    found = read(tmp_path, change("a,b\n" + MANY))
    assert (found.a == PURSUE).all()
    assert (found.b == WITHDRAW).all()


def test_a_blank_cell_is_missing_and_that_is_told(tmp_path):
    """As in ``fit``: what nobody wrote down is not taken for a neutral turn, and breaks the sequence."""
    found = read(tmp_path, "a,b\nneutral,reach\n,reach\n\nNone,.\n" + MANY + ",\n,\n")
    assert found.a[:4].tolist() == [NEUTRAL, MISSING, MISSING, MISSING]
    assert len(found) == MIN_TURNS + 4, "blank lines at the end are nothing"
    assert found.notes == ("5 cells say nothing and count as missing, not as neutral",)
    assert cycle.transitions(found).counts[0, 0, 0].sum() == MIN_TURNS - 1
    assert read(tmp_path, "a,b\n" + MANY).notes == ()
    assert found.notes[0] in describe(cycle.find(found)) and cycle.to_dict(cycle.find(found))["notes"] == [*found.notes]


def test_couples_are_kept_apart(tmp_path):
    lines = [f"{name},pursue,withdraw" for name in ("one", "two") for _ in range(20)]
    found = read(tmp_path, "couple,a,b\n" + "\n".join(lines))
    assert found.couples == ("one", "two")
    assert cycle.transitions(found).counts[:, 0, 1].sum((1, 2)).tolist() == [19, 19]


def test_the_long_form_says_who(tmp_path):
    """They take turns: who has no code was not to speak, and a turn that is left out breaks the sequence."""
    lines = [f"{turn},{'ab'[turn % 2]},{CODES[1 + turn % 2]}" for turn in range(40) if turn not in (10, 11)]
    found = read(tmp_path, "turn,who,code\n" + "\n".join(reversed(lines)))
    assert found.a[:3].tolist() == [PURSUE, SILENT, PURSUE]
    assert found.b[:3].tolist() == [SILENT, WITHDRAW, SILENT]
    assert (found.a[10], found.b[10], len(found)) == (MISSING, MISSING, 39)
    counts = cycle.transitions(found).counts[0]
    assert (counts[0, 1, PURSUE, WITHDRAW], counts[1, 0, WITHDRAW, PURSUE]) == (19, 17)
    assert counts.sum() == 36


def test_turns_may_stand_in_any_order(tmp_path):
    codes = np.random.default_rng(1).integers(0, 5, (2, 40))
    wide = [f"{t},{CODES[codes[0, t]]},{CODES[codes[1, t]]}" for t in range(40)]
    long = [f"{t},{who},{CODES[codes[i, t]]}" for i, who in enumerate("ab") for t in range(40)]
    for heading, lines in (("turn,a,b", wide[::-1]), ("turn,who,code", long)):
        found = read(tmp_path, f"{heading}\n" + "\n".join(lines))
        assert np.array_equal(codes, [found.a, found.b])


BAD = {
    "": r"file: given an empty file; allowed: a heading and at least 30 turns",
    "\n \n": r"file: given an empty file",
    "a,b\n": r"turns: given 0 that are coded; allowed: at least 30",
    "a,b\npursue,withdraw\n": r"turns: given 1 that are coded; allowed: at least 30",
    "a,b\n" + "?,NA\n" * 50: r"turns: given 0 that are coded",
    "a,b\n" + "pursue,?\n" * 50: r"partner b: given no code at all; allowed: codes of both partners",
    "a,b\n" + MANY + "persue,withdraw\n": r"line 32, a: given 'persue'; allowed: neutral, pursue, .*mean 'pursue'\?",
    "a,b\npursue,7\n" + MANY: r"line 2, b: given '7'; allowed: neutral, pursue, withdraw, reach, respond, or nothing",
    "a\n" + "pursue\n" * 50: r"line 1, heading: given a, without b; allowed: the columns a and b, or turn, who and",
    "couple\n1\n": r"line 1, heading: given couple, without turn",
    "a,b,note\n": r"line 1, heading: given 'note'; allowed: the columns a and b",
    "a,b,cuople\n": r"given 'cuople'; .* Did you mean 'couple'\?",
    "a,b,a\n": r"line 1, heading: given a twice; allowed: each column once",
    "a,b,who\n": r"given a, b, who; allowed: one form only",
    "who,code\n": r"given who, code, without turn",
    "pursue,withdraw\n" + MANY: r"line 1, heading: given 'pursue'; allowed: the columns a and b",
    "a,b\npursue\n" + MANY: r"line 2, cells: given 1; allowed: 2, one for each column",
    "a,b\npursue,withdraw,reach\n" + MANY: r"line 2, cells: given 3",
    "turn,a,b\n1,,\n\n" + MANY.replace("pur", "1,pur"): r"line 3, turn: given nothing",
    "turn,a,b\n1_2,,\n": r"line 2, turn: given '1_2'; allowed: a whole number from 0 to 999999999",
    "turn,a,b\n१०,,\n": r"line 2, turn: given '१०'",
    'a,b\n"pursue,withdraw\n': r"line 2, line: given unexpected end of data",
    "couple,a,b\n,pursue,reach\n": r"line 2, couple: given nothing; allowed: a name or number in each line",
    "couple,a,b\n1,,\n2,,\n1,,\n": r"line 4, couple: given '1' again, after another one; allowed: all lines of",
    "turn,a,b\n1,,\n1,,\n": r"line 3, turn: given 1 a second time; allowed: each turn of a couple once",
    "turn,who,code\n1,a,\n1,b,\n1,A,reach\n": r"line 4, turn: given 1 a second time for a; allowed: one code for each",
    "turn,who,code\n1.5,a,reach\n": r"line 2, turn: given '1.5'; allowed: a whole number from 0 to 999999999",
    "turn,who,code\n-1,a,reach\n": r"line 2, turn: given '-1'",
    "turn,who,code\n²,a,reach\n": r"line 2, turn: given '²'",
    "turn,who,code\n,a,reach\n": r"line 2, turn: given nothing",
    "turn,who,code\n1,c,reach\n": r"line 2, who: given 'c'; allowed: a or b",
    "turn,who,code\n1,a,reeach\n": r"line 2, code: given 'reeach'; .* Did you mean 'reach'\?",
    "a,b\nreach,\x1b[2J\0\n": r"line 2, b: given '\\x1b\[2J",
    "a,b\nreach," + "x" * 200_000: r"line 2, line: given field larger than field limit",
}


@pytest.mark.parametrize("text", BAD, ids=lambda text: repr(text[:30]))
def test_a_bad_file_is_refused_where_it_is_bad(tmp_path, text):
    path = written(tmp_path, text)
    with pytest.raises(ScenarioError, match=BAD[text]) as refused:
        cycle.read_codes(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("content", ["a,b\nw\xfcrde,b\n".encode("latin-1"), "a,b\n".encode("utf-16"), b"\x89PNG\xff"])
def test_bytes_that_are_no_text_are_refused(tmp_path, content):
    message = r"file: given bytes that are no text \(0x.. in line [12]\); allowed: a CSV file in UTF-8"
    with pytest.raises(ScenarioError, match=message):
        read(tmp_path, content)


def test_a_file_that_is_not_there_is_refused_with_the_nearest(tmp_path):
    there = written(tmp_path, MANY)
    with pytest.raises(ScenarioError, match=r"no such file; allowed: a CSV file of codes. Did you mean .*codes\.csv"):
        cycle.read_codes(there.with_name("code.csv"))


@pytest.mark.parametrize("name", ["nowhere/codes.csv", "", "a\0b", "x" * 5000, "."])
def test_what_is_no_file_is_refused(name):
    with pytest.raises(ScenarioError, match="allowed: a"):
        cycle.read_codes(name)


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("sim.checking.csv_file.MAX_BYTES", 10)
    with pytest.raises(ScenarioError, match="allowed: at most 10 bytes"):
        read(tmp_path, "a,b\n" + MANY)
