"""The cycles found in coded conversations, in plain words."""

from sim.analysis.cycle import Cycle, Found, node
from sim.analysis.cycle.chance import LEAST_COUPLES
from sim.analysis.cycle.graphs import VERBS, WHO

SHOWN = 4
"""Named cycles that are told besides the dominant one."""


def describe(found: Found) -> str:
    """What was found, for people: paragraphs, the first one sentence about the dominant cycle with its numbers."""
    dominant = found.dominant
    parts = [_nothing(found) if dominant is None else _dominant(dominant, found)]
    others = [one for one in found.cycles if one.name and one is not dominant]
    if others:
        shown = "; ".join(f"{_called(one, found.names)} ({_steps(one, found.names)}; strength {one.strength:.2f})"
                          for one in others[:SHOWN])  # fmt: skip
        more = f"; and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
        parts.append(f"Also more likely than chance: {shown}{more}.")
    nameless = [one for one in found.cycles if not one.name and one is not dominant]
    if nameless:
        first = f"{_steps(nameless[0], found.names)}; strength {nameless[0].strength:.2f}"
        parts.append(f"Cycles that theory has no name for: {len(nameless)}, the strongest of them {first}.")
    parts.append(_basis(found))
    return "\n\n".join(parts)


def _called(one: Cycle, names: tuple[str, str]) -> str:
    """A cycle's name with who pursues, or that it has none."""
    if not one.name:
        return "a cycle without a name"
    return f"the {one.name} with {names[WHO.index(one.pursuer)]} pursuing" if one.pursuer else one.name


def _steps(one: Cycle, names: tuple[str, str]) -> str:
    """A cycle as its moves in order, back to the first."""
    return " → ".join(node(*move, names) for move in (*one.moves, one.moves[0]))


def _dominant(one: Cycle, found: Found) -> str:
    """The dominant cycle as one sentence."""
    following = (*one.moves[1:], one.moves[0])
    when = "the next turn" if found.lag == 1 else f"the turn {found.lag} turns later"
    steps = []
    for i, (first, second) in enumerate(zip(one.moves, following, strict=True)):
        at = f" in {when}" if i == 0 else ""
        steps.append(f"after {node(*first, found.names)}, {node(*second, found.names)}{at} with probability"
                     f" {one.probabilities[i]:.2f} (by chance {one.chances[i]:.2f}; z = {one.zs[i]:.1f})")  # fmt: skip
    strongest = "The strongest cycle" if one is found.cycles[0] else "The strongest cycle that has a name"
    return f"{strongest} is {_called(one, found.names)}: {'; '.join(steps)}; strength {one.strength:.2f}."


def _nothing(found: Found) -> str:
    """That no cycle stands above chance, and what each partner does most."""
    most = []
    for who in WHO:
        of = max((one for _, one in found.graph.nodes(data=True) if one["who"] == who), key=lambda one: one["count"],
                 default=None)  # fmt: skip
        name = found.names[WHO.index(who)]
        most.append(f"{of['label']} in {of['share']:.0%} of turns" if of else f"{name} makes no coded move")
    return (
        f"No cycle stands above chance. Made most: {most[0]}, {most[1]}. (This looks at what follows what: an exchange"
        " whose rates do not change leaves nothing above chance, however often its moves are made.)"
    )


def _basis(found: Found) -> str:
    """How much was read, and how sure that is."""
    couples = "1 couple" if found.couples == 1 else f"{found.couples:,} couples"
    tests = sum(1 for *_, of in found.graph.edges(data=True) if of["kind"] == "cross" and of["tested"])
    caveat = (
        "intervals come from resampling the couples" if found.couples >= LEAST_COUPLES else
        "turns are taken as independent, which makes z too large where both drift together: with fewer than"
        f" {LEAST_COUPLES} couples this describes, and does not prove"
    )  # fmt: skip
    kinds = ", ".join(VERBS.values())
    return (
        f"From {couples}: {found.turns:,} turns, {found.transitions:,} transitions from one partner to the other at lag"
        f" {found.lag}. Moves: {kinds}. More likely than chance means p below 0.05 after Holm's correction for {tests}"
        f" tests; {caveat}."
    )
