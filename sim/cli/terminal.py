"""The command line's manners: mistakes in one line, clean exits, progress on a terminal only."""

import contextlib
import errno
import io
import os
import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, cast

import click

from sim.checking.errors import ScenarioError, complaint, nearest, one_line, shown
from sim.cli.signals import Signals, heard
from sim.scenario.files import shipped
from sim.sweep.execution.faults import Interrupted

QUIET = 2.0
"""Seconds that something may take before the terminal is told what it is."""
EVERY = 30.0
"""Seconds between two lines of a log."""


class CommandEnd(Exception):  # noqa: N818
    """The end of a command that did not come to its end: what to say, and the exit code."""

    def __init__(self, said: str, code: int) -> None:
        super().__init__(said)
        self.code = code


@contextlib.contextmanager
def _leaving(signals: Signals) -> Iterator[None]:
    """Being told to end, a reader that has gone, a full disk and broken machinery end the command, and are no faults
    of the program."""
    try:
        yield
    except (CommandEnd, click.exceptions.Exit):
        raise
    except (KeyboardInterrupt, click.Abort):
        raise CommandEnd("stopped", 128 + (signals.number or signal.SIGINT)) from None
    except Exception as error:
        if signals.number is not None:  # what was loading in the midst of it makes something else of it
            raise CommandEnd("stopped", 128 + signals.number) from None
        if isinstance(error, Interrupted):
            raise CommandEnd(f"pasdedeux: {error}", 3) from None
        if isinstance(error, MemoryError):
            raise CommandEnd("there is not enough memory for this", 1) from None
        if isinstance(error, OSError):
            raise _end_of(error) from None
        raise


def _end_of(error: OSError) -> CommandEnd:
    """The end that an output or a disk makes."""
    # What is still unwritten would be tried again, and fail again, while Python ends.
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        return CommandEnd("", 0)
    return CommandEnd(f"{error.filename or 'output'}: {error.strerror or error}", 1)


def print_whatever_it_is() -> None:
    """Letters that the terminal does not have are replaced; what is closed takes everything and shows nothing."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:  # or the next file that is opened would be the output
        pass
    os.close(number)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            cast(io.TextIOWrapper, stream).reconfigure(errors="replace")


class Commands(click.Group):
    """The commands, with every mistake told in one line on stderr and nothing else."""

    signals = Signals()

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run a command and exit: 0 when done, 2 for a mistake in what was given, 3 where machinery broke, and 128 and
        a signal's number where it was told to end."""
        print_whatever_it_is()
        with heard() as self.signals:
            try:
                with _leaving(self.signals):
                    code = super().main(*args, **{**settings, "standalone_mode": False})
            except CommandEnd as end:
                complain(str(end), "\n" if end.code > 128 and sys.stderr.isatty() else "")
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
        with _leaving(self.signals):
            return super().make_context(*args, **settings)

    def invoke(self, context: click.Context) -> Any:
        """As click does, but leaving cleanly, and with all output out."""
        with _leaving(self.signals):
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


def said(what: str) -> str:
    """The form of how far it is."""
    return f"{{n_fmt}} of {{total_fmt}} {what}, {{rate_fmt}}, {{remaining}} left"


@contextlib.contextmanager
def progress(total: int, logged: bool = False, what: str = "couples") -> Iterator[Callable[[int], Any]]:
    """A bar of couples, or of ``what`` it is, with rate and time left, on a terminal; yields what to call with a number
    of them.

    Elsewhere there is nothing, or, where it is ``logged``, a line now and then: a batch queue shows what is in its log.
    """
    from tqdm import tqdm

    if logged and not sys.stderr.isatty():
        yield _Log(total, what)
        return
    with tqdm(total=total, unit=f" {what}", bar_format=f"{{percentage:3.0f}} % |{{bar}}| {said(what)}", file=sys.stderr,
              disable=not sys.stderr.isatty(), leave=False, nrows=24,
              ncols=min(shutil.get_terminal_size().columns, 100) - 1) as bar:  # fmt: skip
        yield bar.update


class _Log:
    """Says in a line how far it is, every ``EVERY`` seconds."""

    def __init__(self, total: int, what: str) -> None:
        self.total, self.what, self.done = total, what, 0
        self.begun = self.said = time.monotonic()

    def __call__(self, count: int) -> None:
        from tqdm import tqdm

        self.done += count
        now = time.monotonic()
        if now - self.said >= EVERY:
            self.said = now
            form = f"pasdedeux: {{percentage:.0f}} %, {said(self.what)}"
            complain(tqdm.format_meter(self.done, self.total, now - self.begun, unit=f" {self.what}", bar_format=form))
