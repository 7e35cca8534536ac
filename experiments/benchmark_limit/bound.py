"""What a processor's ports allow: the operations of a turn with nothing to wait for, read or write.

Each operation of the laws is taken as often as a turn needs it, but of registers only and none of another's result
within reach: no order of the same operations, in whatever language, is faster than that.
"""

import ctypes
import subprocess
import time
from collections import Counter
from pathlib import Path

from experiments.benchmark_limit.c import EXCHANGED, FLAGS, HEAD, WHOLE_NAMES, WIDE_NAMES, compiler
from sim.engines.programs import TAKE_TURN
from sim.engines.symbols import Symbol, ordered

MULTIPLIED = ("MUL", "LOW", "DIV")
"""What the ports that multiply have to do; they divide as well."""
CHAINS = {"MUL": 8, "DIV": 4, "ADD": 6, "LOW": 4}
"""Independent results that are carried on, so that none waits; two of all others."""
FLOATS = {"ADD", "SUB", "MUL", "DIV", "MAX", "MIN", "NEGATIVE"}


def operations() -> Counter[str]:
    """How often a turn of a couple does each operation in every lane; what only turns or day decide is left out."""
    wide: set[Symbol] = set()
    for value in ordered(value for *_, value in TAKE_TURN.results):
        if value.op == "row" or any(part in wide for part in value.parts):
            wide.add(value)
    named = Counter((value.kind, EXCHANGED.get(value.op, value.op)) for value in wide if value.op != "row")
    return Counter({WIDE_NAMES.get(key) or WHOLE_NAMES[key[1]]: count for key, count in named.items()})


def _statement(name: str, at: int) -> str:
    """One operation that carries on one of its kind's chains; what it takes besides changes, or could be left out."""
    into, turned = f"{name.lower()}{at % CHAINS.get(name, 2)}", at // 2 % 2
    if name == "NEGATIVE":
        return f"{into} = NEGATIVE({into});"
    if name in FLOATS:
        return f"{into} = {name}({into}, {'one' if name in MULTIPLIED else f'mul{at % 8}'});"
    if name == "CHOOSE":
        return f"{into} = CHOOSE(less{turned}, {into}, mul{at % 8});"
    if name in ("LESS", "MOST"):
        return f"{into} = {name}(add{at % 6}, mul{at % 8});"
    if name in ("BOTH", "EITHER"):
        return f"{into} = {name}({into}, less{turned});"
    if name == "FLOAT":
        return f"{into} = FLOAT(low{at % 4});"
    return f"{into} = {name}({into}, {'1' if name == 'SHIFT' else f'low{at % 4}' if name != 'LOW' else 'word'});"


def _kind(name: str) -> str:
    if name in FLOATS or name in ("CHOOSE", "FLOAT"):
        return "F"
    return "T" if name in ("LESS", "MOST", "BOTH", "EITHER") else "W"


def source(counts: Counter[str]) -> str:
    """A loop that does each operation so often, the kinds evenly mixed; it takes ``times`` and gives their sum."""
    kinds = dict.fromkeys((*counts, "MUL", "ADD", "LOW", "LESS"))
    made = {f"{name.lower()}{i}": _kind(name) for name in kinds for i in range(CHAINS.get(name, 2))}
    begin = {"F": "ALL_F(x + {0})", "W": "ALL_W((uint64_t)x + {0})", "T": "LESS(ALL_F(x), ALL_F({0}))"}
    places = sorted((at / count + order * 1e-9, name, at) for order, (name, count) in enumerate(counts.items())
                    for at in range(count))  # fmt: skip
    ends = [f"STORE_F(end, ADD(LOAD_F(end), {name}));" for name, kind in made.items() if kind == "F"]
    ends += [f"STORE_W(end, XOR(LOAD_W(end), {name}));" for name, kind in made.items() if kind == "W"]
    ends += [f"STORE_F(end, CHOOSE({name}, one, LOAD_F(end)));" for name, kind in made.items() if kind == "T"]
    return "\n".join([
        HEAD, "long wide(void) { return WIDE; }", "void mix(long times, double x, double *end)", "{",
        "F one = ALL_F(x); W word = ALL_W(0xD2511F53 + (uint64_t)x);",
        *(f"{kind} {name} = {begin[kind].format(i)};" for i, (name, kind) in enumerate(made.items())),
        "for (long i = 0; i < times; i++) {", *(_statement(name, at) for _, name, at in places),
        '__asm__ volatile("" : "+m"(*end)); }', *ends, "}",
    ])  # fmt: skip


class Bound:
    """The operations of a turn, all of them or some, as a function of this process."""

    def __init__(self, folder: Path, name: str, counts: Counter[str]) -> None:
        """Write and compile it in ``folder``."""
        place, text = folder / f"{name}.so", folder / f"{name}.c"
        text.write_text(source(counts), "utf-8")
        subprocess.run([str(compiler()), *FLAGS, str(text), "-o", str(place)], check=True)
        self._library = ctypes.CDLL(str(place))
        self._library.wide.restype = ctypes.c_long

    def nanoseconds(self, times: int = 20_000) -> float:
        """Processor time of the operations of one partner's turn, in nanoseconds."""
        end = (ctypes.c_double * 16)()
        before = time.process_time()
        self._library.mix(ctypes.c_long(times), ctypes.c_double(1.0), end)
        return (time.process_time() - before) / (times * self._library.wide() * 2) * 1e9


def bounds(folder: Path) -> dict[str, Bound]:
    """By name: what the ports that multiply have to do, and all operations."""
    counts = operations()
    some = Counter({name: count for name, count in counts.items() if name in MULTIPLIED})
    return {"multiply ports": Bound(folder, "multiply", some), "all ports": Bound(folder, "all", counts)}
