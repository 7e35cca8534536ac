"""The cycles found in coded conversations, in plain words: as a report, and as the page tells them of many evenings."""

from typing import Any

from sim.analysis.coding import VERBS, WHO
from sim.analysis.cycle import MIN_COUPLES, Cycle, Findings
from sim.analysis.cycle.chance import WHOLE
from sim.analysis.cycle_names import SECURE
from sim.wording.language import marked, plural, say, written
from sim.wording.names import cycle_name
from sim.wording.numbers import rounded_percent, whole_percent
from sim.wording.text import capitalised

MAX_OTHERS = 4
"""Named cycles that are told besides the dominant one."""
MOVES = marked({
    "pursue": "{name} pursues", "withdraw": "{name} withdraws", "reach": "{name} reaches",
    "respond": "{name} responds",
})  # fmt: skip
"""A move of one partner, in words."""


def move(who: str, made: str, names: tuple[str, str]) -> str:
    """A move of one partner: ``Alex pursues``."""
    return say(MOVES[made], name=names[WHO.index(who)])


def describe(found: Findings, of_evenings: bool = False) -> str:
    """What was found, for people: paragraphs, the first one sentence about the dominant cycle with its numbers. Of many
    evenings of one couple it says so."""
    dominant = found.dominant
    parts = [_nothing(found) if dominant is None else _dominant(dominant, found)]
    others = [cycle for cycle in found.cycles if cycle.name and cycle is not dominant]
    if others:
        told = [say("{cycle} ({steps})", cycle=_called(cycle, found), steps=_steps(cycle, found))
                for cycle in others[:MAX_OTHERS]]  # fmt: skip
        rest = len(others) - MAX_OTHERS
        more = [plural(rest, "and {n} more", "and {n} more")] if rest > 0 else []
        parts.append(say("Also more likely than chance: {cycles}.", cycles="; ".join([*told, *more])))
    nameless = [cycle for cycle in found.cycles if not cycle.name and cycle is not dominant]
    if nameless:
        parts.append(say("Cycles that theory has no name for: {count}, the strongest of them {steps}.",
                         count=len(nameless), steps=_steps(nameless[0], found)))  # fmt: skip
    parts.append(_basis(found, of_evenings))
    return "\n\n".join(parts)


def _called(cycle: Cycle, found: Findings) -> str:
    """A cycle's name with who pursues, or that it has none."""
    if not cycle.name:
        return say("a cycle without a name")
    if not cycle.pursuer:
        return cycle_name(cycle.name)
    return say("{cycle} with {name} pursuing", cycle=cycle_name(cycle.name),
               name=found.names[WHO.index(cycle.pursuer)])  # fmt: skip


def _steps(cycle: Cycle, found: Findings) -> str:
    """A cycle as its moves in order, back to the first, and its strength."""
    moves = " → ".join(move(*each, found.names) for each in (*cycle.moves, cycle.moves[0]))
    return say("{moves}; strength {strength}", moves=moves, strength=written(f"{cycle.strength:.2f}"))


def _round(cycle: Cycle, names: tuple[str, str]) -> list[tuple[str, str]]:
    """Each move of a cycle with its answer, in words."""
    moves = [move(*each, names) for each in cycle.moves]
    return list(zip(moves, moves[1:] + moves[:1], strict=True))


def _most(found: Findings) -> list[dict[str, Any] | None]:
    """The move that each partner makes most."""
    made = [[move for _, move in found.graph.nodes(data=True) if move["who"] == who] for who in WHO]
    return [max(moves, key=lambda move: move["count"], default=None) for moves in made]


def _dominant(cycle: Cycle, found: Findings) -> str:
    """The dominant cycle as one sentence."""
    when = plural(found.lag, "in the next turn", "in the turn {n} turns later")
    steps = []
    for i, (made, answer) in enumerate(_round(cycle, found.names)):
        numbers = [f"{cycle.probabilities[i]:.2f}", f"{cycle.chances[i]:.2f}", f"{cycle.zs[i]:.1f}"]
        p, chance, z = map(written, numbers)
        steps.append(
            say("after {move}, {answer} {when} with probability {p} (by chance {chance}; z = {z})", move=made,
                answer=answer, when=when, p=p, chance=chance, z=z)
            if i == 0 else
            say("after {move}, {answer} with probability {p} (by chance {chance}; z = {z})", move=made, answer=answer,
                p=p, chance=chance, z=z)
        )  # fmt: skip
    told = {"cycle": _called(cycle, found), "steps": "; ".join(steps), "strength": written(f"{cycle.strength:.2f}")}
    if cycle is found.cycles[0]:
        return say("The strongest cycle is {cycle}: {steps}; strength {strength}.", **told)
    return say("The strongest cycle that has a name is {cycle}: {steps}; strength {strength}.", **told)


def _nothing(found: Findings) -> str:
    """That no cycle stands above chance, and what each partner does most."""
    first, second = (
        say("{move} in {share} of turns", move=move(most["who"], most["move"], found.names),
            share=rounded_percent(most["share"])) if most else say("{name} makes no coded move", name=name)
        for name, most in zip(found.names, _most(found), strict=True)
    )  # fmt: skip
    return say(
        "No cycle stands above chance. Made most: {first}, {second}. (This looks at what follows what: an exchange"
        " whose rates do not change leaves nothing above chance, however often its moves are made.)",
        first=first, second=second,
    )  # fmt: skip


def _basis(found: Findings, of_evenings: bool) -> str:
    """How much was read, and how sure that is."""
    tests = sum(1 for *_, edge in found.graph.edges(data=True) if edge["kind"] == "cross" and edge["tested"])
    if found.couples >= MIN_COUPLES:
        caveat = say("intervals come from resampling the evenings" if of_evenings
                     else "intervals come from resampling the couples")  # fmt: skip
    else:
        caveat = say(
            "turns are taken as independent, which makes z too large where both drift together: with fewer than {least}"
            " evenings this describes, and does not prove" if of_evenings else
            "turns are taken as independent, which makes z too large where both drift together: with fewer than {least}"
            " couples this describes, and does not prove", least=MIN_COUPLES,
        )  # fmt: skip
    table = say(
        "probability and chance are those of the whole table of both partners' codes, so they count who has the turn as"
        " well (the partner tables leave that out)" if found.table == WHOLE else
        "probability and chance are those of the turns in which the one who answers has a code (a table for each"
        " partner)"
    )  # fmt: skip
    notes = "".join(" " + say("Note: {note}.", note=note) for note in found.notes)
    start = (plural(found.couples, "From {n} evening", "From {n} evenings") if of_evenings
             else plural(found.couples, "From {n} couple", "From {n} couples"))  # fmt: skip
    return say(
        "{start}: {turns} turns, {transitions} transitions from one partner to the other at lag {lag}. Moves: {moves}."
        " More likely than chance means p below {p} after Holm's correction for {tests} tests; {table}; {caveat}.",
        start=start, turns=written(f"{found.turns:,}"), transitions=written(f"{found.transitions:,}"), lag=found.lag,
        moves=", ".join(map(say, VERBS.values())), p=written("0.05"), tests=tests, table=table, caveat=caveat,
    ) + notes  # fmt: skip


def title(found: Findings, names: tuple[str, str]) -> str:
    """The loop's name, and who pursues."""
    cycle = found.dominant
    if cycle is None:
        return say("No loop stands above chance")
    name = say(cycle.name) if cycle.name else say("A loop without a name")
    if not cycle.pursuer:
        return name
    return say("{loop}: {name} pursues", loop=name, name=names[WHO.index(cycle.pursuer)])


def sentence(found: Findings, names: tuple[str, str]) -> str:
    """The loop in plain words with its numbers."""
    cycle = found.dominant
    if cycle is None:
        first, second = (
            say("{move} most ({share} of turns)", move=move(most["who"], most["move"], names),
                share=whole_percent(most["share"])) if most else say("{name} makes no move", name=name)
            for name, most in zip(names, _most(found), strict=True)
        )  # fmt: skip
        return say("What one of the two does tells nothing sure about what the other does next. {first}, {second}.",
                   first=first, second=second)  # fmt: skip
    steps = [
        say("when {move}, {answer} a turn later in {times} of 100 times (chance alone: {chance})", move=made,
            answer=answer, times=round(100 * p), chance=round(100 * chance))
        for (made, answer), p, chance in zip(_round(cycle, names), cycle.probabilities, cycle.chances, strict=True)
    ]  # fmt: skip
    return capitalised("; ".join(steps)) + "."


def labels(what: str, more: bool) -> dict[str, str]:
    """What the run and its comparison run are called, by what only one of the two has; ``more``: the latter has it."""
    if not what:
        return {"run": say("in this run"), "comparison": say("in the other run")}
    with_, without = say("with {what}", what=what), say("without {what}", what=what)
    return {"run": without, "comparison": with_} if more else {"run": with_, "comparison": without}


def comparison(cycle: Cycle | None, here: float, there: float, called: dict[str, str]) -> str:
    """How many steps of a loop are made in an evening of the run, ``here``, and of its comparison run, ``there``."""
    if cycle is None:
        return say("In neither run does a loop stand above chance.")
    if here < 0.5 * there and cycle.name != SECURE:
        last = say("The loop lets go.")
    elif here > 1.1 * there:
        last = say("The loop turns more often.")
    else:
        last = say("The loop turns less often." if here < 0.9 * there else "The loop turns about as often.")
    loop = cycle_name(cycle.name) or say("the loop")
    told = say("The steps of {loop} are made {here} in an evening {run}, and {there} {comparison}.", loop=loop,
               here=_times(here), there=_times(there), **called)  # fmt: skip
    return f"{told} {last}"


TIMES = marked(("never or hardly ever", "once", "twice"))


def _times(count: float) -> str:
    whole = round(count)
    return say(TIMES[whole]) if whole < len(TIMES) else plural(whole, "{n} time", "{n} times")


def single_evening(evening: Findings, many: Findings) -> str:
    """What one evening shows by itself, beside many such evenings."""
    if many.dominant is not None and any(cycle.moves == many.dominant.moves for cycle in evening.cycles):
        return say("On this one evening alone the same loop stands above chance as well.")
    if evening.dominant is not None:
        return say("On this one evening alone another loop stands above chance; one evening is little to go by.")
    if many.dominant is None:
        return say("On this one evening alone no loop stands above chance either.")
    return say("On this one evening alone ({turns} turns) the loop cannot be told from chance: it takes many to see "
               "it.", turns=evening.turns)  # fmt: skip
