"""``uv run python -m experiments.calibration``: search, judge, and write what was found.

It can be stopped at any time and called again: it goes on from ``--state``.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from experiments.arguments import MAX_SEED, Arguments
from experiments.calibration.judge import judged
from experiments.calibration.search import Plan, search, workers

RESULT = Path(__file__).with_name("result.json")


def main() -> None:
    """Search (or go on), judge the last sets on fresh chance, write ``result.json``."""
    parser = Arguments("calibration", __doc__)
    default = Plan()
    for name in asdict(default):
        parser.add_number(f"--{name}", 0, MAX_SEED, getattr(default, name), f"{getattr(default, name)}")
    parser.add_number("--jobs", 1, 256, os.cpu_count() or 1, "processes; they change no value (one a core)")
    parser.add_argument("--state", type=Path, default=Path("calibration.state"), help="keeps an interrupted search")
    parser.add_argument("--out", type=Path, default=RESULT, help="where the result is written")
    given = parser.parse_args()
    plan = Plan(**{name: getattr(given, name) for name in asdict(default)})
    with tqdm(total=plan.rounds * plan.steps, unit="step") as bar:

        def progress(last: dict[str, Any]) -> None:
            bar.update(last["step"] - bar.n)
            bar.set_postfix(score=last["totals"][last["taken"]], before=last["totals"][0])

        found = search(plan, given.state, given.jobs, progress)
    with workers(given.jobs) as scored:
        result = judged([np.array(place) for place in found["places"]], found["lines"], plan, scored)
    record = {"plan": asdict(plan), **result, "history": found["history"]}
    partial = given.out.with_suffix(".partial")
    partial.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    partial.replace(given.out)
    print(f"{given.out}: score {result['score']}, {len(result['plausible'])} plausible sets")
    for name, far in sorted(result["misses"].items(), key=lambda miss: -miss[1]):
        print(f"  {far:6.2f}  {name}: {result['figures'].get(name)}")


if __name__ == "__main__":
    main()
