"""The page stands alone: nothing is asked of outside, it is well formed, and it can be read without its pictures."""

import itertools
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from folders import noisy, swept

from sim.checking.errors import ScenarioError
from sim.report.contents import report_on
from sim.report.writing import PAGE, write
from sim.wording.numbers import figure, setting

VOID = {"meta", "img", "br", "link", "hr"}
RANGES = {name: {"low": 0.1, "high": 0.9, "scale": "linear"} for name in ("trust_shield", "noise")}


def outcomes(arm, replicate, **columns):
    first, second, *_ = columns.values()
    pushed = 6 * (first - 0.5) - 3 * (second - 0.5) - 0.5 * (arm == "with") + noisy(replicate, 0.4, 0.3)
    share = 1 / (1 + np.exp(-pushed))
    return {"satisfaction": 120 - 50 * share, "dance": share, "distressed": share > 0.5}


class Reader(HTMLParser):
    """Notes every element, and whether each is closed where it should be."""

    def __init__(self, text):
        super().__init__()
        self.open, self.elements, self.text = [], [], ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "script"):
            self.text += data

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    parameters = {"partner_a.anxiety": [0.2, 0.5, 0.8], "couple.bond": [0.2, 0.8]}
    return swept(tmp_path_factory.mktemp("grid"), parameters, outcomes, replicates=12, paired=True,
                 analysis={"main": ["satisfaction", "dance"]},
                 drop=lambda table: table["run"] == 5)  # fmt: skip


@pytest.fixture(scope="module")
def files(grid):
    return {path.name: path for path in write(grid).files}


@pytest.fixture(scope="module")
def page(files):
    return files[PAGE].read_text("utf-8")


def test_one_page_and_its_tables(grid, files):
    assert set(files) == {
        PAGE,
        "points.csv",
        "noise.csv",
        "curves.csv",
        "ends.csv",
        "maps.csv",
        "tipping.csv",
        "paired.csv",
    }
    assert all(path.parent == grid / "report" for path in files.values())
    assert not [path for path in (grid / "report").iterdir() if path.name not in files]


def test_nothing_is_asked_of_outside_and_nothing_runs(page):
    beyond = re.sub(r"base64,[A-Za-z0-9+/=]+", "", page)
    assert not re.findall(r"https?:|//\w|url\(|@import|<script|<link", beyond)
    read = Reader(page)
    assert all(attributes["src"].startswith("data:image/svg+xml;base64,") for attributes in read.all("img"))
    assert all(re.fullmatch(r"\w+\.csv|#unknown", attributes["href"]) for attributes in read.all("a"))


def test_it_is_a_well_formed_page_in_english(page):
    read = Reader(page)
    assert page.startswith("<!DOCTYPE html>")
    assert read.all("html")[0]["lang"] == "en"
    assert len(read.all("h1")) == len(read.all("main")) == len(read.all("title")) == 1
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(then <= now + 1 for now, then in itertools.pairwise(levels))
    assert "@media print" in page and "@page" in page


def test_every_picture_has_words_and_every_table_a_caption(page):
    read = Reader(page)
    pictures = read.all("img")
    assert len(pictures) >= 2 * (2 + 2 + 3)
    assert all(len(attributes["alt"]) > 40 for attributes in pictures)
    assert len(read.all("figcaption")) == len(pictures)
    assert len(read.all("caption")) == len(read.all("table")) > 5
    assert all(attributes.get("scope") in ("col", "row") for attributes in read.all("th"))


def test_it_says_what_was_run_and_what_failed(page):
    text = Reader(page).text
    parts = ("A sweep with a known answer", "Is it found?", "6 points × 12 replicates", "143 completed, 1 failed",
            "anxiety of Ana", "What is not known", "common random numbers", "no such couple", "12 replicates are few",
            "1 run failed")  # fmt: skip
    for part in parts:
        assert part in text, part
    assert "had none that succeeded" not in text


def test_the_same_folder_gives_the_same_bytes(grid, files, tmp_path):
    again = {path.name: path for path in write(str(grid), tmp_path / "again").files}
    assert {name: path.read_bytes() for name, path in again.items()} == {
        name: path.read_bytes() for name, path in files.items()
    }


def test_another_seed_gives_other_intervals_of_the_same_values(tmp_path):
    reports = [report_on(swept(tmp_path / str(seed), RANGES, outcomes, "latin-hypercube", 40, 4,
                         analysis={"seed": seed, "resamples": 200, "main": ["dance"]})) for seed in (1, 2)]  # fmt: skip
    first, second = (report.tables["indices"] for report in reports)
    assert first["estimate"].equals(second["estimate"])
    assert not first["low"].equals(second["low"])
    assert first["low"].to_numpy() == pytest.approx(second["low"].to_numpy(), abs=0.1)
    assert reports[0].results.spec.main == ("dance",)


@pytest.mark.parametrize("kind, size", [("sobol", 16), ("morris", 6), ("latin-hypercube", 30)])
def test_a_sample_has_its_indices_on_the_page(tmp_path, kind, size):
    folder = swept(tmp_path, RANGES, outcomes, kind, size, 3, analysis={"main": ["dance"], "resamples": 100})
    files = {path.name: path for path in write(folder).files}
    text = Reader(files[PAGE].read_text("utf-8")).text
    assert "What moves it" in text
    assert "how much trust takes the sting" in text
    assert "indices.csv" in files


def test_what_a_title_says_stays_text(tmp_path):
    folder = swept(tmp_path, {"couple.bond": [0.2, 0.8]}, lambda arm, replicate, couple_bond: {"dance": couple_bond})
    spec = folder / "spec.toml"
    spec.write_text(spec.read_text("utf-8").replace("Is it found?", "<script>alert(1)</script> & more"), "utf-8")
    page = next(path for path in write(folder).files if path.name == PAGE).read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert "<script" not in page


def test_what_cannot_be_written_is_one_line(grid, tmp_path):
    (tmp_path / "file").write_text("here already", "utf-8")
    with pytest.raises(ScenarioError, match=r"analyze: folder: .*allowed: a folder that can be written") as raised:
        write(grid, tmp_path / "file")
    assert "\n" not in str(raised.value)


def test_numbers_are_written_as_people_read_them():
    assert [figure(x) for x in (0.0, 0.1234, 0.01234, 12.34, 1234.5, -2.5, float("nan"))] == [
        "0", "0.12", "0.012", "12.3", "1,234", "−2.50", "–"]  # fmt: skip
    assert [setting(x) for x in (0.000183456, 40.0, 0.5, -0.25)] == ["0.000183", "40.0", "0.500", "−0.250"]
