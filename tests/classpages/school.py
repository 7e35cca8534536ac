"""A server of classes without a network: its clock stands still until it is moved, and each phone has an address."""

import re
import warnings
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette

from sim.classpages.classes import TOKEN, Classes
from sim.classpages.students import Students
from sim.classpages.teachers import Teachers
from sim.dashboard.guard import Guard

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # newer Starlettes would rather have a newer httpx
    from starlette.testclient import TestClient

HERE = "http://127.0.0.1:8765"
PART = {"X-Part": "1"}


@dataclass
class Phone:
    """A student's browser."""

    http: TestClient
    code: str

    def see(self) -> Any:
        """Open, or reload, the class's page."""
        return self.http.get(f"/c/{self.code}")

    def look(self, version: str = "") -> Any:
        """Ask as the page's script does."""
        return self.http.get(f"/c/{self.code}/now?v={version}", headers=PART)

    def vote(self, choice: str, number: int = 1, **more: Any) -> Any:
        """Vote as the page's script does."""
        return self.http.post(f"/c/{self.code}", data={"round": number, "vote": choice}, headers=PART, **more)


@dataclass
class School:
    """A server with a class, its teacher and whoever comes."""

    root: str = ""
    time: float = 0.0
    classes: Classes = field(init=False)
    app: Any = field(init=False)
    came: int = 0

    def __post_init__(self):
        self.classes = Classes(lambda: self.time)
        routes = [*Students(self.classes).routes(), *Teachers(self.classes).routes()]
        self.app = Guard(Starlette(routes=routes), self.root)
        self.http = self.browser("127.0.0.1")
        self.token = self.http.post("/class/open", json={}).json()["token"]
        (self.room,) = self.classes.rooms.by_code.values()

    def browser(self, address: str, **headers: str) -> TestClient:
        """A browser at an address."""
        return TestClient(self.app, base_url=HERE, client=(address, 50_000), headers=headers)

    def phone(self, address: str | None = None, new: bool = True) -> Phone:
        """A phone that has opened the class's page, from an address of its own unless it is given one."""
        self.came += 1
        phone = Phone(self.browser(address or f"10.0.{self.came // 250}.{self.came % 250 + 1}"), self.room.code)
        if new:
            assert phone.see().status_code == 200
        return phone

    def do(self, act: str, **more: Any) -> Any:
        """One act of the teacher; gives the answer."""
        return self.http.post("/class/do", json={"act": act, **more}, headers={TOKEN: self.token})

    def ask(self, kind: str = "predict", act: str = "ask") -> None:
        """Open the vote on the first lesson."""
        assert self.do(act, lesson="no-villain", kind=kind).status_code == 200

    def counts(self) -> dict[str, int]:
        """The counts of the last round, by answer."""
        rows = self.http.get("/class/state", headers={TOKEN: self.token}).json()["vote"]["rows"]
        return {row["key"]: row["counts"][-1] for row in rows}


def words(html: str) -> str:
    """What is to be read on a page."""
    return re.sub(r"<(style|script|noscript).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
