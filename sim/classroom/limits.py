"""How often one address, or one device, may do a thing."""

from collections import OrderedDict
from typing import NamedTuple


class Rate(NamedTuple):
    """``burst`` at once, then ``rate`` a second."""

    rate: float
    burst: float


WRONG_CODES = Rate(10 / 60, 10)
"""Codes of no class, by address: ten, then ten a minute."""
REQUESTS = Rate(6, 40)
"""Requests of one device (by its address while it has no token). A phone looks every few seconds, and votes now and
then; an old one that asks again after each touch stays within it."""
SHARED = Rate(300, 1200)
"""Requests of one address: a whole class may come by one router."""
OPENINGS = Rate(1 / 60, 10)
"""Classes that are opened from one address."""
MAX_KEYS = 20_000
"""Addresses and devices that are remembered; of more, those that have been quiet longest are forgotten."""


class Limiter:
    """A bucket for each key, that fills by and by; each time takes one out."""

    def __init__(self, limit: Rate) -> None:
        self.limit = limit
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, key: str, now: float) -> bool:
        """Whether there is one left for this key; it is taken."""
        left = self.left(key, now)
        self.buckets[key] = (max(0.0, left - 1.0) if left >= 1.0 else left, now)
        self.buckets.move_to_end(key)
        while len(self.buckets) > MAX_KEYS:
            self.buckets.popitem(last=False)
        return left >= 1.0

    def left(self, key: str, now: float) -> float:
        """How many there are for this key; none is taken."""
        tokens, at = self.buckets.get(key, (self.limit.burst, now))
        return min(self.limit.burst, tokens + max(0.0, now - at) * self.limit.rate)
