"""What is read off the laws is what the laws say: a program, evaluated, gives the law's own numbers to the last bit."""

import numba
import numpy as np
import pytest

from sim.engines import programs
from sim.engines.instructions import VECTOR, compiled
from sim.engines.interpreting import interpreted
from sim.engines.lanes import (
    ALL_ROWS,
    BLOCK_ROWS,
    BOND,
    HARDSHIP,
    KEY_0,
    LANES,
    LINE,
    PARAMETERS,
    REPLICATE,
    ROWS,
    A,
    B,
    aligned,
    fields,
)  # fmt: skip
from sim.engines.programs import Program
from sim.engines.scheduling import scheduled
from sim.engines.symbols import Symbol, given, on_symbols, ordered, row, symbol, word
from sim.model import chance, dynamics, outcomes
from sim.model.cues import Cues
from sim.model.parameters import PARAMETERS as TABLE
from sim.model.parameters import Parameters
from sim.model.state import Couple, Partner

PROGRAMS = [value for value in vars(programs).values() if isinstance(value, Program)]


def name_of(program: Program) -> str:
    return program.name


def memories(seed: int, woken: Program | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Rows and a block of couples, no two alike, every number within its range; after a morning, if it is given."""
    chosen = np.random.default_rng(seed)
    rows = aligned(ALL_ROWS * LANES)
    table = rows.reshape(ALL_ROWS, LANES)
    table[:ROWS] = chosen.uniform(0.05, 0.95, (ROWS, LANES))
    table[PARAMETERS:ROWS] = [chosen.uniform(line.low, line.high, LANES) for line in TABLE.values()]
    rows.view(np.int64).reshape(ALL_ROWS, LANES)[REPLICATE : KEY_0 + 2] = chosen.integers(0, 2**32, (3, LANES))
    beside = chosen.uniform(0.0, 1.0, BLOCK_ROWS * LANES)
    if woken:
        interpreted(woken, LANES)(rows, beside, 0, 3, 0)
    return rows, beside


def couple_in(rows: np.ndarray, lane: int) -> Couple:
    """The couple of one lane, as the laws take it."""
    at = rows.reshape(-1, LANES)[:, lane].tolist().__getitem__
    return Couple(fields(Partner, A, at), fields(Partner, B, at), at(BOND), at(HARDSHIP))


@pytest.mark.parametrize("program", PROGRAMS, ids=name_of)
def test_compiled_and_interpreted_programs_write_the_same_bits(program):
    """The last lanes only: the others stay as they are."""
    woken = {"take_turn": programs.WAKE, "take_calm_turn": programs.WAKE_CALM}.get(program.name)
    one, other, untouched = (memories(1, woken) for _ in range(3))
    run = compiled(program)

    @numba.njit
    def by_compiler(rows, beside, lane):
        run(rows, beside, lane, 3, 7)

    last = LANES - VECTOR
    by_compiler(*one, last)
    interpreted(program, VECTOR)(*other, last, 3, 7)
    for mine, theirs, before in zip(one, other, untouched, strict=True):
        assert mine.tobytes() == theirs.tobytes()
        others = [array.view(np.int64).reshape(-1, LANES)[:, :last] for array in (mine, before)]
        assert np.array_equal(*others)


def test_a_day_in_programs_is_the_day_by_the_laws():
    rows, beside = memories(2)
    start = memories(2)[0]
    run = [interpreted(program, LANES) for program in (programs.WAKE, programs.TAKE_TURN, programs.SLEEP)]
    run[0](rows, beside, 0, 5, 0)
    run[1](rows, beside, 0, 5, 1)
    run[1](rows, beside, 0, 5, 2)
    run[2](rows, beside, 0, 5, 0)
    words = start.view(np.int64)
    for lane in range(LANES):
        p = fields(Parameters, PARAMETERS, start.reshape(-1, LANES)[:, lane].tolist().__getitem__)
        key = (*(int(words[i * LANES + lane]) for i in range(REPLICATE, KEY_0 + 2)), 1.0)
        nothing = Cues(*(0.0,) * len(Cues._fields))
        couple = dynamics.morning(couple_in(start, lane), chance.fate(5, *key), p)
        tally = outcomes.EMPTY
        for turn in (1, 2):
            couple = dynamics.turn(couple, nothing, chance.luck(turn, 5, *key), p)
            tally = outcomes.note(tally, couple)
        assert couple_in(rows, lane) == dynamics.night(couple, p)
        assert [rows[(programs.TALLY + i) * LANES + lane] for i in range(len(tally))] == list(tally)


def test_what_is_constant_over_a_day_is_not_worked_out_in_a_turn():
    written = {(memory, at) for memory, at, _ in programs.TAKE_TURN.results}
    for value in programs.TAKE_TURN.symbols:
        if value.parts and value.kind != "truth":
            leaves = [leaf for leaf in ordered([value]) if not leaf.parts]
            moving = [leaf for leaf in leaves if leaf.op == "given" or (leaf.op == "row" and (
                leaf.of in written or programs.CUES <= leaf.of[1] < programs.TALLY))]  # fmt: skip
            assert moving, f"{value.op} of what does not change"


@pytest.mark.parametrize("program", PROGRAMS, ids=name_of)
def test_every_operation_stands_once_and_after_its_parts(program):
    order = program.symbols
    place = {value: at for at, value in enumerate(order)}
    assert len(place) == len(order)
    assert set(order) == set(ordered(value for *_, value in program.results))
    assert all(place[part] < at for value, at in place.items() for part in value.parts)


def test_the_order_never_depends_on_the_order_it_was_given_in():
    some = programs.TAKE_TURN.symbols
    assert scheduled(ordered(value for *_, value in reversed(programs.TAKE_TURN.results))) == some


def test_equal_expressions_are_one_symbol():
    x, y = row(0, 1), row(0, 2)
    assert x * y + 1.0 is y * x + 1.0
    assert x - y is not y - x
    assert x + 0.0 is not x + -0.0


def test_a_law_that_asks_for_truth_or_equality_is_told():
    x = row(0, 1)
    with pytest.raises(TypeError, match="conditional expressions"):
        bool(x > 0.5)
    with pytest.raises(TypeError, match="compare"):
        assert x == row(0, 2)


@pytest.mark.parametrize("size", [1, 7, 8, 3200])
def test_an_aligned_array_is_zeros_from_a_line_of_the_cache_on(size):
    for _ in range(20):
        made = aligned(size)
        assert made.ctypes.data % LINE == 0 and made.shape == (size,) and not made.any()


def test_the_first_of_equal_numbers_is_the_largest_and_the_smallest():
    """``max(0.0, -0.0)`` is 0.0 in Python and ``max(-0.0, 0.0)`` is -0.0; so it is in every lane."""
    rows, beside = np.zeros(2 * LANES), np.zeros(4 * LANES)
    rows[LANES:] = -0.0
    x, y = row(0, 0), row(0, 1)
    best = on_symbols.primitives
    results = tuple((1, at, best[how](*pair)) for at, (how, pair) in enumerate(
        [("max", (x, y)), ("max", (y, x)), ("min", (x, y)), ("min", (y, x))]))  # fmt: skip
    run = compiled(Program("signs", results))
    numba.njit(lambda rows, beside: run(rows, beside, 0, 0, 0))(rows, beside)
    assert np.signbit(beside.reshape(4, LANES)[:, 0]).tolist() == [False, True, False, True]


def test_whole_numbers_that_do_not_fit_are_refused():
    """Python's have no end; the lanes' have 64 bits."""
    big = word(0, 0) * 0xFFFFFFFF
    with pytest.raises(OverflowError, match="64 bits"):
        big * 2
    assert (word(0, 0) & 0xFFFFFFFF) is word(0, 0), "a mask that takes nothing away"
    assert symbol(3).kind == given("day").kind == "whole"
    assert isinstance(big >> 32, Symbol)
    assert (big >> 32).most < 2**32
