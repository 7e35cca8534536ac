"""One plane of the tipping map: its regions, its lines, and where it rests (floor F7). Pure."""

from typing import TYPE_CHECKING

import numpy as np

from sim.model.outcomes import CAUGHT
from sim.model.trajectory import STATE
from sim.run import cores
from sim.wording import tipping as words

if TYPE_CHECKING:
    from sim.analysis.stability.moment import Moment
    from sim.analysis.stability.points import Points

ACROSS = 61
"""Starts across a map."""
KINDS = ("calm", "dance", "uneasy", "none")
"""What becomes of a start; ``tipping_words.PLACES`` has the words."""


def points_of(moment: "Moment") -> "Points":
    """Every steady state, looked for more closely where the count shows that one is missing."""
    from sim.analysis.stability.points import steady
    from sim.analysis.stability.support import COARSE

    found = steady(moment, COARSE)
    return found if found.complete else steady(moment, 61)


def kind_of(moment: "Moment", point: np.ndarray) -> str:
    """What a stable state is called: calm; the dance, where both protest or shut down; else an uneasy quiet."""
    from sim.analysis.stability.tipping import CALM

    if float(point.max()) < CALM:
        return "calm"
    here = dict(zip(STATE, moment.settled(point[:, None])[:, 0], strict=True))
    caught = (max(here[f"pursue_{who}"], here[f"withdraw_{who}"]) > CAUGHT for who in "ab")
    return "dance" if all(caught) else "uneasy"


def plane(moment: "Moment", given: dict[str, float], names: dict[str, str], when: str = "") -> dict:
    """One plane as plain numbers and words: ``regions`` by what becomes of a start, the ``lines`` on which each threat
    stands still, the places of ``rests``, and a ``sentence``.

    ``given`` are the moment's cues by name; ``when`` says of what morning the plane is, where that has to be said.
    """
    from sim.analysis.stability.basin import basins, field
    from sim.analysis.stability.outline import heart, nullclines, outlines
    from sim.analysis.stability.points import SADDLE

    points = points_of(moment)
    named = [kind_of(moment, one.point) if one.stable else "" for one in points.all]
    found = basins(moment, points, ACROSS, threads=cores())
    kinds = np.array([KINDS.index(name) if name else 3 for name in [*named, "none"]])[found.rest]
    shares = {kind: float((kinds == i).mean()) for i, kind in enumerate(KINDS)}
    drive = field(moment, ACROSS)
    clear = ~_crossed(drive.drive)
    regions = []
    for i, kind in enumerate(KINDS):
        here = kinds == i
        if (cell := heart(here & clear) or heart(here)) is not None:
            drawn = outlines(found.first, found.second, here)
            place = [rounded(found.first[cell[1]]), rounded(found.second[cell[0]])]
            regions.append({"kind": kind, "share": rounded(shares[kind]), "label": place, "lines": _lines(drawn)})
    saddles = points.of_kind(SADDLE)
    rests = [
        {"x": rounded(one.point[0]), "y": rounded(one.point[1]), "kind": one.kind,
         "name": name or ("tipping point" if one in saddles else "unsteady")}
        for one, name in zip(points.all, named, strict=True)
    ]  # fmt: skip
    a, b = nullclines(drive)
    return {
        "label": when or words.label(given, names),
        "sentence": words.sentence(given, names, shares, saddles[0].point if len(saddles) == 1 else None, when),
        "helped": any(not cue.startswith("stress") for cue in given),
        "regions": regions,
        "lines": {"a": _lines(a), "b": _lines(b)},
        "rests": rests,
    }


def _crossed(drive: np.ndarray) -> np.ndarray:
    """The cells (n, m) next to a line on which either drive (2, n, m) changes its sign: no place for a word."""
    up = drive > 0.0
    found = np.zeros(drive.shape[1:], bool)
    for one in up:
        across, along = one[1:] != one[:-1], one[:, 1:] != one[:, :-1]
        found[1:] |= across
        found[:-1] |= across
        found[:, 1:] |= along
        found[:, :-1] |= along
    return found


def rounded(value: float) -> float:
    return round(float(value), 3)


def _lines(lines: list[np.ndarray]) -> list[list[list[float]]]:
    return [np.round(one, 3).tolist() for one in lines]
