"""Visitors take turns, in the order in which they asked; requests wait for none."""

import asyncio

from sim.dashboard.turns import Turns


class Socket:
    """A visitor's socket, whose messages come when they are wanted, behind an application that notes what it is given
    and takes its time with it."""

    def __init__(self, turns, name, log):
        self.turns, self.name, self.log = turns, name, log
        self.done, self.asked = asyncio.Event(), asyncio.Queue()
        self.task = asyncio.create_task(turns({"type": "websocket", "of": self}, self.asked.get, None))

    def ask(self, kind="receive"):
        self.asked.put_nowait({"type": f"websocket.{kind}"})

    @staticmethod
    async def app(scope, receive, send):
        """Note each message, and take the next one when this one is said to be done."""
        here = scope["of"]
        while (message := await receive())["type"] != "websocket.disconnect":
            here.log.append(f"{here.name} {message['type'].partition('.')[2]}")
            if message["type"] == "websocket.receive":
                await here.done.wait()
                here.done.clear()


async def rest():
    """Let everything go on that can."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_so_many_are_answered_at_a_time_and_the_others_in_their_order(awaited):
    async def live():
        log = []
        turns = Turns(Socket.app, at_once=2, longest=60.0)
        sockets = [Socket(turns, name, log) for name in "abcd"]
        for kind in ("connect", "receive"):
            for one in sockets:
                one.ask(kind)
            await rest()
        assert log == ["a connect", "b connect", "c connect", "d connect", "a receive", "b receive"]
        sockets[1].done.set()
        await rest()
        assert log[6:] == ["c receive"], "who waits longest is next"
        sockets[1].ask()
        sockets[0].ask("disconnect")
        sockets[0].done.set()
        await rest()
        assert log[7:] == ["d receive"], "whoever has just had a turn waits for another; who leaves gives it up"
        sockets[2].done.set()
        await rest()
        assert log[8:] == ["b receive"]
        for one in sockets:
            one.task.cancel()
        await asyncio.gather(*(one.task for one in sockets), return_exceptions=True)
        assert not turns.at_once.locked()

    awaited(live())


def test_a_turn_that_takes_too_long_holds_nobody_up(awaited):
    async def live():
        log = []
        turns = Turns(Socket.app, at_once=1, longest=0.0)
        slow, other = (Socket(turns, name, log) for name in "ab")
        slow.ask()
        other.ask()
        while "b receive" not in log:
            await asyncio.sleep(0)
        slow.ask("disconnect")
        other.ask("disconnect")
        slow.done.set()
        other.done.set()
        await asyncio.gather(slow.task, other.task)
        assert not turns.at_once.locked()
        await turns.at_once.acquire()
        assert turns.at_once.locked(), "a turn that was over was not given back twice"

    awaited(live())


def test_requests_pass_while_all_turns_are_taken(awaited):
    passed = []

    async def app(scope, receive, send):
        passed.append((scope, receive, send))

    async def live():
        turns = Turns(app, at_once=1)
        await turns.at_once.acquire()
        await turns({"type": "http"}, "receive", "send")

    awaited(live())
    assert passed == [({"type": "http"}, "receive", "send")]
