"""Patterns that a set of parameters is held to, each as a penalty: 0 where it is met, growing with the distance.

``regimes`` looks at sixty-four sets at once with chance off and slow variables frozen; ``lived`` looks at one set with
all its chance: conversations, a population after a year, and a course of therapy.
"""

import numpy as np

from sim.engines.ensemble import block_columns, column
from sim.engines.kernel import live
from sim.engines.lanes import BLOCK_ROWS, BOND, KEPT, KEY_0, LANES, REPLICATE, WHOLE_ROWS, A, B
from sim.engines.lanes import PARAMETERS as PARAMETER_ROWS
from sim.observer import Outcomes
from sim.parameters import PARAMETERS
from sim.scenario import Scenario
from sim.state import Partner

GUESS = {
    "trust_shield": 0.78, "base_sensitivity": 0.3, "separation_sting": 2.25, "attack_sting": 2.52, "relief": 0.2,
    "noise": 0.19, "touch": 0.68, "threat_midpoint": 0.41, "threat_pace": 0.33, "arousal_rise": 0.2,
    "contact_calming": 2.0, "need_weight": 0.16, "security_pull": 9.3, "softness_pull": 5.7, "attachment_pull": 7.9,
    "calm_avoidance": 0.2, "flooding_block": 0.38, "care_base": 0.11, "avoidance_care": 0.5, "protest_bid": 0.49,
    "need_growth": 0.0019, "need_avoidance": 0.7, "need_met": 0.02, "softening_rate": 0.005, "softness_fade": 0.00024,
    "softness_met": 0.7, "softness_hurt": 3.7, "security_rate": 0.0001, "correction": 8.0, "security_wear": 3.2,
    "exposure": 2.0, "security_drift": 0.01, "bond_rate": 0.0005, "bond_wear": 0.74, "bond_drift": 0.0058,
    "attachment_rate": 0.0027, "attachment_lived": 0.95, "night_calm": 0.9, "night_need": 0.5, "spark_rate": 0.024,
    "spark_size": 0.49, "spark_fade": 0.05, "event_rate": 0.05, "event_size": 0.56, "event_shared": 0.5,
    "event_fade": 0.2, "das_ceiling": 145.0,
}  # fmt: skip
"""Where the search starts: the set of an earlier search with forty turns a day, its slow rates scaled to 150."""
FREE = tuple(GUESS)
INDEX = [list(PARAMETERS).index(name) for name in FREE]
OUTCOME = {name: i for i, name in enumerate(Outcomes._fields)}
FIELD = {name: i for i, name in enumerate(Partner._fields)}
QUIET = dict.fromkeys(
    ("noise", "spark_rate", "event_rate", "security_rate", "bond_rate", "softening_rate", "softness_fade",
     "need_growth", "need_met"), 0.0,
)  # fmt: skip
"""Chance off, slow variables frozen."""

KINDS = {"anxious": (0.8, 0.15), "avoidant": (0.2, 0.8), "secure": (0.15, 0.15)}


def couple(one: str, two: str, security: float, bond: float, turns: int, **more) -> Scenario:
    """Two named kinds of partner."""
    people = {
        f"partner_{r}": {"name": r, "anxiety": KINDS[k][0], "avoidance": KINDS[k][1], "security": security}
        for r, k in (("a", one), ("b", two))
    }
    given = {"about": {"title": "probe", "what": ""}, "turns": turns, "couple": {"bond": bond}, **people, **more}
    return Scenario.model_validate(given)


def spark(size: float, who: str = "a") -> dict:
    """One spark at turn 5."""
    return {"spark": ({"turn": 5, "who": who, "size": size},)}


def hand(turns: int) -> tuple:
    """The partner's hand from turn 60 on."""
    return ({"kind": "hand-holding", "turn": 60, "turns": turns},)


STRONG, WEAK = 2.0, 0.3
AV = ("anxious", "avoidant")
PROBES = {
    "polka undisturbed": couple(*AV, 0.3, 0.45, 300),
    "polka weak spark": couple(*AV, 0.3, 0.45, 300, life=spark(WEAK)),
    "polka spark": couple(*AV, 0.3, 0.45, 300, life=spark(STRONG)),
    "polka spark by b": couple(*AV, 0.3, 0.45, 300, life=spark(STRONG, "b")),
    "hand long": couple(*AV, 0.3, 0.45, 400, life=spark(STRONG), intervention=hand(150)),
    "hand short": couple(*AV, 0.3, 0.45, 400, life=spark(STRONG), intervention=hand(15)),
    "secure spark": couple("secure", "secure", 0.75, 0.75, 150, life=spark(STRONG)),
    "polka, safe": couple(*AV, 0.85, 0.85, 300, life=spark(STRONG)),
    "polka, bonded": couple(*AV, 0.45, 0.95, 400, life=spark(STRONG), intervention=hand(60)),
    "bad guy": couple("anxious", "anxious", 0.3, 0.45, 300, life=spark(STRONG)),
    "freeze": couple("avoidant", "avoidant", 0.3, 0.45, 40, life=spark(STRONG)),
    "steady": couple("anxious", "secure", 0.55, 0.55, 300, life=spark(STRONG)),
}


def lanes(one: Scenario) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A scenario's column, blocks and lengths, as the engine takes them."""
    return column(one)[:, None].repeat(LANES, 1), block_columns(one)[:, :, None].repeat(LANES, 2), np.array(one.lengths)


def run(prepared, thetas: np.ndarray, quiet: bool = False, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """The final rows (ROWS, LANES) and the outcomes of 64 lanes; ``thetas`` is (free,) or (free, LANES)."""
    rows, blocks, lengths = prepared
    rows, blocks = rows.copy(), blocks.copy()
    rows[[PARAMETER_ROWS + i for i in INDEX]] = thetas if thetas.ndim == 2 else thetas[:, None]
    if quiet:
        for name in QUIET:
            rows[PARAMETER_ROWS + list(PARAMETERS).index(name)] = 0.0
    whole = np.zeros((WHOLE_ROWS, LANES), np.int64)
    whole[REPLICATE], whole[KEY_0] = np.arange(LANES), seed
    out = np.empty((len(OUTCOME), LANES))
    live(rows.reshape(-1), whole.reshape(-1), blocks.reshape(len(blocks), BLOCK_ROWS * LANES), lengths,
         out.reshape(-1), np.empty((0, 1)), np.empty((0, KEPT * LANES)))  # fmt: skip
    return rows, out


def under(value, limit, scale=0.1):
    """0 at or below ``limit``, else the distance in scales."""
    return np.minimum(np.maximum(0.0, (value - limit) / scale), 8.0)


def over(value, limit, scale=0.1):
    """0 at or above ``limit``."""
    return np.minimum(np.maximum(0.0, (limit - value) / scale), 8.0)


def within(value, low, high, scale):
    """0 inside."""
    return over(value, low, scale) + under(value, high, scale)


def regimes(thetas: np.ndarray) -> dict[str, np.ndarray]:
    """Penalties of the regimes, for 64 sets side by side: each (LANES,)."""
    final = {name: run(prepared, thetas, quiet=True)[0] for name, prepared in PREPARED.items()}

    def get(probe, who, field):
        return final[probe][(A if who == "a" else B) + FIELD[field]]

    def threat(probe):
        return np.maximum(get(probe, "a", "threat"), get(probe, "b", "threat"))

    def danced(probe, move_a, move_b):
        found = np.zeros(LANES)
        for who, move in (("a", move_a), ("b", move_b)):
            strong = get(probe, who, move)
            rest = np.maximum(get(probe, who, "reach"), get(probe, who, "respond"))
            other = get(probe, who, "withdraw" if move == "pursue" else "pursue")
            found = found + over(strong, 0.42) + over(strong - np.maximum(rest, other), 0.1)
        return found

    calm = {
        name: under(threat(name), 0.12)
        for name in (
            "polka undisturbed",
            "polka weak spark",
            "hand long",
            "secure spark",
            "polka, safe",
            "polka, bonded",
            "steady",
        )
    }
    return {
        **calm,
        "polka spark": danced("polka spark", "pursue", "withdraw") + over(get("polka spark", "a", "arousal"), 0.64),
        "polka spark by b": danced("polka spark by b", "pursue", "withdraw"),
        "hand short": danced("hand short", "pursue", "withdraw"),
        "bad guy": danced("bad guy", "pursue", "pursue"),
        "freeze": sum(over(get("freeze", w, "withdraw"), get("freeze", w, "pursue") + 0.05) for w in "ab")
        + over(get("freeze", "a", "withdraw"), 0.25) + under(get("freeze", "b", "arousal"), 0.55),
    }  # fmt: skip


def population(seed: int = 20) -> tuple:
    """128 couples as they meet: dispositions by ECR-R norms, a fair start; one year."""
    rng = np.random.default_rng(seed)
    made = lanes(couple("secure", "secure", 0.6, 0.6, 150, days=365))
    sets = []
    for _ in range(2):
        rows = made[0].copy()
        for base in (A, B):
            for name, mean, sd in (("anxiety", 0.427, 0.187), ("avoidance", 0.32, 0.198)):
                k = mean * (1 - mean) / sd**2 - 1
                drawn = rng.beta(mean * k, (1 - mean) * k, LANES)
                rows[base + FIELD[name]] = rows[base + FIELD[f"{name}_disposition"]] = drawn
        sets.append((rows, made[1], made[2]))
    return sets


def vary(rows: np.ndarray, seed: int = 30) -> None:
    """Make 64 different pursuers and withdrawers, distrustful and distant, of one couple's lanes."""
    rng = np.random.default_rng(seed)
    for base, high, low in ((A, "anxiety", "avoidance"), (B, "avoidance", "anxiety")):
        for name, span in ((high, (0.5, 0.95)), (low, (0.1, 0.5))):
            rows[base + FIELD[name]] = rows[base + FIELD[f"{name}_disposition"]] = rng.uniform(*span, LANES)
        rows[base + FIELD["security"]] = rng.uniform(0.15, 0.5, LANES)
    rows[BOND] = rng.uniform(0.2, 0.5, LANES)


def lived(theta: np.ndarray) -> tuple[dict[str, float], dict[str, float]]:
    """Penalties and figures of conversations, of a population after a year, and of therapy, for one set."""
    found, figures = {}, {}

    def hold(name, value, low, high, scale):
        figures[name] = float(value)
        found[name] = float(within(value, low, high, scale))

    out = run(POLKA, theta)[1]
    hold("polka: share dancing", out[OUTCOME["dance"]].mean(), 0.4, 0.9, 0.1)
    out = run(SECURE, theta)[1]
    hold("secure: share dancing", out[OUTCOME["dance"]].mean(), 0.0, 0.03, 0.05)
    hold("secure: heart", out[OUTCOME["heart_rate_a"]].mean(), 72, 84, 3)
    rows, year = run(SECURE_YEAR, theta)
    hold("secure year: bond", year[OUTCOME["bond"]].mean(), 0.68, 0.97, 0.1)
    hold("secure year: security", year[OUTCOME["security_a"]].mean(), 0.6, 0.97, 0.1)
    rows, out = run(FREEZE, theta)
    hold("freeze half a year: bond", out[OUTCOME["bond"]].mean(), 0.05, 0.38, 0.1)
    hold("freeze half a year: heart", out[OUTCOME["heart_rate_a"]].mean(), 72, 96, 3)
    ends = [run(one, theta, seed=5 + i) for i, one in enumerate(COMMUNITY)]
    out = np.concatenate([end[1] for end in ends], 1)
    rows = np.concatenate([end[0] for end in ends], 1)
    happy = out[OUTCOME["satisfaction"]]
    distressed = happy < 97
    hold("distressed", distressed.mean(), 0.15, 0.30, 0.05)
    hold("mean satisfaction", happy.mean(), 108, 120, 4)
    hold("sd of satisfaction", happy.std(), 11, 22, 3)
    for name in ("anxiety", "avoidance"):
        brought = rows[A + FIELD[f"{name}_disposition"]] + rows[B + FIELD[f"{name}_disposition"]]
        r = np.corrcoef(brought, happy)[0, 1] if happy.std() > 0.1 else 0.0
        hold(f"r({name}, satisfaction)", r, -0.6, -0.25, 0.1)
    ratio = out[OUTCOME["positive_negative"]]
    if 5 <= distressed.sum() <= 120:
        hold("log ratio, satisfied", np.log(np.median(ratio[~distressed])), np.log(4), np.log(6.5), 0.4)
        hold("log ratio, distressed", np.log(np.median(ratio[distressed])), np.log(0.5), np.log(1.1), 0.4)
    else:
        found["ratios"] = 5.0
    treated = run(THERAPY, theta)[1]
    waiting = run(WAITING, theta)[1]
    hold("recovered by therapy", (treated[OUTCOME["satisfaction"]] >= 97).mean(), 0.6, 0.85, 0.1)
    hold("recovered waiting", (waiting[OUTCOME["satisfaction"]] >= 97).mean(), 0.0, 0.12, 0.1)
    followed = run(FOLLOWED, theta)[1]
    gain = treated[OUTCOME["satisfaction"]].mean() - waiting[OUTCOME["satisfaction"]].mean()
    kept = followed[OUTCOME["satisfaction"]].mean() - waiting[OUTCOME["satisfaction"]].mean()
    hold("gain kept a year on", kept / gain if gain > 3 else 0.0, 0.8, 1.3, 0.08)
    hold("satisfaction after therapy", treated[OUTCOME["satisfaction"]].mean(), 97, 116, 8)
    hold("satisfaction, waiting", waiting[OUTCOME["satisfaction"]].mean(), 66, 92, 8)
    return found, figures


PREPARED = {name: lanes(one) for name, one in PROBES.items()}
TOWARD = {"kind": "therapy-course"}
POLKA = lanes(couple(*AV, 0.3, 0.45, 150, life=spark(1.0)))
SECURE = lanes(couple("secure", "secure", 0.75, 0.75, 150))
SECURE_YEAR = lanes(couple("secure", "secure", 0.7, 0.7, 150, days=365))
FREEZE = lanes(couple("avoidant", "avoidant", 0.3, 0.45, 150, days=180))
WAITING = lanes(couple(*AV, 0.3, 0.4, 150, days=140))
THERAPY = lanes(couple(*AV, 0.3, 0.4, 150, days=140, intervention=(TOWARD,)))
FOLLOWED = lanes(couple(*AV, 0.3, 0.4, 150, days=500, intervention=(TOWARD,)))
for _rows in (WAITING[0], THERAPY[0], FOLLOWED[0]):
    vary(_rows)
COMMUNITY = population()
