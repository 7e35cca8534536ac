"""E10: set points and influence in couples who later part."""

import numpy as np

from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Study, measured
from experiments.series import partner


def e10(lab: Lab) -> Study:
    """Gottman, Swanson & Murray 1999: newlyweds' conversations, and who divorced."""
    series = lab.warmth
    found = [[partner(series[i][:, c], series[1 - i][:, c]) for c in range(lab.size)] for i in (0, 1)]
    points = np.clip([[fitted.set_point for fitted in side] for side in found], -1.0, 1.0)
    others = [series[1 - i].mean(0) for i in (0, 1)]
    push = np.array([[fitted.influence(x) for fitted, x in zip(side, mean, strict=True)] for side, mean in
                     zip(found, others, strict=True)]).mean(0)  # fmt: skip
    over = lab.ended

    def gap(values: np.ndarray):
        """How much lower the ended couples are than the lasting ones."""

        def of(i: np.ndarray) -> float:
            gone = over[i]
            both = 0 < gone.sum() < len(i)
            return float(np.median(values[i][~gone]) - np.median(values[i][gone])) if both else np.nan

        return of

    return Study(
        "E10", "Where each would settle alone",
        "couples who later divorced: a more negative uninfluenced state of the husband, a lower negative threshold",
        "each difference above 0", lab.size, 130,
        (
            measured(lab, "set point of a, lasting less ended", lab.size, gap(points[0]), 130, at_least=0.0),
            measured(lab, "set point of b, lasting less ended", lab.size, gap(points[1]), 130, at_least=0.0),
            measured(lab, "influence, lasting less ended", lab.size, gap(push), 130, at_least=0.0),
        ),
        {"kind": "scatter", "x": points[0], "y": points[1], "what": ("set point of a", "set point of b"),
         "marked": over, "names": ("lasting", "ended")},
    )  # fmt: skip
