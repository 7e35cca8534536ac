"""What all the routes of a server share: its classes, a clock, dice, and how often anyone may ask."""

import secrets
import time
from collections.abc import Callable
from typing import Any

from starlette.requests import Request

from sim.classpages.requests import address
from sim.classroom.limits import OPENINGS, REQUESTS, SHARED, WRONG_CODES, Limiter
from sim.classroom.room import Room
from sim.classroom.rooms import Rooms
from sim.wording.language import ENGLISH, asked

COOKIE = "pdd-device"
TOKEN = "x-class-token"


class Classes:
    """The classes of a server. ``listen`` opens the port for phones, where there is to be one of their own, and gives
    the address under which they find it; nothing where the page's own address serves them.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.rooms = Rooms(secrets.token_bytes)
        self.limits = {"wrong": Limiter(WRONG_CODES), "requests": Limiter(REQUESTS), "shared": Limiter(SHARED),
                       "openings": Limiter(OPENINGS)}  # fmt: skip
        self.listening: Any = None
        self.changed: Callable[[], None] = lambda: None
        """Called after a vote, which is to be kept through a restart: many are written at a time."""
        self.decided: Callable[[], None] = lambda: None
        """Called after what a teacher has done, which is kept at once."""

    def now(self) -> float:
        """Seconds, for differences."""
        return self.clock()

    def allows(self, what: str, key: str) -> bool:
        """Whether this may be done once more."""
        return self.limits[what].allows(key, self.now())

    def guesses(self, request: Request) -> bool:
        """Whether from this address too many codes were tried that are none."""
        return self.limits["wrong"].left(address(request), self.now()) < 1.0

    def language(self, request: Request, room: Room | None) -> str:
        """The language of a phone's page: the one that its address asks for, else its class's, else that of the class
        that was opened last."""
        if request.query_params.get("lang"):
            return asked(request.query_params["lang"]).language
        of = room or next(reversed(self.rooms.by_code.values()), None)
        return ENGLISH if of is None else asked(of.language).language

    def of_teacher(self, request: Request) -> Room | None:
        """The class whose teacher sends this request."""
        token = request.headers.get(TOKEN, "")
        return self.rooms.of_teacher(token, self.now()) if 0 < len(token) <= 64 else None
