"""What ties must show: each row of findings as a study of virtual villages, predicted first.

Sources: Cohen & Wills (1985) for the buffer; Bramlett & Mosher (2001) for endings; McDermott, Fowler & Christakis
(2013) for endings that cluster and for popularity; Shalizi & Thomas (2011) for homophily, which looks like it from
outside.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

import sim
from experiments.paired import Prediction
from experiments.village.villages import WAVE_DAYS, YEAR, Place, correlation, mean, slope, staying
from sim.community.outcomes import chosen, pairs
from sim.community.results import Village


def buffering(place: Place) -> Prediction:
    """The same couples on the same chance, with ties and with their ties cut."""
    couples = place.couples(sim.scenario("village"), 2.0)
    tied, cut = place.live(couples, 2.0), place.live([each.cut() for each in couples], 2.0)
    parts = []
    for one, other in zip(tied, cut, strict=True):
        both = staying(one, other)
        hard = one.couples.start[both, -1]
        parts.append(np.stack([hard, one.of("satisfaction")[-1, both], other.of("satisfaction")[-1, both]], 1))

    def flatter(drawn: Sequence[np.ndarray]) -> float:
        return slope([part[:, [0, 1]] for part in drawn]) - slope([part[:, [0, 2]] for part in drawn])

    return Prediction(
        "Ties buffer stress",
        "Satisfaction falls less with hardship where there are ties than where they are cut, for the same couples.",
        (
            place.found("slope with ties less slope without", parts, flatter, at_least=0.0, unit="DAS"),
            place.found("slope with ties", parts, lambda d: slope([p[:, [0, 1]] for p in d]), unit="DAS"),
            place.found("slope without", parts, lambda d: slope([p[:, [0, 2]] for p in d]), unit="DAS"),
        ),
    )


def support(place: Place) -> Prediction:
    """Support that could be had, and satisfaction."""
    parts = []
    for village in place.fifteen:
        here = village.together[1]
        had = 0.5 * (village.of("support_a") + village.of("support_b"))[1, here]
        parts.append(np.stack([had, village.of("satisfaction")[1, here]], 1))
    return Prediction(
        "Who has support is satisfied",
        "After two years those who could have more support are more satisfied; r .10 to .45 (its size is assumed).",
        (place.found("r(support to be had, satisfaction)", parts, correlation, at_least=0.10, at_most=0.45),),
    )


def ended_by(village: Village, years: float) -> np.ndarray:
    """Whether each couple's first union has ended by then, as 0 or 1."""
    return ((village.ended > 0) & (village.ended <= years * YEAR)).astype(float)


def hazard(drawn: Sequence[Village], start: float, end: float) -> float:
    """The rate of ending by the year between two years, of those who are together still."""
    left = [1.0 - mean([ended_by(village, years) for village in drawn]) for years in (start, end)]
    return float(-np.log(left[1] / left[0]) / (end - start)) if left[1] > 0.0 else float("nan")


def endings(place: Place) -> Prediction:
    """How many have ended, and when."""
    villages = place.fifteen
    figures = [
        place.found(f"ended by year {years}", [ended_by(v, years) for v in villages], mean, at_least=share - 0.05,
                    at_most=share + 0.05, unit="share")
        for years, share in ((5, 0.20), (10, 0.33), (15, 0.43))
    ]  # fmt: skip
    falls = place.found("rate of years 1 to 5 less that of years 11 to 15", villages,
                        lambda d: hazard(d, 0.0, 5.0) - hazard(d, 10.0, 15.0), at_least=0.0)  # fmt: skip
    return Prediction(
        "Couples end as marriages do",
        "20 % have ended by 5 years, 33 % by 10, 43 % by 15, each within five points; and the rate falls.",
        (*figures, falls),
    )


def following(drawn: Sequence[Village], steps: int) -> float:
    """How much likelier a couple ends in the wave after one that is so many ties away has ended, than any couple of its
    village does in that wave.

    The endings of those i together, per j so far away that ended in the wave before, by what they would be at the rate
    of the wave: endings are rarer later, and would seem to cluster if all waves were taken as one.
    """
    after, expected = (sum(counts) for counts in zip(*(_followed(village, steps) for village in drawn), strict=True))
    return after / expected if expected else float("nan")


@cache
def _followed(village: Village, steps: int) -> tuple[float, float]:
    """Of one village the endings that followed, and how many would be expected; asked anew for every resample."""
    after = expected = 0.0
    one, other = pairs(village.network, steps)
    for begin in range(WAVE_DAYS, village.couples.days - WAVE_DAYS + 1, WAVE_DAYS):
        together = ((village.ended == 0) | (village.ended > begin))[one]
        ends = ((village.ended > begin) & (village.ended <= begin + WAVE_DAYS))[one]
        before = ((village.ended > begin - WAVE_DAYS) & (village.ended <= begin))[other]
        after += float((together & before & ends).sum())
        expected += float((together & before).sum()) * float(ends.sum()) / max(1.0, float(together.sum()))
    return after, expected


ALONE = {"support": 0.0, "crossover": 0.0, "approval": 0.0, "example": 0.0}
"""What ties carry, switched off."""


def clustering(place: Place) -> Prediction:
    """Where endings spread, and where they only look as if."""
    alike = place.ordinary(15.0, alike=0.9, network="communities", **ALONE)
    neither = place.ordinary(15.0, **ALONE)
    spreads = place.fifteen
    figures = [
        place.found("one tie away, they spread", spreads, lambda d: following(d, 1), at_least=1.0),
        place.found("two ties less one", spreads, lambda d: following(d, 2) - following(d, 1), at_most=0.0),
        place.found("two ties away", spreads, lambda d: following(d, 2)),
        place.found("three ties away", spreads, lambda d: following(d, 3), at_least=0.9, at_most=1.1),
        place.found("one tie away, the alike tied, nothing spreads", alike, lambda d: following(d, 1), at_least=1.0),
        place.found("one tie away, neither", neither, lambda d: following(d, 1), at_least=0.8, at_most=1.25),
    ]
    return Prediction(
        "Endings cluster, and so they do without spreading",
        "In the three years after an ending couples next to it end more often than others, less so at two ties, "
        "not at three. Where the alike are tied and nothing is carried, they do so too: from outside it is the same.",
        tuple(figures),
    )


def popularity(place: Place) -> Prediction:
    """More ties, fewer endings: a network with hubs."""
    villages = place.ordinary(10.0, 5.0, network="scale-free", alike=0.0)
    parts = [np.stack([v.network.degrees, ended_by(v, 10.0)], 1) for v in villages]

    def gap(drawn: Sequence[np.ndarray]) -> float:
        ties, ended = np.concatenate(list(drawn)).T
        many = ties >= np.quantile(ties, 0.75)
        return float(ended[many].mean() - ended[ties <= np.quantile(ties, 0.25)].mean())

    return Prediction(
        "The popular end less often",
        "In ten years the quarter with most ties ends less often than the quarter with fewest.",
        (place.found("most ties less fewest", parts, gap, at_most=0.0, unit="share"),),
    )


def paired(one: Village, other: Village, name: str, among: str, at: int = -1) -> np.ndarray:
    """A column less the same of another village with the same couples, of those who have not ended in either."""
    who = chosen(one, among) & staying(one, other)
    return (one.of(name) - other.of(name))[at, who]


def helping(place: Place) -> Prediction:
    """Therapy for one couple in ten: what comes of those tied to them. No study has looked."""
    couples = place.couples(sim.scenario("one-in-ten"), 2.0)
    helped, not_helped = place.live(couples), place.live([each.without_some() for each in couples])
    arms = list(zip(helped, not_helped, strict=True))

    def gain(among: str) -> list[np.ndarray]:
        return [paired(one, other, "satisfaction", among) for one, other in arms]

    return Prediction(
        "Help spreads a little",
        "Those who are helped gain; those tied to them gain more than strangers, who gain nothing; and less than "
        "a tenth of what the helped gain. A prediction of the model: no study has looked.",
        (
            place.found("they gain", gain("some"), mean, at_least=0.0, unit="DAS"),
            place.found("those tied to them gain", gain("their-ties"), mean, at_least=0.0, at_most=1.2),
            place.found("strangers gain", gain("strangers"), mean, at_least=-0.02, at_most=0.02),
        ),
    )


def the_shock(place: Place) -> Prediction:
    """A plant closes: the same blow to the same couples, with ties and with ties cut."""
    couples = place.couples(sim.scenario("the-plant-closes"), 2.0)
    arms = [
        place.live(made)
        for made in (couples, [c.without_some() for c in couples], [c.cut() for c in couples],
                     [c.cut().without_some() for c in couples])
    ]  # fmt: skip
    rows = list(zip(*arms, strict=True))

    def lost(name: str, at: int) -> list[np.ndarray]:
        parts = []
        for struck, spared, cut, cut_spared in rows:
            who = chosen(struck, "some") & staying(struck, spared, cut, cut_spared)
            tied, alone = ((one.of(name) - other.of(name))[at, who] for one, other in ((struck, spared),
                                                                                       (cut, cut_spared)))  # fmt: skip
            parts.append(tied - alone)
        return parts

    return Prediction(
        "With ties a neighbourhood recovers sooner",
        "Half a year and a year and a half after the plant has closed, those who were struck have lost less "
        "satisfaction, and carry less, with their ties than with their ties cut.",
        (
            place.found("lost with ties less lost without, half a year", lost("satisfaction", 0), mean, at_least=0.0,
                        unit="DAS"),
            place.found("the same, a year and a half", lost("satisfaction", 1), mean, at_least=0.0, unit="DAS"),
            place.found("burden of a, half a year", lost("burden_a", 0), mean, at_most=0.0),
        ),
    )  # fmt: skip
