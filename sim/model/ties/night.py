"""The order of a night between couples, written once.

Before their own night, all couples reading the same evening: 1. what each shows, 2. what its ties add up to, 3. support
and crossover, to the burden of each partner, 4. the example of endings, 5. commitment and approval, 6. whether it ends,
7. the strength of each tie.
"""

from sim.model.chance import TIES, fraction, words
from sim.model.registry import tie_law
from sim.model.ties.approval import held, regard
from sim.model.ties.beginning import ready
from sim.model.ties.crossover import carried_home, strain
from sim.model.ties.ending import committed, happiness, hazard
from sim.model.ties.example import hearsay, shaken, shock
from sim.model.ties.keeping import keeps
from sim.model.ties.state import BOTH, ONLY_A, ONLY_B, Circle, Lot, Shown, Standing
from sim.model.ties.support import gives, had, relieved


@tie_law
def lot(day, number, k0, k1, mirrored):
    """The chance of one night of a couple (see ``Lot``), keyed by the couple's own number."""
    w0, w1, w2, w3 = words(0, day, number, TIES, k0, k1)
    goes = fraction(w2)
    return Lot(fraction(w0), fraction(w1), goes * (1.0 - mirrored) + (1.0 - goes) * mirrored, fraction(w3))


@tie_law
def shown(couple, tally, standing, p, t):
    """What the others see of a couple this evening; of one that is over, only that it is."""
    talk, dance = tally.threat / max(1.0, tally.turns), tally.caught / max(1.0, tally.turns)
    here = standing.together
    return Shown(
        here * gives(couple.a, couple.bond, talk, p, t),
        here * gives(couple.b, couple.bond, talk, p, t),
        here * strain(couple.a, talk, t),
        here * strain(couple.b, talk, t),
        keeps(couple, dance, standing.days, t) if here > 0.0 else t.keeping_apart,
        standing.news,
        standing.heard,
    )


@tie_law
def of_end(whose, a, b):
    """What one end of a tie has: a's, b's, or where it is both's the mean."""
    return b if whose > ONLY_A else (a if whose > BOTH else 0.5 * (a + b))


@tie_law
def with_tie(circle, strong, mine, theirs, other):
    """A circle with one more tie: of this strength, whose it is here and there, and what the other end shows."""
    give = strong * of_end(theirs, other.give_a, other.give_b)
    strained = strong * of_end(theirs, other.strain_a, other.strain_b)
    to_a = 0.0 if mine > ONLY_A else 1.0
    to_b = 0.0 if mine > BOTH and mine < ONLY_B else 1.0
    return Circle(
        circle.support_a + to_a * give,
        circle.support_b + to_b * give,
        circle.strain_a + to_a * strained,
        circle.strain_b + to_b * strained,
        circle.ties + strong,
        circle.endings + strong * other.news,
        circle.hearsay + strong * other.heard,
    )


@tie_law
def burden_of_a(couple, circle, t):
    """The burden of partner a after what its ties carry."""
    return relieved(couple.a, circle.support_a, t) + carried_home(circle.strain_a, t)


@tie_law
def burden_of_b(couple, circle, t):
    """The burden of partner b after what its ties carry."""
    return relieved(couple.b, circle.support_b, t) + carried_home(circle.strain_b, t)


@tie_law
def stands(standing, couple, circle, lots, p, t):
    """How a couple stands after the night."""
    shocked = shock(circle, t)
    shaky = shaken(standing.shaken, shocked, hearsay(circle, t), t)
    happy = happiness(couple, p)
    firm = held(committed(couple, standing.days, happy, t), regard(circle.ties, happy, t), t) * (1.0 - shaky)
    goes_on = standing.together > 0.0
    ends = 1.0 if goes_on and lots.ending < hazard(firm, t) else 0.0
    return Standing(
        standing.together - ends,
        standing.days + standing.together,
        shaky,
        ends,
        shocked,
        standing.waiting if goes_on else max(standing.waiting, ready(lots, t)),
        firm if goes_on else 0.0,
        had(circle.support_a, t) if goes_on else 0.0,
        had(circle.support_b, t) if goes_on else 0.0,
    )
