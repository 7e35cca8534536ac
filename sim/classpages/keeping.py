"""A class through a restart of its server: what is needed to go on lies in a file until the class is over.

The file has counts, and for the lesson that is on the votes by device, as numbers that only its phone knows; no
address, no token, no name.
"""

import asyncio
import contextlib
import json
import logging
import os
import time
from pathlib import Path
from typing import Any

from sim.checking.cache_folder import folder
from sim.classpages.classes import Classes
from sim.classroom.room import Room

log = logging.getLogger(__name__)
MAX_BYTES = 20_000_000
MINUTES = 30
"""Minutes without its server after which a class is not taken up again."""
APART = 0.25
"""Seconds between two writings of votes; what a teacher does is written at once."""


class Keeping:
    """The file of one server's classes, by the server's port."""

    def __init__(self, classes: Classes, port: int, place: Path | None = None) -> None:
        self.classes = classes
        self.is_due = False
        self.file = (folder("classes") if place is None else place) / f"class-{port}.json"

    def load(self) -> None:
        """Take the classes up again that were open when the server ended; what cannot be read is left out."""
        with contextlib.suppress(OSError):
            stat = self.file.stat()
            if stat.st_size > MAX_BYTES or time.time() - stat.st_mtime > MINUTES * 60:
                self.file.unlink()
        try:
            for given in json.loads(self.file.read_text("utf-8")):
                room = Room.from_dict(given, self.classes.now())
                self.classes.rooms.by_code[room.code] = room
        except FileNotFoundError:
            pass
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            log.warning("%s could not be read, so no class is taken up again", self.file)

    def soon(self) -> None:
        """Write what there is, a little later: many votes are one writing."""
        if not self.is_due:
            self.is_due = True
            asyncio.get_running_loop().call_later(APART, self.save)

    def save(self) -> None:
        """Write what there is, whole or not at all; without a class, nothing is left. It is read by nobody else."""
        self.is_due, rooms = False, self.classes.rooms.by_code.values()
        try:
            if not rooms:
                self.file.unlink(missing_ok=True)
                return
            given: list[dict[str, Any]] = [room.to_dict(self.classes.now()) for room in rooms]
            part = self.file.with_suffix(f".{os.getpid()}.part")
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                json.dump(given, file)
            os.replace(part, self.file)
        except OSError as error:
            log.warning("the class cannot be kept through a restart: %s", error)
