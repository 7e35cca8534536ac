"""The routes of the phones: the code, the vote, and what the class is at."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sim.classpages import phone
from sim.classpages.classes import COOKIE, Classes
from sim.classpages.requests import MAX_VOTE, UnusableError, address, body, closing, fields, html
from sim.classroom.codes import is_ours, read_code
from sim.classroom.room import RefusedError, Room
from sim.wording import classroom as words
from sim.wording.language import language, say, speaking

HOURS = 12
Answer = Callable[[Request], Awaitable[Response]]
PLACE = "/c"
"""The path of the phones' pages, as short as it is typed."""


def own_language(request: Request) -> str:
    """The language that a phone has asked for itself; nothing where it takes its class's."""
    return language() if request.query_params.get("lang") else ""


def more_of(request: Request) -> str:
    """What the addresses of such a phone's pages end with."""
    own = own_language(request)
    return f"?lang={own}" if own else ""


def base_of(request: Request) -> str:
    """The path of the phones' pages as a browser has it."""
    return f"{request.scope.get('root_path', '')}{PLACE}"


class Students:
    """The phones of all classes."""

    def __init__(self, classes: Classes) -> None:
        self.classes = classes

    def routes(self) -> list[Route]:
        """Everything that a phone may ask."""
        return [
            Route(PLACE, self._spoken(self.enter)),
            Route(f"{PLACE}/couple.svg", self.couple),
            Route(f"{PLACE}/{{code}}", self._spoken(self.see)),
            Route(f"{PLACE}/{{code}}", self._spoken(self.vote), methods=["POST"]),
            Route(f"{PLACE}/{{code}}/now", self._spoken(self.look)),
        ]

    def _spoken(self, answer: Answer) -> Answer:
        """The same, in the language of the phone that asks."""

        async def spoken(request: Request) -> Response:
            room = self.classes.rooms.by_code.get(read_code(request.path_params.get("code", "")) or "")
            with speaking(self.classes.language(request, room)):
                return await answer(request)

        return spoken

    # --- what is asked

    async def enter(self, request: Request) -> Response:
        """The page where a code is typed; with one, on to its class."""
        base, given = base_of(request), request.query_params.get("code", "")
        if not self._may(request, None):
            return self._wait(request)
        if not given:
            return self._page(request, phone.enter(base, own=own_language(request)), waits=False)
        name = read_code(given)
        if not name or self._room(request, name) is None:
            return self._page(request, phone.enter(base, say(words.NO_CLASS), own_language(request)), 404, waits=False)
        return RedirectResponse(f"{base}/{name}{more_of(request)}", 303)

    async def couple(self, request: Request) -> Response:
        """The two, once for all pages."""
        if not self.classes.allows("shared", address(request)):
            return self._wait(request)
        return html(request, phone.couple(), "default-src 'none'; style-src 'unsafe-inline'",
                    200, **{"Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=86400"})  # fmt: skip

    async def see(self, request: Request) -> Response:
        """The page of a class. Who comes for the first time is given a token; the class counts them once they are back
        with it."""
        room, refusal = self._class(request)
        if room is None:
            return refusal
        if request.path_params["code"] != room.code:  # typed in another way; the cookie is of the one address
            return RedirectResponse(f"{base_of(request)}/{room.code}{more_of(request)}", 303)
        token = self._token(request, room)
        if not token:
            response = self._page(request, phone.now(room, "", base_of(request), more=more_of(request)))
            self._give(request, response, room)
            return response
        try:
            device = room.enter(token, address(request), self.classes.now())
        except RefusedError as refused:
            return self._no(request, room, refused.why)
        return self._page(request, phone.now(room, device, base_of(request), more=more_of(request)))

    async def look(self, request: Request) -> Response:
        """What the class is at, where that is new to this phone; else nothing."""
        room, refusal = self._class(request)
        if room is None:
            return refusal
        try:
            device = room.enter(self._token(request, room), address(request), self.classes.now())
        except RefusedError as refused:
            return self._no(request, room, refused.why)
        if request.query_params.get("v") == f"{room.version}.{len(room.rounds)}":
            return Response(status_code=204)
        return self._page(request, phone.now(room, device, base_of(request), more=more_of(request)))

    async def vote(self, request: Request) -> Response:
        """A vote."""
        room, refusal = self._class(request)
        if room is None:
            return closing(refusal)
        base = base_of(request)
        try:
            given = fields(await body(request, MAX_VOTE))
        except UnusableError as unusable:
            told = say(words.TOO_SLOW if unusable.status == 408 else words.TOO_LARGE)
            return closing(self._told(request, told, unusable.status, room.code))
        try:
            device = room.enter(self._token(request, room), address(request), self.classes.now())
        except RefusedError as refused:
            return self._no(request, room, refused.why)
        number, choice = given.get("round", ""), given.get("vote")
        try:
            if choice is None or not number.isascii() or not number.isdigit() or len(number) > 6:
                raise RefusedError("choice")
            room.vote(device, int(number), choice)
        except RefusedError as refused:
            message = words.refused(refused.why)
            return self._page(request, phone.now(room, device, base, message, more_of(request)), 409)
        self.classes.changed()
        if self._is_part(request):
            return self._page(request, phone.now(room, device, base, more=more_of(request)))
        return RedirectResponse(f"{base}/{room.code}{more_of(request)}", 303)

    # --- how it is answered

    def _class(self, request: Request) -> tuple[Room | None, Response]:
        """The class that a request is for, or why it is not answered."""
        name = read_code(request.path_params["code"])
        room = self.classes.rooms.by_code.get(name) if name else None
        if not self._may(request, room):
            return None, self._wait(request)
        if room is not None and self._token(request, room):
            return room, Response()
        if self.classes.guesses(request):
            return None, self._wait(request)
        if self._room(request, name) is None:
            told = say(words.OVER if self._is_part(request) else words.NO_CLASS)
            return None, self._page(
                request, phone.enter(base_of(request), told, own_language(request)), 404, waits=False
            )
        return room, Response()

    def _room(self, request: Request, name: str) -> Room | None:
        """The class of a code; a code of none is counted to the address that it came from."""
        room = self.classes.rooms.by_code.get(name)
        if room is None or self.classes.guesses(request):
            self.classes.allows("wrong", address(request))
            return None
        return room

    def _may(self, request: Request, room: Room | None) -> bool:
        """Whether this device, or this address, may ask once more."""
        place = address(request)
        if not self.classes.allows("shared", place):
            return False
        token = self._token(request, room) if room is not None else ""
        if not token and room is not None and room.is_shared:
            return True
        return self.classes.allows("requests", token or place)

    @staticmethod
    def _token(request: Request, room: Room) -> str:
        """The token that this class has given to a phone; nothing where it has none, or one that was made up."""
        token = request.cookies.get(COOKIE, "")
        return token if is_ours(token, room.secret, room.code) else ""

    def _give(self, request: Request, response: Response, room: Room) -> None:
        path = f"{base_of(request)}/{room.code}"
        response.set_cookie(COOKIE, room.token(self.classes.rooms.random(16)), max_age=HOURS * 3600, path=path,
                            secure=request.url.scheme == "https", httponly=True, samesite="lax")  # fmt: skip

    @staticmethod
    def _is_part(request: Request) -> bool:
        """Whether the page's script asks, which wants the part that has changed."""
        return request.headers.get("x-part") == "1"

    def _page(self, request: Request, part: str, status: int = 200, waits: bool = True) -> Response:
        whole = part if self._is_part(request) else phone.page(part, base_of(request), waits)
        return html(request, whole, phone.policy(), status)

    def _wait(self, request: Request) -> Response:
        """For who asks too often, as little as can be: a page that asks again by itself."""
        return html(request, phone.wait(), phone.policy(), 429, **{"Retry-After": "5"})

    def _no(self, request: Request, room: Room, why: str) -> Response:
        return self._told(request, words.refused(why), 403, room.code, waits=why == "crowded")

    def _told(self, request: Request, message: str, status: int, name: str = "", waits: bool = False) -> Response:
        return self._page(request, phone.refused(base_of(request), message, name, waits), status, waits)
