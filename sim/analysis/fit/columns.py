"""Which two columns of a table are the partners' scores."""

import numpy as np

from sim.checking.errors import ScenarioError, complaint, nearest, shown


def evenly(cells: list[str]) -> bool:
    """Whether a column of numbers rises by the same step from line to line: a count of turns, or a clock."""
    values = np.array([float(cell.replace(",", ".")) for cell in cells])
    steps = np.diff(values)
    with np.errstate(all="ignore"):
        return len(steps) > 1 and bool(steps[0] > 0 and np.ptp(steps) <= 1e-6 * steps[0])


def choose(where: str, header: list[str], kinds: list[str], wanted: tuple[str, str] | None) -> tuple[int, int]:
    """The places of the two columns: those wanted by name, or the only two of their kind."""
    if wanted is not None:
        return _named(where, header, wanted)
    if len(header) == 2 and "count" not in kinds:
        return 0, 1
    for kind in ("numbers", "codes"):
        found = [i for i, of_column in enumerate(kinds) if of_column == kind]
        if len(found) == 2:
            return found[0], found[1]
        if found:
            raise _unclear(where, header, found, kind)
    named = ", ".join(map(shown, header[:8]))
    raise complaint(where, "columns", f"{named}, none of them with scores", "two columns of numbers or of codes")


def _named(where: str, header: list[str], wanted: tuple[str, str]) -> tuple[int, int]:
    names = [wanted] if isinstance(wanted, str) else [str(name).strip() for name in wanted]
    if len(names) != 2 or names[0] == names[1]:
        raise complaint(where, "columns", ", ".join(map(shown, names)) or "none", "the names of two different columns")
    for name in names:
        if header.count(name) != 1:
            known = "one of " + ", ".join(map(shown, dict.fromkeys(header)))
            given = f"{shown(name)}, which heads {header.count(name)} columns" if name in header else shown(name)
            raise complaint(where, "columns", given, known, "" if name in header else nearest(name, header))
    return header.index(names[0]), header.index(names[1])


def _unclear(where: str, header: list[str], found: list[int], kind: str) -> ScenarioError:
    named = ", ".join(shown(header[i]) for i in found[:8])
    count = f"{len(found)} columns of {kind}" if len(found) > 1 else f"one column of {kind}"
    more = "" if len(found) == 1 else ", or the names of the two"
    return complaint(where, "columns", f"{count} ({named})", f"two such columns, beside any count of turns{more}")
