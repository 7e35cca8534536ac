"""The evidence as text: a table for a terminal, one for the README, JSON for programs, and a folder with it all."""

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
from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity, Study
from sim.cli.output import Folder
from sim.evidence.cards import cards_of_row
from sim.evidence.references import references

NONE = "none"
"""What stands where there is no figure."""
VERDICTS = {True: "hit", False: "miss"}
WIDTH, GAP, INSET = 120, 2, 6
COLUMNS = {"row": 4, "verdict": 7, "status": 11, "finding": 22, "published": 36, "tolerance": 30}
"""The terminal's columns; with the gaps they fill ``WIDTH``."""


def verdict(one: Study | Quantity) -> str:
    """``hit`` or ``miss``; nothing for a figure without a tolerance."""
    return "" if isinstance(one, Quantity) and not one.told else VERDICTS[one.hit]


def decimals(one: Quantity) -> int:
    """Decimals for a figure: more for small ones, and enough that no miss rounds to a hit, nor a hit to a miss."""
    digits = fitting(one.value)
    while digits < 6 and math.isfinite(one.value) and one.told and one.hit != within(one, round(one.value, digits)):
        digits += 1
    return digits


def fitting(value: float) -> int:
    """Decimals that say enough for a number of this size."""
    return 3 if abs(value) < 0.1 else 2 if abs(value) < 10 else 1


def within(one: Quantity, value: float) -> bool:
    """Whether a value lies within the tolerance of a figure."""
    return one.at_least <= value <= one.at_most


def number(value: float, digits: int | None = None) -> str:
    """A number as people read it, ``none`` where there is none."""
    digits = fitting(value) if digits is None else digits
    return f"{round(value, digits) + 0.0:.{digits}f}" if math.isfinite(value) else NONE


def value_of(one: Quantity) -> str:
    """A figure with its unit."""
    told = number(one.value, decimals(one))
    return told if told == NONE or not one.unit else f"{told} {one.unit}"


def span(one: Quantity, ends: tuple[float, float] | None) -> str:
    """An interval of a figure: ``0.67 to 0.90``; nothing where there is none."""
    if ends is None or not all(map(math.isfinite, ends)):
        return ""
    return " to ".join(number(end, decimals(one)) for end in ends)


def allowed(one: Quantity) -> str:
    """A figure's tolerance in words; nothing without one."""
    low, high = math.isfinite(one.at_least), math.isfinite(one.at_most)
    if low and high:
        return f"{one.at_least:g} to {one.at_most:g}"
    return f"at least {one.at_least:g}" if low else f"at most {one.at_most:g}" if high else ""


def sentence(one: Quantity) -> str:
    """A figure in one breath: name, value, unit and interval."""
    ends = span(one, one.interval)
    return f"{one.name} {value_of(one)}" + (f" ({ends})" if ends else "")


def misses(studies: Iterable[Study]) -> list[str]:
    """The rows that do not hold."""
    return [one.row for one in studies if not one.hit]


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
            "paper": "; ".join(f"{one.name} {span(one, one.paper)}" for one in study.quantities if one.paper),
            "tolerance": study.tolerance,
            "verdict": verdict(study),
            "status": ", ".join(dict.fromkeys(card.status for card in known)),
            "sources": tuple(dict.fromkeys(key for card in known for key in card.sources)),
            "figures": [texts_of(one) for one in study.quantities],
        })  # fmt: skip
    return made


def texts_of(one: Quantity) -> dict[str, str]:
    """A quantity in texts."""
    return {
        "name": one.name,
        "ours": value_of(one),
        "interval": span(one, one.interval),
        "paper": span(one, one.paper),
        "tolerance": allowed(one),
        "verdict": verdict(one),
    }


def as_text(studies: list[Study]) -> str:
    """The table for a terminal of 120 columns: a row of the evidence, and below it what it is judged by."""
    parts = [_line({name: name.capitalize() for name in COLUMNS}), "-" * WIDTH]
    for row in rows(studies):
        parts += [_line(row), *_figures(row["figures"]), ""]
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


def _figures(told: list[dict[str, str]]) -> list[str]:
    """The quantities under their row, in columns of their own; the names take what the others leave."""
    heads = {"verdict": "", "name": "", "ours": "ours", "interval": "95 % interval", "paper": "95 % at paper's n",
             "tolerance": "tolerance"}  # fmt: skip
    table = [heads, *told]
    sizes = {name: max(1, *(len(row[name]) for row in table)) for name in heads}
    left = WIDTH - INSET - GAP * (len(heads) - 1) - sum(size for name, size in sizes.items() if name != "name")
    sizes["name"] = min(sizes["name"], left)
    return [_line(row, sizes, INSET) for row in table]


def _flat(text: str) -> str:
    return " ".join(text.split())


def as_markdown(studies: list[Study]) -> str:
    """The table for the README; what misses is bold."""
    lines = [
        "| Row | Finding | Published | Ours (95 % interval) | Tolerance | Verdict | Status |",
        "|---|---|---|---|---|---|---|",
    ]
    for study, row in zip(studies, rows(studies), strict=True):
        ours = "<br>".join(_bold(_cell(sentence(one)), not one.hit) for one in study.quantities)
        cells = [_cell(row["row"]), *(_cell(row[name]) for name in ("finding", "published")), ours,
                 _cell(row["tolerance"]), _bold(row["verdict"], not study.hit), row["status"]]  # fmt: skip
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
    told = {
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
                "quantities": [{**asdict(one), "verdict": verdict(one) or None} for one in study.quantities],
            }
            for study, row in zip(studies, texts, strict=True)
        ],
    }
    return json.dumps(_plain(told), allow_nan=False, ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    """A value that JSON knows: numbers that are none, or without end, become null."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def names(of: Iterable[str]) -> list[str]:
    """The files that ``write`` makes for the rows."""
    return ["table.md", "evidence.json", *(f"{row}.png" for row in of)]


def write(studies: list[Study], lab: Lab, folder: Folder) -> None:
    """Write the tables and one picture a study into an open folder."""
    from experiments.evidence.pictures import draw

    (folder / "table.md").write_text(as_markdown(studies), "utf-8")
    (folder / "evidence.json").write_text(as_json(studies, lab) + "\n", "utf-8")
    for study in studies:
        draw(study, folder / f"{study.row}.png")


def save(studies: list[Study], lab: Lab, folder: str | Path) -> None:
    """Write table.md, evidence.json and a PNG a study; all appear together, or none. Raises ``ScenarioError``."""
    with Folder(str(folder), names(study.row for study in studies)) as place:
        write(studies, lab, place)
