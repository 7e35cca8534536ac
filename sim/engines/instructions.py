"""Programs as instructions that the compiler takes: each operation on ``VECTOR`` lanes at once.

A function that is compiled by Numba calls ``compiled(program)(rows, beside, lane, day, turn)``; what it does is written
here, operation by operation, and not inferred: so compiling takes a fraction of the time, and no loop has to be
recognised as one that can be done in vectors. Nothing is contracted or reordered, so the bits are the laws' own.
"""

import contextlib
import operator
from collections.abc import Callable, Iterator
from typing import Any

import numba  # noqa: F401 - whole first: a part of a half-imported package does not wait for the rest in another thread
from llvmlite import binding, ir
from numba.core import cgutils, config, types
from numba.core.codegen import get_host_cpu_features
from numba.extending import intrinsic

from sim.engines.interpreting import interpreted
from sim.engines.lanes import LANES, LINE
from sim.engines.programs import NOW, Program
from sim.engines.symbols import FLOAT, TRUTH, WORD, Symbol

SETTINGS: Any = config
FEATURES = get_host_cpu_features() if SETTINGS.CPU_FEATURES is None else SETTINGS.CPU_FEATURES
VECTOR = min(LANES, next((n for has, n in (("avx512dq", 8), ("avx2", 4)) if f"+{has}" in FEATURES.split(",")), 2))
"""Lanes that one instruction works on: as many as the processor's widest vectors hold."""

DOUBLE, INTEGER, BIT = ir.DoubleType(), ir.IntType(64), ir.IntType(1)
OF = {FLOAT: DOUBLE, TRUTH: BIT}
FLOATS = {"+": "fadd", "-": "fsub", "*": "fmul", "/": "fdiv"}
WHOLES = {"+": "add", "&": "and_", "^": "xor", ">>": "lshr"}
LARGER = {"max": ">", "min": "<"}
COMPARISONS = ("<", "<=", ">", ">=")


@contextlib.contextmanager
def as_written() -> Iterator[None]:
    """While this lasts, the compiler keeps to the order that ``scheduling`` gives: its own saves registers, of which
    there are enough, and waits. A compiler without this switch passes over it."""
    binding.set_option("", "-misched-regpressure=false")
    try:
        yield
    finally:
        binding.set_option("", "-misched-regpressure=true")


def compiled(program: Program) -> Any:
    """``program`` as a function for compiled code: (rows, beside, lane, day, turn), float64 arrays of one dimension and
    whole numbers. It works on ``VECTOR`` lanes from ``lane`` on, and writes in place; as plain Python where compiling
    is switched off."""
    if SETTINGS.DISABLE_JIT:
        return interpreted(program, VECTOR)

    def run(typing_context, rows, beside, lane, day, turn):
        def generate(context, builder, signature, arguments):
            builder.function.attributes.alignstack = LINE  # what does not fit into registers lies there, vectors too
            builder.function.attributes.add("noinline")
            data = [context.make_array(signature.args[i])(context, builder, arguments[i]).data for i in (0, 1)]
            _Writer(builder, data, *arguments[2:]).write(program)
            return context.get_dummy_value()

        return types.none(rows, beside, types.int64, types.int64, types.int64), generate

    run.__name__ = run.__qualname__ = program.name
    return intrinsic(run)


def _fetch(typing_context, table, row, column):
    """``fetch(table, row, column)``: have that place of a table on its way from memory; it is read soon."""

    def generate(context, builder, signature, arguments):
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        place = cgutils.get_item_pointer(context, builder, signature.args[0], array, arguments[1:])
        address = builder.bitcast(place, ir.IntType(8).as_pointer())
        kind = ir.FunctionType(ir.VoidType(), [address.type, *(ir.IntType(32),) * 3])
        call = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        builder.call(call, [address, *(ir.Constant(ir.IntType(32), value) for value in (0, 3, 1))])
        return context.get_dummy_value()

    return types.none(table, types.int64, types.int64), generate


fetch: Any = (lambda *place: None) if SETTINGS.DISABLE_JIT else intrinsic(_fetch)


class _Writer:
    """Writes the operations of a program, at the end of a block of instructions."""

    def __init__(self, builder: Any, memories: list, lane: Any, day: Any, turn: Any) -> None:
        self.builder, self.memories, self.lane = builder, memories, lane
        self.given = {"day": day, "turn": turn, NOW.of[0]: builder.sitofp(turn, DOUBLE)}
        self.values: dict[Symbol, Any] = {}

    def write(self, program: Program) -> None:
        """All that is worked out, then all that is written."""
        for value in program.symbols:
            self.values[value] = self.of(value)
        for memory, at, value in program.results:
            self.builder.store(self.wide(value), self.address(memory, at, OF.get(value.kind, INTEGER)), align=8)

    def address(self, memory: int, at: int, kind: Any) -> Any:
        """Where a row's lanes stand."""
        place = self.builder.add(self.lane, ir.Constant(INTEGER, at * LANES))
        start = self.builder.gep(self.memories[memory], [place], inbounds=True)
        return self.builder.bitcast(start, ir.VectorType(kind, VECTOR).as_pointer())

    def is_wide(self, value: Symbol) -> bool:
        """Whether it is worked out in each lane; what depends on what is given alone is worked out once."""
        return isinstance(self.values[value].type, ir.VectorType)

    def wide(self, value: Symbol) -> Any:
        """A value in every lane."""
        known = self.values[value]
        if self.is_wide(value):
            return known
        kind = ir.VectorType(known.type, VECTOR)
        if isinstance(known, ir.Constant):
            return ir.Constant(kind, [known.constant] * VECTOR)
        single = self.builder.insert_element(ir.Constant(kind, ir.Undefined), known, ir.Constant(ir.IntType(32), 0))
        everywhere = ir.Constant(ir.VectorType(ir.IntType(32), VECTOR), [0] * VECTOR)
        return self.builder.shuffle_vector(single, ir.Constant(kind, ir.Undefined), everywhere)

    def of(self, value: Symbol) -> Any:
        """One operation, its parts being known."""
        kind = OF.get(value.kind, INTEGER)
        if value.op == "number":
            return ir.Constant(kind, value.of[0])
        if value.op == "given":
            return self.given[value.of[0]]
        if value.op == "row":
            memory, at = value.of
            return self.builder.load(self.address(memory, at, kind), align=8)
        wide = any(self.is_wide(part) for part in value.parts)
        parts = [self.wide(part) if wide else self.values[part] for part in value.parts]
        return self.operation(value.op, value.kind, parts)

    def operation(self, op: str, kind: str, parts: list) -> Any:
        """An operation of values that are all wide or all single."""
        b = self.builder
        if op in LARGER:
            first, second = parts
            return b.select(b.fcmp_ordered(LARGER[op], second, first), second, first)
        if op in COMPARISONS:
            return b.fcmp_ordered(op, *parts)
        if op == "low*":
            return b.mul(*(b.and_(part, self.like(part, WORD)) for part in parts))
        if op == "float":
            return b.uitofp(parts[0], ir.VectorType(DOUBLE, VECTOR) if self.is_vector(parts[0]) else DOUBLE)
        others: dict[str, Callable] = {"choose": b.select, "and": b.and_, "or": b.or_, "negative": b.fneg}
        if op in others:
            return others[op](*parts)
        return operator.attrgetter((FLOATS if kind == FLOAT else WHOLES)[op])(b)(*parts)

    @staticmethod
    def is_vector(value: Any) -> bool:
        """Whether it is a value in each lane."""
        return isinstance(value.type, ir.VectorType)

    def like(self, value: Any, number: int) -> Any:
        """A whole number, as wide as a value."""
        return ir.Constant(value.type, [number] * VECTOR if self.is_vector(value) else number)
