"""The page behind nginx, by the very lines of the guide to security."""

import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect

from experiments.browsing import served

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "security.md").read_text("utf-8")
(LOCATION,) = re.findall(r"```nginx\n(.*?)```", GUIDE, re.DOTALL)
(COMMAND,) = re.findall(r"uv run pasdedeux serve --no-browser (.*)", GUIDE)
HOST = "page.example.org"
pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx here")
SERVER = """
daemon off; pid {place}/pid; error_log {place}/errors;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {place}/1; proxy_temp_path {place}/2; fastcgi_temp_path {place}/3;
    uwsgi_temp_path {place}/4; scgi_temp_path {place}/5;
    server {{ listen 127.0.0.1:{port}; server_name {host}; {location} }}
}}
"""


@pytest.fixture(scope="module", params=["the path left on", "the path taken off"])
def proxy(request, tmp_path_factory):
    """The port of an nginx in front of a server that was started as the guide says."""
    place = tmp_path_factory.mktemp("nginx")
    with served(0, *COMMAND.split()) as page, socket.create_server(("127.0.0.1", 0)) as probe:
        port, slash = probe.getsockname()[1], "/" if "off" in request.param else ""
        probe.close()
        location = LOCATION.replace("127.0.0.1:8765", f"127.0.0.1:{page.port}{slash}")
        text = SERVER.format(place=place, port=port, host=HOST, location=location)
        (place / "nginx.conf").write_text(text, "utf-8")
        nginx = subprocess.Popen(["nginx", "-p", place, "-e", place / "errors", "-c", place / "nginx.conf"])
        try:
            while not listens(port):
                assert nginx.poll() is None, (place / "errors").read_text()
                time.sleep(0.02)
            yield port
        finally:
            nginx.terminate()
            nginx.wait()


def listens(port):
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def curl(port, *more):
    """What ``curl -i`` prints, asked by the name that visitors use."""
    command = ["curl", "-si", "--resolve", f"{HOST}:{port}:127.0.0.1", *more, f"http://{HOST}:{port}/couples/"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl here")
def test_what_the_guide_says_is_seen_by_curl_is_seen(proxy):
    plain = curl(proxy)
    assert plain.startswith("HTTP/1.1 200") and "frame-ancestors 'self' https://course.example.org" in plain
    assert curl(proxy, "-H", "Origin: https://elsewhere.example").startswith("HTTP/1.1 403")
    assert curl(proxy, "-H", "Host: elsewhere.example").startswith("HTTP/1.1 403")


def test_the_socket_is_passed_on_to_pages_of_the_site_only(proxy):
    there = f"ws://127.0.0.1:{proxy}/couples/jupyter/api/kernels/some/channels?session_id=one"
    with connect(there, origin=f"http://127.0.0.1:{proxy}", open_timeout=60):
        pass
    with pytest.raises(Exception, match="403"):
        connect(there, origin="https://elsewhere.example", open_timeout=60)


def test_a_class_votes_through_it(proxy):
    site = {"Host": HOST, "Origin": f"http://{HOST}"}
    with (httpx.Client(base_url=f"http://127.0.0.1:{proxy}/couples", headers=site, timeout=60) as teacher,
          httpx.Client(base_url=f"http://127.0.0.1:{proxy}", headers=site, timeout=60) as phone):  # fmt: skip
        told = teacher.post("/class/open", json={}).json()
        token, (_, place) = {"X-Class-Token": told["token"]}, told["url"].split(HOST)
        assert place == f"/couples/c/{told['code'].replace(' ', '')}"
        assert f"Path={place}" in phone.get(place).headers["set-cookie"]
        teacher.post("/class/do", json={"act": "ask", "lesson": "no-villain", "kind": "predict"}, headers=token)
        voted = phone.post(place, data={"round": 1, "vote": "same"})
        assert (voted.status_code, voted.headers["location"]) == (303, place)
        state = teacher.post("/class/do", json={"act": "end"}, headers=token).json()
    assert [row["counts"] for row in state["vote"]["rows"]] == [[0], [1], [0]]


@pytest.mark.browser
def test_the_page_is_drawn_and_answers(browser, proxy):
    page = browser.new_page()
    wrong = []
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"http://127.0.0.1:{proxy}/couples")
    page.wait_for_selector(".pdd[data-drawn=yes]", timeout=60_000)
    page.keyboard.press("h")
    page.wait_for_selector("[data-comparison=yes]", timeout=60_000)
    page.close()
    assert wrong == []
