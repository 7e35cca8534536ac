"""A file of scores is read, or refused in words that say where, what was given and what is allowed."""

import numpy as np
import pytest
from known_couples import HUSBAND, WIFE, lived, written

from sim.analysis.fit import Series, read
from sim.analysis.fit.data import MIN_PAIRS, checked, stretches
from sim.checking.errors import ScenarioError


@pytest.fixture
def scores():
    return lived(WIFE, HUSBAND, 40, 1, seed=1)[:, 0]


def lines(scores, cell="{:.4f}", separator=","):
    return [separator.join(cell.format(value) for value in row) for row in scores]


def save(path, text):
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refused(path, **options) -> str:
    with pytest.raises(ScenarioError) as caught:
        read(path, **options)
    said = str(caught.value)
    assert str(path) in said
    assert "given" in said
    assert "allowed: " in said
    assert "\n" not in said
    return said


class TestWhatIsRead:
    def test_two_columns_with_any_names(self, tmp_path, scores):
        series = read(written(tmp_path / "two.csv", scores, "Ann,Ben"))
        assert series.names == ("Ann", "Ben")
        assert series.scores == pytest.approx(scores, abs=1e-6)
        assert series.notes == ()

    @pytest.mark.parametrize(("separator", "name"), [(";", "semicolons"), ("\t", "tabs")])
    def test_semicolons_and_tabs_with_points_or_commas(self, tmp_path, scores, separator, name):
        for comma in (False, True):
            body = [line.replace(".", ",") if comma else line for line in lines(scores, separator=separator)]
            series = read(save(tmp_path / "one.csv", "\n".join([f"w{separator}h", *body])))
            assert series.scores == pytest.approx(scores, abs=1e-4)
            assert name in series.notes[0]

    def test_a_count_of_turns_and_words_are_left_aside(self, tmp_path, scores):
        body = [f"{i},{line},said something" for i, line in enumerate(lines(scores))]
        series = read(save(tmp_path / "four.csv", "\n".join(["turn,wife,husband,notes", *body])))
        assert series.names == ("wife", "husband")
        assert series.notes == ("left aside: notes",), "turn tells what follows what, and is used"
        clock = [f"{6 * i},{line}" for i, line in enumerate(lines(scores))]
        other = read(save(tmp_path / "three.csv", "\n".join(["second,wife,husband", *clock])), ("wife", "husband"))
        assert other.notes == ("left aside: second",)

    def test_couples_are_kept_apart(self, tmp_path, scores):
        """Two couples of 12 turns: 11 pairs each, and none of the last turn of one and the first of the next."""
        for names in ("xy", "12"):
            body = [f"{names[i >= 12]},{line}" for i, line in enumerate(lines(scores[:24]))]
            series = read(save(tmp_path / "two.csv", "\n".join(["Couple,her,his", *body])))
            assert (series.names, series.couples, series.turns, series.lost) == (("her", "his"), 2, 24, 0)
            pairs = stretches(series.scores)
            assert len(pairs.turn) == 22
            assert pairs.past[11, 0] == pytest.approx(scores[12], abs=1e-4)
            assert series.notes == ("2 couples, apart by the column couple",)

    def test_nothing_is_paired_across_a_gap_in_the_turns(self, tmp_path, scores):
        numbers = [*range(1, 16), *range(516, 531)]
        body = [f"{number},{line}" for number, line in zip(numbers, lines(scores), strict=False)]
        for wanted in (None, ("her", "his")):
            for some in (body, body[::-1]):
                series = read(save(tmp_path / "gap.csv", "\n".join(["turn,her,his", *some])), wanted)
                assert (len(stretches(series.scores).turn), series.turns, series.lost) == (28, 30, 0)
                assert series.notes == ("gaps in the turns' numbers, across which nothing is paired: 1",)

    def test_a_window_does_not_reach_across_a_gap_or_two_couples(self, tmp_path, scores):
        body = [f"{'xyz'[i // 13]},{line}" for i, line in enumerate(lines(scores[:39]))]
        path = save(tmp_path / "three.csv", "\n".join(["couple,her,his", *body]))
        with pytest.raises(
            ScenarioError, match="12 turns in 3 parts that do not follow each other, which give 9 pairs"
        ):
            read(path, window=3)
        more = np.tile(scores, (3, 1))
        long = [f"{'xy'[i // 41]},{line}" for i, line in enumerate(lines(more[:82]))]
        series = read(save(tmp_path / "two.csv", "\n".join(["couple,her,his", *long])), window=3)
        assert series.scores[12] == pytest.approx(scores[36:39].sum(0), abs=1e-3)
        assert np.isnan(series.scores[13]).all()
        assert series.scores[14] == pytest.approx(more[41:44].sum(0), abs=1e-3)
        assert series.notes[-1] == "a score is the sum over 3 turns; turns left over at the ends: 4"

    def test_columns_by_name_in_the_order_that_is_asked_for(self, tmp_path, scores):
        body = [f"{line},{line}" for line in lines(scores)]
        path = save(tmp_path / "four.csv", "\n".join(["a,b,c,d", *body]))
        assert read(path, ("d", "a")).scores == pytest.approx(scores[:, ::-1], abs=1e-4)

    def test_a_byte_order_mark_quotes_and_the_line_ends_of_windows(self, tmp_path, scores):
        text = "\r\n".join(['"wife, first","husband"', *lines(scores, '"{:.4f}"')])
        series = read(save(tmp_path / "w.csv", b"\xef\xbb\xbf" + text.encode()))
        assert series.names == ("wife, first", "husband")
        assert len(series.scores) == 40

    def test_codes_count_as_told(self, tmp_path):
        said = ["pursue,Withdraw", "reach,respond", "neutral,pursue"] * 10
        series = read(save(tmp_path / "codes.csv", "\n".join(["a,b", *said])))
        assert series.scores[:3].tolist() == [[-1, -1], [1, 1], [0, -1]]
        assert "pursue -1" in series.notes[-1]

    def test_a_window_sums_turns(self, tmp_path):
        rng = np.random.default_rng(1)
        words = ("pursue", "withdraw", "reach", "respond", "neutral")
        said = [f"{words[i]},{words[j]}" for i, j in rng.integers(5, size=(92, 2))]
        path = save(tmp_path / "codes.csv", "\n".join(["a,b", *said]))
        assert read(path, window=4).scores.tolist() == read(path).scores.reshape(23, 4, 2).sum(1).tolist()

    def test_a_missing_score_breaks_the_series(self, tmp_path, scores):
        body = lines(scores)
        body[10], body[20], body[30] = "NA,0.1", "", ","
        series = read(save(tmp_path / "gaps.csv", "\n".join(["wife,husband", *body, "", ""])))
        assert len(series.scores) == 40, "an empty line within is a turn without scores, at the end it is nothing"
        assert len(stretches(series.scores).turn) == 39 - 6
        assert not {10, 11, 20, 21, 30, 31} & set(stretches(series.scores).turn)


CASES = {
    "no such file": (None, ["no such file"]),
    "empty": ("", ["an empty file", "header"]),
    "blank": (" \n\n \n", ["an empty file"]),
    "header only": ("wife,husband\n", ["nothing below it"]),
    "no header": ("1,2\n" * 40, ["line 1", "names of the columns"]),
    "codes for a header": ("pursue,reach\n" * 40, ["line 1", "names of the columns"]),
    "one column": ("wife\n" + "1\n2\n" * 20, ["one column", "semicolons or tabs"]),
    "apart by blanks": ("wife husband\n" + "1 2\n" * 40, ["one column"]),
    "not UTF-8": (b"wife,husband\n1,2\n3,\xff\n", ["line 3", "0xff", "UTF-8"]),
    "UTF-16": ("wife,husband\n1,2\n".encode("utf-16"), ["line 1", "UTF-8"]),
    "zero bytes": (b"wife,husband\n1,\x002\n", ["line 2", "zero byte"]),
    "an open quote": ('wife,husband\n1,"2\n3,4\n', ["no CSV"]),
    "ragged": ("wife,husband\n1,2\n3,4,5\n", ["line 3", "cells", "2, one for each column, apart by commas"]),
    "a word": ("wife,husband\n" + "1,2\n2,1\n" * 15 + "many,3\n", ["line 32", "'wife'", "'many'", "a number from"]),
    "a comma for a point": ('wife,husband\n' + '1,2\n2,1\n' * 15 + '"0,5",3\n', ["line 32", "'0,5'"]),
    "infinite": ("wife,husband\n" + "1,2\n2,1\n" * 15 + "3,-inf\n", ["line 32", "'husband'", "'-inf'"]),
    "too large": ("wife,husband\n" + "1,2\n2,1\n" * 15 + "3,1e300\n", ["line 32", "'1e300'", "1e+09"]),
    "an unknown code": ("a,b\n" + "pursue,reach\nreach,neutral\n" * 15 + "persue,reach\n",
                        ["line 32", "'persue'", "Did you mean 'pursue'?"]),
    "codes and numbers": ("a,b\n" + "pursue,1\nreach,2\n" * 15, ["codes in 'a' and numbers in 'b'"]),
    "constant": ("wife,husband\n" + "1,2\n1,3\n" * 15, ["wife", "1 in every turn", "vary"]),
    "short": ("wife,husband\n" + "1,2\n2,1\n" * 5, ["10 turns", "9 pairs", f"{MIN_PAIRS} or more"]),
    "broken": ("wife,husband\n" + "1,2\n,\n" * 30, ["29 of them with a missing score", "0 pairs"]),
    "three columns": ("a,b,c\n" + "1,2,5\n2,1,4\n" * 15, ["3 columns of numbers", "names of the two"]),
    "one of numbers": ("turn,wife,notes\n" + "\n".join(f"{i},{i % 3},said" for i in range(30)), ["one column of num"]),
    "none of numbers": ("a,b,c\n" + "x,y,z\n" * 30, ["none of them with scores"]),
    "an underscore": ("wife,husband\n" + "1,2\n2,1\n" * 15 + "1_2,3\n", ["line 32", "'1_2'", "a number from"]),
    "other digits": ("wife,husband\n" + "1,2\n2,1\n" * 15 + "१०,3\n", ["line 32", "'१०'", "a number from"]),
    "a turn twice": ("turn,her,his\n" + "1,1,2\n1,2,1\n" * 15, ["line 3", "turn", "1 a second time"]),
    "a turn that is none": ("turn,her,his\n" + "0:06,1,2\n" * 30, ["line 2", "turn", "'0:06'", "a whole number"]),
    "two columns of turns": ("turn,Turn,her,his\n" + "1,1,1,2\n" * 30, ["line 1", "two columns turn"]),
    "a line without a couple": ("couple,her,his\nx,1,2\n,2,1\n" * 15, ["line 3", "couple", "nothing"]),
    "couples in pieces": ("couple,her,his\n" + "x,1,2\ny,2,1\n" * 15, ["line 4", "'x' again, after another one"]),
    "the turn and one": ("turn,wife\n" + "\n".join(f"{i},{i % 3}" for i in range(30)), ["one column of numbers"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(tmp_path, case):
    text, parts = CASES[case]
    path = tmp_path / "bad.csv"
    if text is not None:
        save(path, text)
    said = refused(path)
    assert [part for part in parts if part not in said] == [], said


def test_a_folder_and_a_name_that_is_none_are_refused(tmp_path):
    assert "cannot be read" in refused(tmp_path)
    with pytest.raises(ScenarioError, match="no such file"):
        read("a\0b.csv")


@pytest.mark.parametrize(
    ("wanted", "parts"),
    [
        (("wive", "husband"), ["'wive'", "Did you mean 'wife'?"]),
        (("wife", "wife"), ["two different columns"]),
        (("wife",), ["two different columns"]),
        ("wife", ["two different columns"]),
    ],
)
def test_columns_that_are_not_there_are_refused_with_the_nearest(tmp_path, scores, wanted, parts):
    said = refused(written(tmp_path / "two.csv", scores), columns=wanted)
    assert [part for part in parts if part not in said] == []


def test_a_name_that_heads_two_columns_is_refused_when_asked_for(tmp_path, scores):
    path = written(tmp_path / "two.csv", scores, "score,score")
    assert read(path).names == ("score", "score")
    assert "heads 2 columns" in refused(path, columns=("score", "other"))


@pytest.mark.parametrize("window", [0, -1, 101, 2.5, True, "3"])
def test_a_window_is_a_whole_number_of_turns(tmp_path, scores, window):
    assert "window" in refused(written(tmp_path / "two.csv", scores), window=window)


def test_scores_may_be_given_as_numbers():
    rng = np.random.default_rng(1)
    assert Series(("a", "b"), rng.standard_normal((30, 2))).source == "the series"
    for bad, part in ((np.zeros(30), "shape"), (np.zeros((30, 2)), "every turn"), (np.full((30, 2), np.inf), "turn 1"),
                      (np.zeros((100_001, 2)), "at most")):  # fmt: skip
        with pytest.raises(ScenarioError, match=part):
            Series(("a", "b"), bad)


def test_what_hardly_varies_counts_as_constant():
    rng = np.random.default_rng(1)
    with pytest.raises(ScenarioError, match="vary"):
        checked(1e6 + 1e-6 * rng.standard_normal((30, 2)), ("a", "b"), "here")
