"""Writing that cannot be caught half-way: a file, a folder of results; and reading that finds what is damaged."""

import contextlib
import errno
import hashlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from sim.checking.errors import ScenarioError, complaint, shown
from sim.checking.text_file import at_once
from sim.sweep.execution.exchange import exchange
from sim.sweep.execution.faults import Damaged
from sim.sweep.execution.lock import is_locked, locked

UNFINISHED = ".unfinished-"
"""How the names of files begin that are being written."""
HIDDEN, THROWN_AWAY = ".pasdedeux-", "pasdedeux-"
"""How the names of folders begin in which results are being written, and of those that nobody keeps."""
LOCK = ".lock"
SMALL = 8_000_000
"""Bytes of the largest file that is read whole: a manifest, with a spec of a megabyte in it, is smaller."""
NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF, errno.EACCES)
"""What file systems say that cannot put a folder's names onto the disk when they are asked to, as some networks'."""
CANNOT = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EPERM, errno.EACCES, errno.EROFS,
          errno.EXDEV, errno.EBUSY, errno.EMLINK)  # fmt: skip
"""What systems say that cannot link a file, or rename a folder or exchange it."""


def write_whole(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Write a file that is there whole, on the disk, or not at all. Raises ``OSError``; then nothing is left."""
    unfinished = path.parent / f"{UNFINISHED}{os.getpid()}-{path.name}"
    try:
        with open(unfinished, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
        _sync_name(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def write_text(path: Path, text: str) -> None:
    """A text file, whole or not at all."""
    write_whole(path, lambda file: file.write(text.encode("utf-8")))


def opened(path: Path) -> BufferedReader:
    """Open an ordinary file for reading; a pipe or a device may have no end. Raises ``OSError``."""
    file = open(path, "rb", opener=at_once)  # noqa: SIM115
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(errno.EINVAL, "no ordinary file", str(path))


def read_small(path: Path) -> bytes:
    """The bytes of an ordinary file of at most ``SMALL``. Raises ``OSError``."""
    with opened(path) as file:
        raw = file.read(SMALL + 1)
    if len(raw) > SMALL:
        raise OSError(errno.EFBIG, f"more than {SMALL:,} bytes", str(path))
    return raw


@contextlib.contextmanager
def opened_whole(path: Path, digest: str, size: int | None = None) -> Iterator[BinaryIO]:
    """Open a file whose SHA-256 begins with ``digest``, for reading from its beginning; of another ``size`` than the
    one that is known, it is not read.

    Raises ``Damaged`` where it is not there, is another, or the disk cannot read it, and ``OSError`` where it is not
    ours to read.
    """
    try:
        with opened(path) as file:
            other = size is not None and os.fstat(file.fileno()).st_size != size
            if other or not hashlib.file_digest(file, "sha256").hexdigest().startswith(digest):
                raise Damaged(path, "its bytes are not those that were written")
            file.seek(0)
            yield file
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.EIO, errno.EISDIR, errno.EINVAL, errno.ELOOP):
            raise
        raise Damaged(path, error.strerror or "it cannot be read") from None


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits. Raises ``OSError``."""
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tidy(folder: Path) -> None:
    """Take away what a process that was killed had begun to write."""
    for path in folder.glob(f"{UNFINISHED}*"):
        with contextlib.suppress(OSError):
            path.unlink()


def _sync_name(folder: Path) -> None:
    """Make sure that a new name survives a power cut, where the system can."""
    if sys.platform == "win32":
        return
    try:
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
    except OSError as error:
        if error.errno not in NO_FOLDER_SYNC:
            raise


@contextlib.contextmanager
def scratch(parent: Path, prefix: str) -> Iterator[Path]:
    """A folder of our own for what is not finished yet, gone at the end; its path is absolute, so that it means the
    same to whoever reads it.

    Those that killed processes have left there are taken away. Raises ``OSError``.
    """
    for old in parent.glob(f"{prefix}*/{LOCK}"):
        if is_locked(old) is False:
            shutil.rmtree(old.parent, ignore_errors=True)
    place = tempfile.TemporaryDirectory(prefix=prefix, dir=parent.absolute(), ignore_cleanup_errors=True)
    with place as folder, locked(Path(folder) / LOCK):
        yield Path(folder)


def thrown_away() -> contextlib.AbstractContextManager[Path]:
    """A folder for files that nobody keeps."""
    return scratch(Path(tempfile.gettempdir()), THROWN_AWAY)


@contextlib.contextmanager
def whole_folder(
    path: str | Path, names: Iterable[str], where: str = "--out", former: Iterable[str] = ()
) -> Iterator[Path]:
    """A folder whose files appear whole and together when the work is done, or not at all.

    Gives the place where the files of these ``names`` are written until then; what they replace stays whole meanwhile,
    and files of ``former`` names go with it. Raises ``ScenarioError`` that names ``where``: at once for a folder that
    cannot be made.
    """
    given, path, names = str(path), Path(path), list(names)
    gone = set(former) - set(names)

    def refused(why: str) -> ScenarioError:
        return complaint(where, "folder", f"{shown(given)} ({why})", "a folder that can be written")

    with contextlib.ExitStack() as stack:
        try:
            new = [folder for folder in (path, *path.parents) if not folder.exists()]
            stack.callback(_remove_empty, new)
            if not given or (not new and not path.is_dir()):
                raise refused("it is no folder" if given else "it is empty")
            blocked = next((name for name in names if (path / name).is_dir()), None)
            if blocked:
                raise refused(f"{blocked} in it is a folder")
            path.mkdir(parents=True, exist_ok=True)
            hidden = stack.enter_context(scratch(path, HIDDEN))
        except (OSError, ValueError) as error:
            if isinstance(error, ScenarioError):
                raise
            raise refused(getattr(error, "strerror", None) or "no such name") from None
        yield hidden
        try:
            _switch(hidden, path, names, gone)
        except OSError as error:
            raise refused(error.strerror or "it cannot be written") from None


def _switch(hidden: Path, path: Path, names: list[str], gone: set[str]) -> None:
    """Put the files of these names from a ``hidden`` folder in ``path`` into ``path``, and take away those ``gone``.

    In one step where that can be; elsewhere one by one. Raises ``OSError``.
    """
    for name in names:
        with open(hidden / name, "rb+") as file:
            os.fsync(file.fileno())
    try:
        _at_once(hidden, path.resolve(), names, gone)
    except OSError as error:
        if error.errno not in CANNOT:
            raise
        for name in names:
            os.replace(hidden / name, path / name)
        for name in gone:
            (path / name).unlink(missing_ok=True)


def _at_once(hidden: Path, path: Path, names: list[str], gone: set[str]) -> None:
    """A new folder with the files of these names, and with the others that are in ``path``, takes its place.

    Where two folders cannot be exchanged and there are no others, there is no folder for a moment. Raises ``OSError``
    of ``CANNOT``, and has changed nothing, where ``path`` holds more than files, is worked in or somebody else's, or
    the system cannot.
    """
    ours = {*names, *gone, hidden.name}
    others = [one for one in os.scandir(path) if one.name not in ours]
    if not all(one.is_file(follow_symlinks=False) for one in others) or _worked_in(path):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
    with scratch(path.parent, HIDDEN) as beside:
        new, old = beside / "new", beside / "old"
        new.mkdir()
        shutil.copystat(path, new)
        if (new.stat().st_uid, new.stat().st_gid) != (path.stat().st_uid, path.stat().st_gid):
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))
        for file in (*(hidden / name for name in names), *map(Path, others)):
            os.link(file, new / file.name)
        _sync_name(new)
        try:
            exchange(new, path)
            old = new
        except OSError as error:
            if others or error.errno not in CANNOT:
                raise
            os.replace(path, old)
            try:
                os.replace(new, path)
            except OSError:
                os.replace(old, path)
                raise
        _sync_name(path.parent)
        # What somebody has put into it meanwhile is theirs.
        for name in {one.name for one in old.iterdir()} - ours - {one.name for one in others}:
            with contextlib.suppress(OSError):
                os.replace(old / name, path / name)


def _worked_in(folder: Path) -> bool:
    """Whether this process, and most likely the shell that it is called from, stands in a folder."""
    with contextlib.suppress(OSError):
        return folder in (Path.cwd(), *Path.cwd().parents)
    return False


def _remove_empty(folders: list[Path]) -> None:
    """Take away the folders that were made for nothing."""
    for folder in folders:
        with contextlib.suppress(OSError, ValueError):
            folder.rmdir()
