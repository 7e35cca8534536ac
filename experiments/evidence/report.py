"""The evidence as text: a table for a terminal, one in Markdown, JSON for programs, and a folder with it all."""

import json
import math
import platform
import re
import textwrap
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numba
import numpy as np

import sim
from experiments.evidence.figures import chance_of, seeds_of, sentence, span, texts_of, verdict
from experiments.evidence.lab import Lab
from experiments.evidence.pictures import draw
from experiments.evidence.quantity import Study
from sim.evidence.cards import cards_of_row
from sim.evidence.references import references
from sim.sweep.execution.disk import whole_folder

WIDTH, GAP, INSET = 120, 2, 6
COLUMNS = {"row": 4, "verdict": 7, "status": 11, "finding": 22, "published": 36, "tolerance": 30}
"""The terminal's columns; with the gaps they fill ``WIDTH``."""


def misses(studies: Iterable[Study]) -> list[str]:
    """The rows that do not hold."""
    return [study.row for study in studies if not study.hit]


def rows(studies: Iterable[Study]) -> list[dict[str, Any]]:
    """Each study as a row of a table: texts, and under ``figures`` the texts of every quantity."""
    made = []
    for study in studies:
        known = cards_of_row(study.row)
        made.append({
            "row": study.row,
            "finding": study.title,
            "published": study.published,
            "ours": "; ".join(map(sentence, study.quantities)),
            "paper": "; ".join(f"{q.name} {span(q, q.paper)}" for q in study.quantities if q.paper),
            "tolerance": study.tolerance,
            "verdict": verdict(study),
            "seeds": seeds_of(study),
            "chance": chance_of(study),
            "status": ", ".join(dict.fromkeys(card.status for card in known)),
            "sources": tuple(dict.fromkeys(key for card in known for key in card.sources)),
            "figures": [texts_of(quantity) for quantity in study.quantities],
        })  # fmt: skip
    return made


def as_text(studies: list[Study]) -> str:
    """The table for a terminal of 120 columns: a row of the evidence, and below it what it is judged by."""
    parts = [_line({name: name.capitalize() for name in COLUMNS}), "-" * WIDTH]
    for row in rows(studies):
        parts += [_line(row), *_figures(row["figures"]), *_more(row), ""]
    missed = misses(studies)
    parts.append(f"{len(studies) - len(missed)} of {len(studies)} rows hold." + (
        f" Not: {', '.join(missed)}." if missed else ""
    ))  # fmt: skip
    return "\n".join(parts)


def _line(row: dict[str, Any], sizes: dict[str, int] = COLUMNS, inset: int = 0) -> str:
    """One row, its cells wrapped in their columns."""
    bound = {name: _flat(row[name]).replace(" %", "\u00a0%") for name in sizes}  # a number keeps its sign
    cells = [textwrap.wrap(bound[name], size, break_on_hyphens=False) or [""] for name, size in sizes.items()]
    lines = []
    for i in range(max(map(len, cells))):
        texts = (cell[i] if i < len(cell) else "" for cell in cells)
        lines.append((" " * inset + (" " * GAP).join(map(str.ljust, texts, sizes.values()))).rstrip())
    return "\n".join(lines).replace("\u00a0", " ")


def _figures(document: list[dict[str, str]]) -> list[str]:
    """The quantities under their row, in columns of their own; the names take what the others leave."""
    heads = {"verdict": "", "name": "", "ours": "ours", "interval": "95 % interval", "paper": "95 % at paper's n",
             "tolerance": "tolerance"}  # fmt: skip
    table = [heads, *document]
    sizes = {name: max(1, *(len(row[name]) for row in table)) for name in heads}
    left = WIDTH - INSET - GAP * (len(heads) - 1) - sum(size for name, size in sizes.items() if name != "name")
    sizes["name"] = min(sizes["name"], left)
    return [_line(row, sizes, INSET) for row in table]


def _more(row: dict[str, Any]) -> list[str]:
    """How firmly a row stands: at how many seeds, and in how many studies of the paper's size."""
    said = [f"holds at {row['seeds']} seeds"] if row["seeds"] else []
    said += [f"a study of the paper's size would hold with a chance of {row['chance']}"] if row["chance"] else []
    return [" " * INSET + "; ".join(said)] if said else []


def _flat(text: str) -> str:
    return " ".join(text.split())


def as_markdown(studies: list[Study]) -> str:
    """The table in Markdown; what misses is bold."""
    lines = [
        "| Row | Finding | Published | Ours (95 % interval) | Tolerance | Verdict | Seeds | At paper's n | Status |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for study, row in zip(studies, rows(studies), strict=True):
        ours = "<br>".join(_bold(_cell(sentence(quantity)), not quantity.hit) for quantity in study.quantities)
        cells = [_cell(row["row"]), *(_cell(row[name]) for name in ("finding", "published")), ours,
                 _cell(row["tolerance"]), _bold(row["verdict"], not study.hit), row["seeds"], row["chance"],
                 row["status"]]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """A text that stays in its cell and reads as it is written."""
    return re.sub(r"([\\|*_`\[])", r"\\\1", _flat(text)).replace("<", "&lt;")


def _bold(text: str, strong: bool) -> str:
    return f"**{text}**" if strong else text


def as_json(studies: list[Study], lab: Lab) -> str:
    """Everything that the table rests on, and what it was made with; the pictures' data follow from these."""
    texts = rows(studies)
    document = {
        "versions": {
            "pas-de-deux": sim.__version__,
            "python": platform.python_version(),
            "numpy": np.__version__,
            "numba": numba.__version__,
        },
        "lab": {row.name: getattr(lab, row.name) for row in fields(lab) if row.name not in ("p", "norm", "threads")},
        "parameters": lab.p._asdict(),
        "norms": lab.norm._asdict(),
        "rows_that_hold": len(studies) - len(misses(studies)),
        "misses": misses(studies),
        "rows": [
            {
                "row": study.row,
                "finding": study.title,
                "published": study.published,
                "tolerance": study.tolerance,
                "verdict": verdict(study),
                "status": row["status"],
                "sources": {key: references()[key].text for key in row["sources"]},
                "size": study.size,
                "paper_size": study.paper_size,
                "seeds": study.seeds,
                "chance_at_paper_size": study.chance,
                "quantities": [
                    {name: value for name, value in asdict(q).items() if name != "held"}
                    | {"verdict": verdict(q) or None}
                    for q in study.quantities
                ],
            }
            for study, row in zip(studies, texts, strict=True)
        ],
    }
    return json.dumps(_finite(document), allow_nan=False, ensure_ascii=False, indent=2)


def _finite(value: Any) -> Any:
    """A value that JSON knows: numbers that are none, or without end, become null."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def names(of: Iterable[str]) -> list[str]:
    """The files that ``write`` makes for the rows."""
    return ["table.md", "evidence.json", *(f"{row}.png" for row in of)]


def write(studies: list[Study], lab: Lab, folder: Path) -> None:
    """Write the tables and one picture a study into an open folder."""
    (folder / "table.md").write_text(as_markdown(studies), "utf-8")
    (folder / "evidence.json").write_text(as_json(studies, lab) + "\n", "utf-8")
    for study in studies:
        draw(study, folder / f"{study.row}.png")


def save(studies: list[Study], lab: Lab, folder: str | Path) -> None:
    """Write table.md, evidence.json and a PNG a study; all appear together, or none. Raises ``ScenarioError``."""
    with whole_folder(str(folder), names(study.row for study in studies)) as place:
        write(studies, lab, place)
