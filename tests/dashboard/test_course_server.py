"""Several processes behind nginx, by the very lines of the notes on a course server: a visitor stays with one."""

import asyncio
import re
import shutil
import subprocess
import time
from collections import defaultdict
from pathlib import Path

import httpx
import pytest

from experiments.benchmark_class import Visitor
from experiments.browsing import served
from sim.dashboard.server import free_port

DOCS = Path(__file__).parents[2] / "docs"
NOTES, GUIDE = ((DOCS / name).read_text("utf-8") for name in ("course-server.md", "guide/security.md"))
(POOL,) = re.findall(r"```nginx\n(.*?)```", NOTES, re.DOTALL)
(LOCATION,) = re.findall(r"```nginx\n(.*?)```", GUIDE, re.DOTALL)
PATH = "/couples"
SESSIONS = 40
"""So many sessions that not all go to one process, but once in 2³⁹ times."""
pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx here")
SERVER = """
daemon off; pid {place}/pid; error_log {place}/errors;
events {{ }}
http {{
    log_format who '$upstream_addr $visitor $request_uri'; access_log {place}/log who;
    client_body_temp_path {place}/1; proxy_temp_path {place}/2; fastcgi_temp_path {place}/3;
    uwsgi_temp_path {place}/4; scgi_temp_path {place}/5;
    {pool}
    server {{ listen 127.0.0.1:{port}; {location} }}
}}
"""


def test_each_visitor_stays_with_one_of_two_processes(tmp_path, awaited):
    options = ("--root-path", PATH)
    with served(0, *options) as first, served(0, *options) as second:
        pool = POOL.replace(":8765", f":{first.port}").replace(":8766", f":{second.port}")
        location = LOCATION.replace("http://127.0.0.1:8765", "http://couples")
        assert "http://couples" in location and str(second.port) in pool
        port = free_port("127.0.0.1", 0)
        (tmp_path / "nginx.conf").write_text(
            SERVER.format(place=tmp_path, port=port, pool=pool, location=location), "utf-8"
        )
        nginx = subprocess.Popen(["nginx", "-p", tmp_path, "-e", tmp_path / "errors", "-c", tmp_path / "nginx.conf"])
        try:
            while not (tmp_path / "pid").exists():
                assert nginx.poll() is None, (tmp_path / "errors").read_text()
                time.sleep(0.02)
            address = f"http://127.0.0.1:{port}{PATH}/"
            for session in range(SESSIONS):
                cookies = {"Cookie": f"other=1; solara-session-id=session-{session}"}
                assert httpx.get(address + "favicon.ico", headers=cookies).status_code == 200
            visitors = [Visitor(address, number) for number in (1, 2)]
            awaited(visit(visitors))
        finally:
            nginx.terminate()
            nginx.wait()
        assert [visitor.crossed for visitor in visitors] == [0] * len(visitors)
        reached = defaultdict(set)
        for line in (tmp_path / "log").read_text().splitlines():
            process, visitor, _ = line.split(" ", 2)
            reached[visitor].add(process)
        assert len(reached) == SESSIONS + len(visitors)
        assert all(len(processes) == 1 for processes in reached.values())
        everywhere = set().union(*reached.values())
        assert everywhere == {f"127.0.0.1:{page.port}" for page in (first, second)}


async def visit(visitors: list[Visitor]) -> None:
    """Each opens a page, moves something, and leaves."""
    for visitor in visitors:
        await visitor.arrive()
        await visitor.gesture(kind="set", key="couple.bond", value=0.3)
        shown = {row["key"]: row.get("value") for group in visitor.show["sliders"] for row in group["rows"]}
        assert shown["couple.bond"] == 0.3
    await asyncio.gather(*(visitor.leave() for visitor in visitors))
