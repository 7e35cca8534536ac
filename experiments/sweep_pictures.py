"""The shipped sweeps' leading pictures in the guide, made anew: ``uv run python -m experiments.sweep_pictures``.

Each sweep is run and analysed in a folder of its own, its answer is printed, and the picture that leads its report is
taken from the page.
"""

import tempfile
from pathlib import Path

import sim
from experiments.browsing import chromium
from sim.report.writing import PAGE, write

SWEEPS = ("hand-holding", "tipping", "early-or-late", "therapy-dose", "who-else-gains", "sensitivity")
HERE = Path(__file__).parent
GUIDE = HERE.parent / "docs" / "guide"


def main() -> None:
    """Run, analyse and picture all of them."""
    with chromium() as browser, tempfile.TemporaryDirectory() as scratch:
        page = browser.new_page(viewport={"width": 1024, "height": 768}, device_scale_factor=2)
        for name in SWEEPS:
            folder = Path(scratch) / name
            sim.sweep(HERE / f"{name}.toml", out=folder)
            written = write(folder)
            print(f"{name}: {written.answer}", flush=True)
            page.goto(next(path for path in written.files if path.name == PAGE).as_uri())
            page.locator("figure img").first.screenshot(path=GUIDE / f"{name}.png")


if __name__ == "__main__":
    main()
