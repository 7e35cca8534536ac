"""The report says what the studies found: figures, intervals, verdicts, and no number that is none."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.image import imread

from experiments.evidence import __main__ as command
from experiments.evidence.lab import Lab
from experiments.evidence.pictures import draw
from experiments.evidence.quantity import Quantity, Study
from experiments.evidence.report import as_json, as_markdown, as_text, misses, rows, save

INSIDE = Quantity("rise", 0.5, 0.4, 0.6, unit="ratio", interval=(0.45, 0.55), paper=(0.3, 0.7))
BESIDE = Quantity("rise", 0.7, 0.4, 0.6)
MISSING = Quantity("gain", math.nan, 1.0, unit="DAS", interval=(math.nan, math.nan))
TOLD = Quantity("told only", 12.3)

SOME = np.random.default_rng(1).normal(1.0, 0.3, (2, 40))
PICTURES = {
    "nothing": {},
    "bars": {"kind": "bars", "what": "threat", "bars": {"alone": SOME[0], "held": SOME[1], "nobody": np.zeros(0)},
             "published": {"alone": 1.1}},
    "log bars": {"kind": "bars", "what": "ratio", "log": True, "bars": {"a": np.exp(SOME[0]), "b": np.exp(-SOME[1])}},
    "scatter": {"kind": "scatter", "x": SOME[0], "y": SOME[1], "what": ("x", "y")},
    "flat scatter": {"kind": "scatter", "x": np.ones(40), "y": SOME[1], "what": ("x", "y")},
    "panels": {"kind": "scatter", "x": {"one": SOME[0], "two": SOME[1]}, "y": SOME[1], "what": ("x", "y")},
    "marked": {"kind": "scatter", "x": SOME[0], "y": SOME[1], "what": ("x", "y"), "marked": SOME[0] > 1.2},
    "histogram": {"kind": "histogram", "what": "DAS", "groups": {"couples": SOME[0], "none": SOME[1] * np.nan},
                  "limit": 1.0, "published": {"couples": 1.1}},
    "histograms": {"kind": "histogram", "what": "x", "groups": {"one": {"a": SOME[0], "b": SOME[1]}}},
    "stages": {"kind": "lines", "what": ("", "DAS"), "at": ["before", "after"], "limit": 1.0,
               "lines": {"treated": [SOME[0], SOME[1]], "waiting": [1.0, 1.1]}},
    "series": {"kind": "lines", "what": ("minutes", "bpm"), "lines": {"alone": SOME}, "limit": 1.0},
}  # fmt: skip


def study(*quantities: Quantity, row: str = "E3", **more) -> Study:
    texts = {"title": "A warm hand", "published": "+5 | +10 bpm", "tolerance": "0.4 < ratio"} | more
    return Study(row=row, size=40, paper_size=90, quantities=quantities, **texts)


@pytest.mark.parametrize(
    ("quantities", "word"),
    [((INSIDE, TOLD), "hit"), ((TOLD,), "hit"), ((INSIDE, BESIDE), "miss"), ((INSIDE, MISSING), "miss")],
)
def test_a_row_holds_only_if_every_figure_with_a_tolerance_does(quantities, word):
    (row,) = rows([study(*quantities)])
    assert row["verdict"] == word
    assert misses([study(*quantities)]) == (["E3"] if word == "miss" else [])


def test_a_row_says_value_interval_and_what_the_papers_size_would_find():
    (row,) = rows([study(INSIDE)])
    assert row["ours"] == "rise 0.50 ratio (0.45 to 0.55)"
    assert row["paper"] == "rise 0.30 to 0.70"
    assert row["figures"][0]["tolerance"] == "0.4 to 0.6"
    assert row["status"] == "measured"
    assert "grewen2003" in row["sources"]


def test_a_figure_that_there_is_not_is_called_none_and_is_a_miss():
    (figure,) = rows([study(MISSING)])[0]["figures"]
    assert (figure["ours"], figure["interval"], figure["verdict"]) == ("none", "", "miss")


@pytest.mark.parametrize(("value", "low", "high"), [(0.5999, -math.inf, 0.59985), (0.4499, 0.45, 1.0), (110, 110, 120)])
def test_rounding_never_turns_a_miss_into_a_hit_or_back(value, low, high):
    (figure,) = rows([study(Quantity("x", value, low, high))])[0]["figures"]
    assert (low <= float(figure["ours"]) <= high) == (figure["verdict"] == "hit")


def test_the_terminals_table_fits_and_keeps_every_word():
    words = "a very long published finding " * 9
    text = as_text([study(INSIDE, BESIDE, published=words), study(Quantity("name " * 30, 1.0), row="E17")])
    lines = text.splitlines()
    assert max(map(len, lines)) <= 120
    assert lines[2].split()[:2] == ["E3", "miss"]
    assert text.split().count("finding") == 9
    assert text.split().count("name") == 30
    assert lines[-1] == "1 of 2 rows hold. Not: E3."


def test_the_readmes_table_escapes_its_bars_and_prints_misses_bold():
    *_, hit, miss = as_markdown([study(INSIDE), study(INSIDE, BESIDE)]).splitlines()
    assert r"+5 \| +10 bpm" in hit
    assert "0.4 &lt; ratio" in hit
    assert "| hit |" in hit
    assert "**" not in hit
    assert "| **miss** |" in miss
    assert "rise 0.50 ratio (0.45 to 0.55)<br>**rise 0.70**" in miss
    assert hit.replace(r"\|", "").count("|") == miss.replace(r"\|", "").count("|") == 10


def test_a_row_says_at_how_many_seeds_it_holds_and_how_often_a_study_of_the_papers_size_would():
    found = (
        replace(INSIDE, held=np.array([True, True, True, False])),
        replace(BESIDE, at_most=0.8, held=np.ones(4, bool)),
    )
    told = replace(study(*found), seeds=(True, False, True))
    assert told.chance == 0.75
    assert "holds at 2 of 3 seeds; a study of the paper's size would hold with a chance of 0.75" in as_text([told])
    assert "| 2 of 3 | 0.75 |" in as_markdown([told])
    assert study(INSIDE).chance is None
    assert study(found[0], BESIDE).chance == 0.0, "a figure that no study draws counts as it was found"
    joint = study(*(replace(INSIDE, held=np.array(held)) for held in ([True, False], [False, True])))
    assert joint.chance == 0.0, "all of it in one study"


def test_json_says_everything_and_has_no_number_that_is_none():
    text = as_json([study(INSIDE, MISSING, TOLD)], Lab(size=40, seed=7))
    document = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    assert document["lab"]["seed"] == 7
    assert document["lab"]["size"] == 40
    assert document["parameters"]["das_distressed"] == 97
    assert {"numpy", "numba", "pas-de-deux"} <= document["versions"].keys()
    inside, missing, only = document["rows"][0]["quantities"]
    assert inside["interval"] == [0.45, 0.55]
    assert (missing["value"], missing["at_most"], missing["verdict"]) == (None, None, "miss")
    assert (only["paper"], only["verdict"]) == (None, None)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_written_and_shows_something(name, tmp_path):
    draw(study(INSIDE, MISSING, picture=PICTURES[name]), tmp_path / "E3.png")
    pixels = imread(tmp_path / "E3.png")
    assert pixels.shape[0] <= 800
    assert pixels.shape[1] <= 1200
    assert (tmp_path / "E3.png").stat().st_size < 80_000
    plot = pixels[200:500, 250:1100]
    assert plot.std() > 0.01


def test_a_verdict_is_told_by_its_word(tmp_path):
    for quantity, word in ((INSIDE, "✓  hit"), (BESIDE, "✗  miss")):
        draw(study(quantity, picture=PICTURES["bars"]), tmp_path / "E3.svg")
        assert f"<!-- {word} -->" in (tmp_path / "E3.svg").read_text("utf-8")


def test_everything_is_saved_into_a_new_folder(tmp_path):
    save([study(INSIDE), study(TOLD, row="E17")], Lab(size=40), tmp_path / "new" / "results")
    found = {path.name for path in (tmp_path / "new" / "results").iterdir()}
    assert found == {"table.md", "evidence.json", "E3.png", "E17.png"}


@pytest.mark.parametrize(("quantity", "code"), [(INSIDE, 0), (BESIDE, 1), (MISSING, 1)])
def test_the_exit_code_is_0_only_if_all_rows_hold(quantity, code, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(
        command, "STUDIES", {"E3": lambda lab: study(quantity), "E4": lambda lab: study(TOLD, row="E4")}
    )
    assert command.main(["--quick", "--out", str(tmp_path)]) == code
    assert "rows hold" in capsys.readouterr().out
    assert command.main(["--rows", "e4", "--json", "--out", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["misses"] == []


def test_ctrl_c_ends_without_a_trace(tmp_path, monkeypatch, capsys):
    def stopped(lab: Lab) -> Study:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "STUDIES", {"E3": stopped})
    assert command.main(["--out", str(tmp_path / "new")]) == 130
    assert capsys.readouterr().err == "stopped\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--size", "many"], "--size: given 'many'; allowed: a whole number from 16 to 100000."),
        (["--size", "3"], "given '3'"),
        (["--seed", "-1"], "--seed"),
        (["--resamples", "1.5"], "given '1.5'"),
        (["--threads", "0"], "a whole number from 1 to 256"),
        (["--rows", "E1,E77"], "given 'E77'; allowed: E1, E2"),
        (["--rows", "E77"], "Did you mean 'E7'?"),
        (["--rows", ""], "given ''"),
        (["--sise", "3"], "given '--sise'; allowed: -h, --help, --size"),
        (["--sise=3"], "Did you mean '--size'?"),
        (["E1"], "given 'E1'"),
        (["--size"], "--size: expected one argument"),
    ],
)
def test_a_mistake_is_told_in_one_line(arguments, said, capsys):
    with pytest.raises(SystemExit) as left:
        command.main(arguments)
    printed = capsys.readouterr()
    assert left.value.code == 2
    assert said in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_a_folder_that_cannot_be_made_is_told_before_any_work(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert command.main(["--out", str(tmp_path / "file" / "results")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
