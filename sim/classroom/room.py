"""One class: who is there, what is asked, what the teacher has on the wall, and how long each step has taken."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sim.classroom.ballot import KINDS, Question, Round
from sim.classroom.codes import is_ours, signed

MAX_DEVICES = 1_000
MAX_ROUNDS = 200
EACH_ADDRESS = 2
"""Devices that vote from one address, unless the teacher says that the class shares one: on a network of a school each
phone has its own, and whoever throws its token away to vote again keeps it."""
STEPS = 4
MAX_ORDERS = 20
PRESENT = 20.0
"""Seconds after which a phone that was not heard of is taken to be asleep."""


class RefusedError(ValueError):
    """What cannot be done now; ``why`` is a word for programs."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Stage(NamedTuple):
    """What the projected page is at."""

    lesson: str = ""
    step: int = 0
    case: str = ""
    turn: int = 0


START = Stage()


@dataclass
class Room:
    """A class under its code. ``version`` grows with whatever a phone must hear of; a vote is none of that."""

    code: str
    teachers: list[str]
    """The digests of its teacher's tokens, one of each browser."""
    secret: bytes
    """What the tokens of its devices are sealed with."""
    heard: float = 0.0
    """When the teacher was last heard of."""
    version: int = 1
    devices: dict[str, str] = field(default_factory=dict)
    """The address from which each device came first."""
    seen: dict[str, float] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)
    is_shared: bool = False
    """Whether many phones may come by one address."""
    crowd: set[str] = field(default_factory=set)
    """Devices that were turned away, as too many vote from their address."""
    is_shown: bool = False
    """Whether the wall shows the counts."""
    is_blank: bool = False
    language: str = "en"
    """The language of its teacher's page, which its phones speak as well."""
    stage: Stage = START
    spent: list[float] = field(default_factory=lambda: [0.0] * STEPS)
    """Seconds of the lesson's steps so far, the present one until ``since``."""
    since: float = 0.0
    orders: list[tuple[int, str, str]] = field(default_factory=list)
    """What the presenter asks of the projected page: number, what, and with which word."""

    def token(self, random: bytes) -> str:
        """A token for a device that has none."""
        return signed(random, self.secret, self.code)

    # --- devices

    def enter(self, token: str, address: str, now: float) -> str:
        """Who comes with a token: its device, which is one of the class from now on.

        Raises ``RefusedError``: ``forged``, ``full``, or ``crowded`` where too many vote from this address.
        """
        if not is_ours(token, self.secret, self.code):
            raise RefusedError("forged")
        device = token.partition(".")[0]
        if device not in self.devices:
            if len(self.devices) >= MAX_DEVICES:
                raise RefusedError("full")
            if not self.is_shared and Counter(self.devices.values())[address] >= EACH_ADDRESS:
                self.crowd |= {device} if len(self.crowd) < MAX_DEVICES else set()
                raise RefusedError("crowded")
            self.devices[device] = address
        self.seen[device] = now
        return device

    def present(self, now: float) -> int:
        """How many devices are awake."""
        return sum(now - at < PRESENT for at in self.seen.values())

    def admit(self) -> None:
        """From now on many devices may vote from one address."""
        self.is_shared, self.crowd = True, set()
        self.version += 1

    # --- votes

    @property
    def round(self) -> Round | None:
        """The last round, which is the one that may be open."""
        return self.rounds[-1] if self.rounds else None

    @property
    def asked(self) -> tuple[Round, ...]:
        """The rounds of the last question, in their order."""
        last = self.round
        return () if last is None else tuple(one for one in self.rounds if one.question == last.question)

    def ask(self, question: Question, again: bool = False) -> Round:
        """Open the vote on a question: its last round, where that may go on, or a new one.

        With another lesson, nobody's votes on the earlier ones are kept. Raises ``RefusedError``: ``kind``, ``rounds``.
        """
        if question.kind not in KINDS or not question.options:
            raise RefusedError("kind")
        if len(self.rounds) >= MAX_ROUNDS:
            raise RefusedError("rounds")
        last = self.round
        for one in self.rounds:
            one.is_open = False
            if one.question.lesson != question.lesson:
                one.let_go()
        if again or last is None or last.question != question or last.counts is not None:
            number = 1 + sum(one.question == question for one in self.rounds)
            last = Round(question, number)
            self.rounds.append(last)
            self.is_shown = False
        last.is_open = True
        self.version += 1
        return last

    def close(self) -> None:
        """No more votes; nothing where none is open."""
        if self.round is not None and self.round.is_open:
            self.round.is_open = False
            self.version += 1

    def vote(self, device: str, number: int, choice: str) -> None:
        """A device's vote in the round that is open, ``number`` being that which its holder saw; the last one counts.

        Raises ``RefusedError``: ``closed``, ``late`` (another round than was seen), ``choice``, ``unknown``.
        """
        last = self.round
        if device not in self.devices:
            raise RefusedError("unknown")
        if last is None or not last.is_open:
            raise RefusedError("closed")
        if number != len(self.rounds):
            raise RefusedError("late")
        if choice and choice not in last.question.options:
            raise RefusedError("choice")
        last.votes[device] = choice

    def choice(self, device: str) -> str | None:
        """What this device has chosen in the last round."""
        return None if self.round is None else self.round.votes.get(device)

    # --- what the teacher does beside

    def show(self, on: bool) -> None:
        """Show the counts on the wall, or hide them."""
        self.is_shown = on

    def blank(self, on: bool) -> None:
        """Blank the projected page, or show it again."""
        self.is_blank = on

    def at(self, stage: Stage, now: float) -> None:
        """The projected page is here; another step, and its own time runs; another lesson, and all begin anew."""
        if not 0 <= stage.step < STEPS:
            raise RefusedError("step")
        if stage.lesson != self.stage.lesson:
            self.spent, self.since = [0.0] * STEPS, now
        elif stage.step != self.stage.step:
            self.spent[self.stage.step] += now - self.since
            self.since = now
        self.stage = stage

    def speak(self, language: str) -> None:
        """From now on the class is spoken to in this language."""
        if language != self.language:
            self.language = language
            self.version += 1

    def times(self, now: float) -> list[float]:
        """Seconds that each step has taken by now."""
        spent = list(self.spent)
        if self.stage.lesson:
            spent[self.stage.step] += max(0.0, now - self.since)
        return spent

    def order(self, what: str, word: str = "") -> None:
        """Ask something of the projected page."""
        number = 1 + (self.orders[-1][0] if self.orders else 0)
        self.orders = [*self.orders, (number, what, word)][-MAX_ORDERS:]

    # --- through a restart

    def to_dict(self, now: float) -> dict[str, Any]:
        """What is needed to go on after a restart: no addresses and no tokens."""
        return {
            "code": self.code, "teachers": self.teachers, "secret": self.secret.hex(), "version": self.version,
            "devices": sorted(self.devices), "rounds": [one.to_dict() for one in self.rounds],
            "is_shared": self.is_shared, "is_shown": self.is_shown, "stage": list(self.stage),
            "spent": self.times(now), "language": self.language,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, given: Mapping[str, Any], now: float) -> "Room":
        """The class as it was; a device is counted to its address when it votes from it the next time."""
        room = cls(str(given["code"]), list(map(str, given["teachers"])), bytes.fromhex(given["secret"]), now)
        room.version = int(given["version"]) + 1
        room.devices = dict.fromkeys(map(str, given["devices"]), "")
        room.rounds = [Round.from_dict(one) for one in given["rounds"]]
        room.is_shared, room.is_shown = bool(given["is_shared"]), bool(given["is_shown"])
        room.language = str(given.get("language", room.language))
        room.stage, room.spent, room.since = Stage(*given["stage"]), [float(x) for x in given["spent"]], now
        return room
