"""Phones of a class, as HTTP clients with an address each: they look, vote and change their minds; some are hostile."""

import asyncio
import contextlib
import json
import random
import re
import time
import urllib.request
from typing import Any, NamedTuple
from urllib.parse import quote

TYPING = 10.0
"""Seconds within which a class votes."""
PATIENCE = 60.0
LESSON, OPTIONS = "no-villain", ("less", "same", "more")
HOSTILE = "more"
"""What hostile phones vote for."""
FORM = {"Content-Type": "application/x-www-form-urlencoded", "X-Part": "1"}


class Answer(NamedTuple):
    """An answer to a request, and how many bytes of it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes
    size: int


class Phone:
    """One phone: a connection that it keeps, an address of its own on this machine, the cookie that it was given."""

    def __init__(self, port: int, code: str, number: int, net: int = 1):
        self.port, self.code, self.chance = port, code, random.Random(number)
        self.address = f"127.{net}.{number // 250}.{number % 250 + 1}"
        self.cookie, self.choice, self.version = "", "", ""
        self.taken: list[float] = []
        self.wire: Any = None
        self.every = 3.0
        self.wrong = 0

    async def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """One request; a connection that the server has closed meanwhile is opened anew."""
        for _ in range(3):
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                if self.wire is None:
                    self.wire = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(self.address, 0))
                return await asyncio.wait_for(self._asked(method, path, body, headers), PATIENCE)
            self.wire = None
        raise ConnectionError(f"{method} {path} got no answer")

    async def _asked(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        reader, writer = self.wire
        head = {
            "Host": f"127.0.0.1:{self.port}",
            "Accept-Encoding": "gzip",
            "Content-Length": str(len(body)),
            **headers,
        }
        if self.cookie:
            head["Cookie"] = self.cookie
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        start = await reader.readuntil(b"\r\n\r\n")
        told = dict(line.split(": ", 1) for line in start.decode("latin-1").split("\r\n")[1:] if line)
        told = {name.lower(): value for name, value in told.items()}
        length = int(told.get("content-length", "0"))
        got = await reader.readexactly(length)
        if told.get("connection", "") == "close":
            writer.close()
            self.wire = None
        if given := re.match(r"pdd-device=[^;]+", told.get("set-cookie", "")):
            self.cookie = given[0]
        return Answer(int(start.split()[1]), told, got, len(start) + length)

    async def arrive(self) -> int:
        """Open the page and its picture; the bytes of both over the wire."""
        page = await self.ask("GET", f"/c/{self.code}")
        picture = await self.ask("GET", "/c/couple.svg")
        await self.look()
        return page.size + picture.size

    async def look(self) -> None:
        """Look what the class is at, as the page's script does."""
        seen = await self.ask("GET", f"/c/{self.code}/now?v={self.version}", **{"X-Part": "1", "Accept-Encoding": ""})
        if seen.status == 200:
            found = re.search(rb'data-v="([^"]+)" data-every="([^"]+)"', seen.body)
            if found:
                self.version, self.every = found[1].decode(), float(found[2])
        elif seen.status != 204:
            self.wrong += 1

    async def vote(self, number: int, choice: str) -> None:
        """Vote, timed."""
        began = time.perf_counter()
        sent = await self.ask("POST", f"/c/{self.code}", f"round={number}&vote={choice}".encode(), **FORM)
        self.taken.append(1000.0 * (time.perf_counter() - began))
        self.wrong += sent.status != 200
        self.choice = choice

    async def round(self, number: int) -> None:
        """Vote at some moment of the ten seconds, one in four twice, and look every few seconds meanwhile."""
        ends = time.perf_counter() + TYPING
        moments = sorted(self.chance.uniform(0.0, TYPING - 0.5) for _ in range(1 + (self.chance.random() < 0.25)))
        for moment in moments:
            await self.wait(ends - TYPING + moment)
            await self.vote(number, self.chance.choice(OPTIONS))
        await self.wait(ends)

    async def wait(self, until: float) -> None:
        """Look now and then until it is time."""
        while (left := until - time.perf_counter()) > 0:
            await asyncio.sleep(min(left, self.every * self.chance.uniform(0.8, 1.2)))
            if time.perf_counter() < until:
                await self.look()


class Hostile(Phone):
    """A phone that will not play: it floods, votes under tokens new and made up, sends scripts, and what never ends."""

    async def annoy(self, until: float, number: int) -> None:
        """All of it, over and over."""
        ways = (self.flood, self.new_tokens, self.forged, self.scripts, self.huge, self.slow, self.guess)
        while time.perf_counter() < until:
            with contextlib.suppress(OSError, asyncio.TimeoutError, asyncio.IncompleteReadError, ValueError):
                await self.chance.choice(ways)(number)

    async def flood(self, number: int) -> None:
        """As many requests as there is time for."""
        for _ in range(50):
            await self.ask("GET", f"/c/{self.code}")

    async def new_tokens(self, number: int) -> None:
        """Throw the token away, take another, vote."""
        self.cookie = ""
        await self.ask("GET", f"/c/{self.code}")
        await self.ask("POST", f"/c/{self.code}", f"round={number}&vote={HOSTILE}".encode(), **FORM)

    async def forged(self, number: int) -> None:
        """Vote under a token that nobody gave."""
        made = "".join(self.chance.choice("0123456789abcdef") for _ in range(64))
        self.cookie = f"pdd-device={made[:32]}.{made[32:]}"
        await self.ask("POST", f"/c/{self.code}", f"round={number}&vote={HOSTILE}".encode(), **FORM)

    async def scripts(self, number: int) -> None:
        """Answers that are scripts."""
        vote = quote("<script>alert(1)</script>")
        await self.ask("POST", f"/c/{self.code}", f"round={number}&vote={vote}".encode(), **FORM)

    async def huge(self, number: int) -> None:
        """A vote of a megabyte."""
        await self.ask("POST", f"/c/{self.code}", b"vote=" + b"a" * 2**20, **FORM)

    async def slow(self, number: int) -> None:
        """A vote of which a byte comes now and then; nobody waits for it."""
        _, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(self.address, 0))
        writer.write(f"POST /c/{self.code} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n".encode())
        await asyncio.sleep(0.2)
        writer.write(b"v")

    async def guess(self, number: int) -> None:
        """Codes of other classes."""
        for _ in range(20):
            await self.ask("GET", f"/c/LARK{self.chance.randrange(10_000):04d}")


class Teacher:
    """Whoever opens the class, at the page's own address."""

    def __init__(self, address: str):
        self.address, self.token = address, ""
        told = self.post("open", {})
        self.token, self.code, self.port = told["token"], told["code"].replace(" ", ""), told["port"]

    def post(self, path: str, data: dict) -> dict:
        """Ask something of the server."""
        headers = {"X-Class-Token": self.token, "Content-Type": "application/json"}
        asked = urllib.request.Request(f"{self.address}class/{path}", json.dumps(data).encode(), headers)
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return json.load(answer)

    async def do(self, act: str, **more: Any) -> dict:
        """One act."""
        return await asyncio.to_thread(self.post, "do", {"act": act, **more})


def counts(state: dict) -> dict[str, int]:
    """The counts of the last round."""
    return {row["key"]: row["counts"][-1] for row in state["vote"]["rows"]}


class Class:
    """A teacher and a class of phones, which vote as often as they are told to."""

    def __init__(self, address: str, count: int):
        self.teacher = Teacher(address)
        self.phones = [Phone(self.teacher.port, self.teacher.code, number) for number in range(count)]
        self.hostile = [Hostile(self.teacher.port, self.teacher.code, number, 2) for number in range(5)]
        self.number = 0

    async def arrive(self) -> int:
        """All open the page within some seconds; the bytes of a phone's page."""

        async def come(phone: Phone) -> int:
            await asyncio.sleep(phone.chance.uniform(0.0, 5.0))
            return await phone.arrive()

        return max(await asyncio.gather(*map(come, self.phones)))

    async def round(self, hostile: bool = False) -> tuple[list[float], int]:
        """A round of votes: what each took, and by how many votes the counts are off. Hostile phones may hold two
        votes an address, and no more."""
        self.number += 1
        act = "ask" if self.number == 1 else "again"
        await self.teacher.do(act, lesson=LESSON, kind="predict")
        for phone in self.phones:
            phone.taken, phone.choice = [], ""
        until = time.perf_counter() + TYPING
        annoying = [one.annoy(until, self.number) for one in self.hostile] if hostile else []
        await asyncio.gather(*(phone.round(self.number) for phone in self.phones), *annoying)
        told = counts(await self.teacher.do("close"))
        ours = {key: sum(phone.choice == key for phone in self.phones) for key in OPTIONS}
        more = {key: told[key] - ours[key] for key in OPTIONS}
        spare = 2 * len(self.hostile) if hostile else 0
        off = sum(abs(more[key]) for key in OPTIONS if key != HOSTILE)
        off += max(0, more[HOSTILE] - spare) + max(0, -more[HOSTILE])
        return [taken for phone in self.phones for taken in phone.taken], off

    @property
    def wrong(self) -> int:
        """Requests of the class that were answered wrongly."""
        return sum(phone.wrong for phone in self.phones)
