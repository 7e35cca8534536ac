"""What the kernel does in its lanes, read from the laws: a morning, a turn, a night, a block's cues, the outcomes.

A program is a list of results, each a symbol and the row it is written to. What is constant over a day, such as
``1 - spark_fade``, is worked out by the morning and stands in rows of its own, from ``lanes.CONSTANTS`` on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sim.engines.lanes import (
    ALL_ROWS,
    BOND,
    CONSTANTS,
    CUES,
    GIVEN,
    HARDSHIP,
    KEY_0,
    KEY_1,
    LATCH,
    MIRRORED,
    PARAMETERS,
    REPLICATE,
    TALLY,
    WHEN,
    A,
    B,
    fields,
)
from sim.engines.scheduling import scheduled
from sim.engines.symbols import FLOAT, TRUTH, Symbol, depending, given, on_symbols, ordered, row, symbol, word
from sim.model import chance, cues, dynamics, outcomes, schedule
from sim.model.cues import NOTHING, Cues
from sim.model.outcomes import EMPTY, Tally
from sim.model.parameters import Parameters
from sim.model.schedule import When
from sim.model.state import Couple, Luck, Partner

ROOM, BESIDE = 0, 1
"""The two memories of a program: the lanes' own rows, and a block's rows or the outcomes."""
OVER = 1e18
"""The latch of a block that does not belong to this day."""

DAY, TURN = given("day"), given("turn")
NOW = given("now", FLOAT)
"""The turn as a float."""


@dataclass(frozen=True)
class Program:
    """``results``: the memory and row each is written to, and its symbol. All is read before anything is written."""

    name: str
    results: tuple[tuple[int, int, Symbol], ...]

    @property
    def symbols(self) -> list[Symbol]:
        """Everything that is worked out, each after what it is made of, in the order in which it is best done."""
        return scheduled(ordered(value for *_, value in self.results))


ours: Any = partial(row, ROOM)
P: Parameters = fields(Parameters, PARAMETERS, ours)
COUPLE = Couple(fields(Partner, A, ours), fields(Partner, B, ours), *map(ours, (BOND, HARDSHIP)))
KEY = (word(ROOM, REPLICATE), word(ROOM, KEY_0), word(ROOM, KEY_1), ours(MIRRORED))


def written(first: int, values: Sequence, memory: int = ROOM) -> list[tuple[int, int, Symbol]]:
    """Values one after the other from row ``first`` on, those left out that stand there already."""
    rows = [(memory, first + i, symbol(value)) for i, value in enumerate(values)]
    return [(memory, at, value) for memory, at, value in rows if value is not row(memory, at)]


def _state(couple: Couple) -> list[tuple[int, int, Symbol]]:
    return written(A, flat(couple))


def _hoisted(program: Program) -> tuple[Program, list[Symbol]]:
    """A program of a turn that reads what is constant over a day from its rows, and what stands there."""
    symbols = ordered(value for *_, value in program.results)
    written = {(memory, at) for memory, at, _ in program.results} | {(ROOM, at) for at in range(CUES, TALLY)}
    moving = depending(symbols, lambda value: (value.op == "given" and value is not DAY) or value.of in written)
    constants: dict[Symbol, Symbol] = {}
    made: dict[Symbol, Symbol] = {}

    def read(part: Symbol) -> Symbol:
        if part in moving:
            return made[part]
        if not part.parts:
            return part
        if part.kind == TRUTH:
            return part.again(map(read, part.parts))
        if part not in constants:
            constants[part] = Symbol("row", ROOM, CONSTANTS + len(constants), kind=part.kind, most=part.most)
        return constants[part]

    for value in symbols:
        if value in moving:
            made[value] = value.again(map(read, value.parts))
    results = tuple((memory, at, read(value)) for memory, at, value in program.results)
    return Program(program.name, results), list(constants)


def _turn(name: str, luck: Luck, tally: bool) -> tuple[Program, list[Symbol]]:
    after = on_symbols(dynamics.turn)(COUPLE, fields(Cues, CUES, ours), luck, P)
    noted = on_symbols(outcomes.note)(fields(Tally, TALLY, ours), after) if tally else ()
    return _hoisted(Program(name, (*_state(after), *written(TALLY, noted))))


def _morning(name: str, couple: Couple, constants: list[Symbol], more: list[tuple[int, int, Symbol]]) -> Program:
    """What is constant over the day, read off the couple as it gets up."""
    made = dict(zip(flat(COUPLE), flat(couple), strict=True))
    for value in ordered(constants):
        if value not in made:
            made[value] = value.again(made[part] for part in value.parts)
    kept = written(CONSTANTS, [made[value] for value in constants])
    return Program(name, (*_state(couple), *more, *kept))


def flat(couple: Couple) -> tuple:
    """A couple's state as it stands in the rows."""
    return (*couple.a, *couple.b, couple.bond, couple.hardship)


def _give() -> Program:
    """One block's cues, where it is on, and how long it stays on."""
    theirs = partial(row, BESIDE)
    when, before = fields(When, WHEN, theirs), theirs(LATCH)
    fired = on_symbols(schedule.until)(when, before, NOW, COUPLE.a.arousal, COUPLE.b.arousal)
    latch = Symbol("choose", before >= OVER, before, fired)
    on = Symbol("and", latch >= NOW, latch < OVER, kind=TRUTH)
    present = Symbol("choose", on, symbol(1.0), symbol(0.0))
    now = on_symbols(cues.given)(fields(Cues, GIVEN, theirs), present)
    together = on_symbols(cues.together)(fields(Cues, CUES, ours), now)
    return Program("give", (*written(CUES, together), (BESIDE, LATCH, latch)))


TAKE_TURN, _constants = _turn("take_turn", on_symbols(chance.luck)(TURN, DAY, *KEY), tally=True)
TAKE_CALM_TURN, _calm = _turn("take_calm_turn", Luck(*(0.0,) * len(Luck._fields)), tally=False)
WAKE = _morning(
    "wake", on_symbols(dynamics.morning)(COUPLE, on_symbols(chance.fate)(DAY, *KEY), P), _constants,
    [*written(TALLY, EMPTY), *written(CUES, NOTHING)],
)  # fmt: skip
WAKE_CALM = _morning("wake_calm", COUPLE, _calm, [])
"""The morning before turns without chance: it brings nothing."""
SLEEP = Program("sleep", tuple(_state(on_symbols(dynamics.night)(COUPLE, P))))
GIVE = _give()
CLEAR = Program("clear", tuple(written(CUES, NOTHING)))
"""No cue at all."""
READ_OFF = Program(
    "read_off", tuple(written(0, on_symbols(outcomes.read)(COUPLE, fields(Tally, TALLY, ours), P), BESIDE))
)
assert CONSTANTS + max(len(_constants), len(_calm)) <= ALL_ROWS, "a day has more constants: give lanes more rows"
