"""E7: flooding, and how long a heart needs."""

import numpy as np

from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Study, measured
from experiments.measures import beats
from sim.model.trajectory import RECORDED

FLOODED, SPARK = 0.75, 1.6
"""The arousal of one who is flooded (106 bpm), and the size of the trouble when talk resumes (*assumed*)."""
SHORT, LONG, AGAIN = 50, 250, 150
"""Five and twenty-five minutes apart, and how long the two talk afterwards, in turns."""


def e7(lab: Lab) -> Study:
    """Gottman & Levenson: flooded at 100 bpm, some twenty minutes to recover."""
    count = min(lab.size, lab.probes)
    aroused = {f"partner_{who}.arousal": FLOODED for who in "ab"}

    def hearts(turns: int, pause: int, purpose: int, **story) -> np.ndarray:
        plan = ({"kind": "time-out", "turn": 1, "turns": pause},)
        made = [lab.today(i, turns=turns, intervention=plan, **story).change(aroused) for i in range(count)]
        rows = lab.run(made, purpose, turns=True).turns
        return np.stack([rows[1:, RECORDED.index(f"arousal_{who}")] for who in "ab"])

    alone = beats(hearts(400, 400, 40)[0], lab.p, lab.chance(40), 0.0)
    calm = alone <= 1.1 * lab.p.resting_heart_rate
    minutes = np.where(calm.any(0), calm.argmax(0) + 1, 400) / 10.0

    def flooding(pause: int) -> np.ndarray:
        """Minutes of talk until either heart is at 100 again; the whole talk where none is."""
        story = {"spark": [{"turn": pause + 1, "who": "both", "size": SPARK}]}
        talk = hearts(pause + AGAIN, pause, 41, life=story)[:, pause:].max(0)
        over = beats(talk, lab.p, lab.chance(41), 0.0) >= lab.p.flooding_heart_rate
        return np.where(over.any(0), over.argmax(0) + 1, AGAIN) / 10.0

    soon, late = flooding(SHORT), flooding(LONG)
    return Study(
        "E7", "Flooded", "flooded at 100 bpm; about 20 minutes to recover",
        "20 ± 5 min to within 10 % of rest; floods sooner after 5 min apart than after 25, by a minute or more",
        count, 30,
        (
            measured(lab, "minutes to recover, median", count, lambda i: np.median(minutes[i]), 30, at_least=15,
                     at_most=25, scale=2, unit="min"),
            measured(lab, "later flooding after 25 min", count, lambda i: (late[i] - soon[i]).mean(), 30, at_least=1.0,
                     scale=0.5, unit="min"),
        ),
        {"kind": "lines", "what": ("minutes", "heart rate, bpm"), "lines": {"alone": alone[:, :200]},
         "limit": lab.p.flooding_heart_rate, "limit_is": "flooded from"},
    )  # fmt: skip
