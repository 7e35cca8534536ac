"""What can be placed in a couple's story: what it is called, what it rests on, and on which days it is there."""

from typing import Any, ClassVar

from sim.checking.settings import Named, number
from sim.model.cues import NOTHING
from sim.model.schedule import MAX_DAYS, When, on_day, scheduled


class Placeable(Named):
    """Something done for a couple, or thrown at them by life. Words that a class does not give follow from its name
    and its docstring."""

    label: ClassVar[str]
    """What stands on its block and in lists; its kind in words."""
    phrase: ClassVar[str]
    """What it is called in a sentence; the label after *the*."""
    says: ClassVar[str]
    """What it is, in a sentence; its title."""
    evidence: ClassVar[tuple[str, ...]] = ()
    """The keys of the evidence cards that it rests on, the most telling first: a contested one where there is one."""
    is_course: ClassVar[bool] = False
    """Whether it is planned as a whole, with conversations of its own length: it is neither fitted, moved nor cut."""

    day: int = number(1, 1, MAX_DAYS, "day", "the day it comes")

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        super().__pydantic_init_subclass__()
        own = vars(cls)
        cls.label = own.get("label", cls.kind.replace("-", " "))
        cls.phrase = own.get("phrase", f"the {cls.label}")
        cls.says = own.get("says", f"{cls.title}.")

    def names(self) -> tuple[str, str]:
        """Label and phrase of this one."""
        return self.label, self.phrase

    @property
    def last_day(self) -> int:
        """The last day that it is there."""
        return int(self._times().last_day)

    def is_on(self, day: int) -> bool:
        """Whether it is there on a day."""
        return on_day(self._times(), day)

    def _times(self) -> When:
        return scheduled(NOTHING, self.day, 1, 1, getattr(self, "days", 1), getattr(self, "every", 1)).when
