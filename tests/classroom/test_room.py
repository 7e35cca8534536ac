"""A class as a state machine: whatever happens in whatever order, each device has one vote and the counts add up."""

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from sim.classroom.ballot import PASS, Question, moved
from sim.classroom.codes import CODES, code, is_ours, read_code, signed, spoken
from sim.classroom.limits import Limiter, Rate
from sim.classroom.room import EACH_ADDRESS, RefusedError, Room, Stage
from sim.classroom.rooms import HOURS, MAX_ROOMS, Rooms

OPTIONS = ("a", "b", "c")
PREDICT, SAW, OTHER = (Question("one", "predict", OPTIONS), Question("one", "saw", OPTIONS),
                       Question("two", "predict", OPTIONS))  # fmt: skip


def counting():
    """Random bytes that are none: each call gives others."""
    made = iter(range(1, 10**6))
    return lambda count: next(made).to_bytes(count)


def a_room(devices=0):
    """A class, and so many devices that are in it, each from an address of its own."""
    rooms = Rooms(counting())
    room, _ = rooms.open(0.0)
    return room, [room.enter(room.token(bytes([at] * 16)), f"10.0.0.{at}", 0.0) for at in range(devices)]


def refused(act, *given):
    """Why an act is refused."""
    with pytest.raises(RefusedError) as error:
        act(*given)
    return error.value.why


class Votes(RuleBasedStateMachine):
    """Anything that a class and its teacher may do, against what each device's last vote was."""

    devices = Bundle("devices")

    def __init__(self):
        super().__init__()
        self.room, _ = a_room()
        self.open, self.mine, self.ended = None, {}, []

    @rule(target=devices, number=st.integers(0, 255))
    def enter(self, number):
        return self.room.enter(self.room.token(bytes([number] * 16)), f"10.0.0.{number}", 0.0)

    @rule(question=st.sampled_from([PREDICT, SAW, OTHER]), again=st.booleans())
    def ask(self, question, again):
        before, last = self.room.rounds[:], self.room.round
        self.room.ask(question, again)
        if again or last is None or last.question != question or last.counts is not None:
            if last is not None:
                self.ended.append(Counter(self.mine.values()))
            self.mine = {}
            assert self.room.rounds[:-1] == before
        self.open = True

    @rule()
    def close(self):
        self.room.close()
        self.open = False

    @rule(device=devices, choice=st.sampled_from([*OPTIONS, PASS, "<script>"]), late=st.booleans())
    def vote(self, device, choice, late):
        number = len(self.room.rounds) - late
        if not self.open:
            assert refused(self.room.vote, device, number, choice) == "closed"
        elif late:
            assert refused(self.room.vote, device, number, choice) == "late"
        elif choice == "<script>":
            assert refused(self.room.vote, device, number, choice) == "choice"
        else:
            self.room.vote(device, number, choice)
            self.mine[device] = choice

    @rule()
    def restart(self):
        written = json.dumps(self.room.to_dict(0.0))
        self.room = Room.from_dict(json.loads(written), 0.0)
        assert "10.0.0" not in written

    @invariant()
    def every_round_has_the_last_vote_of_each_device(self):
        counts = [*self.ended, Counter(self.mine.values())] if self.room.rounds else []
        told = [Counter({one: each.count(one) for one in (*OPTIONS, PASS)}) for each in self.room.rounds]
        assert [+one for one in told] == [+one for one in counts]

    @invariant()
    def nobody_s_vote_on_an_earlier_lesson_is_kept(self):
        last = self.room.round
        assert all(not one.votes for one in self.room.rounds if one.question.lesson != last.question.lesson)


Votes.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
TestVotes = Votes.TestCase


def test_talking_is_measured_by_those_who_chose_both_times():
    room, devices = a_room(5)
    first = room.ask(PREDICT)
    for device, choice in zip(devices, ["a", "a", "b", PASS], strict=False):
        room.vote(device, 1, choice)
    second = room.ask(PREDICT, again=True)
    for device, choice in zip(devices, ["b", "a", PASS, "b", "b"], strict=True):
        room.vote(device, 2, choice)
    assert moved(first, second) == (1, 2)
    assert [second.voted, second.count("b"), second.count(PASS)] == [5, 3, 1]


def test_a_vote_that_was_closed_goes_on_with_the_votes_that_it_had():
    room, (device,) = a_room(1)
    room.ask(PREDICT)
    room.vote(device, 1, "a")
    room.close()
    room.ask(PREDICT)
    assert len(room.rounds) == 1 and room.choice(device) == "a"


def test_a_token_is_of_its_class_alone_and_cannot_be_made_up():
    room, _ = a_room()
    other = room.token(b"\x01" * 16).replace("01", "02", 1)
    for forged in ("", "x", other, signed(b"\x01" * 16, b"guess", room.code), room.token(b"\x01" * 16) + "0"):
        assert refused(room.enter, forged, "10.0.0.1", 0.0) == "forged"
    assert not is_ours(room.token(b"\x01" * 16), room.secret, "LARK0001")
    assert room.devices == {}


def test_whoever_throws_a_token_away_to_vote_again_keeps_the_address():
    room, _ = a_room()
    come = [room.token(bytes([at] * 16)) for at in range(6)]
    for token in come[:EACH_ADDRESS]:
        room.enter(token, "10.0.0.9", 0.0)
    for _ in range(3):
        assert {refused(room.enter, token, "10.0.0.9", 0.0) for token in come[EACH_ADDRESS:]} == {"crowded"}
    assert len(room.crowd) == 6 - EACH_ADDRESS, "each is told once, however often it asks"
    room.admit()
    for token in come:
        room.enter(token, "10.0.0.9", 0.0)
    assert len(room.devices) == 6 and not room.crowd


def test_each_step_has_its_own_time_and_another_lesson_begins_anew():
    room, _ = a_room()
    room.at(Stage("one", 0), 10.0)
    room.at(Stage("one", 1, "first"), 70.0)
    room.at(Stage("one", 1, "second"), 100.0)
    assert room.times(130.0) == [60.0, 60.0, 0.0, 0.0]
    room.at(Stage("one", 0), 130.0)
    assert room.times(140.0) == [70.0, 60.0, 0.0, 0.0]
    room.at(Stage("two", 0), 150.0)
    assert room.times(151.0) == [1.0, 0.0, 0.0, 0.0]


@given(st.integers(0, CODES - 1))
def test_a_code_is_read_as_it_is_said(number):
    name = code(number)
    assert read_code(name) == read_code(f" {spoken(name).lower()} ") == name


def test_a_limit_lets_through_its_burst_and_then_its_rate():
    limiter = Limiter(Rate(2.0, 5.0))
    assert sum(limiter.allows("a", 0.0) for _ in range(50)) == 5
    assert limiter.allows("b", 0.0), "another key is another"
    assert sum(limiter.allows("a", 10.0) for _ in range(50)) == 5
    assert sum(limiter.allows("a", 10.0 + at / 10) for at in range(1, 31)) == 6


def test_a_class_without_its_teacher_ends_and_there_are_only_so_many():
    rooms = Rooms(counting())
    room, token = rooms.open(0.0)
    assert rooms.of_teacher(token, HOURS * 3600) is room and rooms.of_teacher("f" * 32, 0.0) is None
    assert rooms.of_teacher(rooms.appoint(room), HOURS * 3600) is room
    assert rooms.of_teacher(token, 3 * HOURS * 3600) is None and not rooms.by_code
    opened = [rooms.open(float(at))[0] for at in range(MAX_ROOMS)]
    opened[0].enter(opened[0].token(b"1" * 16), "10.0.0.1", 0.0)
    assert rooms.open(99.0) and opened[1].code not in rooms.by_code, "one that nobody came to gives way"
    for room in rooms.by_code.values():
        room.devices["one"] = ""
    assert refused(rooms.open, 99.0) == "rooms"
