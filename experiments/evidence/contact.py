"""E1 to E4: what a hand, a stranger's hand and a picture do to danger."""

from functools import lru_cache

import numpy as np

from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Study, measured
from experiments.measures import beats
from sim.model.trajectory import RECORDED

SHOCK, REST, PROBE = 1.2, 20, 30
"""The threat of a shock, in alarm (*assumed*); turns before it and turns that it lasts."""
CONTACT, SPEECH = 100, 50
"""Ten minutes together, then a speech of five (Grewen et al. 2003)."""
RISE_ALONE = 10.0
"""The control group's rise of heart rate in bpm, from which the size of the speech's stress is taken."""


@lru_cache(maxsize=4)
def probe(lab: Lab) -> dict[str, np.ndarray]:
    """Threat felt by a under threat of shock, (couples,), by hand: the same couples and chance four times.

    The other partner is out of the room but for the hand, so nobody makes a move.
    """
    hands = {"alone": None, "stranger": "stranger", "picture": "picture", "partner": "partner"}
    found = {}
    people = range(min(lab.probes, lab.size))
    for hand, whose in hands.items():
        given = {"kind": "hand-holding", "turn": REST, "turns": PROBE, "held_by": "a", "whose": whose}
        time_out = {"kind": "time-out", "turn": 1, "turns": REST + PROBE}
        plans = (time_out, given) if whose else (time_out,)
        stress = [{"turn": REST, "turns": PROBE, "who": "a", "size": SHOCK}]
        made = [lab.today(i, turns=REST + PROBE, life={"stress": stress}, intervention=plans) for i in people]
        threat = lab.run(made, 10, turns=True).turns[:, RECORDED.index("threat_a")]
        found[hand] = threat[REST:].mean(0)
    return found


def e1(lab: Lab) -> Study:
    """Coan, Schaefer & Davidson 2006: wives in satisfied marriages, three hands."""
    felt = probe(lab)
    happy = np.flatnonzero(lab.satisfied[: len(felt["alone"])])
    count = len(happy)

    def less(more: str, fewer: str):
        return lambda i: (felt[more] - felt[fewer])[happy[i]].mean() / felt["alone"][happy[i]].mean()

    return Study(
        "E1", "Lending a hand", "threat response: alone > stranger's hand > partner's hand",
        "both steps above 0, by construction",
        count, 16,
        (
            measured(lab, "alone less stranger", count, less("alone", "stranger"), 16, at_least=0.005, scale=0.02,
                     unit="share of alone"),
            measured(lab, "stranger less partner", count, less("stranger", "partner"), 16, at_least=0.05, scale=0.05,
                     unit="share of alone"),
        ),
        {"kind": "bars", "what": "threat felt", "bars": {name: felt[name][happy] for name in
                                                         ("alone", "stranger", "partner")}},
    )  # fmt: skip


def e2(lab: Lab) -> Study:
    """Coan et al. 2017: the same in a community sample; who feels supported is helped more."""
    felt = probe(lab)
    helped = felt["alone"] - felt["partner"]
    count = len(helped)
    support = lab.now["security_a"][:count]
    return Study(
        "E2", "Whose hand", "a stranger's hand has no reliable effect; perceived support moderates the partner's",
        "stranger's effect 0 to 0.5 of the partner's, by construction", count, 110,
        (
            measured(lab, "stranger's effect", count,
                     lambda i: (felt["alone"] - felt["stranger"])[i].mean() / helped[i].mean(), 110,
                     at_least=0.0, at_most=0.5, scale=0.1, unit="of partner's"),
            measured(lab, "r(support, partner's effect)", count,
                     lambda i: np.corrcoef(support[i], helped[i])[0, 1], 110),
        ),
        {"kind": "scatter", "x": support, "what": ("felt security", "threat taken away by the hand"),
         "y": {"partner's hand": helped, "stranger's hand": felt["alone"] - felt["stranger"]}},
    )  # fmt: skip


def e3(lab: Lab) -> Study:
    """Grewen et al. 2003: ten minutes of contact, or of rest, and then a speech; here the same people both times."""
    people = np.flatnonzero(lab.satisfied)[: lab.probes]
    n = len(people)

    def rise(group: np.ndarray, size: float, held: bool) -> np.ndarray:
        if not len(group):
            return np.zeros(0)
        turns = CONTACT + SPEECH
        stress = [{"turn": CONTACT + 1, "turns": SPEECH, "who": "a", "size": size}]
        time_out = {"kind": "time-out", "turn": 1, "turns": turns}
        hand = {"kind": "hand-holding", "turn": 1, "turns": CONTACT}
        plans = (time_out, hand) if held else (time_out,)
        made = [lab.today(i, turns=turns, life={"stress": stress}, intervention=plans) for i in group.tolist()]
        arousal = lab.run(made, 11 + held, turns=True).turns[:, RECORDED.index("arousal_a")]
        shown = beats(arousal, lab.p, lab.chance(11 + held))
        return shown[CONTACT + 1 :].mean(0) - shown[:10].mean(0)

    low, high = 0.0, 5.0
    for _ in range(12):
        size = 0.5 * (low + high)
        too_small = rise(people[:64], size, False).sum() < RISE_ALONE * min(64, n)
        low, high = (size, high) if too_small else (low, size)
    alone, held = rise(people, size, False), rise(people, size, True)
    return Study(
        "E3", "A warm ten minutes before a speech", "heart rate +5 bpm after contact, +10 without", "ratio 0.4 to 0.6",
        n, 90,
        (
            measured(lab, "rise held over not held", n, lambda i: held[i].mean() / alone[i].mean(), 90,
                     at_least=0.4, at_most=0.6, scale=0.05, unit="ratio"),
            measured(lab, "rise without contact", n, lambda i: alone[i].mean(), 90, unit="bpm"),
        ),
        {"kind": "bars", "what": "rise of heart rate, bpm", "bars": {"rest before": alone, "contact before": held},
         "published": {"rest before": 10.0, "contact before": 5.0}},
    )  # fmt: skip


def e4(lab: Lab) -> Study:
    """Master et al. 2009; Eisenberger et al. 2011: the partner's picture."""
    felt = probe(lab)
    count = len(felt["alone"])

    def share(hand: str):
        return lambda i: 1.0 - felt[hand][i].mean() / felt["alone"][i].mean()

    return Study(
        "E4", "A picture's worth", "a partner's picture reduces pain, less than the hand",
        "0 < picture < hand, by construction",
        count, 25,
        (
            measured(lab, "threat taken away by the picture", count, share("picture"), 25, at_least=0.005,
                     scale=0.02, unit="share"),
            measured(lab, "hand less picture", count, lambda i: share("partner")(i) - share("picture")(i), 25,
                     at_least=0.005, scale=0.05, unit="share"),
        ),
        {"kind": "bars", "what": "threat felt", "bars": {name: felt[name] for name in ("alone", "picture", "partner")}},
    )  # fmt: skip
