"""E6, E8, E9, E11: what coders find in a conversation."""

import numpy as np

from experiments import measures
from experiments.evidence.lab import Lab, coded_moves
from experiments.evidence.quantity import Study, measured
from experiments.series import coordination


def e6(lab: Lab) -> Study:
    """Papp, Kouros & Cummings 2009: who demands."""
    talk, owner = lab.conflict, lab.owners
    a_demands = (talk["pursue_a"] * talk["withdraw_b"]).mean(0)
    b_demands = (talk["pursue_b"] * talk["withdraw_a"]).mean(0)
    by_owner = np.where(owner == 0, a_demands, b_demands) > np.where(owner == 0, b_demands, a_demands)
    pursued = {who: talk[f"pursue_{who}"].mean(0) for who in "ab"}
    lead = np.where(owner == 0, pursued["a"] - pursued["b"], pursued["b"] - pursued["a"])
    return Study(
        "E6", "Whoever raises it, demands", "both directions equally frequent; the initiator demands",
        "a demands in .45 to .55 of couples; the owner in more than half, and pursues more", lab.size, 116,
        (
            measured(lab, "a demands, b withdraws", lab.size, lambda i: (a_demands > b_demands)[i].mean(), 116,
                     at_least=0.45, at_most=0.55, scale=0.03, unit="share"),
            measured(lab, "owner of the topic demands", lab.size, lambda i: by_owner[i].mean(), 116, at_least=0.52,
                     scale=0.03, unit="share"),
            measured(lab, "owner pursues more by", lab.size, lambda i: lead[i].mean(), 116, at_least=0.005, scale=0.02,
                     unit="strength"),
        ),
        {"kind": "bars", "what": "pursuit, mean strength", "bars": {
            "raised it": np.where(owner == 0, pursued["a"], pursued["b"]),
            "did not": np.where(owner == 0, pursued["b"], pursued["a"])}},
    )  # fmt: skip


def e8(lab: Lab) -> Study:
    """Gottman & Levenson: positive to negative in a conflict conversation."""
    found = measures.ratio(*lab.codes)
    happy, unhappy = np.flatnonzero(lab.satisfied), np.flatnonzero(~lab.satisfied)

    def median(group: np.ndarray):
        return lambda i: np.median(found[group[i]])

    return Study(
        "E8", "Five to one",
        "positive : negative 5.0 in stable, 0.8 in unstable couples (partly circular: grouped by that balance)",
        "medians 4 to 6.5, and 0.5 to 1.1", lab.size, 73,
        (
            measured(lab, "satisfied", len(happy), median(happy), 37, at_least=4.0, at_most=6.5, scale=0.7,
                     unit="ratio"),
            measured(lab, "distressed", len(unhappy), median(unhappy), 36, at_least=0.5, at_most=1.1, scale=0.2,
                     unit="ratio"),
        ),
        {"kind": "bars", "what": "positive : negative", "log": True,
         "bars": {"satisfied": found[happy], "distressed": found[unhappy]},
         "published": {"satisfied": 5.0, "distressed": 0.8}},
    )  # fmt: skip


def e9(lab: Lab) -> Study:
    """Driver & Gottman 2004; Gottman 1999: turning toward bids."""
    codes = [coded_moves(lab.dinner, who, lab.chance(30 + i)) for i, who in enumerate("ab")]
    bids, turned = np.array([measures.answered(codes[i], codes[1 - i]) for i in (0, 1)]).sum(0)
    lasting, over = np.flatnonzero(~lab.ended & (bids > 0)), np.flatnonzero(lab.ended & (bids > 0))
    share = turned / np.maximum(1, bids)
    everyone = np.flatnonzero(bids > 0)

    def pooled(group: np.ndarray):
        return lambda i: turned[group[i]].sum() / max(1, bids[group[i]].sum())

    return Study(
        "E9", "Turning toward bids", "86 % answered in couples that last, 33 % in those that ended",
        "lasting .70 to .95, ended .20 to .50; the bond rises with it", lab.size, 130,
        (
            measured(lab, "lasting", len(lasting), pooled(lasting), 113, at_least=0.70, at_most=0.95, scale=0.06,
                     unit="share"),
            measured(lab, "ended", len(over), pooled(over), 17, at_least=0.20, at_most=0.50, scale=0.06, unit="share"),
            measured(lab, "r(answered, bond)", len(everyone),
                     lambda i: np.corrcoef(share[everyone[i]], lab.now["bond"][everyone[i]])[0, 1], 130, at_least=0.1),
        ),
        {"kind": "bars", "what": "share of bids answered", "bars": {"lasting": share[lasting], "ended": share[over]},
         "published": {"lasting": 0.86, "ended": 0.33}},
    )  # fmt: skip


def e11(lab: Lab) -> Study:
    """Affect inertia in dial and coded series."""
    series = lab.warmth
    found = [coordination(series[i], series[1 - i]) for i in (0, 1)]
    own, cross = (np.concatenate([coefficients[k] for coefficients in found]) for k in (0, 1))
    return Study(
        "E11", "Inertia", "lag-one autocorrelation .74 and .78 on a 6 s grid (80 couples), cross-partner .06",
        "median inertia .65 to .85; cross-partner within ±.2 in most, positive in more than half", 2 * lab.size, 100,
        (
            measured(lab, "inertia, median", len(own), lambda i: np.median(own[i]), 100, at_least=0.65, at_most=0.85,
                     scale=0.05),
            measured(lab, "cross-partner within ±.2", len(cross), lambda i: (np.abs(cross[i]) < 0.2).mean(), 100,
                     at_least=0.5, scale=0.05, unit="share"),
            measured(lab, "cross-partner positive", len(cross), lambda i: (cross[i] > 0).mean(), 100, at_least=0.5,
                     scale=0.05, unit="share"),
            measured(lab, "cross-partner, median", len(cross), lambda i: np.median(cross[i]), 100),
        ),
        {"kind": "histogram", "what": "lag-one coefficient", "groups": {"own": own, "the other's": cross},
         "published": {"own": 0.67, "the other's": 0.07}, "of": "partners"},
    )  # fmt: skip
