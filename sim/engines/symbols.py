"""Laws as graphs of arithmetic: called with symbols instead of numbers, a law says what it does.

What comes back is one symbol for each result, made of the symbols it is worked out from; equal expressions are one
symbol. So the laws are read once, and the compiled engine, or whoever wants them in another language, writes them down
operation by operation in the very order in which they stand.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from typing import Any

from sim.engines.rewriting import Rewriting

FLOAT, WHOLE, TRUTH = "float", "whole", "truth"
"""Kinds of value: a float64, a whole number of 64 bits without sign, and a truth value."""
WORD = 2**32 - 1
MOST = 2**64 - 1
EITHER_WAY = ("+", "*", "&", "^", "low*", "and", "or")
"""Operations whose two sides may be exchanged."""


class Symbol:
    """One value: an operation ``op`` and what it is ``of``, symbols or what names an input. Equal ones are identical.

    ``most`` bounds a whole number. Operations: ``row`` (of memory and row), ``given`` (of a name: the same in every
    lane), ``number``; ``+ - * / negative max min`` and comparisons; ``and or choose``; ``float`` of a whole number; and
    ``+ & ^ >> low*`` of whole numbers, the last the product of both lower halves.
    """

    __slots__ = ("kind", "most", "of", "op", "serial")
    made: dict[tuple, "Symbol"] = {}  # noqa: RUF012 - the one table of all symbols

    op: str
    of: tuple
    kind: str
    most: int
    serial: int

    def __new__(cls, op: str, *of: Any, kind: str = FLOAT, most: int = MOST) -> "Symbol":
        """The symbol of this operation, the old one where there is one."""
        if op in EITHER_WAY and of[0].serial > of[1].serial:
            of = of[::-1]
        key = (op, kind, *(part.serial if isinstance(part, Symbol) else repr(part) for part in of))
        if key not in cls.made:
            made = cls.made[key] = super().__new__(cls)
            made.op, made.of, made.kind, made.most, made.serial = op, of, kind, most, len(cls.made)
        return cls.made[key]

    @property
    def parts(self) -> tuple["Symbol", ...]:
        """The symbols that it is worked out from; none for an input or a number."""
        return tuple(part for part in self.of if isinstance(part, Symbol))

    def again(self, parts: Iterable["Symbol"]) -> "Symbol":
        """The same operation of other symbols."""
        new = iter(parts)
        of = [next(new) if isinstance(part, Symbol) else part for part in self.of]
        return Symbol(self.op, *of, kind=self.kind, most=self.most)

    def __bool__(self) -> bool:
        """No symbol is true or false: a law that asks is not written in arithmetic."""
        raise TypeError("a law may choose by conditional expressions, `and` and `or` only")

    def __eq__(self, other: object) -> bool:
        """Only the same symbol is equal; a law does not ask."""
        if self is other:
            return True
        raise TypeError("a law may compare by <, <=, > and >= only")

    __hash__ = object.__hash__

    def __add__(self, other: Any) -> "Symbol":
        return _two("+", self, other)

    def __radd__(self, other: Any) -> "Symbol":
        return _two("+", other, self)

    def __sub__(self, other: Any) -> "Symbol":
        return _floats("-", self, other)

    def __rsub__(self, other: Any) -> "Symbol":
        return _floats("-", other, self)

    def __mul__(self, other: Any) -> "Symbol":
        return _two("*", self, other)

    def __rmul__(self, other: Any) -> "Symbol":
        return _two("*", other, self)

    def __truediv__(self, other: Any) -> "Symbol":
        return _floats("/", self, other)

    def __rtruediv__(self, other: Any) -> "Symbol":
        return _floats("/", other, self)

    def __neg__(self) -> "Symbol":
        return Symbol("negative", _float(self))

    def __lt__(self, other: Any) -> "Symbol":
        return _floats("<", self, other, TRUTH)

    def __le__(self, other: Any) -> "Symbol":
        return _floats("<=", self, other, TRUTH)

    def __gt__(self, other: Any) -> "Symbol":
        return _floats(">", self, other, TRUTH)

    def __ge__(self, other: Any) -> "Symbol":
        return _floats(">=", self, other, TRUTH)

    def __and__(self, mask: int) -> "Symbol":
        if mask & (mask + 1) == 0 and self.most <= mask:
            return self
        return Symbol("&", self, symbol(mask), kind=WHOLE, most=min(mask, self.most))

    def __xor__(self, other: Any) -> "Symbol":
        other = symbol(other)
        most = (1 << max(self.most, other.most).bit_length()) - 1
        return Symbol("^", self, other, kind=WHOLE, most=most)

    __rxor__ = __xor__

    def __rshift__(self, places: int) -> "Symbol":
        return Symbol(">>", self, symbol(places), kind=WHOLE, most=self.most >> places)


def symbol(value: Any) -> Symbol:
    """A number as a symbol; a symbol as it is."""
    if isinstance(value, Symbol):
        return value
    if isinstance(value, int):
        return Symbol("number", value, kind=WHOLE, most=value)
    return Symbol("number", float(value))


def row(memory: int, at: int) -> Symbol:
    """The float in row ``at`` of a memory."""
    return Symbol("row", memory, at)


def word(memory: int, at: int) -> Symbol:
    """The whole number of 32 bits in row ``at`` of a memory."""
    return Symbol("row", memory, at, kind=WHOLE, most=WORD)


def given(name: str, kind: str = WHOLE) -> Symbol:
    """What is given once for all lanes; whole numbers of at most 32 bits."""
    return Symbol("given", name, kind=kind, most=WORD)


def _two(op: str, left: Any, right: Any) -> Symbol:
    """A sum or product: of whole numbers where both are, else of floats."""
    left, right = symbol(left), symbol(right)
    if FLOAT in (left.kind, right.kind):
        return _floats(op, left, right)
    most = left.most + right.most if op == "+" else left.most * right.most
    if most > MOST or (op == "*" and max(left.most, right.most) > WORD):
        raise OverflowError(f"whole numbers up to {most} are more than 64 bits")
    if op == "+":
        return Symbol("+", left, right, kind=WHOLE, most=most)
    return Symbol("low*", _low(left), _low(right), kind=WHOLE, most=most)


def _low(value: Symbol) -> Symbol:
    """A symbol that has the same lower half: what is masked for that only needs no mask."""
    if value.op == "&" and any(part.op == "number" and part.of[0] == WORD for part in value.parts):
        return next(_low(part) for part in value.parts if part.op != "number" or part.of[0] != WORD)
    return value.again(map(_low, value.parts)) if value.op == "^" else value


def _floats(op: str, left: Any, right: Any, kind: str = FLOAT) -> Symbol:
    return Symbol(op, _float(symbol(left)), _float(symbol(right)), kind=kind)


def _float(value: Symbol) -> Symbol:
    """A whole number as a float."""
    if value.kind == FLOAT:
        return value
    return symbol(float(value.of[0])) if value.op == "number" else Symbol("float", value)


def _best(op: str, builtin: Callable, values: tuple) -> Any:
    """The largest or the smallest, the first of equal ones, as Python takes it."""
    if not any(isinstance(value, Symbol) for value in values):
        return builtin(values)
    return reduce(lambda first, second: _floats(op, first, second), values)


def _both(left: Any, right: Any) -> Any:
    """Whether both hold; what is known beforehand needs no symbol."""
    if isinstance(left, bool):
        return right if left else False
    if isinstance(right, bool):
        return left if right else False
    return Symbol("and", left, right, kind=TRUTH)


def _either(left: Any, right: Any) -> Any:
    """Whether one of them holds."""
    if isinstance(left, bool):
        return True if left else right
    if isinstance(right, bool):
        return True if right else left
    return Symbol("or", left, right, kind=TRUTH)


def _where(condition: Any, yes: Any, no: Any) -> Any:
    """The one or the other."""
    if isinstance(condition, bool):
        return yes if condition else no
    return Symbol("choose", condition, _float(symbol(yes)), _float(symbol(no)))


on_symbols = Rewriting({
    "max": lambda *values: _best("max", max, values),
    "min": lambda *values: _best("min", min, values),
    "where": _where,
    "both": _both,
    "either": _either,
})  # fmt: skip
"""The law for named tuples of symbols instead of numbers; it gives symbols."""


def ordered(results: Iterable[Symbol]) -> list[Symbol]:
    """Every symbol that the results are worked out from, and they themselves, each after its parts."""
    done: dict[Symbol, None] = {}

    def visit(value: Symbol) -> None:
        if value not in done:
            for part in value.parts:
                visit(part)
            done[value] = None

    for result in results:
        visit(result)
    return list(done)


def depending(values: list[Symbol], on: Callable[[Symbol], bool]) -> set[Symbol]:
    """Which of the ordered ``values`` depend on an input of which ``on`` is true."""
    found: set[Symbol] = set()
    for value in values:
        if on(value) or any(part in found for part in value.parts):
            found.add(value)
    return found


def inputs(values: list[Symbol]) -> Iterator[Symbol]:
    """The rows that are read."""
    return (value for value in values if value.op == "row")
