"""What the paired experiments share: effects with their verdicts, tables, and one command line.

Paired: the same couples on the same chance, with and without. Each experiment states its predictions, each with
inequalities, first. Exit codes: 0 where everything is as predicted, 1 where something is not or is undecided,
2 where what was given cannot be used.
"""

import json
import math
import os
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from tqdm import tqdm

from experiments.arguments import Arguments
from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity, measured
from experiments.measures import satisfaction_of
from sim.checking.errors import ScenarioError, complaint
from sim.engines.arrays import on_arrays
from sim.model import outcomes
from sim.model.parameters import Parameters
from sim.model.trajectory import STATE, couple_of
from sim.plots.style import save as save_picture
from sim.sweep.execution.disk import whole_folder

if TYPE_CHECKING:
    from matplotlib.figure import Figure

AS, NOT, UNDECIDED = "as predicted", "not as predicted", "undecided"
MIN_COUPLES = 8
"""Couples below which nothing is concluded."""
SIZES = 50, 20_000
SIZE, QUICK = 2000, 400
"""Couples of the community, and those of a first look."""
RESAMPLES = 2000


def verdict(quantity: Quantity) -> str:
    """Whether the 95 % interval lies within what was predicted, outside it, or on both sides; empty without a bound."""
    if not quantity.has_tolerance:
        return ""
    low, high = quantity.interval or (quantity.value, quantity.value)
    if quantity.at_least <= low and high <= quantity.at_most:
        return AS
    return NOT if high < quantity.at_least or low > quantity.at_most else UNDECIDED


@dataclass(frozen=True)
class Prediction:
    """A sentence from theory, and what was found: each quantity carries the inequality that was predicted."""

    title: str
    sentence: str
    quantities: tuple[Quantity, ...]

    @property
    def verdict(self) -> str:
        """The worst of its quantities' verdicts."""
        verdicts = {verdict(quantity) for quantity in self.quantities}
        return next((worst for worst in (NOT, UNDECIDED) if worst in verdicts), AS)


@dataclass(frozen=True)
class Report:
    """What an experiment hands over: predictions with findings, text as Markdown, numbers for JSON, and pictures."""

    predictions: tuple[Prediction, ...]
    text: str
    numbers: dict[str, Any]
    pictures: "dict[str, Callable[[], Figure]]" = field(default_factory=dict)


def mean_of(lab: Lab, name: str, values: np.ndarray, **more: Any) -> Quantity:
    """The mean over couples of an effect, (couples,), with its bootstrap interval; ``more`` holds the prediction."""
    return measured(lab, name, len(values), lambda i: values[i].mean(), **more)


def ratio_of(lab: Lab, name: str, above: np.ndarray, below: np.ndarray, **more: Any) -> Quantity:
    """The ratio of two mean effects over the same couples, with its bootstrap interval.

    Where the lower mean is not above 0 there is nothing to be a share of, and the ratio is infinite.
    """

    def ratio(i: np.ndarray) -> float:
        whole = float(below[i].mean())
        return float(above[i].mean()) / whole if whole > 0.0 else math.inf

    return measured(lab, name, len(above), ratio, **more)


def distressed(lab: Lab) -> np.ndarray:
    """The community's distressed couples by number. Raises ``ScenarioError`` where they are too few to study."""
    return enough(lab, np.flatnonzero(~lab.satisfied), "distressed")


def enough(lab: Lab, couples: np.ndarray, what: str) -> np.ndarray:
    """The couples, if they are enough to study. Raises ``ScenarioError``."""
    if len(couples) < MIN_COUPLES:
        allowed = f"a community with at least {MIN_COUPLES} {what} couples (it has {len(couples)}); take more"
        raise complaint("community", "--size", str(lab.size), allowed)
    return couples


def caught(now: Mapping[str, np.ndarray]) -> np.ndarray:
    """Where both partners are caught in the dance, for arrays of their state by name: 0 or 1."""
    couple, law = couple_of([now[name] for name in STATE]), on_arrays(outcomes.caught)
    return law(couple.a) * law(couple.b)


def both(now: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    """The mean of both partners' values."""
    return 0.5 * (now[f"{name}_a"] + now[f"{name}_b"])


def satisfied(now: Mapping[str, np.ndarray], p: Parameters) -> np.ndarray:
    """The couple's satisfaction in DAS points, without a questionnaire's error."""
    return 0.5 * (satisfaction_of("a", now, p) + satisfaction_of("b", now, p))


def number(value: float, unit: str = "") -> str:
    """A number as people read it."""
    if not math.isfinite(value):
        return "none"
    return f"{value + 0.0:.{1 if unit in ('DAS', 'bpm', 'min') else 3}f}"


def predicted(quantity: Quantity) -> str:
    """The inequality in words."""
    low, high = (
        number(bound, quantity.unit) if math.isfinite(bound) else "" for bound in (quantity.at_least, quantity.at_most)
    )
    if low and high:
        return f"{low} to {high}"
    return f"at least {low}" if low else f"at most {high}" if high else ""


def spread(quantity: Quantity) -> str:
    """The interval in words."""
    return "" if quantity.interval is None else " to ".join(number(edge, quantity.unit) for edge in quantity.interval)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table whose columns are aligned, so that it reads well in a terminal too."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines)


def paragraph(text: str) -> str:
    """A paragraph in lines of readable length."""
    return textwrap.fill(text, 110, break_on_hyphens=False)


def as_markdown(prediction: Prediction) -> str:
    """A prediction as Markdown: title, sentence, then what was found."""
    rows = [
        (q.name, q.unit, predicted(q), number(q.value, q.unit), spread(q), verdict(q)) for q in prediction.quantities
    ]
    found = table(("what", "unit", "predicted", "found", "95 % interval", ""), rows)
    return f"## {prediction.title}: {prediction.verdict}\n\n{paragraph('Predicted: ' + prediction.sentence)}\n\n{found}"


def to_dict(prediction: Prediction) -> dict[str, Any]:
    """A prediction for JSON, which knows no infinite numbers."""
    quantities = [
        {"name": q.name, "unit": q.unit, "at_least": finite(q.at_least), "at_most": finite(q.at_most),
         "found": finite(q.value), "interval": q.interval and [finite(edge) for edge in q.interval],
         "verdict": verdict(q)}
        for q in prediction.quantities
    ]  # fmt: skip
    return {
        "title": prediction.title,
        "prediction": prediction.sentence,
        "verdict": prediction.verdict,
        "quantities": quantities,
    }


def finite(value: float) -> float | None:
    """A number, or none where it is infinite or no number."""
    return float(value) if math.isfinite(value) else None


def command(name: str, about: str, steps: int, work: Callable[[Lab, Callable[[], Any]], Report], pictures: list[str],
            arguments: list[str] | None = None) -> int:  # fmt: skip
    """Run an experiment from the command line; gives the exit code.

    ``work`` takes the laboratory and a function to call after each of its ``steps``; ``pictures`` are the names of the
    pictures that it makes.
    """
    parser = Arguments(name, about)
    parser.add_number("--size", *SIZES, None, f"couples of the community ({SIZE}; {QUICK} with --quick)")
    parser.add_seed()
    parser.add_argument("--out", metavar="DIR", help="save table.md, results.json and the pictures there")
    parser.add_argument("--quick", action="store_true", help="a first look: fewer couples and resamples")
    given = parser.parse_args(arguments)
    size, resamples = given.size or (QUICK if given.quick else SIZE), RESAMPLES // (8 if given.quick else 1)
    lab = Lab(size=size, seed=given.seed, resamples=resamples, threads=os.cpu_count() or 1)
    try:
        if given.out is None:
            report = watched(lab, steps, work)
        else:
            with whole_folder(given.out, ["table.md", "results.json", *pictures]) as folder:
                report = watched(lab, steps, work)
                save(report, lab, folder)
    except ScenarioError as error:
        parser.error(str(error))
    except KeyboardInterrupt:
        parser.exit(130, f"{parser.prog}: stopped\n")
    print(report.text)
    return 0 if all(prediction.verdict == AS for prediction in report.predictions) else 1


def watched(lab: Lab, steps: int, work: Callable[[Lab, Callable[[], Any]], Report]) -> Report:
    """Do the work under a progress bar, which is shown on a terminal only."""
    with tqdm(total=steps, unit=" steps", file=sys.stderr, disable=not sys.stderr.isatty(), leave=False) as bar:
        return work(lab, bar.update)


def save(report: Report, lab: Lab, folder: Path) -> None:
    """Write the table, the numbers and the pictures."""
    (folder / "table.md").write_text(report.text + "\n", "utf-8")
    numbers = {"size": lab.size, "seed": lab.seed, "resamples": lab.resamples, **report.numbers}
    (folder / "results.json").write_text(json.dumps(numbers, indent=2, allow_nan=False) + "\n", "utf-8")
    for name, picture in report.pictures.items():
        save_picture(picture(), folder / name)
