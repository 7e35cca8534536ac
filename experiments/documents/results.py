"""The parts of the TRACE: what was verified, against what, and with which result, read from the results that are kept.

No figure is typed: each is read from a file that an experiment wrote (``docs/evidence``, ``docs/recovery``,
``experiments/calibration``), or from the tests' own first lines.
"""

import ast
import json
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from experiments.calibration.score import SEARCHED
from experiments.documents.marking import cell, code, number, table
from experiments.documents.model import cited
from experiments.paired import AS, NOT, UNDECIDED
from experiments.robustness import ROBUST
from sim.checking.errors import complaint
from sim.evidence.cards import cards
from sim.evidence.references import references
from sim.peers import PEERS

ROOT = Path(__file__).resolve().parents[2]
FIRM = 11
"""A row that holds at fewer seeds than these is named (a definition)."""
POWERFUL = 0.8
"""A row that a study of the paper's own size would find less often than this is named: Cohen's power (a convention)."""


@cache
def kept(place: str) -> Any:
    """A result file of the repository, as JSON. Raises ``ScenarioError`` where there is none."""
    file = ROOT / place
    if not file.is_file():
        raise complaint(place, "file", "no such file", "what an experiment's --out has written")
    return json.loads(file.read_text("utf-8"))


def evidence() -> dict[str, Any]:
    """What ``experiments.evidence`` found."""
    return kept("docs/evidence/evidence.json")


def _rows(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


def _holding(row: dict[str, Any]) -> str:
    return f"{sum(row['seeds'])} of {len(row['seeds'])}"


def evidence_summary() -> str:
    """How many rows hold, how firmly, and which of them say little."""
    found = evidence()
    rows, lab = found["rows"], found["lab"]
    seeds = len(rows[0]["seeds"])
    firm = [row["row"] for row in rows if sum(row["seeds"]) >= FIRM]
    weak = [f"{row['row']} ({row['chance_at_paper_size']:.2f})" for row in rows
            if row["chance_at_paper_size"] is not None and row["chance_at_paper_size"] < POWERFUL]  # fmt: skip
    lines = [
        f"- {found['rows_that_hold']} of {len(rows)} rows hold at seed {lab['seed']} with {lab['size']:,} couples; "
        f"these miss: {_rows(found['misses'])}.",
        f"- {len(firm)} rows hold at {FIRM} or more of {seeds} seeds; the others: "
        + _rows(f"{row['row']} ({_holding(row)})" for row in rows if row["row"] not in firm) + ".",
        "- True by construction, at least in part, and so no test of the model: "
        + _rows(row["row"] for row in rows if "by construction" in row["tolerance"]) + ".",
        f"- A study of the paper's own size would hold less often than {POWERFUL:.0%}: {_rows(weak)}.",
    ]  # fmt: skip
    return "\n".join(lines)


def evidence_table() -> str:
    """Every row with its verdict, at how many seeds it holds, and how often a study of the paper's size would."""
    return table(
        ("row", "finding", "published", "verdict", "seeds", "at the paper's n", "status"),
        (
            (row["row"], row["finding"], row["published"], row["verdict"], _holding(row),
             "" if row["chance_at_paper_size"] is None else f"{row['chance_at_paper_size']:.2f}", row["status"])
            for row in evidence()["rows"]
        ),
    )  # fmt: skip


def misses() -> str:
    """Each figure that misses, with what was asked for."""
    rows = [
        (row["row"], row["finding"], q["name"], _figure(q["value"], q["unit"]), _interval(q),
         row["tolerance"], _holding(row))
        for row in evidence()["rows"] for q in row["quantities"] if q["verdict"] == "miss"
    ]  # fmt: skip
    return table(("row", "finding", "figure", "found", "95 % interval", "asked for", "holds at seeds"), rows)


def _figure(value: float, unit: str) -> str:
    return f"{value:.3g} {unit}".strip()


def _interval(quantity: dict[str, Any]) -> str:
    return " to ".join(f"{edge:.3g}" for edge in quantity["interval"]) if quantity["interval"] else ""


def not_searched() -> str:
    """Which rows the calibration saw, and which it did not."""
    rows = [row["row"] for row in evidence()["rows"]]
    unseen = [row for row in rows if row not in SEARCHED]
    return f"The search looked at {len(rows) - len(unseen)} of the {len(rows)} rows; not at {_rows(unseen)}."


def calibration() -> str:
    """What the search came to, and what it left open."""
    found = kept("experiments/calibration/result.json")
    known = {name: line["known"] for name, line in found["known"].items()}
    least, most = sorted(known, key=known.__getitem__)[:5], sorted(known, key=known.__getitem__)[-5:]
    ridge = [", ".join(code(name) for name in list(line)[:2]) for line in found["ridges"]]
    worst = [f"{name} ({found['misses'][name]:.2g})" for name in sorted(found["misses"], key=found["misses"].get)[-3:]]
    lines = [
        f"- {len(found['best'])} constants were searched; what came of it was judged on {found['plan']['judged']:,} "
        f"couples, seed {found['plan']['seed']}.",
        f"- Of what could be known about a constant (1 is all) the figures tell least about "
        f"{_shares(least, known)}; most about {_shares(most[::-1], known)}.",
        f"- Constants that move together unseen, the two heaviest of each direction: {'; '.join(ridge)}.",
        f"- {len(found['plausible'])} other sets fit about as well; they come with the program (`--plausible`).",
        f"- {len(found['misses'])} figures cost something against their tolerance with its margin; most: "
        f"{', '.join(reversed(worst))}.",
    ]
    return "\n".join(lines)


def _shares(names: Iterable[str], known: dict[str, float]) -> str:
    return ", ".join(f"`{name}` ({known[name]:.2f})" for name in names)


def robustness() -> str:
    """In how many plausible sets, and at which lengths of a turn, each row holds."""
    lines = (ROOT / "docs" / "evidence" / "robustness.md").read_text("utf-8").strip().splitlines()
    head, _, *rows = [[part.strip() for part in line.strip("|").split("|")] for line in lines]
    found = [dict(zip(head, row, strict=True)) for row in rows]
    bound = [f"{row['row']} ({row['plausible sets']})" for row in found if row["verdict"] != "robust"]
    made = [f"- Under the plausible sets {len(found) - len(bound)} of {len(found)} rows are robust: they hold in "
            f"{ROBUST:.0%} of the sets or more. These are not: {_rows(bound)}.",
            "- With the default set, in communities as small as these are, these miss: "
            + _rows(row["row"] for row in found if row["default"] == "miss") + "."]  # fmt: skip
    for name in head:
        if name.startswith("turns of"):
            miss = [row["row"] for row in found if row[name] == "miss"]
            made.append(f"- With {name} {len(found) - len(miss)} of {len(found)} rows hold; these miss: {_rows(miss)}.")
    return "\n".join(made)


def recovery() -> str:
    """What comes back of a couple's own values from its conversations."""
    found = kept("docs/recovery/recovery.json")
    lines = [f"{found['size']:,} couples an arm, {found['draws']:,} to learn from, seed {found['seed']}.", ""]
    return "\n".join([*lines, *(f"- {cell(finding)}" for finding in found["findings"])])


def village() -> str:
    """The studies of the village with their verdicts."""
    titles = [line[3:].rpartition(": ") for line in _lines("docs/evidence/village.md") if line.startswith("## ")]
    size = next(line for line in _lines("docs/evidence/village.md") if "seed " in line)
    return f"{size.partition('independent. ')[2] or size}\n\n" + table(
        ("predicted first", "verdict"), ((title, verdict) for title, _, verdict in titles)
    )


def _lines(place: str) -> list[str]:
    return (ROOT / place).read_text("utf-8").splitlines()


def ablations() -> str:
    """Every ablation with its verdict and what was not as predicted."""
    found = kept("docs/evidence/ablations.json")
    return _predictions(found["ablations"], f"{found['size']:,} couples, seed {found['seed']}.")


def interventions() -> str:
    """What was predicted of the ways to help, with its verdict."""
    found = kept("docs/evidence/interventions.json")
    size = f"{found['couples']:,} couples from a community of {found['size']:,}, seed {found['seed']}."
    return _predictions(found["predictions"], size)


def _predictions(predictions: list[dict[str, Any]], size: str) -> str:
    counts = Counter(prediction["verdict"] for prediction in predictions)
    said = ", ".join(f"{counts[verdict]} {verdict}" for verdict in (AS, UNDECIDED, NOT) if counts[verdict])
    rows = [(prediction["title"], _sentence(prediction["prediction"]), prediction["verdict"], _rest(prediction))
            for prediction in predictions]  # fmt: skip
    return f"{size} {said}.\n\n" + table(("what", "predicted", "verdict", "what is not as predicted"), rows)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rest(prediction: dict[str, Any]) -> str:
    """The figures of a prediction that are not as predicted."""
    return "; ".join(
        f"{q['name']} {'none' if q['found'] is None else _figure(q['found'], q['unit'])} ({q['verdict']})"
        for q in prediction["quantities"] if q["verdict"] not in ("", AS)
    )  # fmt: skip


def mutation() -> str:
    """How many small faults of the model the fast tests notice."""
    found = kept("docs/evidence/mutation.json")
    share = found["noticed"] / found["faults"]
    return f"{found['noticed']:,} of {found['faults']:,} faults are noticed, {share:.3f}."


def soak() -> str:
    """What a sweep survived."""
    found = kept("docs/evidence/soak.json")
    return (f"{found['kills']:,} kills, {found['failures']:,} failures of the disk and {found['bits']:,} flipped bits: "
            "after each, what was left was whole as far as it went, and going on came to the same bytes.")  # fmt: skip


def tests_of(folder: str) -> str:
    """The tests of a folder, a line a file: what its first line says."""
    files = sorted((ROOT / "tests" / folder).glob("test_*.py"))
    return table(
        ("test", "what it asks"), ((code(file.name), _first_line(file)) for file in files)
    )  # fmt: skip


def _first_line(file: Path) -> str:
    return (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").partition("\n")[0]


def published_models() -> str:
    """The published models of two partners, and where their known answers are held."""
    rows = []
    for kind, peer in PEERS.items():
        test = ROOT / "tests" / "reproduction" / f"test_{kind.replace('-', '_')}.py"
        rows.append((peer.title, "; ".join(map(cited, peer.sources)), _first_line(test)))
    return table(("model", "sources", "what must come out"), rows)


def data() -> str:
    """What the claims rest on, counted by status."""
    counts = Counter(card.status for card in cards().values())
    said = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    return f"{len(cards())} claims: {said}. {len(references())} references."


def made_with() -> str:
    """With what the evidence was made."""
    found = evidence()
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    lab = {name: number(value) if not isinstance(value, bool) else str(value) for name, value in found["lab"].items()}
    return f"{versions}; {', '.join(f'{name} {value}' for name, value in lab.items())}."


PARTS: dict[str, Callable[[], str]] = {
    "data": data,
    "evidence summary": evidence_summary,
    "evidence": evidence_table,
    "misses": misses,
    "rows searched": not_searched,
    "calibration": calibration,
    "robustness": robustness,
    "recovery": recovery,
    "studies of the village": village,
    "ablations": ablations,
    "predictions of interventions": interventions,
    "mutation": mutation,
    "soak": soak,
    "tests of the laws": lambda: tests_of("laws"),
    "tests of equality": lambda: tests_of("equality"),
    "tests of dynamics": lambda: tests_of("dynamics"),
    "published models": published_models,
    "made with": made_with,
}
