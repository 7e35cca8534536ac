"""The model against every published finding: a table, and a folder with tables and pictures.

``uv run python -m experiments.evidence`` (``--quick`` for a first look, ``--rows E1,E2`` for some rows, ``--json`` for
machines). Exit code: 0 when every row that was run holds, 1 when one does not, 2 for a mistake in what was given, 130
for Ctrl-C. The same size, seed and number of resamples give the same table.
"""

import argparse
import os
import sys
import warnings
from dataclasses import replace

from tqdm import tqdm

from experiments.arguments import Arguments
from experiments.evidence import STUDIES
from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Study
from experiments.evidence.report import as_json, as_text, misses, names, write
from sim.checking.errors import ScenarioError, nearest, shown
from sim.cli.terminal import print_whatever_it_is
from sim.sweep.execution.disk import whole_folder

FULL = {"size": 4000, "resamples": 400, "probes": 800, "follow": True}
QUICK = {"size": 256, "resamples": 100, "probes": 64, "follow": False}


def rows_of(text: str) -> list[str]:
    """Reads rows: ``E1,E2``."""
    words = [word.strip() for word in text.split(",")]
    for word in words:
        if word.upper() not in STUDIES:
            known = ", ".join(STUDIES)
            raise argparse.ArgumentTypeError(f"given {shown(word)}; allowed: {known}.{nearest(word.upper(), STUDIES)}")
    return [row for row in STUDIES if row in {word.upper() for word in words}]


def options(arguments: list[str] | None) -> argparse.Namespace:
    """What was given. Exits with 2 where that cannot be used."""
    parser = Arguments("evidence", __doc__)
    parser.add_number("--size", 16, 100_000, None, f"couples of the community (default {FULL['size']})")
    parser.add_seed()
    parser.add_number("--seeds", 1, 1000, 1, "how many seeds, from --seed on, a row must hold at (default 1)")
    resamples = f"bootstrap draws behind each interval (default {FULL['resamples']}; 0 for no intervals)"
    parser.add_number("--resamples", 0, 100_000, None, resamples)
    parser.add_threads()
    parser.add_argument("--out", metavar="DIR", default="evidence-results", help="folder for the results (%(default)s)")
    parser.add_argument("--rows", type=rows_of, metavar="E1,E2", default=list(STUDIES), help="only these rows")
    parser.add_json()
    parser.add_argument("--quick", action="store_true", help=f"{QUICK['size']} couples, not seen again after two years")
    return parser.parse_args(arguments)


def lab_of(given: argparse.Namespace) -> Lab:
    """The laboratory that was asked for."""
    own = {name: getattr(given, name) for name in ("size", "resamples") if getattr(given, name) is not None}
    return Lab(seed=given.seed, threads=given.threads, **{**(QUICK if given.quick else FULL), **own})


def run(rows: list[str], lab: Lab, seeds: int = 1) -> list[Study]:
    """The rows' studies, and with more ``seeds`` at which of the next ones each holds as well; with a bar on a terminal
    and nowhere else."""
    studies: list[Study] = []
    hits: dict[str, list[bool]] = {row: [] for row in rows}
    labs = [lab, *(replace(lab, seed=lab.seed + more, resamples=0) for more in range(1, seeds))]
    work = [(here, row) for here in labs for row in rows]
    with warnings.catch_warnings(), tqdm(work, unit="row", disable=not sys.stderr.isatty(), leave=False) as bar:
        # Where there is no figure, its interval is none either, and the table says so.
        warnings.simplefilter("ignore", RuntimeWarning)
        for here, row in bar:
            bar.set_postfix_str(row)
            study = STUDIES[row](here)
            hits[row].append(study.hit)
            if here is lab:
                studies.append(study)
    return [replace(study, seeds=tuple(hits[study.row])) for study in studies]


def echo(text: str) -> None:
    """Print; a reader that has gone is no mistake."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: list[str] | None = None) -> int:
    """Run the studies, print the table, save everything; returns the exit code."""
    print_whatever_it_is()
    given = options(arguments)
    lab = lab_of(given)
    try:
        with whole_folder(given.out, names(given.rows)) as folder:
            studies = run(given.rows, lab, given.seeds)
            echo(as_json(studies, lab) if given.json else as_text(studies))
            write(studies, lab, folder)
    except ScenarioError as error:
        print(f"experiments.evidence: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"experiments.evidence: {given.out}: {error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    if not given.json:
        echo(f"Tables and pictures: {given.out}")
    return 1 if misses(studies) else 0


if __name__ == "__main__":
    sys.exit(main())
