"""Equations as they stand in the laws' docstrings, as LaTeX and as MathML.

The docstrings write ``rate·[security·(1 - bond)]²``: names, numbers, ``+ - · / =``, brackets, powers (``²``), indices
(``a₀``, ``z_s``), a prime, a bar for an absolute value, ``max(…)``. A name before a bracket with a space between is
multiplied by it, without one it is a function.
"""

import re

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml

TOKEN = re.compile(r"\s*(\n|\d+(?:\.\d+)?|½|[^\W\d_₀-₉²³⁴⁸][^\W₀-₉²³⁴⁸]*(?:_\w+)?[₀-₉]*'?|[²³⁴⁸]|[-+·/=(),.|\[\]])")
FUNCTIONS = ("max", "min")
POWERS = {"²": "2", "³": "3", "⁴": "4", "⁸": "8"}
GREEK = {"θ": r"\theta", "Σ": r"\sum"}
INDICES = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
OPERATOR = re.compile(r"[-+·/=²³⁴⁸]|\w\(|\|")


def is_equation(text: str) -> bool:
    """Whether a literal of a docstring is an equation, and not a name or a piece of code."""
    return bool(OPERATOR.search(text)) and "__" not in text and not re.fullmatch(r"[\w./-]+", text)


class Reader:
    """One equation, read from left to right: sums of products of powers."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.at = 0

    @property
    def next(self) -> str:
        """The token that comes next; empty at the end."""
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    @property
    def spaced(self) -> bool:
        """Whether there is a space before the next token."""
        return self.at < len(self.tokens) and self.tokens[self.at][1]

    def take(self, *expected: str) -> str:
        """The next token, which is one of those that are expected, where any are. Raises ``ValueError``."""
        token = self.next
        if not token or (expected and token not in expected):
            raise ValueError(f"{self.text!r}: {token or 'the end'} where {' or '.join(expected) or 'more'} is expected")
        self.at += 1
        return token

    def whole(self) -> str:
        """The equation as LaTeX."""
        made = self.sum()
        if self.next == "=":
            self.take("=")
            made = f"{made} = {self.sum()}"
        if self.next:
            raise ValueError(f"{self.text!r}: not understood from {self.next!r} on")
        return made

    def sum(self) -> str:
        """Products with plus and minus between them."""
        made = ("-" if self.next == "-" and self.take("-") else "") + self.product()
        while self.next in ("+", "-"):
            made += f" {self.take()} {self.product()}"
        return made

    def product(self) -> str:
        """Factors; what stands after a slash is under them."""
        factors = [self.power()]
        while True:
            if self.next == "·":
                self.take()
                factors += [r"\cdot", self.power()]
            elif self.next == "/":
                first = 0 if self.spaced else -1  # a slash between spaces has the whole product over it
                self.take()
                over = bare(" ".join(factors[first:]))
                factors[first:] = [rf"\frac{{{over}}}{{{bare(self.power())}}}"]
            elif self.next and (self.next in "([" or self.next[0].isalnum()) and self.next not in "½":
                factors += [r"\," if self.spaced else "", self.power()]
            else:
                return " ".join(factors)

    def power(self) -> str:
        """A number, a name or a bracket, with its power."""
        made = self.atom()
        while self.next in POWERS:
            made = f"{made}^{{{POWERS[self.take()]}}}"
        return made

    def atom(self) -> str:
        """A number, a name, a function, a bracket or an absolute value."""
        token = self.take()
        if token in ("(", "["):
            inner = self.sum()
            close = self.take(")" if token == "(" else "]")
            return f"{token}{inner}{close}"
        if token == "|":
            inner = self.sum()
            self.take("|")
            return f"|{inner}|"
        if token == "½":
            return r"\frac{1}{2}"
        if token in GREEK:
            return GREEK[token] + (r"\," if token == "Σ" else "")
        if token in FUNCTIONS and self.next == "(":
            self.take("(")
            inner = [self.sum()]
            while self.next == ",":
                self.take(",")
                inner.append(self.sum())
            self.take(")")
            return rf"\{token}({', '.join(inner)})"
        if token[0].isalnum():
            return self.name(token)
        raise ValueError(f"{self.text!r}: {token} where a name or a number is expected")

    def name(self, token: str) -> str:
        """A name; ``other.withdraw`` is the other's withdraw."""
        made = named(token)
        while self.next == "." and not self.spaced:
            self.take(".")
            made = rf"{named(self.take())}_{{\mathrm{{{token}}}}}"
        return made


def tokens_of(text: str) -> list[tuple[str, bool]]:
    """The tokens, each with whether a space stands before it. Raises ``ValueError`` for a sign that is not known."""
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise ValueError(f"{text!r}: {text[at:].strip()[:8]!r} is no part of an equation")
        found.append((match[1], match.start(1) > at))
        at = match.end()
    return found


def named(token: str) -> str:
    """A name as LaTeX: words upright, single letters as variables, with their index and prime."""
    prime = "'" if token.endswith("'") else ""
    stem = token.rstrip("'")
    index = re.search(r"[₀-₉]+$|_\w+$", stem) if re.match(r"[^\W_][₀-₉_]", stem) else None
    word = stem[: index.start()] if index else stem
    made = GREEK.get(word) or (word if len(word) == 1 or word[0].isdigit() else text_of(word))
    low = index[0].lstrip("_").translate(INDICES) if index else ""
    return made + (f"_{{{low}}}" if low else "") + prime


def text_of(word: str) -> str:
    """A word in upright letters; an underscore in it is a thin space."""
    return r"\,".join(rf"\mathrm{{{part}}}" for part in word.split("_"))


def bare(factor: str) -> str:
    """What stands in a fraction needs no bracket around the whole of it."""
    if factor[:1] in ("(", "[") and factor[-1] in ")]":
        depth = 0
        for at, sign in enumerate(factor):
            depth += (sign in "([") - (sign in ")]")
            if depth == 0:
                return factor[1:-1] if at == len(factor) - 1 else factor
    return factor


def latex(text: str) -> str:
    """An equation of a docstring as LaTeX. Raises ``ValueError`` for one that is not understood."""
    return Reader(" ".join(text.split())).whole()


LINE = 64
"""Signs of an equation that fit into a line."""


def broken(tex: str) -> str:
    """A long equation in lines: broken before a plus or a minus that stands in no round bracket, and before a square
    one."""
    if seen(tex) <= LINE:
        return tex
    lines = [""]
    for part in _parts(tex):
        if lines[-1] and seen(lines[-1]) + seen(part) > LINE:
            lines.append(part)
        else:
            lines[-1] += part
    left, equals, right = lines[0].partition("=")
    first = f"{left} &{equals} {right}" if equals else f"& {lines[0]}"
    return r"\begin{aligned} " + r" \\ ".join([first, *(rf"& \quad {line}" for line in lines[1:])]) + r" \end{aligned}"


def _parts(tex: str) -> list[str]:
    """An equation cut where a line may end."""
    parts, start, round_ones, braces = [], 0, 0, 0
    for at, sign in enumerate(tex):
        round_ones += (sign == "(") - (sign == ")")
        braces += (sign == "{") - (sign == "}")
        if start < at and not round_ones and not braces and (sign in "+-" or tex.startswith(r"\cdot [", at)):
            parts.append(tex[start:at])
            start = at
    return [*parts, tex[start:]]


def seen(tex: str) -> int:
    """About how many signs of an equation are seen."""
    return len(re.sub(r"\\(?:mathrm|frac|quad|cdot|,|;)|[{}_^ ]", "", tex)) + 2 * tex.count(r"\cdot")


def mathml(tex: str, block: bool) -> str:
    """LaTeX as MathML, which browsers draw by themselves."""
    return tex2mathml(tex, as_block=block)


def visit_inline(self, node: nodes.math) -> None:
    """An equation within a line."""
    self.body.append(f'<span class="equation-within">{mathml(node.astext(), block=False)}</span>')
    raise nodes.SkipNode


def visit_block(self, node: nodes.math_block) -> None:
    """An equation of its own; a long one can be moved by itself."""
    self.body.append(f'<div class="equation" tabindex="0">{mathml(node.astext(), block=True)}</div>')
    raise nodes.SkipNode


def setup(app) -> dict:
    """Equations are MathML: no script, and nothing from outside."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
