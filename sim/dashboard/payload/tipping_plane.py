"""One plane of the tipping map: its regions, its lines, and where it rests. Pure."""

import numpy as np

from sim.analysis.stability.basin import basins, field
from sim.analysis.stability.moment import Moment
from sim.analysis.stability.outline import heart, nullclines, outlines
from sim.analysis.stability.points import SADDLE, Points, steady
from sim.analysis.stability.support import COARSE
from sim.analysis.stability.tipping import CALM
from sim.model.cues import CUES, FIELDS
from sim.model.outcomes import CAUGHT, protective
from sim.model.trajectory import couple_of
from sim.run import cores
from sim.wording import tipping as words
from sim.wording.language import say

ACROSS = 61
"""Starts across a map, and across the box from which steady states are looked for more closely."""
KINDS = ("calm", "dance", "uneasy", "none")
"""What becomes of a start; ``sim.wording.tipping.PLACES`` has the words."""


def points_of(moment: Moment) -> Points:
    """Every steady state, looked for more closely where the count shows that one is missing."""
    points = steady(moment, COARSE)
    return points if points.complete else steady(moment, ACROSS)


def kind_of(moment: Moment, point: np.ndarray) -> str:
    """What a stable state is called: calm; the dance, where both protest or shut down; else an uneasy quiet."""
    if float(point.max()) < CALM:
        return "calm"
    couple = couple_of(moment.settled(point[:, None])[:, 0])
    return "dance" if all(protective(me) > CAUGHT for me in (couple.a, couple.b)) else "uneasy"


def plane(moment: Moment, cues: dict[str, float], names: dict[str, str], when: str = "") -> dict:
    """One plane as plain numbers and words: ``regions`` by what becomes of a start, the ``lines`` on which each threat
    stands still, the places of ``rests``, and a ``sentence``.

    ``cues`` are the moment's by name; ``when`` says of what morning the plane is, where that has to be said.
    """
    points = points_of(moment)
    called = [kind_of(moment, each.point) if each.stable else "" for each in points.all]
    basin = basins(moment, points, ACROSS, threads=cores())
    kinds = np.array([KINDS.index(name or "none") for name in [*called, "none"]])[basin.rest]
    shares = {kind: float((kinds == i).mean()) for i, kind in enumerate(KINDS)}
    drive = field(moment, ACROSS)
    clear = ~_crossed(drive.drive)
    regions = []
    for i, kind in enumerate(KINDS):
        here = kinds == i
        if (cell := heart(here & clear) or heart(here)) is not None:
            borders = outlines(basin.first, basin.second, here)
            place = [rounded(basin.first[cell[1]]), rounded(basin.second[cell[0]])]
            regions.append({"kind": kind, "share": rounded(shares[kind]), "label": place, "lines": _lines(borders)})
    saddles = points.of_kind(SADDLE)
    rests = [
        {
            "x": rounded(each.point[0]),
            "y": rounded(each.point[1]),
            "kind": each.kind,
            "name": name or say("tipping point" if each in saddles else "unsteady"),
        }
        for each, name in zip(points.all, called, strict=True)
    ]
    a, b = nullclines(drive)
    return {
        "label": when or words.label(cues, names),
        "sentence": words.sentence(cues, names, shares, saddles[0].point if len(saddles) == 1 else None, when),
        "helped": any(not CUES[FIELDS[name]].trouble for name in cues),
        "regions": regions,
        "lines": {"a": _lines(a), "b": _lines(b)},
        "rests": rests,
    }


def _crossed(drive: np.ndarray) -> np.ndarray:
    """The cells (n, m) next to a line on which either drive (2, n, m) changes its sign: no place for a word."""
    near = np.zeros(drive.shape[1:], bool)
    for up in drive > 0.0:
        down, along = up[1:] != up[:-1], up[:, 1:] != up[:, :-1]
        near[1:] |= down
        near[:-1] |= down
        near[:, 1:] |= along
        near[:, :-1] |= along
    return near


def rounded(value: float) -> float:
    """A number of the map: three decimals are finer than a pixel."""
    return round(float(value), 3)


def _lines(lines: list[np.ndarray]) -> list[list[list[float]]]:
    return [np.round(line, 3).tolist() for line in lines]
