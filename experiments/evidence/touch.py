"""E23 and E24: the hand before and after therapy, and in a quarrel."""

import numpy as np

from experiments import measures
from experiments.evidence.contact import PROBE, REST, SHOCK
from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Study, measured
from experiments.evidence.therapy import trial
from sim.model.trajectory import RECORDED

QUARREL = 80
"""Eight minutes of disagreement (Jakubiak & Feeney 2019)."""


def e23(lab: Lab) -> Study:
    """Johnson et al. 2013: danger with the partner's hand and alone, before therapy and after; no controls."""
    rct = trial(lab)
    n = min(lab.probes, len(rct.couples)) if rct else 0

    def felt(now: dict[str, np.ndarray] | None, held: bool) -> np.ndarray:
        """The share of the shock's threat that is felt, before (no state given) or after: (couples,)."""
        away = {"kind": "time-out", "turn": 1, "turns": REST + PROBE}
        hand = {"kind": "hand-holding", "turn": REST, "turns": PROBE}
        story = {"stress": [{"turn": REST, "turns": PROBE, "who": "a", "size": SHOCK}]}
        made = [
            lab.today(i, now, k if now else None, turns=REST + PROBE, life=story,
                      intervention=(away, hand) if held else (away,))
            for k, i in enumerate(rct.couples[:n].tolist())
        ]  # fmt: skip
        return lab.run(made, 14, turns=True).turns[REST:, RECORDED.index("threat_a")].mean(0)

    (alone, hand), (alone_after, hand_after) = (
        [felt(now, held) for held in (False, True)] if n else [np.zeros(0)] * 2
        for now in (None, rct.treated if rct else None)
    )  # fmt: skip

    def taken(of_alone: np.ndarray, of_hand: np.ndarray, i: np.ndarray) -> float:
        return float(1.0 - of_hand[i].mean() / of_alone[i].mean())

    return Study(
        "E23", "The hand after therapy",
        "after therapy the partner's hand changes the response to threat (no controls)",
        "the hand takes at least .15 more of threat than before; alone lower by at most .1", n, 23,
        (
            measured(lab, "more of threat taken by the hand", n,
                     lambda i: taken(alone_after, hand_after, i) - taken(alone, hand, i), 23, at_least=0.15, scale=0.05,
                     unit="share"),
            measured(lab, "alone, lower after by", n, lambda i: 1.0 - alone_after[i].mean() / alone[i].mean(), 23,
                     at_most=0.1, scale=0.05, unit="share"),
            measured(lab, "taken by the hand before", n, lambda i: taken(alone, hand, i), 23, unit="share"),
        ),
        {"kind": "bars", "what": "threat felt", "bars": {"alone, before": alone, "hand, before": hand,
                                                       "alone, after": alone_after, "hand, after": hand_after}},
    )  # fmt: skip


def e24(lab: Lab) -> Study:
    """Jakubiak & Feeney 2019: a hand held while a couple disagrees. Conradi et al. 2020 found lower positive affect."""
    n = min(lab.probes, lab.size)

    def quarrel(held: bool) -> dict[str, np.ndarray]:
        hand = ({"kind": "hand-holding", "turn": 1, "turns": QUARREL},) if held else ()
        made = [
            lab.today(i, turns=QUARREL, intervention=hand,
                      life={"spark": [{"turn": 2, "who": "ab"[lab.owners[i]], "size": lab.topic}]})
            for i in range(n)
        ]  # fmt: skip
        rows = lab.run(made, 15, turns=True).turns[1:]
        both = {name: rows[:, RECORDED.index(f"{name}_a")] + rows[:, RECORDED.index(f"{name}_b")]
                for name in ("reach", "respond", "pursue", "withdraw", "threat", "arousal")}  # fmt: skip
        good, bad = both["reach"] + both["respond"], both["pursue"] + both["withdraw"]
        return {
            "constructive": good.sum(0) / np.maximum(1e-9, (good + bad).sum(0)),
            "threat": 0.5 * both["threat"].mean(0),
            "heart": measures.beats(0.5 * both["arousal"].mean(0), lab.p, lab.chance(15), 0.0),
        }

    held, apart = quarrel(True), quarrel(False)

    def more(name: str, sign: float):
        return lambda i: sign * float((held[name] - apart[name])[i].mean())

    return Study(
        "E24", "A hand in a quarrel", "touch during a disagreement: more constructive, less stress",
        "more constructive, less threat, a slower heart: each above 0", n, 98,
        (
            measured(lab, "share of moves that turn toward, more by", n, more("constructive", 1.0), 98, at_least=0.005,
                     scale=0.03, unit="share"),
            measured(lab, "threat, less by", n, more("threat", -1.0), 98, at_least=0.005, scale=0.03, unit="share"),
            measured(lab, "heart, slower by", n, more("heart", -1.0), 98, at_least=0.2, scale=1.0, unit="bpm"),
        ),
        {"kind": "bars", "what": "share of moves that turn toward", "bars": {
            "apart": apart["constructive"], "hand in hand": held["constructive"]}},
    )  # fmt: skip
