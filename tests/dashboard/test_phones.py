"""The phones' port: it listens when a class is opened and not before, serves the vote alone, and is told in words."""

import asyncio
import socket

import pytest
from uvicorn.server import ServerState

from sim.classpages import listening
from sim.classpages.classes import Classes
from sim.classroom.codes import spoken
from sim.dashboard import phones as module
from sim.dashboard.phones import Phones
from sim.dashboard.server import free_port

PAGE = "http://127.0.0.1:1"


@pytest.fixture
def phones(tmp_path, monkeypatch):
    """The phones of a server that is not there, on this machine alone."""
    monkeypatch.setenv("PASDEDEUX_CACHE", str(tmp_path))
    monkeypatch.setattr(module, "EVERYWHERE", "127.0.0.1")
    return lambda shared=None: Phones(Classes(), free_port("127.0.0.1", 0), shared, free_port)


async def asked(port, path):
    """The status of what is asked at a port."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
    status = int((await reader.read()).split()[1])
    writer.close()
    return status


def test_nothing_listens_until_a_class_is_opened_and_then_the_vote_alone(phones, awaited):
    async def live():
        served = phones()
        own = served.classes.listening
        await served.start(ServerState(), open_class=False)
        assert own.server is None and list(served.said(PAGE)) == [] and served.teachers_page(PAGE) == PAGE
        await served.start(ServerState(), open_class=True)
        (room,) = served.classes.rooms.by_code.values()
        told = "\n".join(served.said(PAGE))
        assert spoken(room.code) in told and f":{own.port}/c/{room.code}" in told and "nothing else" in told
        assert served.teachers_page(PAGE) == f"{PAGE}/?page.panel=lesson#class={served.token}"
        found = [await asked(own.port, path) for path in ("/", f"/c/{room.code}", "/class/state", "/readyz", "/static")]
        assert found == [303, 200, 404, 404, 404]
        await served.stop()
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.1", own.port), timeout=5)
        again = phones()
        again.keeping.file = served.keeping.file
        await again.start(ServerState(), open_class=True)
        assert list(again.classes.rooms.by_code) == [room.code], "a class that was open goes on"
        await again.stop()

    awaited(live())


def test_where_the_page_is_served_to_others_its_own_address_serves_the_vote(phones, awaited):
    for shared, told in (("http://10.0.0.5:8765", "http://10.0.0.5:8765/c/"), ("", "the name that the proxy goes by")):
        served = phones(shared)
        awaited(served.start(ServerState(), open_class=True))
        assert served.classes.listening is None and told in "\n".join(served.said(PAGE))


def test_on_no_network_it_is_said_that_no_phone_can_come(phones, monkeypatch):
    monkeypatch.setattr(module, "EVERYWHERE", "0.0.0.0")
    monkeypatch.setattr(listening, "network_address", lambda: "")
    served = phones()
    served.classes.rooms.open(0.0)
    assert "on no network" in "\n".join(served.said(PAGE))


def test_the_flag_stands_alone_or_after_serve(pasdedeux):
    done = pasdedeux("--class", "list")
    assert done.exit_code == 2 and "pasdedeux: --class: given before list" in done.output
