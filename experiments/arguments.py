"""The arguments of an experiment: a mistake in them is told in one line, and the exit code is 2."""

import argparse
import os
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from sim.checking.errors import nearest, one_line, shown

MAX_SEED = 10**9


class Arguments(argparse.ArgumentParser):
    """The parser of ``experiments.NAME``, described by the first line of its module's docstring."""

    def __init__(self, name: str, docstring: str | None) -> None:
        super().__init__(
            prog=f"experiments.{name}", description=(docstring or "").partition("\n")[0], allow_abbrev=False
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and exit with 2."""
        self.exit(2, f"{self.prog}: {one_line(message)}\n")

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:
        """What was given; exits with 2 where that cannot be used, and names the nearest option."""
        given, unknown = self.parse_known_args(args, namespace)
        if unknown:
            known = [name for action in self._actions for name in action.option_strings]
            word = unknown[0].partition("=")[0]
            self.error(f"given {shown(word)}; allowed: {', '.join(known)}.{nearest(word, known)}")
        return given

    def add_number(self, name: str, low: int, high: int, default: int | None, meaning: str) -> None:
        """An option that takes a whole number from ``low`` to ``high``."""
        self.add_argument(name, type=whole_number(low, high), default=default, metavar="N", help=meaning)

    def add_seed(self) -> None:
        """``--seed``."""
        self.add_number("--seed", 0, MAX_SEED, 1, "the seed of all chance (1)")

    def add_threads(self) -> None:
        """``--threads``."""
        self.add_number("--threads", 1, 256, os.cpu_count() or 1, "threads; they change no value (one a core)")

    def add_json(self) -> None:
        """``--json``."""
        self.add_argument("--json", action="store_true", help="print JSON instead of a table")


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """The type of an argument that is a whole number from ``low`` to ``high``."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 20 or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"given {shown(text)}; allowed: a whole number from {low} to {high}.")
        return int(text)

    return read
