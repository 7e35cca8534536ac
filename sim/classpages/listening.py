"""The port for phones: what listens there, and under which address they find it."""

import asyncio
import contextlib
import ipaddress
import socket
from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""How long a connection may take to ask its first question whole."""
EACH_ADDRESS = 400
"""Connections from one address at a time; a whole class may come by one router. Those of this machine, a proxy's among
them, are not counted."""
FILES = 8_192
"""Connections and files that may be open at a time, where the system allows so many."""


class PatientButNotForEver(H11Protocol):
    """HTTP that closes a connection which asks nothing, and takes only so many from one address."""

    open_from: ClassVar[Counter[str]] = Counter()

    def connection_made(self, transport: Any) -> None:
        """A connection."""
        super().connection_made(transport)
        self.place = self.client[0] if self.client else ""
        self.open_from[self.place] += 1
        if self.open_from[self.place] > EACH_ADDRESS and not is_this_machine(self.place):
            transport.abort()
        self.waiting = self.loop.call_later(HEAD_SECONDS, self.give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection has ended."""
        self.ended()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: Any) -> None:
        """The connection goes on as a socket, which another protocol keeps."""
        self.ended()
        super().handle_websocket_upgrade(event)

    def ended(self) -> None:
        """It is no longer counted."""
        self.waiting.cancel()
        self.open_from[self.place] -= 1
        if self.open_from[self.place] <= 0:
            del self.open_from[self.place]

    def give_up(self) -> None:
        """Close what has not yet asked anything."""
        if self.cycle is None and not self.transport.is_closing():
            self.transport.abort()


def is_this_machine(host: str) -> bool:
    """Whether an address is one by which a machine reaches itself."""
    try:
        return ipaddress.ip_address(host.removeprefix("::ffff:")).is_loopback
    except ValueError:
        return host in ("localhost", "")


def room_for_connections() -> None:
    """Allow as many open connections as the system grants: some begin with 256 files."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
        if soft < most:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def network_address() -> str:
    """This machine's address on the network that it is on; empty where it is on none. Nothing is sent to find out."""
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            found = probe.getsockname()[0]
            if not is_this_machine(found):
                return found
    return ""


def origin(host: str, port: int) -> str:
    """How a browser asks for this host and port."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


class Listening:
    """A port of its own for phones, beside a server that listens on this machine alone.

    ``app`` is all that is served there; ``free_port`` finds the port; ``state`` is that of the running server, so that
    the connections end with it.
    """

    def __init__(self, app: Any, host: str, port: int, free_port: Callable[[str, int], int]) -> None:
        self.app, self.host, self.port, self.free_port = app, host, port, free_port
        self.server: asyncio.Server | None = None
        self.state: Any = None

    @property
    def address(self) -> str:
        """Where phones find it; empty while it is closed, or where this machine is on no network."""
        found = network_address() if self.host in ("0.0.0.0", "::") else self.host
        return origin(found, self.port) if self.server is not None and found else ""

    async def open(self) -> None:
        """Begin to listen; nothing where it does already. Raises `OSError`."""
        if self.server is not None:
            return
        self.port = self.free_port(self.host, self.port)
        config = Config(self.app, http=PatientButNotForEver, log_level="error", access_log=False, ws="none")
        config.load()
        self.server = await asyncio.get_running_loop().create_server(
            lambda: PatientButNotForEver(config=config, server_state=self.state, app_state={}), self.host, self.port
        )

    async def close(self) -> None:
        """Listen no more; what is being answered is answered."""
        if self.server is not None:
            self.server.close()
            self.server = None
