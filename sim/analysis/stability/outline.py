"""The plane as lines and outlines, for whoever draws it.

Lines are found by marching squares, as contourpy (the engine of Matplotlib's contours) does it.
"""

from itertools import pairwise

import numpy as np

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

    wide = np.pad(where.astype(float), 1, mode="edge")
    rows, columns = where.shape
    smooth = sum(wide[i : i + rows, j : j + columns] for i in range(3) for j in range(3)) / 9.0
    maker = contour_generator(first, second, smooth, fill_type=FillType.OuterOffset)
    made = []
    for points, offsets in zip(*maker.filled(0.5, 2.0), strict=True):
        made += [points[start:end] for start, end in pairwise(offsets)]
    return made


def heart(where: np.ndarray) -> tuple[int, int] | None:
    """The row and column of a cell as deep inside the true part as any: where a word fits best. None where it is empty.

    Layers are taken off until nothing is left; of the last ones, the cell next to their middle.
    """
    last = where
    while where.any():
        last = where
        wide = np.pad(where, 1, constant_values=False)
        where = where & wide[:-2, 1:-1] & wide[2:, 1:-1] & wide[1:-1, :-2] & wide[1:-1, 2:]
    cells = np.argwhere(last)
    if not len(cells):
        return None
    row, column = cells[np.abs(cells - cells.mean(0)).sum(1).argmin()]
    return int(row), int(column)
