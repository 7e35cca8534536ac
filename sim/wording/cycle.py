"""The cycles found in coded conversations, in plain words."""

from sim.analysis.cycle import MIN_COUPLES, Cycle, Findings, node
from sim.analysis.cycle.graphs import VERBS, WHO
from sim.wording.names import cycle_name

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


def _dominant(cycle: Cycle, found: Findings) -> str:
    """The dominant cycle as one sentence."""
    following = (*cycle.moves[1:], cycle.moves[0])
    when = "the next turn" if found.lag == 1 else f"the turn {found.lag} turns later"
    steps = []
    for i, (first, second) in enumerate(zip(cycle.moves, following, strict=True)):
        at = f" in {when}" if i == 0 else ""
        steps.append(
            f"after {node(*first, found.names)}, {node(*second, found.names)}{at} with probability"
            f" {cycle.probabilities[i]:.2f} (by chance {cycle.chances[i]:.2f}; z = {cycle.zs[i]:.1f})"
        )
    strongest = "The strongest cycle" if cycle is found.cycles[0] else "The strongest cycle that has a name"
    return f"{strongest} is {_called(cycle, found)}: {'; '.join(steps)}; strength {cycle.strength:.2f}."


def _nothing(found: Findings) -> str:
    """That no cycle stands above chance, and what each partner does most."""
    most = []
    for who, name in zip(WHO, found.names, strict=True):
        moves = [move for _, move in found.graph.nodes(data=True) if move["who"] == who]
        move = max(moves, key=lambda move: move["count"], default=None)
        most.append(f"{move['label']} in {move['share']:.0%} of turns" if move else f"{name} makes no coded move")
    return (
        f"No cycle stands above chance. Made most: {most[0]}, {most[1]}. (This looks at what follows what: an exchange"
        " whose rates do not change leaves nothing above chance, however often its moves are made.)"
    )


def _basis(found: Findings) -> str:
    """How much was read, and how sure that is."""
    couples = "1 couple" if found.couples == 1 else f"{found.couples:,} couples"
    tests = sum(1 for *_, edge in found.graph.edges(data=True) if edge["kind"] == "cross" and edge["tested"])
    caveat = (
        "intervals come from resampling the couples" if found.couples >= MIN_COUPLES else
        "turns are taken as independent, which makes z too large where both drift together: with fewer than"
        f" {MIN_COUPLES} couples this describes, and does not prove"
    )  # fmt: skip
    kinds = ", ".join(VERBS.values())
    return (
        f"From {couples}: {found.turns:,} turns, {found.transitions:,} transitions from one partner to the other at lag"
        f" {found.lag}. Moves: {kinds}. More likely than chance means p below 0.05 after Holm's correction for {tests}"
        f" tests; {caveat}."
    )
