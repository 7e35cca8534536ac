"""What the server refuses: real requests to two that were started, one of them behind a path."""

import http.client
import json
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from experiments.browsing import served
from experiments.hostile.scenarios import LINKS
from sim.dashboard.guard import Guard, policy

ROOT = "/a/couples"
COURSE = "https://course.example.org"
EVERYWHERE = {"x-content-type-options": "nosniff", "referrer-policy": "same-origin"}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Ask a started server: (path, host, headers) -> status, headers, text. What it complained of stands in a file."""
    errors = tmp_path_factory.mktemp("server") / "errors"
    with errors.open("w") as file, served(errors=file) as started:
        yield Asked(started.port, errors)


@pytest.fixture(scope="module")
def behind():
    """A server for a proxy: under a path, by a name of its own, and to be shown on a course's page."""
    with served(0, "--root-path", ROOT, "--allow-host", "page.example.org", "--allow-frame", COURSE) as started:
        yield Asked(started.port, None)


class Asked:
    """A server to be asked."""

    def __init__(self, port, errors):
        self.port, self.errors, self.host = port, errors, f"127.0.0.1:{port}"

    def __call__(self, path="/", host=None, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or self.host)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        text = answer.read().decode() if answer.status != 101 else ""
        connection.close()
        return answer.status, told, text

    def socket(self, path=None, host=None, **headers):
        """The status of the answer to one who wants to open a socket: 101 where it is opened."""
        upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
        return self(path or socket(), host, Sec_WebSocket_Key="cGFzIGRlIGRldXggISEhIQ==", **upgrade, **headers)[0]


def socket(root=""):
    """The path of a visit's own socket."""
    return f"{root}/jupyter/api/kernels/{uuid4()}/channels?session_id=some-page"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:{port}", "localhost:{port}", "LOCALHOST", "[::1]:{port}"])
def test_this_machine_s_own_names_are_served(page, host):
    assert page(host=host.format(port=page.port))[0] == 200


def test_the_document_is_the_same_whatever_link_it_was_asked_for_by(page):
    """What a stranger writes into a link is never part of what the server sends before the page asks for it."""
    document = page()[2]
    assert [what for what, query in LINKS.items() if page(f"/?{query}")[::2] != (200, document)] == []


@pytest.mark.parametrize(
    "host",
    ["evil.example.org", "127.0.0.1.evil.org", "localhost.evil.org:80", "x@127.0.0.1", "10.0.0.1", "[::2]", "::1"],
)
def test_a_name_that_was_pointed_here_is_refused_in_one_line(page, host):
    status, _, text = page(host=host)
    assert (status, text.count("\n")) == (403, 1)
    assert "--allow-host" in text and host in text
    assert page.socket(host=host) == 403


@pytest.mark.parametrize(
    "origin", ["https://evil.org", "null", "http://127.0.0.1:1", "http://localhost:{port}", "file://", "{host}", ""]
)
def test_a_page_of_another_site_can_neither_ask_nor_open_a_socket(page, origin):
    origin = origin.format(port=page.port, host=page.host)
    assert page(Origin=origin)[0] == 403
    assert page.socket(Origin=origin) == 403


def test_the_page_itself_and_a_program_may_open_a_socket(page):
    assert page.socket(Origin=f"http://{page.host}") == 101
    assert page.socket() == 101


def test_a_named_host_is_served_behind_a_proxy_that_speaks_https(behind):
    assert behind(host="page.example.org", Origin="https://page.example.org")[0] == 200
    assert behind.socket(socket(ROOT), "page.example.org", Origin="https://page.example.org") == 101
    assert behind(host="other.example.org")[0] == 403


def test_what_the_first_visitor_says_decides_nothing_for_the_others(page):
    first = page(X_Script_Name="/evil", Script_Name="/evil", X_Forwarded_Host="evil.org", X_Forwarded_Prefix="/evil")
    assert "evil" not in first[2] + page()[2]


def test_under_a_path_everything_comes_from_under_it(behind):
    for path in (ROOT + "/", "/"):  # the second as from a proxy that takes the path off
        status, _, text = behind(path)
        assert status == 200
        assert f'"{ROOT}/static/' in text and '"/static/' not in text and f'rootPath = "{ROOT}"' in text
    status, told, _ = behind(ROOT)
    assert status == 307 and told["location"].endswith(f"{ROOT}/")
    for path in ("/static/assets/js/index.js", "/static/assets/palette.css"):
        assert behind(ROOT + path)[0] == behind(path)[0] == 200


def test_the_browser_is_told_what_to_refuse(page):
    _, told, _ = page()
    rules = dict(rule.strip().partition(" ")[::2] for rule in told["content-security-policy"].split(";"))
    assert EVERYWHERE.items() <= told.items()
    assert rules["default-src"] == "'self'" and rules["frame-ancestors"] == "'self'" and rules["object-src"] == "'none'"
    assert "unsafe-inline" not in rules["script-src"] and told["x-frame-options"] == "SAMEORIGIN"
    assert "httponly" in told["set-cookie"].lower()
    for path in ("/static/assets/custom.js", "/static/assets/js/index.js", "/readyz", "/nowhere"):
        _, told, _ = page(path)
        assert EVERYWHERE.items() <= told.items()
        assert "frame-ancestors 'self'" in told["content-security-policy"]
    assert EVERYWHERE.items() <= page(host="evil.example.org")[1].items()


def test_a_course_s_page_may_show_it_where_that_was_allowed(behind):
    _, told, _ = behind()
    assert f"frame-ancestors 'self' {COURSE}" in told["content-security-policy"]
    assert "x-frame-options" not in told


def test_a_script_that_was_not_sent_with_the_page_is_not_in_its_policy():
    sent = policy(b"<script>let a = 1;</script><script src='x.js'></script>", "here", ())
    assert sent.count("'sha256-") == 1
    assert policy(b"<script>let a = 2;</script>", "here", ()) != sent


def test_a_browser_that_asks_for_an_icon_gets_it(page):
    status, told, _ = page("/favicon.ico")
    assert (status, told["content-type"]) == (200, "image/svg+xml")


def test_nobody_is_told_what_the_machine_is_doing(page):
    for path in ("/resourcez", "/resourcez?verbose", "/_solara/api/evict/some", "/jupyter/api/kernels/some"):
        status, _, text = page(path)
        assert status in (403, 404) and "{" not in text


def test_what_belongs_to_no_session_is_refused_and_nothing_is_printed(page):
    before = page.errors.read_text()
    assert page.socket(socket().partition("?")[0]) == 403
    assert page.socket("/some/where") == 403
    assert page("/_solara/api/close/some-kernel", method="POST")[0] == 403
    assert page.socket() == 101
    assert page.errors.read_text() == before


@pytest.mark.parametrize("sent", ["no message", json.dumps({"header": {}}), "[]", b"\x00", b"\xff" * 9])
def test_what_is_no_message_ends_its_socket_and_is_told_in_one_line(page, sent):
    before = page.errors.read_text()
    with connect(f"ws://{page.host}{socket()}", open_timeout=60) as opened:
        opened.send(sent)
        with pytest.raises(ConnectionClosed):
            while True:
                opened.recv(timeout=60)
    assert page()[0] == 200
    assert page.errors.read_text().removeprefix(before).count("\n") <= 1


@pytest.mark.parametrize(
    "option, given, allowed",
    [
        ("--root-path", "couples", "/couples"),
        ("--root-path", "//evil.example.org", "/couples"),
        ("--root-path", "/a/../b", "/couples"),
        ("--root-path", "/a b", "/couples"),
        ("--allow-host", "page.example.org:80", "without a port"),
        ("--allow-host", "*", "without a port"),
        ("--allow-frame", "course.example.org", "https://"),
        ("--allow-frame", "*", "https://"),
        ("--allow-frame", "https://a.org; script-src *", "https://"),
    ],
)
def test_what_cannot_be_allowed_is_refused_before_anything_is_served(pasdedeux, option, given, allowed):
    result = pasdedeux("serve", "--no-browser", option, given)
    assert result.exit_code == 2
    assert f"serve: {option}: given {given!r}; allowed: " in result.output and allowed in result.output


def test_a_guard_passes_on_what_is_no_request():
    class Once:
        async def __call__(self, scope, receive, send):
            self.scope = scope

    inner = Once()
    with pytest.raises(StopIteration):
        Guard(inner)({"type": "lifespan"}, None, None).send(None)
    assert inner.scope == {"type": "lifespan"}


@pytest.mark.browser
def test_under_a_path_the_page_is_drawn_and_keeps_its_address_there(browser, behind):
    page = browser.new_page()
    wrong = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"http://{behind.host}{ROOT}/")
    page.wait_for_selector(".pdd[data-drawn=yes]", timeout=60_000)
    page.keyboard.press("h")
    page.wait_for_selector("[data-comparison=yes]", timeout=60_000)
    page.wait_for_function("() => location.search.includes('hand-holding')")
    assert page.evaluate("location.pathname") == f"{ROOT}/"
    page.close()
    assert wrong == []
