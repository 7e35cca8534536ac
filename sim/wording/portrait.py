"""A portrait in plain sentences: a couple's, and a published model's."""

from sim.analysis.coding import VERBS
from sim.analysis.portrait import HELD, SWEPT, Portrait, folds
from sim.analysis.stability.points import SADDLE, Points, Steady
from sim.analysis.stability.published import Published
from sim.analysis.stability.tipping import Hold, dance_of, is_calm
from sim.model.state import MOVES
from sim.wording.text import counted

HELP = {"hand": "holding hands", "containment": "keeping the room safe", "pause": "a time-out"}


def describe(portrait: Portrait) -> list[str]:
    """The portrait, a paragraph each: where they rest, what tips them, what ends the dance, and the years."""
    a, b, points = portrait.names["a"], portrait.names["b"], portrait.points
    about = f"{portrait.scenario.about.title} ({portrait.scenario.name})"
    rests = [_rest(portrait, state) for state in points.all if state.stable]
    said = [f"{about}: {a} and {b} as they start, chance and story left out."]
    if not rests:
        said.append("Within a conversation the two come to rest nowhere.")
    elif len(rests) == 1:
        said.append(f"Within a conversation the two can rest in one way only: {rests[0]}.")
    else:
        between = "; ".join(f"{saddle.point[0]:.2f} in {a} and {saddle.point[1]:.2f} in {b}"
                            for saddle in points.of_kind(SADDLE))  # fmt: skip
        said.append(f"Within a conversation the two can rest in {len(rests)} ways: {'; '.join(rests)}. Between them "
                    f"lies the tipping point, at a threat of {between}.")  # fmt: skip
    if not points.complete:
        said.append("The count of steady states shows that some were not found.")
    if dance_of(points):
        said += _tipping(portrait)
    for name, branches in portrait.swept.items():
        if found := folds(branches):
            cue = " while the hand is held" if SWEPT[name] else " in both" if name == "security" else ""
            what = "the firmness of the hand" if name == "hand" else name
            said.append(f"Two steady states meet and vanish as {what} goes from 0 to 1{cue}: at "
                        + ", ".join(f"{fold.value:.3f}" for fold in found) + ".")  # fmt: skip
    return [*said, _years(portrait)]


def _rest(portrait: Portrait, state: Steady) -> str:
    """A state of rest: calm, or the dance with the strongest move of each, and both threats."""
    threats = f"(threat {state.point[0]:.2f} and {state.point[1]:.2f})"
    if is_calm(state):
        return f"calm {threats}"
    moves = portrait.moves(state)
    does = []
    for who, name in portrait.names.items():
        strengths = {move: moves[f"{move}_{who}"] for move in MOVES}
        does.append(f"{name} {VERBS[max(MOVES, key=strengths.__getitem__)]}")
    return f"the dance, in which {' and '.join(does)} {threats}"


def _tipping(portrait: Portrait) -> list[str]:
    """What tips them out of calm, and what ends the dance."""
    p, said = portrait.scenario.constants, []
    pushes = [f"{push.size:.2f} in {portrait.names[push.who]}" for push in portrait.pushes if push.size is not None]
    if pushes:
        said.append(f"What tips them out of calm is a spark of {', or of '.join(pushes)}; life's mean spark is "
                    f"{p.spark_size:.2f}, a life event's {p.event_size:.2f}.")  # fmt: skip
    held = "is gone" if dance_of(portrait.held) is None else "remains"
    ends = "; ".join(map(_hold, portrait.holds))
    return [*said, f"While they hold hands the dance {held}. What ends it for good, chance left out: {ends}."]


def _hold(hold: Hold) -> str:
    """How long one kind of help must last to end the dance."""
    what = HELP[hold.cue] + (f" (by {HELD[hold.cue]:.0%})" if hold.cue == "containment" else "")
    if hold.turns is None:
        return f"{what} does not, not even for an hour"
    return f"{what} for {counted(hold.turns, 'turn')} ({hold.turns / 10:g} min)"


def _years(portrait: Portrait) -> str:
    """What the relationship settles in over years."""

    def seen(values: dict[str, float]) -> str:
        return f"bond {values['bond']:.2f}, felt security {values['security_a']:.2f} and {values['security_b']:.2f}"

    stable = [seen(lasting.values) for lasting in portrait.lasting if lasting.stable]
    edges = [seen(lasting.values) for lasting in portrait.lasting if not lasting.stable]
    if not stable:
        return "Over years of days with the same trouble each, the relationship settles nowhere that was found."
    ways = "one way" if len(stable) == 1 else f"{len(stable)} ways"
    edge = f" What divides them lies at {'; '.join(edges)}." if edges and len(stable) > 1 else ""
    return (
        f"Over years of days with the same trouble each, the relationship settles in {ways}: {'; '.join(stable)}.{edge}"
    )


def describe_published(plane: Published, points: Points) -> list[str]:
    """A published model's steady states."""
    where = " and ".join(f"{name} from {low:g} to {high:g}"
                         for name, (low, high) in zip(plane.names, plane.box(), strict=True))  # fmt: skip
    said = []
    for state in points.all:
        at = (0.0 if abs(value) < 1e-12 else value for value in state.point)
        said.append(f"{state.kind}: " + ", ".join(f"{n} {v:.5g}" for n, v in zip(plane.names, at, strict=True)))
    found = "; ".join(said) or "none"
    return [f"{plane.peer.title} ({plane.peer.kind}), {where}.", f"Steady states: {found}."]
