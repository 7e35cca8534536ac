"""The parts of a sweep: stretches of its table, each written whole or not at all (floor F6)."""

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sim.sweep.execution.disk import write_whole
from sim.sweep.execution.table import FAILED, FAILURE, PLACES, schema, table, writer
from sim.sweep.execution.work import Lived, Work
from sim.sweep.spec.design import Points
from sim.sweep.spec.spec import Spec

if TYPE_CHECKING:
    import pyarrow as pa

NAME = re.compile(r"(\d{12})-(\d{12})\.parquet")
GROUP = 65_536
"""Rows of ``runs.parquet`` that are written at a time: a part's size leaves no trace in it."""


def path_of(folder: Path, start: int, stop: int) -> Path:
    """The part of the runs from ``start`` to before ``stop``."""
    return folder / f"{start:012d}-{stop:012d}.parquet"


def save(folder: Path, spec: Spec, work: Work, made: Points, start: int, lived: Lived) -> None:
    """Write one part. Raises ``OSError``."""
    import pyarrow as pa

    rows = table(spec, work, made, start, lived)
    held = pa.BufferOutputStream()
    with writer(spec, rows.schema, held) as to:
        to.write_table(rows)
    whole = held.getvalue()
    write_whole(path_of(folder, start, start + len(rows)), lambda file: file.write(whole) and None)


def stretches(folder: Path) -> list[tuple[int, int]]:
    """The runs of every part, in order."""
    names = [NAME.fullmatch(one.name) for one in folder.iterdir()] if folder.is_dir() else []
    return sorted((int(one[1]), int(one[2])) for one in names if one)


def sound(folder: Path, spec: Spec) -> list[tuple[int, int]]:
    """The runs of every part that can be read; one that cannot, or that another covers, is taken away."""
    import pyarrow.parquet as parquet

    good, end = [], 0
    for start, stop in stretches(folder):
        part, fits = path_of(folder, start, stop), False
        with contextlib.suppress(OSError, ValueError):
            found = parquet.read_metadata(part)
            fits = found.num_rows == stop - start and found.schema.names[:-1] == schema(spec).names
        if fits and start >= end and stop <= spec.runs:
            good.append((start, stop))
            end = stop
        else:
            part.unlink()
    return good


def missing(done: list[tuple[int, int]], runs: int) -> list[tuple[int, int]]:
    """The stretches of ``runs`` that no part holds."""
    starts, stops = [0, *(stop for _, stop in done)], [*(start for start, _ in done), runs]
    return [(start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop]


def failed(folder: Path) -> int:
    """How many runs failed, by what the parts say of themselves."""
    import pyarrow.parquet as parquet

    told = (parquet.read_schema(path_of(folder, *one)).metadata or {} for one in stretches(folder))
    return sum(int(one.get(FAILED, b"0")) for one in told)


def gather(folder: Path, spec: Spec, to: Path) -> None:
    """All parts as one table, in order, in groups of the same size whatever the parts' sizes. Raises ``OSError``."""

    def fill(file: BinaryIO) -> None:
        with writer(spec, schema(spec), file) as out:
            for rows in _groups(folder, spec):
                out.write_table(rows, row_group_size=GROUP)

    write_whole(to, fill)


def _groups(folder: Path, spec: Spec) -> Iterator["pa.Table"]:
    """The table, ``GROUP`` rows at a time; memory for one part and one group."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    form, held, count, every = schema(spec), [], 0, stretches(folder)
    for start, stop in every:
        rows = parquet.read_table(path_of(folder, start, stop), columns=form.names, partitioning=None)
        held.append(rows.replace_schema_metadata(None))
        count += stop - start
        last = stop == every[-1][1]
        if count >= GROUP or last:
            whole = pa.concat_tables(held).combine_chunks()
            end = count if last else count - count % GROUP
            yield whole.slice(0, end)
            held, count = [whole.slice(end)], count - end


def gather_failures(folder: Path, spec: Spec, to: Path) -> int:
    """Every failed run as a line of JSON: where it stands, what was varied, and why. Gives how many there are."""
    import pyarrow.parquet as parquet

    count = 0

    def fill(file: BinaryIO) -> None:
        nonlocal count
        for start, stop in stretches(folder):
            part = path_of(folder, start, stop)
            if int((parquet.read_schema(part).metadata or {}).get(FAILED, b"0")):
                rows = parquet.read_table(part, columns=[*PLACES, *(key.name for key in spec.keys), FAILURE])
                for one in rows.filter(rows[FAILURE].is_valid()).to_pylist():
                    why = one.pop(FAILURE)
                    file.write(json.dumps({**one, "error": why}).encode() + b"\n")
                    count += 1

    write_whole(to, fill)
    return count
