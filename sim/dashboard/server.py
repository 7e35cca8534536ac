"""Start the page: whole from this machine, on a free port, until Ctrl-C."""

import contextlib
import errno
import mimetypes
import os
import socket
import sys
import threading
import warnings
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.plots.palette import custom_properties

if TYPE_CHECKING:
    from starlette.applications import Starlette

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
    "SOLARA_THEME_TITLE": "Pas de Deux",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_SHOW_BANNER": "False",
}

ASSETS = Path(__file__).parent / "assets"

MAX_STEP = 50
"""How many ports after the wanted one are tried before giving up."""


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


def prepare() -> None:
    """Set what Solara must know before it is imported, then point it at the page's own styles and icon."""
    os.environ.update(OFFLINE)
    # Solara would have every visitor on plain http told in the terminal about cookies in frames, which are not used.
    warnings.filterwarnings("ignore", message="Cookies with samesite=none")
    from solara.server import settings

    settings.assets.extra_locations = [str(ASSETS)]


def application() -> "Starlette":
    """Solara's application with two things beside it: the colours, and modules that a browser asks for anew each time,
    so that after an update no old one meets a new one."""
    from solara.server.starlette import app
    from starlette.responses import Response
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    class Modules(StaticFiles):
        def file_response(self, *args: Any, **more: Any) -> Response:
            response = super().file_response(*args, **more)
            response.headers["Cache-Control"] = "no-cache"
            return response

    def colours(_: Any) -> Response:
        return Response(custom_properties(), media_type="text/css", headers={"Cache-Control": "no-cache"})

    mimetypes.add_type("text/javascript", ".js")  # some Windows machines take it for plain text, and a browser refuses
    app.router.routes[:0] = [
        Route("/static/assets/palette.css", colours),
        Mount("/static/assets/js", Modules(directory=ASSETS / "js")),
    ]
    return app


def serve(host: str = "127.0.0.1", port: int = 8765, open_browser: bool = True) -> None:
    """Serve the page until Ctrl-C; prints the address, and opens it in the browser unless told not to.

    A taken port gives way to the next free one, and the terminal says so. Raises `OSError` when none is free.
    """
    chosen = free_port(host, port)
    if port and chosen != port:
        print(f"Port {port} is taken; using {chosen}.", flush=True)
    prepare()
    server = _server(host, chosen, open_browser)
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(f"The page could not be started on {host}:{chosen}.")
    print("\nGoodbye.", flush=True)


def _server(host: str, port: int, open_browser: bool):
    """A uvicorn server that says where the page is once it really answers, not before."""
    import uvicorn

    shown = "127.0.0.1" if host in ("", "0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}"

    class Announcing(uvicorn.Server):
        async def startup(self, sockets=None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                print(f"Pas de Deux is at {address}  (Ctrl-C ends it)", flush=True)
                if open_browser:
                    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    # An open tab would otherwise hold the server up after Ctrl-C.
    config = uvicorn.Config(
        application(), host=host, port=port, log_level="error", access_log=False, timeout_graceful_shutdown=1
    )
    return Announcing(config)
