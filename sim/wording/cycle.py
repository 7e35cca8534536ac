"""The cycles found in coded conversations, in plain words: as a report, and as the page tells them of many evenings."""

from typing import Any

from sim.analysis.coding import VERBS, WHO, node
from sim.analysis.cycle import MIN_COUPLES, Cycle, Findings
from sim.analysis.cycle.chance import WHOLE
from sim.analysis.cycle_names import SECURE
from sim.wording.names import cycle_name
from sim.wording.numbers import whole_percent
from sim.wording.text import capitalised, counted

MAX_OTHERS = 4
"""Named cycles that are told besides the dominant one."""


def describe(found: Findings) -> str:
    """What was found, for people: paragraphs, the first one sentence about the dominant cycle with its numbers."""
    dominant = found.dominant
    parts = [_nothing(found) if dominant is None else _dominant(dominant, found)]
    others = [cycle for cycle in found.cycles if cycle.name and cycle is not dominant]
    if others:
        shown = "; ".join(f"{_called(cycle, found)} ({_steps(cycle, found)})" for cycle in others[:MAX_OTHERS])
        more = f"; and {len(others) - MAX_OTHERS} more" if len(others) > MAX_OTHERS else ""
        parts.append(f"Also more likely than chance: {shown}{more}.")
    nameless = [cycle for cycle in found.cycles if not cycle.name and cycle is not dominant]
    if nameless:
        strongest = _steps(nameless[0], found)
        parts.append(f"Cycles that theory has no name for: {len(nameless)}, the strongest of them {strongest}.")
    parts.append(_basis(found))
    return "\n\n".join(parts)


def _called(cycle: Cycle, found: Findings) -> str:
    """A cycle's name with who pursues, or that it has none."""
    if not cycle.name:
        return "a cycle without a name"
    pursuer = f" with {found.names[WHO.index(cycle.pursuer)]} pursuing" if cycle.pursuer else ""
    return cycle_name(cycle.name) + pursuer


def _steps(cycle: Cycle, found: Findings) -> str:
    """A cycle as its moves in order, back to the first, and its strength."""
    moves = " → ".join(node(*move, found.names) for move in (*cycle.moves, cycle.moves[0]))
    return f"{moves}; strength {cycle.strength:.2f}"


def _round(cycle: Cycle, names: tuple[str, str]) -> list[tuple[str, str]]:
    """Each move of a cycle with its answer, in words."""
    moves = [node(*move, names) for move in cycle.moves]
    return list(zip(moves, moves[1:] + moves[:1], strict=True))


def _most(found: Findings) -> list[dict[str, Any] | None]:
    """The move that each partner makes most."""
    made = [[move for _, move in found.graph.nodes(data=True) if move["who"] == who] for who in WHO]
    return [max(moves, key=lambda move: move["count"], default=None) for moves in made]


def _dominant(cycle: Cycle, found: Findings) -> str:
    """The dominant cycle as one sentence."""
    when = "the next turn" if found.lag == 1 else f"the turn {found.lag} turns later"
    steps = [
        f"after {move}, {answer}{f' in {when}' if i == 0 else ''} with probability {cycle.probabilities[i]:.2f}"
        f" (by chance {cycle.chances[i]:.2f}; z = {cycle.zs[i]:.1f})"
        for i, (move, answer) in enumerate(_round(cycle, found.names))
    ]
    strongest = "The strongest cycle" if cycle is found.cycles[0] else "The strongest cycle that has a name"
    return f"{strongest} is {_called(cycle, found)}: {'; '.join(steps)}; strength {cycle.strength:.2f}."


def _nothing(found: Findings) -> str:
    """That no cycle stands above chance, and what each partner does most."""
    first, second = (
        f"{move['label']} in {move['share']:.0%} of turns" if move else f"{name} makes no coded move"
        for name, move in zip(found.names, _most(found), strict=True)
    )
    return (
        f"No cycle stands above chance. Made most: {first}, {second}. (This looks at what follows what: an exchange"
        " whose rates do not change leaves nothing above chance, however often its moves are made.)"
    )


def _basis(found: Findings) -> str:
    """How much was read, and how sure that is."""
    tests = sum(1 for *_, edge in found.graph.edges(data=True) if edge["kind"] == "cross" and edge["tested"])
    caveat = (
        "intervals come from resampling the couples" if found.couples >= MIN_COUPLES else
        "turns are taken as independent, which makes z too large where both drift together: with fewer than"
        f" {MIN_COUPLES} couples this describes, and does not prove"
    )  # fmt: skip
    kinds = ", ".join(VERBS.values())
    table = (
        "probability and chance are those of the whole table of both partners' codes, so they count who has the turn as"
        " well (the partner tables leave that out)" if found.table == WHOLE else
        "probability and chance are those of the turns in which the one who answers has a code (a table for each"
        " partner)"
    )  # fmt: skip
    notes = "".join(f" Note: {note}." for note in found.notes)
    return (
        f"From {counted(found.couples, 'couple')}: {found.turns:,} turns, {found.transitions:,} transitions from one"
        f" partner to the other at lag {found.lag}. Moves: {kinds}. More likely than chance means p below 0.05 after"
        f" Holm's correction for {tests} tests; {table}; {caveat}.{notes}"
    )


def title(found: Findings, names: tuple[str, str]) -> str:
    """The loop's name, and who pursues."""
    cycle = found.dominant
    if cycle is None:
        return "No loop stands above chance"
    name = cycle.name or "A loop without a name"
    return f"{name}: {names[WHO.index(cycle.pursuer)]} pursues" if cycle.pursuer else name


def sentence(found: Findings, names: tuple[str, str]) -> str:
    """The loop in plain words with its numbers."""
    cycle = found.dominant
    if cycle is None:
        first, second = (
            f"{name} {VERBS[move['move']]} most ({whole_percent(move['share'])} of turns)" if move else
            f"{name} makes no move" for name, move in zip(names, _most(found), strict=True)
        )  # fmt: skip
        return f"What one of the two does tells nothing sure about what the other does next. {first}, {second}."
    steps = [
        f"when {move}, {answer} a turn later in {round(100 * p)} of 100 times (chance alone: {round(100 * chance)})"
        for (move, answer), p, chance in zip(_round(cycle, names), cycle.probabilities, cycle.chances, strict=True)
    ]
    return capitalised("; ".join(steps)) + "."


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
