"""A community of couples, and couples as they are now.

Dispositions are drawn from the published norms of the ECR-R, as ``(ECR-R - 1) / 6``, and a person's two go together
(Cameron, Finnegan & Morry 2012); what life asks of a couple differs between couples (Karney & Bradbury 1995), and what
a partner asks of a relationship between partners. Everything else that differs later has come from living.
"""

from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtr
from scipy.stats import beta

from sim.model.laws import bonding
from sim.model.parameters import DEFAULTS, P, Parameter
from sim.model.registry import lines_of
from sim.model.state import Couple, Partner
from sim.scenario.schema import Scenario


class Norms(NamedTuple):
    """The constants of a community, as ``sim.model.parameters`` has those of the model."""

    anxiety_mean: float = P(3.56, 1.0, 7.0, "ECR-R", "community mean of attachment anxiety", "fraley2000", "replicated")
    anxiety_sd: float = P(1.12, 0.1, 3.0, "ECR-R", "its standard deviation", "fraley2000", "replicated")
    avoidance_mean: float = P(
        2.92, 1.0, 7.0, "ECR-R", "community mean of attachment avoidance", "fraley2000", "replicated"
    )
    avoidance_sd: float = P(1.19, 0.1, 3.0, "ECR-R", "its standard deviation", "fraley2000", "replicated")
    attachment_r: float = P(
        0.42,
        0.0,
        0.8,
        "correlation",
        "how far a person's anxiety and avoidance go together",
        "cameron2012",
        "replicated",
    )
    standard_sd: float = P(0.2, 0.01, 0.28, "share", "how much partners differ in what they ask of a relationship")
    hardship_sd: float = P(1.3, 0.0, 2.0, "share", "how much couples differ in what life asks of them (mean 1)")
    first_bond: float = P(0.7343, 0.0, 1.0, "share", "the bond of a couple that has just met")
    first_bond_sd: float = P(0.2348, 0.01, 0.3, "share", "how much couples differ in the bond that they begin with")
    years: float = P(2.64, 0.1, 10.0, "years", "how long they have lived together when they are studied")


NORMS: dict[str, Parameter] = lines_of(Norms)
NORM = Norms(*(row.default for row in NORMS.values()))


def shares(ranks: np.ndarray, mean: float, sd: float) -> np.ndarray:
    """Numbers from 0 to 1, Beta-distributed with a mean and a standard deviation, at these ``ranks`` (0 to 1)."""
    size = mean * (1.0 - mean) / (sd * sd) - 1.0
    return beta.ppf(ranks, mean * size, (1.0 - mean) * size)


def hardships(count: int, sd: float, rng: np.random.Generator) -> np.ndarray:
    """``count`` draws of hardship: Gamma-distributed with mean 1 and standard deviation ``sd`` (above 0), at most 5."""
    shape = 1.0 / (sd * sd)
    return np.minimum(5.0, rng.gamma(shape, 1.0 / shape, count))


def dispositions(count: int, norm: Norms, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Anxiety and avoidance of ``count`` people, each by its norm, tied by a Gaussian copula of ``attachment_r``."""
    first, second = rng.standard_normal((2, count))
    tied = norm.attachment_r * first + (1.0 - norm.attachment_r**2) ** 0.5 * second
    anxiety = shares(ndtr(first), (norm.anxiety_mean - 1.0) / 6.0, norm.anxiety_sd / 6.0)
    return anxiety, shares(ndtr(tied), (norm.avoidance_mean - 1.0) / 6.0, norm.avoidance_sd / 6.0)


def person(name: str, anxiety: float, avoidance: float, standard: float = 0.5) -> dict[str, Any]:
    """A partner who has just met the other and trusts as attachment expects: what felt security falls back to."""
    new = Partner(*(0.0,) * len(Partner._fields))._replace(anxiety=anxiety, avoidance=avoidance)
    security = bonding.settle(new, DEFAULTS._replace(security_drift=1.0))
    return {"name": name, "anxiety": anxiety, "avoidance": avoidance, "standard": standard, "security": security}


def community(count: int, seed: int = 1, norm: Norms = NORM, turns: int = 150) -> list[Scenario]:
    """``count`` couples as they meet, to live ``norm.years`` of ordinary life; a ``seed`` gives the same ones."""
    rng = np.random.default_rng([seed, 1])
    drawn = [*dispositions(count, norm, rng), *dispositions(count, norm, rng)]
    drawn += [shares(rng.random(count), 0.5, norm.standard_sd) for _ in "ab"]
    drawn += [shares(rng.random(count), norm.first_bond, norm.first_bond_sd)]
    drawn += [hardships(count, norm.hardship_sd, rng)]
    return [
        Scenario.model_validate({
            "name": f"couple-{i}", "days": round(365 * norm.years), "turns": turns,
            "about": {"title": f"Couple {i}", "what": "One of a community."},
            "partner_a": person("A", a1, v1, s1), "partner_b": person("B", a2, v2, s2),
            "couple": {"bond": bond, "hardship": hard},
        })
        for i, (a1, v1, a2, v2, s1, s2, bond, hard) in enumerate(np.transpose(drawn).tolist())
    ]  # fmt: skip


LASTING = (
    "anxiety", "avoidance", "anxiety_disposition", "avoidance_disposition", "standard", "security", "injury",
    "softness", "need",
)  # fmt: skip


def carried_on(scenario: Scenario, now: Couple, **fields: Any) -> Scenario:
    """The same couple as it is ``now``, on a new day: rested, with the burden that life has left on it.

    ``fields`` are the new scenario's (``days``, ``turns``, ``life``, ``intervention``); its story and plan are not
    carried over.
    """
    people = {
        f"partner_{who}": {"name": person.name} | {field: getattr(state, field) for field in LASTING}
        for who, person, state in (("a", scenario.partner_a, now.a), ("b", scenario.partner_b, now.b))
    }
    life = {kind: tuple(entries) for kind, entries in fields.pop("life", {}).items()}
    burdens = [{"who": w, "size": min(5.0, s.burden)} for w, s in (("a", now.a), ("b", now.b)) if s.burden > 0.0]
    life["event"] = (*life.get("event", ()), *burdens)
    return Scenario.model_validate({
        "name": scenario.name, "about": scenario.about, "parameters": scenario.parameters, **people, "life": life,
        "couple": {"bond": now.bond, "hardship": now.hardship}, "mirrored": scenario.mirrored, **fields,
    })  # fmt: skip
