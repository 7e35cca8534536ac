"""A community of couples, and couples as they are now.

They are drawn by the norms of ``sim.community.population``, many at once.
"""

from typing import Any

import numpy as np
from scipy.special import ndtr

from sim.community.population import NORM, Norms, expected, shares
from sim.model.state import Couple
from sim.scenario.schema import Scenario


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
    security = expected(anxiety, avoidance)
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
