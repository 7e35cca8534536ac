"""Are a couple's own values found again from its conversations?

``uv run python -m experiments.recovery`` (``--size``, ``--seed``, ``--draws``; ``--out`` saves). Couples are drawn from
the prior and judged from one coded conversation, from ten, and from one of which only scores are known; and couples of
a community, for whom the prior is wrong, from one. It needs the extra ``inference``.
"""

import json
import sys

from tqdm import tqdm

from experiments.paired import SEEDS, Arguments, whole
from experiments.recovery.arms import arms, work
from experiments.recovery.inference import RANGES
from experiments.recovery.inference.learning import LEAST, MOST
from experiments.recovery.judge import judge
from experiments.recovery.report import numbers, text
from sim.analysis.population import NORM
from sim.checking.errors import ScenarioError
from sim.cli.output import Folder

FILES = ["recovery.md", "recovery.json", "recovery.png"]
SPREAD = {name: NORM.hardship_sd if name == "hardship" else 12.0**-0.5 for name in RANGES}
"""The prior's standard deviations (hardship's before it is cut at 5)."""


def main(given: list[str] | None = None) -> None:
    """Run, print, and save."""
    parser = Arguments(prog="experiments.recovery", description=(__doc__ or "").splitlines()[0], allow_abbrev=False)
    parser.add_argument("--size", type=whole(50, 5000), default=1000, metavar="N", help="couples an arm (1,000)")
    parser.add_argument("--draws", type=whole(LEAST, MOST), default=20_000, metavar="N",
                        help="couples to learn from (20,000)")  # fmt: skip
    parser.add_argument("--seed", type=whole(0, SEEDS), default=1, metavar="S", help="the seed of all chance (1)")
    parser.add_argument("--out", metavar="DIR", help=f"save {', '.join(FILES)} there")
    asked = parser.parse_args(given)
    try:
        if asked.out is None:
            print(studied(asked.size, asked.seed, asked.draws, None))
        else:
            with Folder(asked.out, FILES) as folder:
                told = studied(asked.size, asked.seed, asked.draws, folder)
            print(told)
    except ScenarioError as error:
        parser.error(str(error))
    except KeyboardInterrupt:
        parser.exit(130, f"{parser.prog}: stopped\n")


def studied(size: int, seed: int, draws: int, folder: Folder | None) -> str:
    """Do the study under a progress bar, save it where a folder is given, and give its text."""
    with tqdm(total=work(size, draws), unit=" couples", disable=not sys.stderr.isatty(), leave=False) as bar:
        made = arms(size, seed, draws, bar.update)
    rows = [judge(arm, SPREAD) for arm in made]
    told = text(made, rows, size, draws, seed)
    if folder is not None:
        from experiments.recovery.picture import draw
        from sim.plots.style import save

        (folder / "recovery.md").write_text(told + "\n", "utf-8")
        plain = json.dumps(numbers(made, rows, size, draws, seed), indent=1, allow_nan=False)
        (folder / "recovery.json").write_text(plain + "\n", "utf-8")
        save(draw(made), folder / "recovery.png")
    return told


if __name__ == "__main__":
    main()
