"""Softening with a partner who does not answer, against one who does.

The community's distressed couples, a week of evenings; the pursuer softens in the middle of each. Whether the other
answers is switched in two ways. *Care* alone: without any bond one answers as far as ``care_base`` has it, so 1 and 0
differ in nothing else. And as it happens in life: the other is flooded by stress of another kind, or not. (Of the bond
no more is predicted there than that it gains less: the one who softens may still answer the other.)
"""

from dataclasses import replace

import numpy as np

from experiments.ablations.form import Found, Panel
from experiments.evidence.lab import Lab, states
from experiments.evidence.therapy import withdraws
from experiments.paired import distressed, mean_of
from sim.model.state import OTHER

EVENINGS, TURN, TURNS = 7, 31, 120
"""Softening on so many days, from the third minute to the end."""
FLOODING = 5.0
"""Stress that floods whoever has it (*assumed*)."""


def week(lab: Lab, softened: bool, care: float | None = None, flooded: bool = False) -> dict[str, np.ndarray]:
    """The bond, and the security of the one who may soften, after the week: (couples,) each.

    ``care`` is the willingness to answer without any bond, given to couples without one; none leaves both as they are.
    """
    now, p = lab.now, lab.p
    if care is not None:
        now, p = now | {"bond": np.zeros(lab.size)}, lab.p._replace(care_base=care)
    made, roles = [], []
    for i in distressed(lab).tolist():
        other = withdraws(lab, i)
        opening = {"kind": "softening", "who": OTHER[other], "days": EVENINGS, "turn": TURN, "turns": TURNS}
        stress = [{"days": EVENINGS, "turns": 150, "who": other, "size": FLOODING}] if flooded else []
        made.append(
            lab.today(i, now, days=EVENINGS, life={"stress": stress}, intervention=(opening,) if softened else ())
        )
        roles.append(other)
    end = states(replace(lab, p=p).run(made, 21, (EVENINGS,)).days[0])
    own = np.where(np.array(roles) == "b", end["security_a"], end["security_b"])
    return {"security": own, "bond": end["bond"]}


def effect(lab: Lab, **other: float | bool) -> dict[str, np.ndarray]:
    """What softening changes, against the same week without it."""
    with_it, without = (week(lab, softened, **other) for softened in (True, False))
    return {name: with_it[name] - without[name] for name in with_it}


def unanswered(lab: Lab) -> Found:
    """The softener's security and the bond: softening less none, by the other's responsiveness."""
    met, ignored, flooded = effect(lab, care=1.0), effect(lab, care=0.0), effect(lab, flooded=True)
    calm = effect(lab)
    dots = (
        mean_of(lab, "security, the other answers", met["security"], at_least=0.002),
        mean_of(lab, "security, the other never answers", ignored["security"], at_most=0.0),
        mean_of(lab, "security, the other is flooded", flooded["security"], at_most=0.0),
    )
    return Found(
        (
            *dots,
            mean_of(lab, "security, answered less unanswered", met["security"] - ignored["security"], at_least=0.002),
            mean_of(lab, "security, flooded less not", flooded["security"] - calm["security"], at_most=-0.002),
            mean_of(lab, "bond, the other answers", met["bond"], at_least=0.002),
            mean_of(lab, "bond, the other never answers", ignored["bond"], at_most=0.0),
            mean_of(lab, "bond, flooded less not", flooded["bond"] - calm["bond"], at_most=0.0),
        ),
        Panel("security of the one who softens, against none", dots=dots),
    )
