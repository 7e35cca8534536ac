"""Ctrl-C, and what a system or a batch queue says instead of it: each ends a command once, and in one line."""

import _thread
import contextlib
import math
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any, cast

from sim.checking.start import IS_COMMAND

ENDS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
AGAIN = 1.0
"""Seconds in which the same wish is not heard twice: a terminal and a starter both pass it on."""
SOON = 0.05
"""Seconds after which a wish that went unheard is told again."""


class Signalled(KeyboardInterrupt):
    """The command was told to end, by the signal of this ``number``."""

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__()
        self.number = number


class Signals:
    """Whether, and by which signal, the command was told to end."""

    def __init__(self) -> None:
        self.number: int | None = None
        self._when = 0.0
        self._again = threading.Timer(SOON, lambda: None)

    def __call__(self, number: int, _: FrameType | None) -> None:
        """Raise ``Signalled``."""
        if self.number is None or time.monotonic() - self._when > AGAIN:
            self.number, self._when = number, time.monotonic()
            raise Signalled(number)

    def quiet(self, report: Any) -> Any:
        """What tells of an exception that nobody caught. Once the command was told to end it is this that was raised in
        the midst of something: nothing is reported, and where Python drops it, as in a finalizer, it is told again."""

        def hook(found: Any) -> None:
            if self.number is None:
                report(found)
            elif isinstance(found.exc_value, Signalled):
                self._when = -math.inf
                self._again.cancel()
                self._again = threading.Timer(SOON, _tell, [found.exc_value.number])
                self._again.daemon = True
                self._again.start()

        return hook

    def close(self) -> None:
        """Nothing is told any more."""
        self._when = math.inf
        self._again.cancel()
        if self._again.is_alive():
            self._again.join()


def _tell(number: int) -> None:
    """Send the main thread a signal, which wakes it where it waits."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(cast(int, threading.main_thread().ident), number)
    else:
        _thread.interrupt_main(signal.Signals(number))


@contextlib.contextmanager
def heard() -> Iterator[Signals]:
    """While this lasts, each of the signals raises ``Signalled`` in the main thread; one that is ignored stays so, as
    under ``nohup``. A command that was told to end is not told again while it goes."""
    signals = Signals()
    if threading.current_thread() is not threading.main_thread():
        yield signals
        return
    before = {number: signal.getsignal(number) for number in ENDS}
    hooks = sys.unraisablehook, threading.excepthook
    sys.unraisablehook, threading.excepthook = map(signals.quiet, hooks)
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, signals)
    try:
        yield signals
    finally:
        signals.close()
        going = IS_COMMAND and signals.number is not None
        for number, handler in before.items():
            signal.signal(number, signal.SIG_IGN if going else handler)
        sys.unraisablehook, threading.excepthook = hooks
