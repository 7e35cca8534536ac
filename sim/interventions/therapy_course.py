"""A course of therapy."""

from typing import Any, Literal

from sim.checking.settings import choice, number
from sim.interventions.base import MINUTE, Intervention, Who
from sim.interventions.containment import Containment
from sim.interventions.softening import Softening
from sim.model.parameters import Parameters
from sim.model.schedule import MAX_DAYS, MAX_TURNS, Block

STAGES = (
    ("de-escalation", 0.3),
    ("the withdrawer re-engages", 0.3),
    ("the pursuer softens", 0.3),
    ("consolidation", 0.1),
)
"""The stages of emotionally focused therapy and their shares of the sessions (assumed)."""


class TherapyCourse(Intervention):
    """Weekly sessions of emotionally focused couple therapy, composed of containment and softening.

    De-escalation contains; then the withdrawer re-engages, then the pursuer softens; consolidation invites both. A
    session is a longer conversation with a therapist in the room, who does two things more by being there: trust in
    the therapist stands in for the trust that the one who is invited does not have yet (``alliance``), and the other's
    answer is helped along (``enactment``). Sources: Johnson et al. (1999); Johnson (2019); Johnson & Talitman (1997)
    for the alliance; Tilley & Palmer (2013) for the answer; Wiebe et al. (2016).
    """

    label = "therapy"
    says = "Weekly sessions: safety first, then softening, then keeping it."
    evidence = (
        "therapy-helps",
        "therapy-lasts",
        "waiting-does-not-help",
        "who-gains",
        "therapist-lends-security",
        "answer-helped-along",
        "hand-after-therapy",
        "order-of-therapy",
    )
    is_course = True

    when: Literal["scheduled"] = choice("scheduled", "by appointment")
    days: int = number(20, 1, MAX_DAYS, "sessions", "how many sessions")
    every: int = number(7, 1, MAX_DAYS, "days", "one session in how many days")
    turns: int = number(600, 1, MAX_TURNS, "turns", f"how long a session is ({MINUTE})")
    withdrawer: Literal["a", "b"] = choice("b", "who re-engages first")
    containment: float = number(0.7, 0.0, 1.0, "share", "the share of alarm that the therapist contains")
    softening: float = number(1.0, 0.0, 1.0, "share", "how strongly the therapist invites")

    def stages(self) -> list[tuple[str, int, int]]:
        """Each stage with its first session (from 0) and its number of sessions; every session is in one stage."""
        ends = [round(self.days * sum(share for _, share in STAGES[: i + 1])) for i in range(len(STAGES))]
        starts = [0, *ends[:-1]]
        return [(name, start, end - start) for (name, _), start, end in zip(STAGES, starts, ends, strict=True)]

    def blocks(self, p: Parameters) -> tuple[Block, ...]:
        """Containment in every session, and an invitation by stage."""
        times: dict[str, Any] = {
            "every": self.every,
            "turn": self.turn,
            "turns": self.turns,
            "dose": self.dose,
            "bpm": self.bpm,
        }
        room = Containment(**times, day=self.day, days=self.days, strength=self.containment)
        blocks = list(room.blocks(p))
        pursuer: Who = "a" if self.withdrawer == "b" else "b"
        invited: tuple[Who | None, ...] = (None, self.withdrawer, pursuer, "both")
        for who, (_, start, sessions) in zip(invited, self.stages(), strict=True):
            if who and sessions:
                reach = self.softening * Softening().reach
                first = self.day + start * self.every
                opening = Softening(**times, day=first, days=sessions, who=who, invitation=self.softening, reach=reach)
                blocks.extend(opening.blocks(p))
        return tuple(blocks)

    def conversation(self) -> int:
        """A session is as long as it is; without a dose the day is an ordinary one."""
        return self.turn + self.turns - 1 if self.dose > 0.0 else 0
