"""The page and the report have no colours of their own."""

import re
from pathlib import Path

import sim
from sim.dashboard.payload.controls import fixed
from sim.dashboard.payload.page_words import ACTS
from sim.plots.palette import COLOURS, custom_properties

HERE = Path(sim.__file__).parent
SOURCES = {path: path.read_text("utf-8") for kind in ("vue", "js", "css") for path in HERE.rglob(f"*.{kind}")}
TYPE = {"serif", "sans"}
"""Properties that are no colours."""


def test_every_colour_of_page_and_report_is_the_palettes_and_is_served():
    served = custom_properties()
    for path, text in SOURCES.items():
        assert not re.search(r"[^(&]#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b(?![\w-])", text), path.name
        for name in set(re.findall(r"var\(--pdd-([a-z-]+)\)", text)) - TYPE:
            assert f"--pdd-{name}: {COLOURS[name]};" in served, f"{path.name}: {name}"


def test_what_the_page_offers_is_there_to_be_placed():
    forms = fixed()["forms"]
    assert set(ACTS["troubles"]) == {kind for kind, form in forms.items() if not form["help"]}
    assert {ACTS["hand"], *ACTS["first"], ACTS["course"]["kind"], *ACTS["settings"]} <= set(forms)
