"""What a disk and a machine do to a sweep, one fault at a time, at every place where it can happen.

A question that takes no time goes through its whole life: it is run, gathered and reported on. At the n-th call of a
kind the disk fails, or the process is killed; whatever is there then must be whole as far as it goes, and going on must
come to the same bytes. ``experiments.soak_sweep`` does it for all n, the tests for some.
"""

import contextlib
import errno
import io
import os
import random
import shutil
import signal
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from sim.checking.errors import ScenarioError
from sim.report.writing import write
from sim.sweep.execution import disk
from sim.sweep.execution.disk import HIDDEN, UNFINISHED, whole_folder
from sim.sweep.execution.faults import Interrupted
from sim.sweep.execution.integrity import check, repair
from sim.sweep.execution.pools import Options
from sim.sweep.execution.running import run_into
from sim.sweep.execution.table import SUMS
from sim.sweep.execution.work import proof
from sim.sweep.spec.specification import read

QUESTION = {
    "about": {"title": "A sweep to which things happen"},
    "model": {"scenario": "protest-polka", "set": {"turns": 6}},
    "parameters": {"couple.bond": [0.2, 0.5, 0.8]},
    "replicates": {"count": 64},
    "outcomes": {"which": ["satisfaction", "dance"]},
    "analysis": {"resamples": 50, "main": ["dance"]},
}
"""Three parts of one group of lanes each."""
OPTIONS = Options(jobs=1, chunk=64)
KINDS = ("open", "write", "rename", "fsync")


class Calls:
    """Counts the calls of a kind, and does something ``instead`` of the one of this number."""

    def __init__(self, number: int, instead: Callable[[], object]) -> None:
        self.left, self.instead, self.reached = number, instead, False

    def next(self) -> None:
        """One more call."""
        self.left -= 1
        if self.left == -1:
            self.reached = True
            self.instead()


@contextlib.contextmanager
def at(kind: str, number: int, instead: Callable[[], object]) -> Iterator[Calls]:
    """While this lasts, ``instead`` is called before the call of this ``kind`` and ``number``, counted from 0."""
    calls, real_open = Calls(number, instead), open

    class File(io.FileIO):
        def write(self, data: object) -> int:
            calls.next()
            return super().write(data)

    def opened(path: Path, mode: str, **more: object) -> io.IOBase:
        if kind == "open":
            calls.next()
        return File(path, "w") if kind == "write" and mode == "wb" else real_open(path, mode, **more)

    def counted(real: Callable) -> Callable:
        def call(*given: object) -> object:
            calls.next()
            return real(*given)

        return call

    places = {"rename": ((os, "replace"), (os, "link"), (disk, "exchange")), "fsync": ((os, "fsync"),)}.get(kind, ())
    real = [(*place, getattr(*place)) for place in places]
    disk.open = opened  # what stands in a module goes before what is built in
    for place, name, call in real:
        setattr(place, name, counted(call))
    try:
        yield calls
    finally:
        del disk.open
        for place, name, call in real:
            setattr(place, name, call)


def fail() -> None:
    """As a disk that is full, or that breaks."""
    raise OSError(errno.EIO, "Input/output error")


def kill() -> None:
    """As the system when there is no memory left, or a power cut."""
    os.kill(os.getpid(), signal.SIGKILL)


def live(folder: Path, options: Options = OPTIONS) -> None:
    """A sweep's whole life: begun or gone on with, and reported on."""
    run_into(read(QUESTION), folder, options)
    write(folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file and the bytes in it, but for the locks, which are empty, and the manifest, which has a time in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and path.name not in (".lock", "manifest.json")}  # fmt: skip


def survives(folder: Path, right: dict[str, bytes]) -> None:
    """What a fault has left is whole as far as it goes, and going on comes to the ``right`` bytes and to no others."""
    if (folder / "manifest.json").exists():
        assert check(folder).damaged == {}, check(folder).damaged
    live(folder)
    now = contents(folder)
    assert now == right, [name for name in now.keys() | right.keys() if now.get(name) != right.get(name)]
    assert not list(folder.rglob(f"{UNFINISHED}*")) and not list(folder.rglob(f"{HIDDEN}*"))


def failures(kind: str, place: Path, right: dict[str, bytes], step: int = 1, options: Options = OPTIONS) -> int:
    """Let every ``step``-th call of a kind fail, each in a sweep of its own; gives how many they were."""
    number, folder = 0, place / "sweep"
    while True:
        with at(kind, number, fail) as calls, contextlib.suppress(Interrupted, ScenarioError):
            live(folder, options)
        if calls.reached:
            survives(folder, right)
        shutil.rmtree(folder)
        if not calls.reached:
            return -(-number // step)
        number += step


def kills(kind: str, place: Path, right: dict[str, bytes], step: int = 1, first: int = 0) -> int:
    """Kill the process at every ``step``-th call of a kind, each in a sweep of its own; gives how many they were.

    For a process without threads: each sweep is run in a fork of it.
    """
    number, folder, done = first, place / "sweep", 0
    proof()  # every fork has the engine then
    while True:

        def doomed(number: int = number) -> None:
            with at(kind, number, kill):
                live(folder)

        how = _forked(doomed)
        assert how in (0, signal.SIGKILL), f"the sweep ended with {how} instead of being killed"
        if how:
            done += 1
            assert _forked(lambda: survives(folder, right)) == 0, f"{kind} {number}: it did not survive"
        shutil.rmtree(folder)
        if not how:
            return done
        number += step


def _forked(work: Callable[[], None]) -> int:
    """How a fork of this process ends that does some work: 0, 1 or the number of a signal."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return abs(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


OLD, NEW = ({name: what * 10_000 for name in names} for what, names in ((b"old", "abc"), (b"new", "abd")))
"""The files of a folder of results, and those that come in their place."""
THERE = {"notes": b"a stranger's"}


def switches(kind: str, place: Path, strangers: dict[str, bytes] = THERE) -> int:
    """Renew a folder of results while, at every call of a kind, somebody looks, the disk fails, or a kill comes.

    The files are the old ones or the new ones, and never some of each. Gives how many calls there were.

    A file of a stranger's stays. Without any, and where folders cannot be exchanged, there may be no folder.
    """
    number, folder = 0, place / "results"

    def there() -> dict[str, bytes]:
        seen = folder.iterdir() if folder.exists() else ()
        return {path.name: path.read_bytes() for path in seen if not path.name.startswith(HIDDEN)}

    def look() -> None:
        now = there()
        whole = now in (OLD | strangers, NEW | strangers) or (not strangers and not now)
        assert whole, {name: raw[:3] for name, raw in now.items()}

    def renew(instead: Callable[[], object]) -> Calls:
        refused, renewed = contextlib.suppress(ScenarioError), whole_folder(folder, NEW, former=OLD)
        with at(kind, number, instead) as calls, refused, renewed as made:
            for name, raw in NEW.items():
                (made / name).write_bytes(raw)
        return calls

    while True:
        for instead in (look, fail, kill):
            folder.mkdir(parents=True)
            for name, raw in (OLD | strangers).items():
                (folder / name).write_bytes(raw)
            if instead is kill:
                assert _forked(lambda: renew(kill)) in (0, signal.SIGKILL)
            else:
                calls = renew(instead)
            look()
            renew(look)
            assert there() == NEW | strangers and not list(place.rglob(f"{HIDDEN}*"))
            shutil.rmtree(folder)
        if not calls.reached:
            return number
        number += 1


def flip(path: Path, bit: int) -> None:
    """Turn one bit of a file over."""
    raw = bytearray(path.read_bytes())
    raw[bit // 8] ^= 1 << bit % 8
    path.write_bytes(raw)


def bits(folder: Path, each: int, chance: random.Random) -> Iterator[tuple[str, int]]:
    """Places to flip, by file and bit: of every file the first, the last, and some by ``chance``."""
    names = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.is_file()]
    for name in names:
        if many := 8 * (folder / name).stat().st_size:
            yield from ((name, bit) for bit in (0, many - 1, *(chance.randrange(many) for _ in range(each))))


def flips(folder: Path, each: int, chance: random.Random) -> int:
    """Flip bits of every file of a sweep's folder, one at a time; each is found, and mending gives back the bytes.

    Gives how many they were. Raises ``AssertionError`` for one that is not found, or not mended.
    """
    right, manifest, count = contents(folder), (folder / "manifest.json").read_bytes(), 0
    done = check(folder).done
    for name, bit in bits(folder, each, chance):
        flip(folder / name, bit)
        found = check(folder).damaged
        assert list(found) == [name] or (found and name == SUMS), f"bit {bit} of {name}: {found}"
        repair(folder, OPTIONS)
        assert contents(folder) == right and check(folder).damaged == {}, f"bit {bit} of {name} was not mended"
        assert check(folder).done == done
        (folder / "manifest.json").write_bytes(manifest)
        count += 1
    return count
