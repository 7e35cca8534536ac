"""Where this machine keeps what can be made again, or is soon over: machine code, typefaces, a class while it lasts."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def folder(name: str) -> Path:
    """A writable folder of this name: in ``PASDEDEUX_CACHE``, the user's cache, or else a temporary one.

    So a read-only install, or a read-only home, costs a compilation and breaks nothing.
    """
    homes = (os.environ.get("PASDEDEUX_CACHE"), os.environ.get("XDG_CACHE_HOME"), str(Path.home() / ".cache"))
    for home in filter(None, homes):
        made = Path(str(home)) / "pas-de-deux" / name
        try:
            made.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=made):
                return made
        except OSError:
            continue
    made = Path(tempfile.mkdtemp(prefix="pas-de-deux-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made
