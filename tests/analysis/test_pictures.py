"""What all pictures share: one palette, and labels that a user's text cannot break."""

import re
from pathlib import Path

import pytest

import sim.plots
from sim.plots.drawing import label
from sim.plots.palette import COLOURS, MEANS, PALETTE


def test_every_colour_of_a_picture_is_in_the_palette():
    files = [path for path in Path(sim.plots.__file__).parent.glob("*.py") if path.name != "palette.py"]
    assert not [path.name for path in files if re.search(r"#[0-9a-fA-F]{6}", path.read_text("utf-8"))]


def test_a_meaning_has_a_colour_of_the_palette_and_no_colour_has_its_name():
    assert set(MEANS.values()) <= PALETTE.keys()
    assert not MEANS.keys() & PALETTE.keys()
    assert len(COLOURS) == len(MEANS) + len(PALETTE)


@pytest.mark.parametrize(
    ("text", "shown"), [("Ana", "Ana"), ("_hidden", " _hidden"), ("a\nb", "a�b"), ("x" * 30, "x" * 13 + "…")]
)
def test_a_label_is_one_line_that_fits_and_is_seen(text, shown):
    assert label(text, 14) == shown


def test_a_letter_that_no_font_has_is_told_by_its_number_and_joiners_are_left_out():
    lacking = "𒀀"  # cuneiform
    assert label(f"a{lacking}b") == "aU+12000b"
    assert label("a\u200d\ufe0fb") == "ab"
    for name in ("山田", "👩\u200d🚀"):
        assert "�" not in label(name) and label(name)
