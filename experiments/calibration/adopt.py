"""``uv run python -m experiments.calibration.adopt``: make the set in ``result.json`` the product's own.

Writes each constant where it is declared, the plausible sets beside the scenarios, and the ranges of the sweep over
assumed constants, a quarter to each side. Everything is worked out before anything is written.
"""

import json
import re
from pathlib import Path

from experiments.arguments import Arguments
from experiments.calibration.__main__ import RESULT
from experiments.calibration.space import FREE
from sim.model.parameters import PARAMETERS

ROOT = Path(__file__).parents[2]
DECLARED = ("sim/model/parameters.py", "sim/community/population.py")
TOPIC = "experiments/evidence/lab.py"
SWEPT = "experiments/sensitivity.toml"
PLAUSIBLE = "sim/scenario/plausible.json"
ASIDE = 0.25
"""How far the sweep moves a constant to each side, a share of it."""


def replaced(text: str, pattern: str, by: str) -> tuple[str, int]:
    """The text with every match's first group kept and the rest replaced, and how many there were."""
    return re.subn(pattern, rf"\g<1>{by}", text, flags=re.MULTILINE)


def declared(text: str, constants: dict[str, float], found: set[str]) -> str:
    """A file's text with its constants' defaults as given; those that stand in it are added to ``found``."""
    for name, value in constants.items():
        text, count = replaced(text, rf"^(    {name}: float = P\(\s*)[-+.\de]+", f"{value:.4g}")
        if count:
            found.add(name)
    return text


def swept(text: str, constants: dict[str, float]) -> str:
    """The sweep's text with ranges around the constants, within their bounds."""
    for name in constants.keys() & PARAMETERS.keys():
        bounds, value = PARAMETERS[name], constants[name]
        low, high = max(bounds.low, value * (1.0 - ASIDE)), min(bounds.high, value * (1.0 + ASIDE))
        text, _ = replaced(text, rf"^({name} = )\{{ low = .*$", f"{{ low = {low:.4g}, high = {high:.4g} }}")
    return text


def main() -> None:
    """Work out every file, then write them."""
    parser = Arguments("calibration.adopt", __doc__)
    parser.add_argument("--result", type=Path, default=RESULT, help="what a calibration wrote (result.json)")
    result = json.loads(parser.parse_args().result.read_text("utf-8"))
    best: dict[str, float] = result["best"]
    found = {"topic"}
    texts = {name: declared((ROOT / name).read_text("utf-8"), best, found) for name in DECLARED}
    texts[TOPIC], count = replaced((ROOT / TOPIC).read_text("utf-8"), r"^(TOPIC_SIZE = )[\d.]+", f"{best['topic']:.4g}")
    missing = sorted(set(FREE) - found) + ["topic"] * (count != 1)
    if missing:
        raise SystemExit(f"nothing was written: no declaration found for {', '.join(missing)}")
    texts[SWEPT] = swept((ROOT / SWEPT).read_text("utf-8"), best)
    texts[PLAUSIBLE] = json.dumps(result["plausible"], indent=1) + "\n"
    for name, text in texts.items():
        (ROOT / name).write_text(text, "utf-8")
        print(name)


if __name__ == "__main__":
    main()
