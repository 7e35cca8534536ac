"""A user's table is read once, the same for every command that takes one."""

import pytest

from sim.checking.csv_file import read_csv
from sim.checking.errors import ScenarioError


def read(tmp_path, text: str | bytes):
    path = tmp_path / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_csv(path, "a table", "a header and rows")


@pytest.mark.parametrize(
    "text",
    [
        "first,second\n1,x y\n,\n2,z\n",
        "\ufefffirst; second\r\n1;x y\r\n;\r\n2 ; z\r\n\r\n",
        '"first"\t"second"\n1\t"x y"\n\t\n2\tz',
    ],
)
def test_the_ways_of_writing_a_table_are_one(tmp_path, text):
    table = read(tmp_path, text)
    assert table.header == ["first", "second"]
    assert table.rows == [(2, ["1", "x y"]), (3, ["", ""]), (4, ["2", "z"])]


def test_lines_that_say_nothing_are_kept_within_the_table_and_left_out_around_it(tmp_path):
    table = read(tmp_path, " \n\na,b\n1,2\n\n  \n,,,\n3,4\n\n \n")
    assert table.header_line == 3
    assert table.rows == [(4, ["1", "2"]), (5, []), (6, []), (7, []), (8, ["3", "4"])]


def test_rows_of_empty_cells_at_the_end_are_nothing(tmp_path):
    assert read(tmp_path, "a,b\n1,2\n,\n3,4\n,\n\n,\n").rows == [(2, ["1", "2"]), (3, ["", ""]), (4, ["3", "4"])]


def test_a_cell_over_several_lines_counts_them(tmp_path):
    table = read(tmp_path, 'a,b\n"one\ntwo",2\n3,4\n')
    assert table.rows == [(3, ["one\ntwo", "2"]), (4, ["3", "4"])]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" \n \n", "file: given an empty file; allowed: a header and rows."),
        ("a,b\n1,2\n3\n", "line 3, cells: given 1; allowed: 2, one for each column, apart by commas."),
        ("a;b\n1;2;3\n", "line 2, cells: given 3; allowed: 2, one for each column, apart by semicolons."),
        ('a,b\n1,"2\n', "line 2, line: given unexpected end of data, which is no CSV; allowed: cells apart by commas"),
        (b"a,b\n1,\xe9\n", "file: given bytes that are no text (0xe9 in line 2); allowed: a CSV file in UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_where_it_is_wrong(tmp_path, text, message):
    with pytest.raises(ScenarioError) as refused:
        read(tmp_path, text)
    assert str(refused.value).startswith(f"{tmp_path / 'table.csv'}: {message}")


def test_the_error_of_a_line_names_file_line_and_column(tmp_path):
    error = read(tmp_path, "a,b\n1,2\n").complaint(2, "a", "'1'", "a word", " Did you mean 'one'?")
    assert str(error).endswith("table.csv: line 2, a: given '1'; allowed: a word. Did you mean 'one'?")


def test_cells_in_which_nothing_stands_are_no_table(tmp_path):
    with pytest.raises(ScenarioError, match="given cells in which nothing stands; allowed: a header and rows"):
        read(tmp_path, ",,,\n , ,\n")


def test_a_file_of_very_many_cells_is_refused_before_it_is_taken_apart(tmp_path):
    for text in ("a,b\n" + "," * 700_000, "a,b\n" + "1,2\n" * 310_000, 'a,b\n"\n"' + ',"\n"' * 310_000):
        with pytest.raises(ScenarioError, match=r"given about \d{3},\d{3} cells; allowed: at most 600,000"):
            read(tmp_path, text)


def test_half_a_million_lines_that_say_nothing_take_no_time(tmp_path):
    """Once they were taken off one by one, each of them moving all others."""
    assert read(tmp_path, "\n" * 290_000 + "a,b\n1,2\n" + "\n" * 290_000).rows == [(290_002, ["1", "2"])]
