"""The loop that two partners are caught in, as the page tells it: of many such evenings, and of the one on view."""

from sim.analysis.cycle import Cycle, Findings, node
from sim.analysis.cycle.graphs import VERBS
from sim.analysis.cycle.naming import SECURE
from sim.wording.names import cycle_name
from sim.wording.numbers import whole_percent


def title(found: Findings, names: tuple[str, str]) -> str:
    """The loop's name, and who pursues."""
    cycle = found.dominant
    if cycle is None:
        return "No loop stands above chance"
    name = cycle.name or "A loop without a name"
    return f"{name}: {names['ab'.index(cycle.pursuer)]} pursues" if cycle.pursuer else name


def sentence(found: Findings, names: tuple[str, str]) -> str:
    """The loop in plain words with its numbers."""
    cycle = found.dominant
    if cycle is None:
        first, second = (_most(found, who, name) for who, name in zip("ab", names, strict=True))
        return f"What one of the two does tells nothing sure about what the other does next. {first}, {second}."
    following = (*cycle.moves[1:], cycle.moves[0])
    steps = [
        f"when {node(*move, names)}, {node(*answer, names)} a turn later in {round(100 * p)} of 100 times "
        f"(chance alone: {round(100 * chance)})"
        for move, answer, p, chance in zip(cycle.moves, following, cycle.probabilities, cycle.chances, strict=True)
    ]
    text = "; ".join(steps)
    return text[0].upper() + text[1:] + "."


def _most(found: Findings, who: str, name: str) -> str:
    """The move that a partner makes most."""
    moves = [move for _, move in found.graph.nodes(data=True) if move["who"] == who]
    top = max(moves, key=lambda move: move["count"], default=None)
    if top is None:
        return f"{name} makes no move"
    return f"{name} {VERBS[top['move']]} most ({whole_percent(top['share'])} of turns)"


def labels(what: str, more: bool) -> dict[str, str]:
    """What the run and its comparison run are called, by what only one of the two has; ``more``: the latter has it."""
    if not what:
        return {"run": "in this run", "comparison": "in the other run"}
    with_, without = f"with {what}", f"without {what}"
    return {"run": without, "comparison": with_} if more else {"run": with_, "comparison": without}


def comparison(cycle: Cycle | None, here: float, there: float, called: dict[str, str]) -> str:
    """How many steps of a loop are made in an evening of the run, ``here``, and of its comparison run, ``there``."""
    if cycle is None:
        return "In neither run does a loop stand above chance."
    name = cycle_name(cycle.name) or "the loop"
    ends = "more often" if here > 1.1 * there else "less often" if here < 0.9 * there else "about as often"
    last = "The loop lets go." if here < 0.5 * there and cycle.name != SECURE else f"The loop turns {ends}."
    return (
        f"The steps of {name} are made {_times(here)} in an evening {called['run']}, and {_times(there)} "
        f"{called['comparison']}. {last}"
    )


def _times(count: float) -> str:
    whole = round(count)
    return ("never or hardly ever", "once", "twice")[whole] if whole < 3 else f"{whole} times"


def single_evening(evening: Findings, many: Findings) -> str:
    """What one evening shows by itself, beside many such evenings."""
    if many.dominant is not None and any(cycle.moves == many.dominant.moves for cycle in evening.cycles):
        return "On this one evening alone the same loop stands above chance as well."
    if evening.dominant is not None:
        return "On this one evening alone another loop stands above chance; one evening is little to go by."
    if many.dominant is None:
        return "On this one evening alone no loop stands above chance either."
    return (
        f"On this one evening alone ({evening.turns} turns) the loop cannot be told from chance: it takes many to see "
        "it."
    )
