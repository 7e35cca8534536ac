"""Visitors take turns: whatever is worked out for them is, but for so many at a time, in the order in which they asked.

All threads of a Python process share one interpreter. With forty that work at once, the loop which answers the phones
of a class comes to its own only every so often, and no visitor is answered any sooner than in a queue.
"""

import asyncio
from typing import Any

AT_ONCE = 2
"""Visitors who are answered at a time: one may be in a compiled run, which leaves the interpreter to another."""
LONGEST = 1.0
"""Seconds after which a turn is over, whether it is done or not: a village, or a visitor who reads too slowly, holds
nobody up."""


class Turns:
    """An ASGI application that hands the messages of all sockets to another one, ``at_once`` at a time.

    A turn begins when a message is handed over, and is over when that socket's next one is asked for. Requests are
    passed on as they come.
    """

    def __init__(self, app: Any, at_once: int = AT_ONCE, longest: float = LONGEST) -> None:
        self.app, self.at_once, self.longest = app, asyncio.Semaphore(at_once), longest

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One connection."""
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)
        over: asyncio.TimerHandle | None = None

        def end() -> None:
            nonlocal over
            if over is not None:
                over.cancel()
                over = None
                self.at_once.release()

        async def in_turn() -> Any:
            nonlocal over
            end()
            message = await receive()
            if message["type"] == "websocket.receive":
                await self.at_once.acquire()
                over = asyncio.get_running_loop().call_later(self.longest, end)
            return message

        try:
            await self.app(scope, in_turn, send)
        finally:
            end()
