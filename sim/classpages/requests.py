"""What a stranger's request may be: its size, its time, its address, and how often it comes."""

import asyncio
import gzip
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

MAX_VOTE, MAX_ORDER = 500, 8_000
"""Bytes of a vote, and of what a teacher's page asks."""
SECONDS = 6.0
"""How long the body of a request may take to arrive."""
WORTH_PACKING = 900
"""Bytes from which a page is sent compressed, where the browser reads that."""


class UnusableError(Exception):
    """A body that is not read: 413 where it is too large, 408 where it is too slow, 400 where it breaks off."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


def address(request: Request) -> str:
    """The address that a request comes from; a proxy on this machine may tell it (``X-Forwarded-For``)."""
    return (request.client.host if request.client else "").removeprefix("::ffff:")


async def body(request: Request, most: int) -> bytes:
    """The body of a request, at most so many bytes. Raises ``UnusableError``."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or len(declared) > 9 or int(declared) > most:
        raise UnusableError(413)
    read = b""
    try:
        async with asyncio.timeout(SECONDS):
            async for part in request.stream():
                read += part
                if len(read) > most:
                    raise UnusableError(413)
    except TimeoutError:
        raise UnusableError(408) from None
    except ClientDisconnect:
        raise UnusableError(400) from None
    return read


def fields(read: bytes) -> dict[str, str]:
    """The fields of a form, the first of each name; what is no form has none."""
    try:
        found = parse_qs(read.decode("ascii"), keep_blank_values=True, max_num_fields=8, strict_parsing=False)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}


def html(request: Request, text: str, policy: str, status: int = 200, **headers: str) -> Response:
    """A page or a part of one, which nobody keeps; compressed where that is worth it."""
    data = text.encode()
    more = {"Cache-Control": "no-store", "Content-Security-Policy": policy, **headers}
    if len(data) >= WORTH_PACKING and "gzip" in request.headers.get("accept-encoding", ""):
        data = gzip.compress(data, 5, mtime=0)
        more |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(data, status, more, "text/html")


def closing(response: Response) -> Response:
    """The same, and then the connection is closed: what is still to come of the request is not waited for."""
    response.headers["Connection"] = "close"
    return response


def whole(value: Any, low: int, high: int) -> int | None:
    """A whole number in a range; nothing for anything else."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        return None
    return value
