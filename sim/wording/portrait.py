"""A couple's portrait in plain sentences (floor F6)."""

from sim.analysis.portrait import HELD, SWEPT, Portrait, folds
from sim.analysis.stability.points import SADDLE, Steady
from sim.analysis.stability.tipping import Hold, dance_of, is_calm
from sim.model.state import MOVES

HELP = {"hand": "holding hands", "containment": "keeping the room safe", "pause": "a time-out"}
VERBS = {"pursue": "pursues", "withdraw": "withdraws", "reach": "reaches", "respond": "responds"}


def describe(one: Portrait) -> list[str]:
    """The portrait, a paragraph each: where they rest, what tips them, what ends the dance, and the years."""
    a, b = one.names["a"], one.names["b"]
    rests = [_rest(one, each) for each in one.points.all if each.stable]
    said = [f"{one.scenario.about.title} ({one.scenario.name}): {a} and {b} as they start, chance and story left out."]
    if not rests:
        said.append("Within a conversation the two come to rest nowhere.")
    elif len(rests) == 1:
        said.append(f"Within a conversation the two can rest in one way only: {rests[0]}.")
    else:
        between = "; ".join(f"{each.point[0]:.2f} in {a} and {each.point[1]:.2f} in {b}"
                            for each in one.points.of_kind(SADDLE))  # fmt: skip
        said.append(f"Within a conversation the two can rest in {len(rests)} ways: {'; '.join(rests)}. Between them "
                    f"lies the tipping point, at a threat of {between}.")  # fmt: skip
    if not one.points.complete:
        said.append("The count of steady states shows that some were not found.")
    if dance_of(one.points):
        said += _tipping(one)
    for name, lines in one.swept.items():
        if found := folds(lines):
            cue = " while the hand is held" if SWEPT[name] else " in both"
            said.append(f"Two steady states meet and vanish as {name} goes from 0 to 1{cue}: at "
                        + ", ".join(f"{each.value:.3f}" for each in found) + ".")  # fmt: skip
    return [*said, _years(one)]


def _rest(one: Portrait, point: Steady) -> str:
    threats = f"(threat {point.point[0]:.2f} and {point.point[1]:.2f})"
    if is_calm(point):
        return f"calm {threats}"
    moves = one.moves(point)
    does = [
        f"{one.names[who]} {VERBS[max(MOVES, key=lambda move, who=who: moves[f'{move}_{who}'])]}" for who in "ab"
    ]  # fmt: skip
    return f"the dance, in which {' and '.join(does)} {threats}"


def _tipping(one: Portrait) -> list[str]:
    p, said = one.scenario.constants, []
    pushes = [f"{each.size:.2f} in {one.names[each.who]}" for each in one.pushes if each.size is not None]
    if pushes:
        said.append(f"What tips them out of calm is a spark of {', or of '.join(pushes)}; life's mean spark is "
                    f"{p.spark_size:.2f}, a life event's {p.event_size:.2f}.")  # fmt: skip
    held = "is gone" if dance_of(one.held) is None else "remains"
    ends = "; ".join(map(_hold, one.holds))
    return [*said, f"While they hold hands the dance {held}. What ends it for good, chance left out: {ends}."]


def _hold(one: Hold) -> str:
    what = HELP[one.cue] + (f" (by {HELD[one.cue]:.0%})" if one.cue == "containment" else "")
    if one.turns is None:
        return f"{what} does not, not even for an hour"
    return f"{what} for {one.turns} turn{'' if one.turns == 1 else 's'} ({one.turns / 10:g} min)"


def _years(one: Portrait) -> str:
    def seen(values: dict[str, float]) -> str:
        return f"bond {values['bond']:.2f}, felt security {values['security_a']:.2f} and {values['security_b']:.2f}"

    stable = [seen(each.values) for each in one.lasting if each.stable]
    edges = [seen(each.values) for each in one.lasting if not each.stable]
    if not stable:
        return "Over years of days with the same trouble each, the relationship settles nowhere that was found."
    ways = "one way" if len(stable) == 1 else f"{len(stable)} ways"
    edge = f" What divides them lies at {'; '.join(edges)}." if edges and len(stable) > 1 else ""
    return (
        f"Over years of days with the same trouble each, the relationship settles in {ways}: {'; '.join(stable)}.{edge}"
    )
