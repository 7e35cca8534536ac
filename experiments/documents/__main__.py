"""The pages for reviewers, brought up to date: ``uv run python -m experiments.documents``.

With ``--check`` nothing is written: what is not as the code and the results say is named, and the exit code is 1.
"""

import sys

from experiments.arguments import Arguments
from experiments.documents import PAGES, PARTS
from experiments.documents.marking import filled
from experiments.documents.results import ROOT
from sim.checking.errors import ScenarioError


def main(arguments: list[str] | None = None) -> int:
    """Write the parts of every page, or compare them; gives the exit code."""
    parser = Arguments("documents", __doc__)
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    given = parser.parse_args(arguments)
    old = 0
    for name in PAGES:
        if not (ROOT / name).is_file():
            parser.error(f"{name}: given no such file; allowed: a checkout of the project, which has the pages.")
        text = (ROOT / name).read_text("utf-8")
        try:
            made = filled(text, PARTS, name)
        except ScenarioError as error:
            parser.error(str(error))
        if made == text:
            continue
        old += 1
        print(f"{name} is {'not up to date' if given.check else 'written'}.")
        if not given.check:
            (ROOT / name).write_text(made, "utf-8")
    return int(given.check and old > 0)


if __name__ == "__main__":
    sys.exit(main())
