"""What the paired experiments share: effects with their verdicts, tables, and one command line.

Paired: the same couples on the same chance, with and without. Each experiment states its predictions, each with
inequalities, first. Exit codes: 0 where everything is as predicted, 1 where something is not or is undecided,
2 where what was given cannot be used.
"""

import argparse
import json
import math
import os
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from tqdm import tqdm

from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity, measured
from sim.analysis.measures import satisfaction_of
from sim.checking.errors import ScenarioError, complaint, shown
from sim.cli.output import Folder
from sim.model.outcomes import CAUGHT
from sim.model.parameters import Parameters

if TYPE_CHECKING:
    from matplotlib.figure import Figure

AS, NOT, UNDECIDED = "as predicted", "not as predicted", "undecided"
FEWEST = 8
"""Couples below which nothing is concluded."""
SMALLEST, LARGEST, SEEDS = 50, 20_000, 10**9
SIZE, QUICK = 2000, 400
"""Couples of the community, and those of a first look."""
RESAMPLES = 2000


def verdict(one: Quantity) -> str:
    """Whether the 95 % interval lies within what was predicted, outside it, or on both sides; empty without a bound."""
    if not one.told:
        return ""
    low, high = one.interval or (one.value, one.value)
    if one.at_least <= low and high <= one.at_most:
        return AS
    return NOT if high < one.at_least or low > one.at_most else UNDECIDED


@dataclass(frozen=True)
class Prediction:
    """A sentence from theory, and what was found: each quantity carries the inequality that was predicted."""

    title: str
    sentence: str
    quantities: tuple[Quantity, ...]

    @property
    def verdict(self) -> str:
        """The worst of its quantities' verdicts."""
        given = {verdict(one) for one in self.quantities}
        return next((one for one in (NOT, UNDECIDED) if one in given), AS)


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
    if len(couples) < FEWEST:
        allowed = f"a community with at least {FEWEST} {what} couples (it has {len(couples)}); take more"
        raise complaint("community", "--size", str(lab.size), allowed)
    return couples


def caught(now: Mapping[str, np.ndarray]) -> np.ndarray:
    """Where both partners are caught in the dance, as ``sim.model.outcomes`` has it, for arrays by name: 0 or 1."""
    found = 1.0
    for one in "ab":
        strong = np.maximum(now[f"pursue_{one}"], now[f"withdraw_{one}"])
        open_move = np.maximum(now[f"reach_{one}"], now[f"respond_{one}"])
        found = found * ((strong > CAUGHT) & (strong > open_move))
    return found


def both(now: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    """The mean of both partners' values."""
    return 0.5 * (now[f"{name}_a"] + now[f"{name}_b"])


def satisfied(now: Mapping[str, np.ndarray], p: Parameters) -> np.ndarray:
    """The couple's satisfaction in DAS points, without a questionnaire's error."""
    return satisfaction_of(now["bond"], both(now, "security"), p)


def number(value: float, unit: str = "") -> str:
    """A number as people read it."""
    if not math.isfinite(value):
        return "none"
    return f"{value + 0.0:.{1 if unit in ('DAS', 'bpm', 'min') else 3}f}"


def predicted(one: Quantity) -> str:
    """The inequality in words."""
    low, high = (number(bound, one.unit) if math.isfinite(bound) else "" for bound in (one.at_least, one.at_most))
    if low and high:
        return f"{low} to {high}"
    return f"at least {low}" if low else f"at most {high}" if high else ""


def spread(one: Quantity) -> str:
    """The interval in words."""
    return "" if one.interval is None else " to ".join(number(edge, one.unit) for edge in one.interval)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table whose columns are aligned, so that it reads well in a terminal too."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines)


def paragraph(text: str) -> str:
    """A paragraph in lines of readable length."""
    return textwrap.fill(text, 110, break_on_hyphens=False)


def told(one: Prediction) -> str:
    """A prediction as Markdown: title, sentence, then what was found."""
    rows = [(q.name, q.unit, predicted(q), number(q.value, q.unit), spread(q), verdict(q)) for q in one.quantities]
    found = table(("what", "unit", "predicted", "found", "95 % interval", ""), rows)
    return f"## {one.title}: {one.verdict}\n\n{paragraph('Predicted: ' + one.sentence)}\n\n{found}"


def plain(one: Prediction) -> dict[str, Any]:
    """A prediction for JSON, which knows no infinite numbers."""
    quantities = [
        {"name": q.name, "unit": q.unit, "at_least": finite(q.at_least), "at_most": finite(q.at_most),
         "found": finite(q.value), "interval": q.interval and [finite(edge) for edge in q.interval],
         "verdict": verdict(q)}
        for q in one.quantities
    ]  # fmt: skip
    return {"title": one.title, "prediction": one.sentence, "verdict": one.verdict, "quantities": quantities}


def finite(value: float) -> float | None:
    """A number, or none where it is infinite or no number."""
    return float(value) if math.isfinite(value) else None


class Arguments(argparse.ArgumentParser):
    """Arguments whose mistakes are told in one line."""

    def error(self, message: str) -> None:
        """Say what is wrong, and leave with 2."""
        self.exit(2, f"{self.prog}: {message}\n")


def whole(low: int, high: int) -> Callable[[str], int]:
    """A whole number in a range, as a type of argument."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 12 or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"given {shown(text)}; allowed: a whole number from {low} to {high}")
        return int(text)

    return read


def command(name: str, about: str, steps: int, work: Callable[[Lab, Callable[[], Any]], Report], pictures: list[str],
            given: list[str] | None = None) -> int:  # fmt: skip
    """Run an experiment from the command line; gives the exit code.

    ``work`` takes the laboratory and a function to call after each of its ``steps``; ``pictures`` are the names of the
    pictures that it makes.
    """
    parser = Arguments(prog=f"experiments.{name}", description=about, allow_abbrev=False)
    parser.add_argument("--size", type=whole(SMALLEST, LARGEST), metavar="N",
                        help=f"couples of the community ({SIZE}; {QUICK} with --quick)")  # fmt: skip
    parser.add_argument("--seed", type=whole(0, SEEDS), default=1, metavar="S", help="the seed of all chance (1)")
    parser.add_argument("--out", metavar="DIR", help="save table.md, results.json and the pictures there")
    parser.add_argument("--quick", action="store_true", help="a first look: fewer couples and resamples")
    asked = parser.parse_args(given)
    size = asked.size or (QUICK if asked.quick else SIZE)
    lab = Lab(size=size, seed=asked.seed, resamples=RESAMPLES // (8 if asked.quick else 1), threads=os.cpu_count() or 1)
    try:
        if asked.out is None:
            report = watched(lab, steps, work)
        else:
            with Folder(asked.out, ["table.md", "results.json", *pictures]) as folder:
                report = watched(lab, steps, work)
                save(report, lab, folder)
    except ScenarioError as error:
        parser.error(str(error))
    except KeyboardInterrupt:
        parser.exit(130, f"{parser.prog}: stopped\n")
    print(report.text)
    return 0 if all(one.verdict == AS for one in report.predictions) else 1


def watched(lab: Lab, steps: int, work: Callable[[Lab, Callable[[], Any]], Report]) -> Report:
    """Do the work under a progress bar, which is shown on a terminal only."""
    with tqdm(total=steps, unit=" steps", file=sys.stderr, disable=not sys.stderr.isatty(), leave=False) as bar:
        return work(lab, bar.update)


def save(report: Report, lab: Lab, folder: Folder) -> None:
    """Write the table, the numbers and the pictures."""
    from sim.plots.style import save as write

    (folder / "table.md").write_text(report.text + "\n", "utf-8")
    numbers = {"size": lab.size, "seed": lab.seed, "resamples": lab.resamples, **report.numbers}
    (folder / "results.json").write_text(json.dumps(numbers, indent=2, allow_nan=False) + "\n", "utf-8")
    for name, picture in report.pictures.items():
        write(picture(), folder / name)
