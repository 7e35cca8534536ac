"""Programs as plain Python, an operation a line: what the compiled ones do, where nothing is compiled."""

from collections.abc import Callable, Iterator
from typing import Any

from sim.engines.lanes import LANES
from sim.engines.programs import NOW, Program
from sim.engines.symbols import FLOAT, WORD, Symbol

FORMS = {
    "max": "{1} if {1} > {0} else {0}", "min": "{1} if {1} < {0} else {0}", "choose": "{1} if {0} else {2}",
    "float": "float({0})", "negative": "-{0}", "low*": f"({{0}} & {WORD}) * ({{1}} & {WORD})",
}  # fmt: skip
"""How operations are written whose name is not their sign."""


def lines(program: Program) -> Iterator[str]:
    """A program's text for one lane of memories ``m``, float64, and the same bytes as whole numbers, ``w``."""
    name: dict[Symbol, str] = {}
    for at, value in enumerate(program.symbols):
        name[value] = f"v{at}"
        if value.op == "number":
            text = repr(value.of[0])
        elif value.op == "given":
            text = "float(turn)" if value is NOW else str(value.of[0])
        elif value.op == "row":
            kind, memory = ("float", "m") if value.kind == FLOAT else ("int", "w")
            text = f"{kind}({memory}[{value.of[0]}][{value.of[1] * LANES} + lane])"
        else:
            text = FORMS.get(value.op, f"{{0}} {value.op} {{1}}").format(*(name[part] for part in value.parts))
        yield f"{name[value]} = {text}"
    for beside, row, value in program.results:
        yield f"{'m' if value.kind == FLOAT else 'w'}[{beside}][{row * LANES} + lane] = {name[value]}"


def interpreted(program: Program, size: int) -> Callable:
    """``program`` as a function of (rows, beside, lane, day, turn) that works on ``size`` lanes from ``lane`` on."""
    space: dict[str, Any] = {}
    text = "\n    ".join(["def run(m, w, lane, day, turn):", *lines(program)])
    exec(compile(text, f"<{program.name}>", "exec"), space)

    def run(rows: Any, beside: Any, first: int, day: int, turn: int) -> None:
        memories = (rows, beside)
        words = tuple(memory.view("uint64") for memory in memories)
        for lane in range(first, first + size):
            space["run"](memories, words, lane, day, turn)

    return run
