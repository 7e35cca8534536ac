"""The plane as lines and outlines, for whoever draws it.

Lines are found by marching squares, as contourpy (the engine of Matplotlib's contours) does it.
"""

from itertools import pairwise

import numpy as np
from scipy import ndimage

from sim.analysis.stability.basin import Field

Line = np.ndarray
"""Points of a line, (n, 2)."""


def nullclines(drawn: Field) -> tuple[list[Line], list[Line]]:
    """The lines on which the first variable stands still, and those on which the second one does."""
    from contourpy import contour_generator

    def still(drive: np.ndarray) -> list[Line]:
        return [np.asarray(line) for line in contour_generator(drawn.first, drawn.second, drive).lines(0.0)]

    return still(drawn.drive[0]), still(drawn.drive[1])


def outlines(first: np.ndarray, second: np.ndarray, where: np.ndarray) -> list[Line]:
    """The closed outlines of the part of a grid that is true in ``where`` (n, m); a hole is an outline too.

    Each cell is averaged with its neighbours, so that an outline has no steps: it is then right to half a cell.
    """
    from contourpy import FillType, contour_generator

    smooth = ndimage.uniform_filter(where.astype(float), 3, mode="nearest")
    maker = contour_generator(first, second, smooth, fill_type=FillType.OuterOffset)
    made = []
    for points, offsets in zip(*maker.filled(0.5, 2.0), strict=True):
        made += [points[start:end] for start, end in pairwise(offsets)]
    return made


def heart(where: np.ndarray) -> tuple[int, int] | None:
    """The row and column of a cell as deep inside the true part as any: where a word fits best. None where it is empty.

    Of the cells that are most steps from any that is not true, the one next to their middle.
    """
    if not where.any():
        return None
    depth = ndimage.distance_transform_cdt(np.pad(where, 1), "taxicab")[1:-1, 1:-1]
    cells = np.argwhere(depth == depth.max())
    row, column = cells[np.abs(cells - cells.mean(0)).sum(1).argmin()]
    return int(row), int(column)
