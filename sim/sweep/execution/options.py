"""How a sweep is run; what comes of it does not depend on it."""

from dataclasses import dataclass

from sim.checking.settings import check_number
from sim.run import cores

MAX_JOBS, MAX_CHUNK = 1024, 10_000_000


@dataclass(frozen=True)
class Options:
    """``jobs`` workers (all cores where it is not said), threads or ``processes``, or ``on`` a Dask cluster; ``chunk``
    is the runs of a part. Raises ``ScenarioError`` for numbers out of range."""

    jobs: int | None = None
    processes: bool = False
    on: str | None = None
    chunk: int | None = None

    def __post_init__(self) -> None:
        for name, high in (("jobs", MAX_JOBS), ("chunk", MAX_CHUNK)):
            if getattr(self, name) is not None:
                check_number("sweep", name, getattr(self, name), 1, high)

    @property
    def workers(self) -> int:
        """How many workers."""
        return self.jobs or cores()
