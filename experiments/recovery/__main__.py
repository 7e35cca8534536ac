"""Are a couple's own values found again from its conversations?

``uv run python -m experiments.recovery`` (``--size``, ``--seed``, ``--draws``; ``--out`` saves). Couples are drawn from
the prior and judged from one coded conversation, from ten, and from one of which only scores are known; and couples of
a community, for whom the prior is wrong, from one. It needs the extra ``inference``.
"""

import json
import sys
from pathlib import Path

from tqdm import tqdm

from experiments.arguments import Arguments
from experiments.population import NORM
from experiments.recovery.arms import arms, work
from experiments.recovery.inference import RANGES
from experiments.recovery.inference.learning import MAX_DRAWS, MIN_DRAWS
from experiments.recovery.judge import judge
from experiments.recovery.picture import draw
from experiments.recovery.report import numbers, text
from sim.checking.errors import ScenarioError
from sim.plots.style import save
from sim.sweep.execution.disk import whole_folder

FILES = ["recovery.md", "recovery.json", "recovery.png"]
SPREAD = {name: NORM.hardship_sd if name == "hardship" else 12.0**-0.5 for name in RANGES}
"""The prior's standard deviations (hardship's before it is cut at 5)."""


def main(arguments: list[str] | None = None) -> None:
    """Run, print, and save."""
    parser = Arguments("recovery", __doc__)
    parser.add_number("--size", 50, 5000, 1000, "couples an arm (1,000)")
    parser.add_number("--draws", MIN_DRAWS, MAX_DRAWS, 20_000, "couples to learn from (20,000)")
    parser.add_seed()
    parser.add_argument("--out", metavar="DIR", help=f"save {', '.join(FILES)} there")
    given = parser.parse_args(arguments)
    try:
        if given.out is None:
            print(studied(given.size, given.seed, given.draws, None))
        else:
            with whole_folder(given.out, FILES) as folder:
                found = studied(given.size, given.seed, given.draws, folder)
            print(found)
    except ScenarioError as error:
        parser.error(str(error))
    except KeyboardInterrupt:
        parser.exit(130, f"{parser.prog}: stopped\n")


def studied(size: int, seed: int, draws: int, folder: Path | None) -> str:
    """Do the study under a progress bar, save it where a folder is given, and give its text."""
    with tqdm(total=work(size, draws), unit=" couples", disable=not sys.stderr.isatty(), leave=False) as bar:
        made = arms(size, seed, draws, bar.update)
    rows = [judge(arm, SPREAD) for arm in made]
    found = text(made, rows, size, draws, seed)
    if folder is not None:
        (folder / "recovery.md").write_text(found + "\n", "utf-8")
        as_json = json.dumps(numbers(made, rows, size, draws, seed), indent=1, allow_nan=False)
        (folder / "recovery.json").write_text(as_json + "\n", "utf-8")
        save(draw(made), folder / "recovery.png")
    return found


if __name__ == "__main__":
    main()
