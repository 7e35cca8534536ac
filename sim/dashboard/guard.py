"""What the server refuses, and what it has the browser refuse.

A page on any other site may send requests to this machine with the visitor's own browser, also under a name that it has
pointed here. So a request is served only under a name that is this server's, and only to a page of its own.
"""

import base64
import hashlib
import logging
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sim.checking.errors import complaint, shown

log = logging.getLogger(__name__)

OWN = ("localhost", "127.0.0.1", "::1")
"""Names that can only mean this machine."""
HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[a-z0-9_-]+(?:\.[a-z0-9_-]+)*))(?::(?P<port>\d{1,5}))?")
ROOT = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*")
KERNELS, CLOSING = "/jupyter/api/kernels/", "/_solara/api/close/"
INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
PORTS = {"http": "80", "https": "443"}


def place(host: str, scheme: str = "http") -> tuple[str, str] | None:
    """Name and port of a ``Host`` header; nothing for what is none."""
    found = HOST.fullmatch(host.lower())
    return (found["six"] or found["name"], found["port"] or PORTS[scheme]) if found else None


def host_name(name: str) -> str:
    """A name that the page may go by. Raises ``ScenarioError``."""
    found = place(name)
    if found is None or HOST.fullmatch(name.lower())["port"]:  # type: ignore[index]
        allowed = "a name or an address without a port, as page.example.org"
        raise complaint("serve", "--allow-host", shown(name), allowed)
    return found[0]


def frame_origin(origin: str) -> str:
    """A site that may show the page in a frame. Raises ``ScenarioError``."""
    scheme, _, host = origin.partition("://")
    if scheme not in PORTS or place(host, scheme) is None:
        raise complaint("serve", "--allow-frame", shown(origin), "a site, as https://course.example.org")
    return origin.lower()


def root_path(path: str) -> str:
    """The path under which a proxy serves the page, without a slash at its end. Raises ``ScenarioError``."""
    if not ROOT.fullmatch(path.rstrip("/")):
        raise complaint("serve", "--root-path", shown(path), "a path that begins with a slash, as /couples")
    return path.rstrip("/")


def policy(page: bytes, host: str, frames: Iterable[str]) -> str:
    """The content security policy of a page: nothing but what comes from here, and of what stands in the page itself
    only the scripts that it was sent with.

    The page compiles its panels in the browser, which asks for ``unsafe-eval``, and each brings its style. Older
    Safaris do not count a socket to the same ``host`` as their own.
    """
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in INLINE.findall(page))
    inline = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'self'; script-src 'self' 'unsafe-eval' {inline}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; "
        f"connect-src 'self'{f' ws://{host} wss://{host}' if host else ''}; "
        + " ".join(("frame-ancestors 'self'", *frames))
    )


class Guard:
    """An ASGI application that serves another one under a path, to pages of its own only.

    A request with a ``Host`` that is neither this machine's, nor the address at which it came in, nor one of ``hosts``
    gets a 403, and so does one with an ``Origin`` other than that host. A socket without a session is refused without a
    word, and one that breaks off is told in one line.
    """

    def __init__(self, app: Any, root_path: str = "", hosts: Iterable[str] = (), frames: Iterable[str] = ()) -> None:
        self.app, self.root_path, self.hosts, self.frames = app, root_path, {*OWN, *hosts}, tuple(frames)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One connection."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        if scope["type"] == "http":
            host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
            send = self._with_headers(send, host if place(host) else "")
        if reason := self.refused(scope):
            return await _refuse(scope, send, reason)
        path = scope["path"]
        if path != self.root_path and not path.startswith(self.root_path + "/"):
            path = self.root_path + path  # a proxy may have taken it off
        scope = {**scope, "path": path, "root_path": self.root_path}
        if scope["type"] == "http":
            return await self.app(scope, receive, send)
        try:
            await self.app(scope, receive, send)
        except Exception as error:  # what a stranger's socket sends is no fault of this server's
            while isinstance(error, ExceptionGroup):
                error = error.exceptions[0]
            log.warning("a visitor's connection broke off: %s", shown(error))

    def refused(self, scope: Any) -> str:
        """Why a request is not served; nothing where it is."""
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host, origin = headers.get(b"host", ""), headers.get(b"origin")
        here, local = place(host), str((scope.get("server") or ("",))[0]).removeprefix("::ffff:")
        if here is None or here[0] not in {*self.hosts, local}:
            return f"the page is not served under the name {shown(host)}; start it with --allow-host to allow one"
        if origin is not None:
            scheme = urlsplit(origin).scheme
            theirs = place(origin.removeprefix(f"{scheme}://"), scheme) if scheme in PORTS else None
            if theirs is None or theirs != place(host, scheme):
                return f"a page of {shown(origin)} may not use this one"
        asked = scope["path"].removeprefix(self.root_path)
        given = parse_qs(scope["query_string"].decode("latin-1"))
        if asked.startswith((KERNELS, CLOSING)) and "session_id" not in given:
            return "it belongs to no session"
        return ""

    def _with_headers(self, send: Any, host: str) -> Any:
        own = {
            b"x-content-type-options": b"nosniff",
            b"referrer-policy": b"same-origin",
            b"content-security-policy": policy(b"", host, self.frames).encode("latin-1"),
        }
        if not self.frames:
            own[b"x-frame-options"] = b"SAMEORIGIN"  # for browsers that do not know of ancestors

        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                sent = {name for name, _ in message["headers"]}
                more = [(name, value) for name, value in own.items() if name not in sent]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        return sending


async def _refuse(scope: Any, send: Any, reason: str) -> None:
    """403, in one line; a socket is closed before it is opened, which is the same."""
    if scope["type"] == "websocket":
        return await send({"type": "websocket.close", "code": 1008})
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": f"Refused: {reason}.\n".encode()})
