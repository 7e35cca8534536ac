"""The phones of a class, as the server has them: their port, what is said of it, and what outlives a restart."""

from collections.abc import Callable, Iterator
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sim.classpages.classes import Classes
from sim.classpages.keeping import Keeping
from sim.classpages.listening import Listening
from sim.classpages.students import PLACE, Students
from sim.classroom.codes import spoken
from sim.dashboard.guard import Guard
from sim.wording import classroom as words
from sim.wording.language import say

EVERYWHERE = "0.0.0.0"
PORTS = 65536
"""How many ports there are; 0 is any that is free."""


class Phones:
    """The phones of a server at a port. ``shared`` is where they find the page itself, empty behind a proxy; without it
    they have a port of their own, and reach nothing but the vote."""

    def __init__(self, classes: Classes, port: int, shared: str | None, free_port: Callable[[str, int], int]) -> None:
        self.classes, self.keeping, self.token, self.shared = classes, Keeping(classes, port), "", shared
        classes.changed, classes.decided = self.keeping.soon, self.keeping.save
        if shared is None:
            classes.listening = Listening(Guard(vote_only(classes)), EVERYWHERE, (port + 1) % PORTS, free_port)

    async def start(self, state: Any, open_class: bool) -> None:
        """Take up the class that was open when the server ended; with ``open_class`` open one where there is none."""
        self.keeping.load()
        rooms = self.classes.rooms
        if self.classes.listening is not None:
            self.classes.listening.state = state
            if open_class or rooms.by_code:
                await self.classes.listening.open()
        if open_class:
            kept = next(iter(rooms.by_code.values()), None)
            self.token = rooms.open(self.classes.now())[1] if kept is None else rooms.appoint(kept)
            self.keeping.save()

    async def stop(self) -> None:
        """Listen no more, and keep what there is."""
        if self.classes.listening is not None:
            await self.classes.listening.close()
        self.keeping.save()

    def said(self, page: str) -> Iterator[str]:
        """What the terminal says of the open classes; ``page`` is the address of the teacher's page."""
        for room in self.classes.rooms.by_code.values():
            yield f"A class is open: {spoken(room.code)}"
            own, path = self.classes.listening, f"{PLACE}/{room.code}"
            if own is not None:
                yield say(words.NETWORK, address=own.address + path) if own.address else say(words.NO_NETWORK)
            else:
                told = words.SAME_PORT if self.shared else words.BEHIND
                yield say(told, address=f"{self.shared}{path}")
        if self.token:
            yield f"The teacher's page, for nobody else: {self.teachers_page(page)}"

    def teachers_page(self, page: str) -> str:
        """The page on the lessons, with the teacher's token where no server and no log sees it; without a class, as it
        is."""
        return f"{page}/?page.panel=lesson#class={self.token}" if self.token else page


def vote_only(classes: Classes) -> Starlette:
    """What phones find at a port of their own."""

    async def start(_: Request) -> Response:
        return RedirectResponse(PLACE, 303)

    return Starlette(routes=[Route("/", start), *Students(classes).routes()])
