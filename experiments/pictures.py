"""The pictures of the guide: which command makes which, and all of them anew.

``uv run python -m experiments.pictures`` lists them; with names it makes these again, by their commands.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from experiments.arguments import Arguments
from experiments.sweep_pictures import SWEEPS
from sim.checking.errors import nearest, shown
from sim.evidence.cards import ROWS

DOCS = Path(__file__).parents[1] / "docs"
PAGE = ("experiments.page_pictures",)
"""Takes them from the page, and puts them into their places."""
FOLDER = "FOLDER"
"""What stands in a command for a folder, out of which the picture is taken."""
PICTURES: dict[str, tuple[str, ...]] = {
    **{f"{name}.png": PAGE for name in ("page", "guide/page-season", "guide/page-tipping", "guide/page-projector",
                                        "guide/page-village", "guide/page-village-day")},
    **{f"guide/{name}.png": ("experiments.sweep_pictures",) for name in SWEEPS},
    **{f"evidence/{row}.png": ("experiments.evidence", "--out", FOLDER) for row in ROWS},
    "evidence/village.png": ("experiments.village", "--out", FOLDER),
    "recovery/recovery.png": ("experiments.recovery", "--out", FOLDER),
    "portrait.png": ("sim.cli", "portrait", "protest-polka", "--out", FOLDER),
    "guide/village.png": ("sim.cli", "village", "the-plant-closes", "--out", FOLDER),
}  # fmt: skip
"""Every picture, by its place in ``docs``, and the module with its arguments that makes it."""


def source(picture: str, folder: Path) -> Path:
    """Where its command has put a picture: under its own name, or under the one that the command line gives it."""
    own = folder / Path(picture).name
    return own if own.exists() else folder / "picture.png"


def make(pictures: list[str]) -> None:
    """Run each command once, and put the pictures into their places. Raises ``CalledProcessError``."""
    for command in dict.fromkeys(PICTURES[picture] for picture in pictures):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "made"
            words = [str(folder) if word == FOLDER else word for word in command]
            subprocess.run([sys.executable, "-m", *words], check=True)
            for picture in pictures:
                if PICTURES[picture] == command and FOLDER in command:
                    shutil.copyfile(source(picture, folder), DOCS / picture)


def main(arguments: list[str] | None = None) -> None:
    """List or make them."""
    parser = Arguments("pictures", __doc__)
    parser.add_argument("picture", nargs="*", help="one of those that are listed, as page.png")
    given = parser.parse_args(arguments).picture
    unknown = [picture for picture in given if picture not in PICTURES]
    if unknown:
        near = nearest(unknown[0], PICTURES)
        parser.error(f"picture: given {shown(unknown[0])}; allowed: one of those that are listed without a name.{near}")
    if given:
        make(given)
    else:
        for picture, command in PICTURES.items():
            print(f"{picture:30} uv run python -m {' '.join(command)}")


if __name__ == "__main__":
    main()
