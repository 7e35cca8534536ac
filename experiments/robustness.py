"""Which findings are robust? The evidence table over plausible sets of constants, and over turns of another length.

``uv run python -m experiments.robustness`` runs every row of the evidence under each plausible set of
``sim.plausible``, and under turns of 3 and 12 seconds, and prints in how many each row holds. A row that holds
everywhere does not depend on the exact set; one that does is named.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from experiments.arguments import Arguments
from experiments.evidence import STUDIES
from experiments.evidence.lab import Lab
from experiments.population import NORM
from sim.model.parameters import DEFAULTS
from sim.scenario.plausible import plausible

STEPS = (3.0, 6.0, 12.0)
"""Seconds of a turn; 6 is the model's own."""
ROBUST = 0.8
"""A row that holds in this share of the plausible sets, or in more, is called robust (a definition)."""


@dataclass(frozen=True)
class Held:
    """One row under one variation: whether it holds, and its figures by name."""

    row: str
    hit: bool
    figures: dict[str, float]


def table(lab: Lab) -> dict[str, Held]:
    """Every row of the evidence in a laboratory."""
    studies = {row: study(lab) for row, study in STUDIES.items()}
    return {
        row: Held(row, study.hit, {q.name: q.value for q in study.quantities if q.has_tolerance})
        for row, study in studies.items()
    }


def laboratories(size: int, seed: int, threads: int) -> dict[str, Lab]:
    """What is varied, by name: the default set, each plausible set, and each length of a turn."""
    common = {"size": size, "seed": seed, "threads": threads, "probes": min(size, 200)}
    labs = {"default": Lab(**common)}
    for number, constants in enumerate(plausible(), 1):
        model = DEFAULTS._replace(**{name: value for name, value in constants.items() if name in DEFAULTS._fields})
        norm = NORM._replace(**{name: value for name, value in constants.items() if name in NORM._fields})
        labs[f"set {number}"] = Lab(model, norm, constants["topic"], **common)
    return labs | {f"{seconds:g} s": Lab(seconds=seconds, **common) for seconds in STEPS if seconds != 6.0}


def summary(tables: dict[str, dict[str, Held]]) -> list[dict]:
    """A line a row: the share of plausible sets in which it holds, and the lengths of a turn at which it does."""
    sets = [table for name, table in tables.items() if name.startswith("set ")]
    steps = {name: table for name, table in tables.items() if name.endswith(" s")}
    lines = []
    for row in STUDIES:
        holds = sum(table[row].hit for table in sets)
        lines.append({
            "row": row, "default": tables["default"][row].hit, "sets": f"{holds} of {len(sets)}",
            "verdict": "robust" if holds >= ROBUST * len(sets) else "depends on the set" if holds else "misses",
            **{name: table[row].hit for name, table in steps.items()},
        })  # fmt: skip
    return lines


def as_text(lines: list[dict]) -> str:
    """The summary for a terminal, and as Markdown."""
    steps = [name for name in lines[0] if name.endswith(" s")]
    head = ["row", "default", "plausible sets", "verdict", *(f"turns of {name}" for name in steps)]
    words = {True: "hit", False: "miss"}
    body = [
        [line["row"], words[line["default"]], line["sets"], line["verdict"], *(words[line[name]] for name in steps)]
        for line in lines
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *body))


def main() -> None:
    """Run, print, and save."""
    parser = Arguments("robustness", __doc__)
    parser.add_number("--size", 16, 100_000, 600, "couples of each community (600)")
    parser.add_seed()
    parser.add_threads()
    parser.add_argument("--out", type=Path, help="a folder for robustness.md and robustness.json")
    given = parser.parse_args()
    labs = laboratories(given.size, given.seed, given.threads)
    tables = {name: table(lab) for name, lab in tqdm(labs.items(), unit="set", disable=None)}
    lines = summary(tables)
    print(as_text(lines))
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / "robustness.md").write_text(as_text(lines) + "\n", "utf-8")
        figures = {name: {row: held.figures for row, held in rows.items()} for name, rows in tables.items()}
        (given.out / "robustness.json").write_text(json.dumps({"rows": lines, "figures": figures}, indent=1) + "\n")


if __name__ == "__main__":
    main()
