"""The command line's manners: mistakes in one line, clean exits, progress on a terminal only."""

import contextlib
import errno
import io
import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, cast

import click

from sim.checking.errors import ScenarioError, complaint, nearest, one_line, shown
from sim.scenario.files import shipped

QUIET = 2.0
"""Seconds that something may take before the terminal is told what it is."""


class CommandEnd(Exception):  # noqa: N818
    """The end of a command that did not come to its end: what to say, and the exit code."""

    def __init__(self, said: str, code: int) -> None:
        super().__init__(said)
        self.code = code


@contextlib.contextmanager
def _leaving() -> Iterator[None]:
    """Ctrl-C, a reader that has gone and a full disk end the command, and are no faults of the program."""
    try:
        yield
    except KeyboardInterrupt:
        raise CommandEnd("stopped", 130) from None
    except OSError as error:
        # What is still unwritten would be tried again, and fail again, while Python ends.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno == errno.EPIPE:
            raise CommandEnd("", 0) from None
        raise CommandEnd(f"{error.filename or 'output'}: {error.strerror or error}", 1) from None
    except MemoryError:
        raise CommandEnd("there is not enough memory for this", 1) from None


def print_whatever_it_is() -> None:
    """Letters that the terminal does not have are replaced."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            cast(io.TextIOWrapper, stream).reconfigure(errors="replace")


class Commands(click.Group):
    """The commands, with every mistake told in one line on stderr and nothing else."""

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run a command and exit: 0 when done, 2 for a mistake in what was given, 130 for Ctrl-C."""
        print_whatever_it_is()
        try:
            code = super().main(*args, **{**settings, "standalone_mode": False})
        except CommandEnd as end:
            complain(str(end), "\n" if end.code == 130 and sys.stderr.isatty() else "")
            code = end.code
        except ScenarioError as error:
            complain(f"pasdedeux: {error}")
            code = 2
        except click.ClickException as error:
            complain(f"pasdedeux: {_explained(error)}")
            code = 2
        sys.exit(code if isinstance(code, int) else 0)

    def make_context(self, *args: Any, **settings: Any) -> click.Context:
        """As click does, but leaving cleanly."""
        with _leaving():
            return super().make_context(*args, **settings)

    def invoke(self, context: click.Context) -> Any:
        """As click does, but leaving cleanly, and with all output out."""
        with _leaving():
            result = super().invoke(context)
            sys.stdout.flush()
            return result

    def resolve_command(self, context: click.Context, args: list[str]) -> Any:
        """The command, or what it may have meant."""
        if args[0] not in self.commands:
            hint = f" Did you mean 'run {args[0]}'?" if args[0] in shipped() else nearest(args[0], self.commands)
            allowed = "one of " + ", ".join(self.commands)
            raise ScenarioError(f"command: given {shown(args[0])}; allowed: {allowed}.{hint}")
        return super().resolve_command(context, args)


def complain(text: str, before: str = "") -> None:
    """One line on stderr."""
    if text:
        with contextlib.suppress(OSError):
            click.echo(before + one_line(text), err=True)


def _explained(error: click.ClickException) -> str:
    """What click complains of, in the words of this project."""
    context, hint = getattr(error, "ctx", None), ""
    where = context.info_name if context and context.parent else "pasdedeux"
    if isinstance(error, click.NoSuchOption) and error.ctx:
        known = [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts if name[:2] == "--"]
        key, given, allowed = "option", shown(error.option_name), "one of " + ", ".join(known)
        hint = nearest(error.option_name, known)
    elif isinstance(error, click.MissingParameter) and error.param:
        named = error.param.name in ("name", "files_")
        key, given = error.param.human_readable_name, "nothing"
        allowed = "a scenario's name or a TOML file" if named else "a value"
    elif isinstance(error, click.BadOptionUsage):
        key, given, allowed = error.option_name, "nothing", "a value"
    else:
        inside = re.search(r"\((.*)\)", error.format_message(), re.DOTALL)
        key, given = "arguments", shown(inside[1] if inside else error.format_message())
        allowed = f"what pasdedeux {where} --help names"
    return str(complaint(where, key, given, allowed, hint)).removeprefix("pasdedeux: ")


@contextlib.contextmanager
def patience(words: str) -> Iterator[None]:
    """Tell a waiting terminal what is being done when it takes longer than a moment."""
    timer = threading.Timer(QUIET, lambda: click.echo(words, err=True))
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextlib.contextmanager
def progress(total: int) -> Iterator[Callable[[int], Any]]:
    """A bar of couples with rate and time left, on a terminal and nowhere else; yields what to call with a number."""
    from tqdm import tqdm

    form = "{percentage:3.0f} % |{bar}| {n_fmt} of {total_fmt} couples, {rate_fmt}, {remaining} left"
    with tqdm(total=total, unit=" couples", bar_format=form, file=sys.stderr, disable=not sys.stderr.isatty(),
              leave=False, nrows=24, ncols=min(shutil.get_terminal_size().columns, 100) - 1) as bar:  # fmt: skip
        yield bar.update
