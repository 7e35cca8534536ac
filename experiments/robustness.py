"""Which findings are robust? The evidence table over plausible sets of constants, and over turns of another length.

``uv run python -m experiments.robustness`` runs every row of the evidence under each plausible set of
``sim.plausible``, and under turns of 3 and 12 seconds, and prints in how many each row holds. A row that holds
everywhere does not depend on the exact set; one that does is named.
"""

import argparse
import json
import os
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from experiments.evidence import STUDIES
from experiments.evidence.lab import Lab
from sim.analysis.population import NORM
from sim.model.parameters import DEFAULTS
from sim.scenario.plausible import plausible

STEPS = (3.0, 6.0, 12.0)
"""Seconds of a turn; 6 is the model's own."""
MOST = 0.8
"""A row that holds in this share of the plausible sets, or in more, is called robust (a definition)."""


@dataclass(frozen=True)
class Held:
    """One row under one variation: whether it holds, and its figures by name."""

    row: str
    hit: bool
    figures: dict[str, float]


def table(lab: Lab) -> dict[str, Held]:
    """Every row of the evidence in a laboratory."""
    found = {row: study(lab) for row, study in STUDIES.items()}
    return {
        row: Held(row, one.hit, {each.name: each.value for each in one.quantities if each.told})
        for row, one in found.items()
    }


def laboratories(size: int, seed: int, threads: int) -> dict[str, Lab]:
    """What is varied, by name: the default set, each plausible set, and each length of a turn."""
    common = {"size": size, "seed": seed, "threads": threads, "probes": min(size, 200)}
    made = {"default": Lab(**common)}
    for number, one in enumerate(plausible(), 1):
        model = DEFAULTS._replace(**{name: value for name, value in one.items() if name in DEFAULTS._fields})
        norm = NORM._replace(**{name: value for name, value in one.items() if name in NORM._fields})
        made[f"set {number}"] = Lab(model, norm, one["topic"], **common)
    return made | {f"{seconds:g} s": Lab(seconds=seconds, **common) for seconds in STEPS if seconds != 6.0}


def summary(tables: dict[str, dict[str, Held]]) -> list[dict]:
    """A line a row: the share of plausible sets in which it holds, and the lengths of a turn at which it does."""
    sets = [one for name, one in tables.items() if name.startswith("set ")]
    steps = {name: one for name, one in tables.items() if name.endswith(" s")}
    lines = []
    for row in STUDIES:
        holds = sum(one[row].hit for one in sets)
        lines.append({
            "row": row, "default": tables["default"][row].hit, "sets": f"{holds} of {len(sets)}",
            "verdict": "robust" if holds >= MOST * len(sets) else "depends on the set" if holds else "misses",
            **{name: one[row].hit for name, one in steps.items()},
        })  # fmt: skip
    return lines


def as_text(lines: list[dict]) -> str:
    """The summary for a terminal, and as Markdown."""
    steps = [name for name in lines[0] if name.endswith(" s")]
    head = ["row", "default", "plausible sets", "verdict", *(f"turns of {name}" for name in steps)]
    told = {True: "hit", False: "miss"}
    body = [
        [one["row"], told[one["default"]], one["sets"], one["verdict"],
         *(told[one[name]] for name in steps)]
        for one in lines
    ]  # fmt: skip
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *body))


def main() -> None:
    """Run, print, and save."""
    parser = argparse.ArgumentParser(
        prog="python -m experiments.robustness", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--size", type=int, default=600, help="couples of each community (600)")
    parser.add_argument("--seed", type=int, default=1, help="seed of all chance (1)")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, help="a folder for robustness.md and robustness.json")
    given = parser.parse_args()
    labs = laboratories(given.size, given.seed, given.threads)
    tables = {name: table(lab) for name, lab in tqdm(labs.items(), unit="set", disable=None)}
    lines = summary(tables)
    print(as_text(lines))
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / "robustness.md").write_text(as_text(lines) + "\n", "utf-8")
        figures = {name: {row: one.figures for row, one in rows.items()} for name, rows in tables.items()}
        (given.out / "robustness.json").write_text(json.dumps({"rows": lines, "figures": figures}, indent=1) + "\n")


if __name__ == "__main__":
    main()
