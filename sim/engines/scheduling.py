"""In which order operations are written down, so that a processor need not wait.

A law reads as a chain, each step made of the one before. A processor looks some hundred instructions ahead; written
chain by chain, a turn leaves it waiting for much of the time. So of the operations whose parts are ready the one comes
first on which the longest chain still depends.
"""

import heapq
from collections import defaultdict

from sim.engines.symbols import Symbol

AT_ONCE = 4
"""Operations that begin in one cycle."""
CYCLES = {"/": 13, "*": 3, "+": 3, "-": 3, "low*": 3, "float": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "max": 2, "min": 2,
          "choose": 2}  # fmt: skip
"""How long a result takes to be there, about; 1 for the others. It decides the order only, never a value."""


def scheduled(values: list[Symbol]) -> list[Symbol]:
    """The same symbols, each after its parts, those first on which the longest chain depends."""
    users: dict[Symbol, list[Symbol]] = defaultdict(list)
    waits = {value: len({part for part in value.parts if part.parts}) for value in values if value.parts}
    for value in waits:
        for part in set(value.parts):
            users[part].append(value)
    chain: dict[Symbol, int] = {}
    for value in reversed(values):
        chain[value] = CYCLES.get(value.op, 1) + max((chain[user] for user in users[value]), default=0)

    def urgent(value: Symbol) -> tuple[int, int, Symbol]:
        return -chain[value], value.serial, value

    ready = [urgent(value) for value, count in waits.items() if not count]
    heapq.heapify(ready)
    there: dict[Symbol, int] = defaultdict(int)
    soon: list[tuple[int, int, Symbol]] = []
    order: dict[Symbol, None] = {}
    cycle = 0
    while ready or soon:
        while soon and soon[0][0] <= cycle:
            heapq.heappush(ready, urgent(heapq.heappop(soon)[2]))
        for _ in range(min(AT_ONCE, len(ready))):
            value = heapq.heappop(ready)[2]
            order.update(dict.fromkeys((*(part for part in value.parts if not part.parts), value)))
            for user in users[value]:
                there[user] = max(there[user], cycle + CYCLES.get(value.op, 1))
                waits[user] -= 1
                if not waits[user]:
                    heapq.heappush(soon, (there[user], user.serial, user))
        cycle += 1
    return [*order, *(value for value in values if value not in order)]
