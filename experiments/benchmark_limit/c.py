"""The laws as C: what a careful programmer would write by hand for one processor, if the laws never changed.

The text is made of the same programs that the engine compiles, so it follows the laws by itself. It lives couples of
one scenario that has no plan, a group of lanes at a time, in vectors as wide as the processor has.
"""

import ctypes
import shutil
import subprocess
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from sim.engines import programs
from sim.engines.lanes import ALL_ROWS, KEY_0, KEY_1, REPLICATE, ROWS, aligned
from sim.engines.programs import Program
from sim.engines.symbols import FLOAT, TRUTH, Symbol
from sim.model import chance
from sim.model.outcomes import Outcomes

FLAGS = ("-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-shared", "-fPIC")
HEAD = """
#include <stdint.h>
#if defined(__AVX512F__) && defined(__AVX512DQ__)
  #include <immintrin.h>
  #define WIDE 8
  typedef __m512d F; typedef __m512i W; typedef __mmask8 T;
  #define LOAD_F(at) _mm512_loadu_pd(at)
  #define LOAD_W(at) _mm512_loadu_si512(at)
  #define STORE_F(at, x) _mm512_storeu_pd(at, x)
  #define STORE_W(at, x) _mm512_storeu_si512(at, x)
  #define ALL_F(x) _mm512_set1_pd(x)
  #define ALL_W(x) _mm512_set1_epi64(x)
  #define ADD(x, y) _mm512_add_pd(x, y)
  #define SUB(x, y) _mm512_sub_pd(x, y)
  #define MUL(x, y) _mm512_mul_pd(x, y)
  #define DIV(x, y) _mm512_div_pd(x, y)
  #define MAX(x, y) _mm512_max_pd(y, x)
  #define MIN(x, y) _mm512_min_pd(y, x)
  #define NEGATIVE(x) _mm512_xor_pd(x, ALL_F(-0.0))
  #define LESS(x, y) _mm512_cmp_pd_mask(x, y, _CMP_LT_OQ)
  #define MOST(x, y) _mm512_cmp_pd_mask(x, y, _CMP_LE_OQ)
  #define BOTH(x, y) ((T)((x) & (y)))
  #define EITHER(x, y) ((T)((x) | (y)))
  #define CHOOSE(c, x, y) _mm512_mask_blend_pd(c, y, x)
  #define FLOAT(x) _mm512_cvtepu64_pd(x)
  #define PLUS(x, y) _mm512_add_epi64(x, y)
  #define AND(x, y) _mm512_and_si512(x, y)
  #define XOR(x, y) _mm512_xor_si512(x, y)
  #define SHIFT(x, n) _mm512_srli_epi64(x, n)
  #define LOW(x, y) _mm512_mul_epu32(x, y)
#elif defined(__AVX2__)
  #include <immintrin.h>
  #define WIDE 4
  typedef __m256d F; typedef __m256i W; typedef __m256d T;
  #define LOAD_F(at) _mm256_loadu_pd(at)
  #define LOAD_W(at) _mm256_loadu_si256((const __m256i *)(at))
  #define STORE_F(at, x) _mm256_storeu_pd(at, x)
  #define STORE_W(at, x) _mm256_storeu_si256((__m256i *)(at), x)
  #define ALL_F(x) _mm256_set1_pd(x)
  #define ALL_W(x) _mm256_set1_epi64x(x)
  #define ADD(x, y) _mm256_add_pd(x, y)
  #define SUB(x, y) _mm256_sub_pd(x, y)
  #define MUL(x, y) _mm256_mul_pd(x, y)
  #define DIV(x, y) _mm256_div_pd(x, y)
  #define MAX(x, y) _mm256_max_pd(y, x)
  #define MIN(x, y) _mm256_min_pd(y, x)
  #define NEGATIVE(x) _mm256_xor_pd(x, ALL_F(-0.0))
  #define LESS(x, y) _mm256_cmp_pd(x, y, _CMP_LT_OQ)
  #define MOST(x, y) _mm256_cmp_pd(x, y, _CMP_LE_OQ)
  #define BOTH(x, y) _mm256_and_pd(x, y)
  #define EITHER(x, y) _mm256_or_pd(x, y)
  #define CHOOSE(c, x, y) _mm256_blendv_pd(y, x, c)
  /* below 2^52 a whole number is the fraction of a float, which is taken away again */
  #define FLOAT(x) SUB(_mm256_castsi256_pd(_mm256_or_si256(x, ALL_W(0x4330000000000000))), ALL_F(0x1p52))
  #define PLUS(x, y) _mm256_add_epi64(x, y)
  #define AND(x, y) _mm256_and_si256(x, y)
  #define XOR(x, y) _mm256_xor_si256(x, y)
  #define SHIFT(x, n) _mm256_srli_epi64(x, n)
  #define LOW(x, y) _mm256_mul_epu32(x, y)
#else
  #define WIDE 1
  typedef double F; typedef uint64_t W; typedef int T;
  #define LOAD_F(at) (*(at))
  #define LOAD_W(at) (*(const uint64_t *)(at))
  #define STORE_F(at, x) (*(at) = (x))
  #define STORE_W(at, x) (*(uint64_t *)(at) = (x))
  #define ALL_F(x) (x)
  #define ALL_W(x) ((uint64_t)(x))
  #define ADD(x, y) ((x) + (y))
  #define SUB(x, y) ((x) - (y))
  #define MUL(x, y) ((x) * (y))
  #define DIV(x, y) ((x) / (y))
  #define MAX(x, y) ((y) > (x) ? (y) : (x))
  #define MIN(x, y) ((y) < (x) ? (y) : (x))
  #define NEGATIVE(x) (-(x))
  #define LESS(x, y) ((x) < (y))
  #define MOST(x, y) ((x) <= (y))
  #define BOTH(x, y) ((x) & (y))
  #define EITHER(x, y) ((x) | (y))
  #define CHOOSE(c, x, y) ((c) ? (x) : (y))
  #define FLOAT(x) ((double)(x))
  #define PLUS(x, y) ((x) + (y))
  #define AND(x, y) ((x) & (y))
  #define XOR(x, y) ((x) ^ (y))
  #define SHIFT(x, n) ((x) >> (n))
  #define LOW(x, y) (((x) & 0xffffffff) * ((y) & 0xffffffff))
#endif
"""
WIDE_NAMES = {
    (FLOAT, "+"): "ADD", (FLOAT, "-"): "SUB", (FLOAT, "*"): "MUL", (FLOAT, "/"): "DIV", (FLOAT, "max"): "MAX",
    (FLOAT, "min"): "MIN", (FLOAT, "negative"): "NEGATIVE", (FLOAT, "choose"): "CHOOSE", (FLOAT, "float"): "FLOAT",
    (TRUTH, "<"): "LESS", (TRUTH, "<="): "MOST", (TRUTH, "and"): "BOTH", (TRUTH, "or"): "EITHER",
}  # fmt: skip
WHOLE_NAMES = {"+": "PLUS", "&": "AND", "^": "XOR", ">>": "SHIFT", "low*": "LOW"}
EXCHANGED = {">": "<", ">=": "<="}
SINGLE = {"low*": "(({0}) & 0xffffffff) * (({1}) & 0xffffffff)", "float": "(double)({0})"}

LIVES = """
void live(const double *column, uint64_t first, int64_t count, uint64_t key_0, uint64_t key_1, const int64_t *lengths,
          int64_t days, double *rows, double *beside, double *outcomes)
{
    for (int64_t at = 0; at < count; at += LANES) {
        for (int64_t row = 0; row < ROWS; row++)
            for (int64_t lane = 0; lane < LANES; lane++) rows[row * LANES + lane] = column[row];
        for (int64_t lane = 0; lane < LANES; lane++) {
            ((uint64_t *)rows)[REPLICATE * LANES + lane] = first + at + lane;
            ((uint64_t *)rows)[KEY_0 * LANES + lane] = key_0;
            ((uint64_t *)rows)[KEY_1 * LANES + lane] = key_1;
        }
        for (int64_t day = 1; day <= days; day++) {
            for (int64_t lane = 0; lane < LANES; lane += WIDE) wake(rows + lane, beside + lane, day, 0);
            for (int64_t turn = 1; turn <= lengths[day - 1]; turn++)
                for (int64_t lane = 0; lane < LANES; lane += WIDE) take_turn(rows + lane, beside + lane, day, turn);
            if (day < days)
                for (int64_t lane = 0; lane < LANES; lane += WIDE) fall_asleep(rows + lane, beside + lane, day, 0);
        }
        for (int64_t lane = 0; lane < LANES; lane += WIDE) read_off(rows + lane, beside + lane, 0, 0);
        for (int64_t lane = 0; lane < LANES && at + lane < count; lane++)
            for (int64_t i = 0; i < OUTCOMES; i++) outcomes[(at + lane) * OUTCOMES + i] = beside[i * LANES + lane];
    }
}
"""


def statements(program: Program) -> Iterator[str]:
    """A program as statements in C, one operation each; what is the same in every lane is worked out once."""
    wide: dict[Symbol, bool] = {}
    name = {value: f"v{i}" for i, value in enumerate(program.symbols)}

    def everywhere(value: Symbol) -> str:
        every = "ALL_F" if value.kind == FLOAT else "ALL_W"
        return name[value] if wide[value] else f"{every}({name[value]})"

    for value, called in name.items():
        kind = {FLOAT: "double", TRUTH: "int"}.get(value.kind, "uint64_t")
        wide[value] = value.op == "row" or any(wide[part] for part in value.parts)
        if value.op == "number":
            yield f"const {kind} {called} = {value.of[0]!r};"
        elif value.op == "given":
            yield f"const {kind} {called} = {value.of[0]};"
        elif value.op == "row":
            memory, letter = ("rows", "beside")[value.of[0]], "F" if value.kind == FLOAT else "W"
            yield f"const {letter} {called} = LOAD_{letter}({memory} + {value.of[1]} * LANES);"
        elif wide[value]:
            op, parts = EXCHANGED.get(value.op, value.op), value.parts[:: -1 if value.op in EXCHANGED else 1]
            written = WIDE_NAMES.get((value.kind, op)) or WHOLE_NAMES[op]
            given = [name[part] if op == ">>" and i else everywhere(part) for i, part in enumerate(parts)]
            yield f"const {value.kind[0].upper()} {called} = {written}({', '.join(given)});"
        else:
            form = SINGLE.get(value.op, f"{{0}} {value.op} {{1}}")
            yield f"const {kind} {called} = {form.format(*(name[part] for part in value.parts))};"
    for memory, at, value in program.results:
        letter = "F" if value.kind == FLOAT else "W"
        yield f"STORE_{letter}({('rows', 'beside')[memory]} + {at} * LANES, {everywhere(value)});"


def function(program: Program, called: str) -> str:
    """A program as a function in C."""
    head = f"static inline void {called}(double *restrict rows, double *restrict beside, uint64_t day, uint64_t turn)"
    return "\n".join([head, "{", *(f"    {line}" for line in statements(program)), "}"])


def source(lanes: int) -> str:
    """The whole text, for so many couples side by side."""
    sizes = {"LANES": lanes, "ROWS": ROWS, "REPLICATE": REPLICATE, "KEY_0": KEY_0, "KEY_1": KEY_1,
             "OUTCOMES": len(Outcomes._fields)}  # fmt: skip
    made = {"wake": programs.WAKE, "take_turn": programs.TAKE_TURN, "fall_asleep": programs.SLEEP,
            "read_off": programs.READ_OFF}  # fmt: skip
    return "\n".join([
        HEAD, *(f"#define {name} {size}" for name, size in sizes.items()),
        *(function(program, called) for called, program in made.items()), LIVES,
    ])  # fmt: skip


def compiler() -> str | None:
    """A C compiler, if there is one."""
    return next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)


class Compiled:
    """The C text as a function of this process."""

    def __init__(self, folder: Path, lanes: int) -> None:
        """Write and compile it in ``folder``."""
        self.lanes, self.place = lanes, folder / f"laws-{lanes}.so"
        text = folder / f"laws-{lanes}.c"
        text.write_text(source(lanes), "utf-8")
        subprocess.run([str(compiler()), *FLAGS, str(text), "-o", str(self.place)], check=True)

    @cached_property
    def live(self) -> Any:
        """``live`` of the C text."""
        return ctypes.CDLL(str(self.place)).live

    def outcomes(self, column: np.ndarray, seed: int, replicates: int, lengths: tuple[int, ...]) -> np.ndarray:
        """The outcomes (replicates, outcomes) of one couple's replicates from 0 on."""
        found = np.empty((replicates, len(Outcomes._fields)))
        turns = np.array(lengths, np.int64)
        rooms = [aligned(ALL_ROWS * self.lanes), aligned(len(Outcomes._fields) * self.lanes)]
        arrays = [ctypes.c_void_p(array.ctypes.data) for array in (column, turns, *rooms, found)]
        keys = map(ctypes.c_uint64, chance.key(seed))
        self.live(arrays[0], ctypes.c_uint64(0), ctypes.c_int64(replicates), *keys, arrays[1],
                  ctypes.c_int64(len(turns)), *arrays[2:])  # fmt: skip
        return found
