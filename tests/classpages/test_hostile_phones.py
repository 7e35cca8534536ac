"""Hostile phones change nothing: not the counts, not what others see, and not for long how soon they are served."""

import asyncio
import json

import pytest
from school import PART
from uvicorn.server import ServerState

from sim.classpages import listening, requests
from sim.classpages.requests import MAX_VOTE
from sim.classroom.limits import REQUESTS, WRONG_CODES
from sim.classroom.room import EACH_ADDRESS
from sim.dashboard.server import free_port

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def voting(school):
    """A class of three who have voted."""
    school.ask()
    for choice in ("less", "same", "same"):
        school.phone().vote(choice)
    school.before = {"less": 1, "same": 2, "more": 0}
    return school


def test_one_device_has_one_vote_however_often_it_votes(voting):
    phone = voting.phone()
    for _ in range(30):
        phone.vote("more")
        voting.time += 1.0
    assert voting.counts() == {**voting.before, "more": 1}


def test_new_tokens_from_one_address_give_two_votes_and_no_more(voting):
    for _ in range(30):
        voting.phone("10.9.9.9").vote("more")
        voting.time += 1.0
    assert voting.counts()["more"] == EACH_ADDRESS


def test_tokens_that_are_made_up_or_of_another_class_count_for_nothing(voting, schools):
    other = schools()
    stranger = other.phone()
    for value in ("", "x", "0" * 65, f"{'0' * 32}.{'0' * 32}", stranger.http.cookies["pdd-device"], "é"):
        phone = voting.phone(new=False)
        cookie = f"pdd-device={value}".encode("latin-1")
        sent = {"round": 1, "vote": "more"}
        answer = phone.http.post(f"/c/{phone.code}", data=sent, headers={"Cookie": cookie, **PART})
        assert answer.status_code == 403
    assert voting.counts() == voting.before


@pytest.mark.parametrize(
    "sent",
    [
        {"round": "1", "vote": SCRIPT}, {"round": SCRIPT, "vote": "more"}, {"round": "99", "vote": "more"}, {},
        {"round": "1"}, {"round": "٣", "vote": "more"}, {"round": "1e3", "vote": "more"}, b"\xff\x00=1", b"&" * 400,
        b"round=1&vote=" + b"a" * 400,
    ],
)  # fmt: skip
def test_what_is_no_vote_is_none_and_is_never_shown(voting, sent):
    phone = voting.phone()
    body = {"data": sent} if isinstance(sent, dict) else {"content": sent}
    answer = phone.http.post(f"/c/{phone.code}", headers=PART, **body)
    assert answer.status_code in (409, 413) and SCRIPT not in answer.text
    assert voting.counts() == voting.before
    assert SCRIPT not in phone.http.get("/c", params={"code": SCRIPT}).text


def test_a_huge_body_is_not_read(voting):
    phone = voting.phone()
    assert phone.vote("x" * MAX_VOTE).status_code == 413
    lying = phone.http.post(f"/c/{phone.code}", content=iter([b"a" * 400] * 100), headers=PART)
    assert lying.status_code == 413 and lying.headers["connection"] == "close"
    assert voting.counts() == voting.before


def test_a_flood_is_answered_in_a_line_and_the_others_are_served(voting):
    phone, other = voting.phone(), voting.phone()
    answers = [phone.vote("more") for _ in range(int(REQUESTS.burst) + 40)]
    refused = [one for one in answers if one.status_code == 429]
    assert len(refused) >= 39 and len(refused[0].content) < 300
    assert other.vote("less").status_code == 200
    assert voting.counts() == {"less": 2, "same": 2, "more": 1}
    voting.time += 5.0
    assert phone.vote("same").status_code == 200


def test_codes_are_not_to_be_guessed(voting):
    guesser = voting.browser("10.8.8.8")
    tried = [guesser.get(f"/c/LARK{at:04d}").status_code for at in range(40)]
    assert tried.count(404) <= WRONG_CODES.burst and 429 in tried
    assert guesser.get(f"/c/{voting.room.code}").status_code == 429, "not even the right one, for a while"
    assert voting.phone().vote("less").status_code == 200
    voting.time += 60.0
    assert guesser.get(f"/c/{voting.room.code}").status_code == 200


def test_what_a_teacher_s_page_cannot_send_is_refused(voting):
    sent = (b"", b"[]", b"{", b"[" * 5000, json.dumps({"act": "ask"}).encode(), b'{"act": {"a": 1}}',
            b'{"act": "stage", "lesson": "no-villain", "step": 1e9}',
            b'{"act": "ask", "lesson": "x", "kind": "predict"}',
            b'{"act": "ask", "lesson": "no-villain", "kind": "x"}', b"{" + b" " * 9000 + b"}")  # fmt: skip
    for body in sent:
        answer = voting.http.post("/class/do", content=body, headers={"X-Class-Token": voting.token})
        assert answer.status_code in (400, 413), body[:40]
    assert voting.counts() == voting.before


def test_who_asks_nothing_and_who_never_ends_is_hung_up_on(voting, monkeypatch, awaited):
    """The one test with a network: connections that send nothing, half a head, or half a vote."""
    monkeypatch.setattr(listening, "HEAD_SECONDS", 0.1)
    monkeypatch.setattr(requests, "SECONDS", 0.1)
    monkeypatch.setattr(voting.classes, "clock", lambda: 0.0)
    vote = f"POST /c/{voting.room.code} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 40\r\n\r\nround=".encode()

    async def heard(port, half):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(half)
        told = await reader.read()  # until the other end hangs up
        writer.close()
        return told.partition(b"\r\n")[0]

    async def listen():
        port = listening.Listening(voting.app, "127.0.0.1", 0, free_port)
        port.state = ServerState()
        await port.open()
        halves = (b"", b"GET /c HTTP/1.1\r\nHost: 127.0.0.1\r\n", vote)
        told = await asyncio.gather(*(heard(port.port, half) for half in halves))
        await port.close()
        return told

    assert awaited(listen()) == [b"", b"", b"HTTP/1.1 408 Request Timeout"]
    assert not listening.PatientButNotForEver.open_from and voting.counts() == voting.before
