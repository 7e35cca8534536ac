"""The routes of the teacher: they open a class, and with the token that they are then given they steer it."""

import asyncio
import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sim.checking.errors import ScenarioError
from sim.classpages import wall
from sim.classpages.classes import Classes
from sim.classpages.listening import is_this_machine
from sim.classpages.requests import MAX_ORDER, UnusableError, address, body, closing, html, whole
from sim.classpages.sheets import sheet
from sim.classroom.room import STEPS, RefusedError, Room, Stage
from sim.lessons import lesson
from sim.wording.language import ENGLISH, asked, direction, for_browser, say, speaking, tag
from sim.wording.presenter import notes
from sim.wording.templates import said

PLACE = "/class"
ASSETS = {"presenter.html": "text/html", "presenter.css": "text/css", "presenter.js": "text/javascript",
          "mirrored.js": "text/javascript"}  # fmt: skip
MAX_TURN = 10_000_000
KEYS = (" ", "ArrowLeft", "ArrowRight", "Home", "End")
"""Keys that the presenter may press on the projected page: play, a turn back and on, the beginning and the end."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

SHEET_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class Teachers:
    """The teachers of all classes."""

    def __init__(self, classes: Classes) -> None:
        self.classes = classes

    def routes(self) -> list[Route]:
        """Everything that a teacher's pages may ask."""
        return [
            Route(f"{PLACE}/open", self.open, methods=["POST"]),
            Route(f"{PLACE}/state", self.state),
            Route(f"{PLACE}/do", self.do, methods=["POST"]),
            Route(f"{PLACE}/qr.svg", self.qr),
            Route(f"{PLACE}/counts.csv", self.counts),
            Route(f"{PLACE}/notes", self.notes),
            Route(f"{PLACE}/presenter", self.asset),
            Route(f"{PLACE}/{{name}}", self.asset),
            Route(f"{PLACE}/sheet/{{lesson}}/{{kind}}", self.sheet),
        ]

    async def open(self, request: Request) -> Response:
        """A new class; only now does this machine listen on the network, where phones have a port of their own."""
        try:
            await body(request, MAX_ORDER)
        except UnusableError as unusable:
            return closing(_no("body", unusable.status))
        place = address(request)
        if not is_this_machine(place) and not self.classes.allows("openings", place):
            return _no("often", 429)
        try:
            if self.classes.listening is not None:
                await self.classes.listening.open()
            room, token = self.classes.rooms.open(self.classes.now())
        except RefusedError as refused:
            return _no(refused.why, 409)
        except OSError:
            return _no("port", 409)
        self.classes.decided()
        return JSONResponse({"token": token, **self._told(request, room)}, headers={"Cache-Control": "no-store"})

    async def state(self, request: Request) -> Response:
        """The class as it is."""
        room = self.classes.of_teacher(request)
        return _no("token", 403) if room is None else self._answer(request, room)

    async def do(self, request: Request) -> Response:
        """One act of the teacher, and the class as it is then."""
        try:
            given = json.loads(await body(request, MAX_ORDER))
        except UnusableError as unusable:
            return closing(_no("body", unusable.status))
        except (ValueError, RecursionError):
            return _no("body", 400)
        room = self.classes.of_teacher(request)
        if room is None:
            return _no("token", 403)
        name = given.get("act") if isinstance(given, dict) else None
        act = ACTS.get(name) if isinstance(name, str) else None
        if act is None:
            return _no("act", 400)
        try:
            act(room, given, self.classes.now())
        except (RefusedError, ScenarioError, LookupError, TypeError, ValueError):
            return _no("act", 400)
        if name == "end":
            await self._end(room)
        if name != "stage":
            self.classes.decided()
        return self._answer(request, room)

    async def qr(self, request: Request) -> Response:
        """The QR code of the phones' address."""
        room = self.classes.of_teacher(request)
        url = "" if room is None else self._told(request, room)["url"]
        if room is None or not url:
            return _no("token", 403)
        with speaking(asked(room.language).language):
            return Response(wall.qr(url, say("QR code of the address")), media_type="image/svg+xml")

    async def counts(self, request: Request) -> Response:
        """The counts of every round as a table."""
        room = self.classes.of_teacher(request)
        if room is None:
            return _no("token", 403)
        with speaking(asked(room.language).language):
            text = wall.counts(room.rounds)
        return Response(text, headers={"Cache-Control": "no-store"}, media_type="text/csv")

    async def notes(self, request: Request) -> Response:
        """What the presenter's window says of a lesson."""
        room = self.classes.of_teacher(request)
        if room is None:
            return _no("token", 403)
        try:
            with speaking(asked(room.language).language):
                return JSONResponse(notes(lesson(request.query_params.get("lesson", "")[:80])))
        except ScenarioError:
            return _no("lesson", 404)

    async def asset(self, request: Request) -> Response:
        """The presenter's window: the same for all, and empty without a token."""
        name = request.path_params.get("name", "presenter.html")
        if name not in ASSETS:
            return _no("place", 404)
        text = (resources.files("sim.classpages") / "assets" / name).read_text("utf-8")
        if name.endswith(".html"):
            text = presenter(text, asked(request.query_params.get("lang")).language)
        return Response(text, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"},
                        media_type=ASSETS[name])  # fmt: skip

    async def sheet(self, request: Request) -> Response:
        """A sheet to print, for anybody: with the class's votes where its address has them."""
        if not self.classes.allows("requests", address(request)):
            return _no("often", 429)
        name, kind = request.path_params["lesson"], request.path_params["kind"]
        paper, votes, spoken = (request.query_params.get(key, "") for key in ("paper", "votes", "lang"))
        try:
            # What is measured takes seconds the first time, and a class goes on meanwhile.
            text = await asyncio.to_thread(sheet, name[:80], kind[:20], paper[:20] or "a4", votes, spoken[:20])
        except ScenarioError as error:
            return Response(f"{error}\n", 404, {"Cache-Control": "no-store"}, "text/plain")
        return html(request, text, SHEET_POLICY)

    # --- beside

    async def _end(self, room: Room) -> None:
        """The class is over; with the last one the phones' port is closed."""
        self.classes.rooms.close(room)
        if self.classes.listening is not None and not self.classes.rooms.by_code:
            await self.classes.listening.close()

    def _told(self, request: Request, room: Room) -> dict[str, Any]:
        own = self.classes.listening
        place = own.address if own is not None else phones_address(request)
        with speaking(asked(room.language).language):
            return wall.state(room, place, 0 if own is None else own.port, self.classes.now())

    def _answer(self, request: Request, room: Room) -> Response:
        return JSONResponse(self._told(request, room), headers={"Cache-Control": "no-store"})


@cache
def presenter(page: str, code: str) -> str:
    """The presenter's window in a language, with the words of what its script says."""
    with speaking(code):
        html = page if code == ENGLISH else said(page, say)
        words = json.dumps(for_browser(), ensure_ascii=False).replace("<", "\\u003c")
        html = html.replace('lang="en"', f'lang="{tag()}" dir="{direction()}"', 1)
    return html.replace("</head>", f'<script type="application/json" id="language">{words}</script>\n</head>', 1)


def phones_address(request: Request) -> str:
    """Where phones find this server: as the teacher's own browser does, or by the network where that is no use."""
    from sim.classpages.listening import network_address, origin

    name = request.url.hostname or ""
    root = request.scope.get("root_path", "")
    if not is_this_machine(name):
        return f"{request.url.scheme}://{request.headers['host']}{root}"
    found = network_address()
    return f"{origin(found, request.url.port or 80)}{root}" if found else ""


def _no(why: str, status: int) -> Response:
    return JSONResponse({"refused": why}, status, headers={"Cache-Control": "no-store"})


def _ask(again: bool) -> Callable[[Room, dict, float], None]:
    def ask(room: Room, given: dict, now: float) -> None:
        room.ask(wall.question(str(given["lesson"])[:80], str(given["kind"])[:20]), again)

    return ask


def _stage(room: Room, given: dict, now: float) -> None:
    """Where the projected page is."""
    step, turn = whole(given["step"], 0, STEPS - 1), whole(given.get("turn", 0), 0, MAX_TURN)
    if step is None or turn is None:
        raise RefusedError("step")
    name, case = str(given["lesson"])[:80], str(given.get("case") or "")[:80]
    if name:
        lesson(name)
    room.at(Stage(name, step, case, turn), now)
    room.speak(asked(str(given.get("lang") or "")[:20]).language)


def _order(room: Room, given: dict, now: float) -> None:
    """Something that the projected page is to do: press a key, take a step, run a case, or go on from the vote."""
    what, word = str(given["what"]), str(given.get("word", ""))[:80]
    if what not in ("key", "step", "case", "run") or (what == "key" and word not in KEYS):
        raise RefusedError("order")
    room.order(what, word)


ACTS: dict[str, Callable[[Room, dict, float], None]] = {
    "ask": _ask(False), "again": _ask(True), "stage": _stage, "order": _order,
    "close": lambda room, given, now: room.close(),
    "show": lambda room, given, now: room.show(given["on"] is True),
    "blank": lambda room, given, now: room.blank(given["on"] is True),
    "admit": lambda room, given, now: room.admit(),
    "end": lambda room, given, now: None,
}  # fmt: skip
