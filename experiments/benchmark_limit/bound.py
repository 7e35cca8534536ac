"""What the ports that multiply allow: the products and quotients of a turn, with nothing to wait for, read or write.

They are taken as often as a turn needs them, but of registers only and none of another's result within reach: whatever
the order of a turn's operations, and in whatever language, it is not done before they are. The rest of a turn goes
through other ports meanwhile.
"""

import ctypes
import subprocess
import time
from collections import Counter
from pathlib import Path

from experiments.benchmark_limit.c import FLAGS, HEAD, WHOLE_NAMES, WIDE_NAMES, compiler
from sim.engines.programs import TAKE_TURN
from sim.engines.symbols import Symbol

CHAINS = {"MUL": 12, "LOW": 8, "DIV": 6}
"""What the ports that multiply do (they divide as well), and in how many chains, so that no result is waited for."""


def operations() -> Counter[str]:
    """How often a turn of a couple multiplies and divides in every lane; what only turn or day decide is left out."""
    wide: set[Symbol] = set()
    for value in TAKE_TURN.symbols:
        if value.op == "row" or any(part in wide for part in value.parts):
            wide.add(value)
    names = (WIDE_NAMES.get((value.kind, value.op)) or WHOLE_NAMES.get(value.op) for value in wide)
    return Counter(name for name in names if name in CHAINS)


def source() -> str:
    """A loop that does the operations of a turn ``times`` times, the kinds evenly mixed."""
    counts = operations()
    places = sorted((at / count, name, at) for name, count in counts.items() for at in range(count))
    chains = [(name, i) for name in counts for i in range(CHAINS[name])]
    kind, begin = {"LOW": "W"}, {"F": "ALL_F(x + {0})", "W": "ALL_W((uint64_t)x + {0})"}
    made = [(f"{name.lower()}{i}", kind.get(name, "F"), at) for at, (name, i) in enumerate(chains)]
    return "\n".join([
        HEAD, "int64_t wide(void) { return WIDE; }", "void multiply(int64_t times, double x, double *end)", "{",
        f"F one = {begin['F'].format(0)}; W word = {begin['W'].format(0xD2511F53)};",
        *(f"{kind} {name} = {begin[kind].format(at)};" for name, kind, at in made),
        "for (int64_t i = 0; i < times; i++) {",
        *("{0} = {1}({0}, {2});".format(f"{name.lower()}{at % CHAINS[name]}", name, "word" if name in kind else "one")
          for _, name, at in places),
        "}", *(f"STORE_{kind}(end + {at} * WIDE, {name});" for name, kind, at in made), "}",
    ])  # fmt: skip


class Bound:
    """The operations as a function of this process."""

    def __init__(self, folder: Path) -> None:
        """Write and compile them in ``folder``."""
        place, text = folder / "multiply.so", folder / "multiply.c"
        text.write_text(source(), "utf-8")
        subprocess.run([str(compiler()), *FLAGS, str(text), "-o", str(place)], check=True)
        self._library = ctypes.CDLL(str(place))
        self._library.wide.restype = ctypes.c_int64

    def nanoseconds(self, times: int = 20_000) -> float:
        """Processor time of the products and quotients of one partner's turn, in nanoseconds."""
        end = (ctypes.c_double * (8 * sum(CHAINS.values())))()
        before = time.process_time()
        self._library.multiply(ctypes.c_int64(times), ctypes.c_double(1.0), end)
        return (time.process_time() - before) / (times * self._library.wide() * 2) * 1e9
