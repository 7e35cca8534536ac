"""Start the page: whole from this machine, on a free port, until Ctrl-C."""

import contextlib
import errno
import logging
import mimetypes
import os
import socket
import sys
import threading
import warnings
import webbrowser
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.dashboard import guard, typefaces
from sim.plots.palette import custom_properties

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from sim.classpages.classes import Classes
    from sim.dashboard.phones import Phones

#: Solara reads these once, when it is first imported, so they are set before that.
OFFLINE = {
    "SOLARA_APP": "sim.dashboard.app",
    "SOLARA_MODE": "production",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    # The front end is served from the installed `solara-assets`. Were a file missing there, Solara would fetch it from
    # its CDN; this address answers nothing, so that a miss fails here instead of leaving the machine.
    "SOLARA_ASSETS_PROXY": "True",
    "SOLARA_ASSETS_CDN": "http://127.0.0.1:9/",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
    # A class of forty closes its lids without saying goodbye.
    "SOLARA_KERNEL_CULL_TIMEOUT": "30m",
    "SOLARA_SESSION_HTTP_ONLY": "True",
    "SOLARA_THEME_TITLE": "Pas de Deux",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_SHOW_BANNER": "False",
}

ASSETS = Path(__file__).parent / "assets"

AHEAD = "".join(
    f'<link rel="modulepreload" fetchpriority="low" href="static/assets/js/{file.name}">'
    for file in sorted(ASSETS.glob("js/*.js"))
)
FIRST = b"<head><script>" + (ASSETS / "first.js").read_bytes() + b"</script>" + AHEAD.encode()
"""What the page needs before anything of Solara's runs in it, and its own modules, which arrive while Solara's scripts
are at work."""
BARE = b"<noscript><p>Pas de Deux is drawn by scripts; this browser, or the frame around it, runs none.</p></noscript>"
UNUSED = ("/resourcez", "/_solara/api/evict/{kernel_id}", "/jupyter/api/kernels/{id}")
"""What Solara answers and the page does not ask: the first tells anyone what this machine is doing."""

LONGEST_ADDRESS = 2**20
"""Bytes of a request's head that are read. A link that is too long gets the page, which says so; with the usual limit
it got a bare error now and then, as its bytes happened to arrive."""

MAX_STEP = 50
"""How many ports after the wanted one are tried before giving up."""
SWITCH = 0.0005
"""Seconds after which a thread that works something out lets others on, among them the loop that answers phones."""
EVERY = ("", "0.0.0.0", "::")
"""Hosts that are every address of this machine."""


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one that nobody listens on; any free one for 0.

    Raises `OSError` when there is none nearby, or when the host is not this machine's or the port not ours to take.
    """
    last = min(wanted + MAX_STEP, 65536) if wanted else 1
    for port in range(wanted, last):
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        try:
            # As for the server itself, a port that is only waiting out its last connection counts as free.
            with socket.create_server(place[:2], family=family) as probe:
                return probe.getsockname()[1]
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(f"no free port from {wanted} to {last - 1} on {host}")


def prepare(root_path: str = "") -> None:
    """Set what Solara must know before it is imported, then point it at the page's own styles and icon.

    Solara would take the path of its scripts from whatever the first request says that it is.
    """
    os.environ.update(OFFLINE)
    # Solara would have every visitor on plain http told in the terminal about cookies in frames, which are not used,
    # and of a browser that keeps no cookie, which does without.
    warnings.filterwarnings("ignore", message="Cookies with samesite=none")
    logging.getLogger("solara.server.fastapi").setLevel(logging.ERROR)
    from solara.server import settings

    settings.assets.extra_locations = [str(ASSETS)]
    settings.main.root_path = root_path
    settings.main.base_url = f"http://127.0.0.1{root_path}/"


def application(classes: "Classes", frames: Iterable[str] = ()) -> "Starlette":
    """Solara's application, whose page says what it may load, with four things beside it: what a class and its teacher
    ask for, the colours, the typefaces, and modules that a browser asks for anew each time, so that after an update no
    old one meets a new one."""
    from solara.server.starlette import app, root
    from starlette.requests import Request
    from starlette.responses import FileResponse, Response
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    from sim.classpages.students import Students
    from sim.classpages.teachers import Teachers

    class Modules(StaticFiles):
        def file_response(self, *args: Any, **more: Any) -> Response:
            response = super().file_response(*args, **more)
            response.headers["Cache-Control"] = "no-cache"
            return response

    def colours(_: Any) -> Response:
        text = typefaces.style_sheet() + custom_properties()
        return Response(text, media_type="text/css", headers={"Cache-Control": "no-cache"})

    def typeface(request: Request) -> Response:
        made = typefaces.face(name) if (name := request.path_params["name"]) in typefaces.FACES else b""
        headers = {"Cache-Control": "max-age=86400"}
        return Response(made, 200 if made else 404, headers, media_type="font/woff2")

    def icon(_: Any) -> Response:
        return FileResponse(ASSETS / "favicon.svg")  # asked for by a browser wherever a page names none

    async def page(request: Request) -> Response:
        response = await root(request)
        response.body = response.body.replace(b"<head>", FIRST, 1).replace(b'<div id="app"', BARE + b'<div id="app"', 1)
        response.headers["Content-Length"] = str(len(response.body))
        response.headers["Content-Security-Policy"] = guard.policy(response.body, request.headers["host"], frames)
        return response

    mimetypes.add_type("text/javascript", ".js")  # some Windows machines take it for plain text, and a browser refuses
    app.router.routes[:] = [
        Route("/", page),
        Route("/static/assets/palette.css", colours),
        Route("/static/assets/type/{name}.woff2", typeface),
        Route("/favicon.ico", icon),
        Mount("/static/assets/js", Modules(directory=ASSETS / "js")),
        *Students(classes).routes(),
        *Teachers(classes).routes(),
        *(route for route in app.router.routes if getattr(route, "path", "") not in UNUSED),
    ]
    return app


def serve(
    host: str = "127.0.0.1",
    port: int = 8765,
    open_browser: bool = True,
    root_path: str = "",
    allow_hosts: Iterable[str] = (),
    allow_frames: Iterable[str] = (),
    open_class: bool = False,
) -> None:
    """Serve the page until Ctrl-C; prints the address, and opens it in the browser unless told not to.

    A taken port gives way to the next free one, and the terminal says so. root_path: where a proxy serves the page;
    allow_hosts: names that it goes by, besides this machine's own; allow_frames: sites that may show it in a frame;
    open_class: begin with an open class, for whose phones a port of its own listens on the network where the page
    itself listens on this machine alone.

    Raises `OSError` when no port is free, and `ScenarioError` for a path, a name or a site that is none.
    """
    root_path = guard.root_path(root_path)
    hosts, frames = tuple(map(guard.host_name, allow_hosts)), tuple(map(guard.frame_origin, allow_frames))
    chosen = free_port(host, port)
    if port and chosen != port:
        print(f"Port {port} is taken; using {chosen}.", flush=True)
    prepare(root_path)
    from sim.classpages.classes import Classes
    from sim.classpages.listening import is_this_machine, network_address, origin, room_for_connections
    from sim.dashboard.phones import Phones
    from sim.dashboard.turns import Turns

    room_for_connections()
    sys.setswitchinterval(SWITCH)
    classes = Classes()
    is_behind = bool(root_path or hosts)
    near = network_address() or "127.0.0.1" if host in EVERY else host
    shared = "" if is_behind else None if is_this_machine(host) else origin(near, chosen)
    phones = Phones(classes, chosen, shared, free_port)
    app = guard.Guard(Turns(application(classes, frames)), root_path, hosts, frames)
    server = _server(app, host, chosen, open_browser, root_path, phones, open_class)
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(f"The page could not be started on {host}:{chosen}.")
    print("\nGoodbye.", flush=True)


def _server(
    app: guard.Guard, host: str, port: int, open_browser: bool, root_path: str, phones: "Phones", open_class: bool
):
    """A uvicorn server that says where the page is once it really answers, not before."""
    import uvicorn

    from sim.classpages.listening import PatientButNotForEver

    shown = "127.0.0.1" if host in EVERY else f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}{root_path}"

    class Announcing(uvicorn.Server):
        async def startup(self, sockets=None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                await phones.start(self.server_state, open_class)
                lines = (f"Pas de Deux is at {address}  (Ctrl-C ends it)", *phones.said(address))
                print("\n".join(lines), flush=True)
                if open_browser:
                    page = phones.teachers_page(address)
                    threading.Thread(target=webbrowser.open, args=(page,), daemon=True).start()

        async def shutdown(self, sockets=None) -> None:
            await phones.stop()
            await super().shutdown(sockets=sockets)

    # An open tab would otherwise hold the server up after Ctrl-C.
    config = uvicorn.Config(
        app, host=host, port=port, http=PatientButNotForEver, log_level="error", access_log=False,
        timeout_graceful_shutdown=1, h11_max_incomplete_event_size=LONGEST_ADDRESS,
    )  # fmt: skip
    return Announcing(config)
