"""Can a class use one laptop? ``uv run python -m experiments.benchmark_class`` (``--json`` for machines).

Two hundred phones vote within ten seconds, twice, alone; again while full visitors are busy on the page; and again
while hostile phones flood, forge and dawdle. Each time the counts are held against what every phone chose.

Then forty visitors connect as browsers do, over websockets, each with a couple and a chance of its own; for two minutes
each presses and drags, a gesture on its way at a time, with the pauses of a hand. Every answer is held against what its
own visitor did. Told are the memory and the processor time that a visitor takes. Then they leave, as many come again,
and no memory may pile up.
"""

import asyncio
import json
import os
import random
import time
import urllib.request
import uuid
from argparse import Namespace
from typing import Any

import numpy as np
from websockets.asyncio.client import ClientConnection, connect

from experiments.arguments import Arguments
from experiments.browsing import processor_time, served
from experiments.phones import Class
from experiments.timings import Row, benchmark

VISITORS, MINUTES, PHONES, BESIDE = 40, 2.0, 200, 10
GOAL, GROWTH = 500.0, 1.0
"""Milliseconds that 95 in 100 answers may take; MB a visitor that a second class may add to what a first one left."""
VOTE_GOAL, PAGE_GOAL = 300.0, 30_000
"""Milliseconds that 95 in 100 votes may take; bytes of a phone's page."""
WARM = 12.0
"""Seconds until the compiled engine is at hand, with room."""
MAX_SECONDS = 60.0
"""Seconds after which an answer is given up, and the lesson with it."""
TABS = ("why", "cycle", "tipping", "tomorrows", "couple")


class Visitor:
    """One browser's end of the wire, with a couple of its own."""

    def __init__(self, address: str, number: int):
        self.address, self.number = address, number
        self.kernel, self.session = str(uuid.uuid4()), str(uuid.uuid4())
        self.cookie = {"Cookie": f"solara-session-id={uuid.uuid4()}"}
        self.chance = random.Random(number)
        self.stage, self.show, self.sent = "", {}, 0
        self.taken: list[float] = []
        self.crossed = 0
        self.wire: ClientConnection

    async def say(self, kind: str, content: dict) -> None:
        """Send one message of the widget protocol."""
        header = {"msg_id": str(uuid.uuid4()), "msg_type": kind, "session": self.session, "username": "",
                  "version": "5.2", "date": "2026-01-01T00:00:00.000Z"}  # fmt: skip
        whole = {
            "buffers": [],
            "channel": "shell",
            "content": content,
            "header": header,
            "metadata": {},
            "parent_header": {},
        }
        await self.wire.send(json.dumps(whole))

    async def hear(self, until: Any) -> None:
        """Take in messages until ``until`` holds of the page."""
        while not until():
            content = json.loads(await asyncio.wait_for(self.wire.recv(), MAX_SECONDS)).get("content", {})
            state = (content.get("data") or {}).get("state") or {}
            if "run" in state:
                self.stage, self.show = content["comm_id"], json.loads(state["run"])

    async def arrive(self) -> None:
        """Open the page with a seed of one's own."""
        place = (
            self.address.replace("http", "ws") + f"jupyter/api/kernels/{self.kernel}/channels?session_id={self.session}"
        )
        self.wire = await connect(place, max_size=None, additional_headers=self.cookie)
        control = str(uuid.uuid4())
        await self.say("comm_open", {"comm_id": control, "target_name": "solara.control", "data": {}})
        args = {
            "path": f"/?v=1&seed={1000 + self.number}",
            "dark": False,
            "themes": {"light": {}, "dark": {}},
            "appName": None,
        }
        await self.say("comm_msg", {"comm_id": control, "data": {"method": "run", "args": args}})
        await self.hear(lambda: self.show)

    async def gesture(self, **gesture: Any) -> None:
        """One gesture and its answer, timed."""
        self.sent += 1
        data = {"method": "custom", "content": {"event": "gesture", "data": {"n": self.sent, **gesture}}}
        began = time.perf_counter()
        await self.say("comm_msg", {"comm_id": self.stage, "data": data})
        await self.hear(lambda: self.show["answered"] >= self.sent)
        self.taken.append(1000.0 * (time.perf_counter() - began))
        if gesture["kind"] != "reset":
            self.crossed += self.show["seed"] != str(1000 + self.number)

    async def drag(self) -> None:
        """A slider under the hand for a second or so, a move as soon as the last is answered."""
        key, value = (
            self.chance.choice(("partner_a.anxiety", "partner_b.avoidance", "couple.bond")),
            self.chance.random(),
        )
        until = time.perf_counter() + self.chance.uniform(0.4, 1.6)
        while time.perf_counter() < until:
            value = min(1.0, max(0.0, value + self.chance.uniform(-0.05, 0.05)))
            await self.gesture(kind="set", key=key, value=round(value, 3))
            shown = {row["key"]: row.get("value") for group in self.show["sliders"] for row in group["rows"]}
            self.crossed += shown[key] != round(value, 3)
            await asyncio.sleep(1 / 60)

    async def press(self) -> None:
        """The hand, a time-out, a fork, a look into a tab, another evening of one's own, a reset."""
        what = self.chance.random()
        if what < 0.4:
            await self.gesture(kind="place", what="hand-holding", turn=self.chance.randrange(10, 120), turns=30)
        elif what < 0.55:
            await self.gesture(kind="place", what="time-out", turn=self.chance.randrange(10, 120), turns=30)
        elif what < 0.65:
            await self.gesture(kind="fork", turn=self.chance.randrange(10, 120))
        elif what < 0.85:
            await self.gesture(kind="open", panel=self.chance.choice(TABS))
        else:
            await self.gesture(kind="reset")
            await self.gesture(kind="seed", seed=1000 + self.number)

    async def stay(self, until: float) -> None:
        """Press and drag until it is time to go."""
        while time.perf_counter() < until:
            await (self.drag() if self.chance.random() < 0.5 else self.press())
            await asyncio.sleep(self.chance.uniform(1.0, 4.0))

    async def leave(self) -> None:
        """Close the page as a browser does."""
        place = f"{self.address}_solara/api/close/{self.kernel}?session_id={self.session}"
        asked = urllib.request.Request(place, data=b"", headers=self.cookie, method="POST")
        await asyncio.to_thread(urllib.request.urlopen, asked)
        await self.wire.close()


def megabytes(pid: int) -> float:
    """Memory that a process holds, in MB (Linux)."""
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


async def votes(address: str, phones: int, beside: int) -> list[Row]:
    """Phones that vote: alone, beside full visitors, and beside hostile phones, measured."""
    them = Class(address, phones)
    size = await them.arrive()
    rows = [Row(f"{phones} phones: bytes of a page with its picture", size, "B", f"< {PAGE_GOAL:,}", size < PAGE_GOAL)]

    async def measured(what: str, hostile: bool = False) -> None:
        both = [await them.round(hostile) for _ in range(2)]
        slow = float(np.percentile([taken for taken, _ in both for taken in taken], 95))
        off = sum(off for _, off in both)
        rows.append(Row(f"a vote, 95 in 100 within, {what}", slow, "ms", f"< {VOTE_GOAL:g}", slow < VOTE_GOAL))
        rows.append(Row(f"votes miscounted, {what}", off, "", "0", off == 0))

    await measured("alone")
    visitors = [Visitor(address, number) for number in range(1, beside + 1)]
    for visitor in visitors:
        await visitor.arrive()
    busy = asyncio.gather(*(visitor.stay(time.perf_counter() + 22.0) for visitor in visitors))
    await measured(f"beside {beside} full visitors")
    await busy
    await asyncio.gather(*(visitor.leave() for visitor in visitors))
    await measured("beside five hostile phones", hostile=True)
    await them.teacher.do("end")
    return [*rows, Row("requests of the phones answered wrongly", them.wrong, "", "0", them.wrong == 0)]


async def lesson(address: str, pid: int, visitors: int, minutes: float) -> list[Row]:
    """A whole lesson, measured."""
    first = Visitor(address, 0)
    await first.arrive()
    await asyncio.sleep(WARM)
    for tab in TABS:  # what a tab needs is loaded once for all
        await first.gesture(kind="open", panel=tab)
        await asyncio.sleep(4.0)
    await first.stay(time.perf_counter() + 5.0)
    await first.leave()
    await asyncio.sleep(2.0)
    before = megabytes(pid)
    everyone = [Visitor(address, number) for number in range(1, visitors + 1)]
    for visitor in everyone:
        await visitor.arrive()
    until, used = time.perf_counter() + 60.0 * minutes, processor_time(pid)
    await asyncio.gather(*(visitor.stay(until) for visitor in everyone))
    during, used = megabytes(pid), processor_time(pid) - used
    await asyncio.gather(*(visitor.leave() for visitor in everyone))
    await asyncio.sleep(5.0)
    left = megabytes(pid)
    again = [Visitor(address, number) for number in range(1, visitors + 1)]
    for visitor in again:
        await visitor.arrive()
    until = time.perf_counter() + 20.0
    await asyncio.gather(*(visitor.stay(until) for visitor in again))
    await asyncio.gather(*(visitor.leave() for visitor in again))
    await asyncio.sleep(5.0)
    second = megabytes(pid)
    taken = np.array([taken for visitor in everyone for taken in visitor.taken])
    slow = float(np.percentile(taken, 95))
    crossed = sum(visitor.crossed for visitor in (*everyone, *again))
    return [
        Row(f"{visitors} visitors for {minutes:g} minutes: gestures answered", len(taken), ""),
        Row("from a gesture to its answer, median", float(np.median(taken)), "ms"),
        Row("from a gesture to its answer, 95 in 100 within", slow, "ms", f"< {GOAL:g}", slow < GOAL),
        Row("answers that were another visitor's", crossed, "", "0", crossed == 0),
        Row("processor time a visitor, in a minute of pressing and dragging", used / visitors / minutes, "s"),
        Row("processor time of a gesture", 1000.0 * used / len(taken), "ms"),
        Row("the server's memory with one visitor gone", before, "MB"),
        Row("memory a visitor, while they are there", (during - before) / visitors, "MB"),
        Row("memory a visitor, after all have left", (left - before) / visitors, "MB"),
        Row(
            "memory a visitor, after as many again have come and left",
            (second - before) / visitors,
            "MB",
            f"≤ {GROWTH:g} more",
            second - left <= GROWTH * visitors,
        ),
    ]


def measure(given: Namespace) -> list[Row]:
    """Serve the page, and have a class use it."""
    with served() as (address, _, pid, _):
        rows = asyncio.run(votes(address, given.phones, given.beside)) if given.phones else []
        return [*rows, *(asyncio.run(lesson(address, pid, given.visitors, given.minutes)) if given.visitors else [])]


if __name__ == "__main__":
    parser = Arguments("benchmark_class", __doc__)
    parser.add_number("--phones", 0, 1000, PHONES, f"how many phones vote ({PHONES})")
    parser.add_number("--beside", 0, 1000, BESIDE, f"how many full visitors are busy beside the phones ({BESIDE})")
    parser.add_number("--visitors", 0, 1000, VISITORS, f"how many full visitors come then ({VISITORS})")
    parser.add_argument("--minutes", type=float, default=MINUTES, help=f"how long they stay ({MINUTES:g})")
    benchmark(parser, measure)
