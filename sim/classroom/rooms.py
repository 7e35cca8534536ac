"""All classes of a server, by code and by teacher."""

from collections.abc import Callable

from sim.classroom.codes import CODES, code, digest
from sim.classroom.room import RefusedError, Room

MAX_ROOMS = 50
HOURS = 12
"""Hours after which a class whose teacher is gone is over."""


class Rooms:
    """The classes that are open. ``random`` gives so many random bytes."""

    def __init__(self, random: Callable[[int], bytes]) -> None:
        self.random = random
        self.by_code: dict[str, Room] = {}

    def open(self, now: float) -> tuple[Room, str]:
        """A new class, and its teacher's token, which is kept nowhere. Where there are too many, one that nobody has
        come to gives way, the quietest first. Raises ``RefusedError``: ``rooms``."""
        self.expire(now)
        if len(self.by_code) >= MAX_ROOMS:
            empty = [room for room in self.by_code.values() if not room.devices]
            if not empty:
                raise RefusedError("rooms")
            self.close(min(empty, key=lambda room: room.heard))
        while (name := code(int.from_bytes(self.random(8)) % CODES)) in self.by_code:
            pass
        room = self.by_code[name] = Room(name, [], self.random(32), now)
        return room, self.appoint(room)

    def appoint(self, room: Room) -> str:
        """A token with which its holder is the teacher of this class."""
        token = self.random(16).hex()
        room.teachers.append(digest(token))
        return token

    def of_teacher(self, token: str, now: float) -> Room | None:
        """The class whose teacher has this token."""
        self.expire(now)
        found = next((room for room in self.by_code.values() if digest(token) in room.teachers), None)
        if found is not None:
            found.heard = now
        return found

    def close(self, room: Room) -> None:
        """The class is over; nothing of it is kept."""
        self.by_code.pop(room.code, None)

    def expire(self, now: float) -> None:
        """End the classes whose teachers are long gone."""
        for room in list(self.by_code.values()):
            if now - room.heard > HOURS * 3600:
                self.close(room)
