"""The parts of a sweep's table: stretches of its rows, each written whole or not at all, and how they are gathered."""

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from sim.sweep.execution.disk import write_whole
from sim.sweep.execution.work import Result, Work
from sim.sweep.spec.specification import Spec

if TYPE_CHECKING:
    import pyarrow as pa

PLACES = ("run", "point", "arm", "replicate")
FAILURE = "failure"
"""A column of parts only: why a run failed."""
FAILED = b"failed"
"""How many did, in a part's own words about itself."""
NAME = re.compile(r"(\d{12})-(\d{12})\.parquet")
GROUP = 65_536
"""Rows of ``runs.parquet`` that are written at a time: a part's size leaves no trace in it."""


def schema(spec: Spec) -> "pa.Schema":
    """The columns of ``runs.parquet``: where a run stands, what was varied, what came of it."""
    import pyarrow as pa

    kinds = {float: pa.float64(), int: pa.int64(), bool: pa.bool_(), str: pa.string()}
    places = {name: pa.string() if name == "arm" else pa.int64() for name in PLACES}
    varied = {key.name: kinds[key.type] for key in spec.keys}
    return pa.schema([*places.items(), *varied.items(), *((name, pa.float64()) for name in spec.columns)])


def path_of(folder: Path, start: int, stop: int) -> Path:
    """The part of the runs from ``start`` to before ``stop``."""
    return folder / f"{start:012d}-{stop:012d}.parquet"


def read(folder: Path, stretch: tuple[int, int], columns: list[str] | None = None) -> "pa.Table":
    """The rows of a part: all columns, or those that are named."""
    import pyarrow.parquet as parquet

    return parquet.read_table(path_of(folder, *stretch), columns=columns, partitioning=None)


def save(folder: Path, work: Work, start: int, result: Result) -> None:
    """Write the part whose first run is ``start``. Raises ``OSError``."""
    import pyarrow as pa

    rows = _rows(work, start, result)
    buffer = pa.BufferOutputStream()
    with _writer(work.spec, rows.schema, buffer) as writer:
        writer.write_table(rows)
    whole = buffer.getvalue()
    write_whole(path_of(folder, start, start + len(rows)), lambda file: file.write(whole))


def _rows(work: Work, start: int, result: Result) -> "pa.Table":
    """The rows from run ``start`` on, with why runs failed."""
    import pyarrow as pa

    spec, count = work.spec, len(result.outcomes)
    point, arm, replicate = spec.places(start, start + count)
    names = pa.DictionaryArray.from_arrays(pa.array(arm.astype(np.int32)), pa.array(spec.arms)).dictionary_decode()
    columns = [np.arange(start, start + count), point, names, replicate]
    columns += [work.points[key.name][point] for key in spec.keys]
    columns += list(np.ascontiguousarray(result.outcomes.T))
    why = pa.nulls(count, pa.string())
    if result.failures:
        why = pa.array([result.failures.get(i) for i in range(count)], pa.string())
    form = schema(spec).append(pa.field(FAILURE, pa.string()))
    arrays = [pa.array(values, field.type) for values, field in zip([*columns, why], form, strict=True)]
    return pa.Table.from_arrays(arrays, schema=form.with_metadata({FAILED: str(len(result.failures)).encode()}))


def _writer(spec: Spec, form: "pa.Schema", file: BinaryIO) -> "pa.parquet.ParquetWriter":
    """What writes rows of this form into a file. What repeats is written as a dictionary, what is chance as it is."""
    import pyarrow.parquet as parquet

    repeated = ["point", "arm", *(key.name for key in spec.keys)]
    return parquet.ParquetWriter(file, form, compression="lz4", use_dictionary=repeated)


def stretches(folder: Path) -> list[tuple[int, int]]:
    """The runs of every part, in order."""
    names = [NAME.fullmatch(path.name) for path in folder.iterdir()] if folder.is_dir() else []
    return sorted((int(name[1]), int(name[2])) for name in names if name)


def done(folder: Path) -> int:
    """How many runs the parts hold."""
    return sum(stop - start for start, stop in stretches(folder))


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
    return sum(_failed_in(path_of(folder, *stretch)) for stretch in stretches(folder))


def _failed_in(part: Path) -> int:
    import pyarrow.parquet as parquet

    return int((parquet.read_schema(part).metadata or {}).get(FAILED, b"0"))


def gather(folder: Path, spec: Spec, to: Path) -> None:
    """All parts as one table, in order, in groups of the same size whatever the parts' sizes. Raises ``OSError``."""

    def fill(file: BinaryIO) -> None:
        with _writer(spec, schema(spec), file) as writer:
            for rows in _groups(folder, spec):
                writer.write_table(rows, row_group_size=GROUP)

    write_whole(to, fill)


def _groups(folder: Path, spec: Spec) -> Iterator["pa.Table"]:
    """The table, ``GROUP`` rows at a time; memory for one part and one group."""
    import pyarrow as pa

    form, waiting, count, every = schema(spec), [], 0, stretches(folder)
    for start, stop in every:
        waiting.append(read(folder, (start, stop), form.names).replace_schema_metadata(None))
        count += stop - start
        last = stop == every[-1][1]
        if count >= GROUP or last:
            whole = pa.concat_tables(waiting).combine_chunks()
            end = count if last else count - count % GROUP
            yield whole.slice(0, end)
            waiting, count = [whole.slice(end)], count - end


def gather_failures(folder: Path, spec: Spec, to: Path) -> None:
    """Every failed run as a line of JSON: where it stands, what was varied, and why."""

    def fill(file: BinaryIO) -> None:
        for row in _failed_rows(folder, spec):
            why = row.pop(FAILURE)
            file.write(json.dumps({**row, "error": why}).encode() + b"\n")

    write_whole(to, fill)


def _failed_rows(folder: Path, spec: Spec) -> Iterator[dict[str, Any]]:
    for stretch in stretches(folder):
        if _failed_in(path_of(folder, *stretch)):
            rows = read(folder, stretch, [*PLACES, *(key.name for key in spec.keys), FAILURE])
            yield from rows.filter(rows[FAILURE].is_valid()).to_pylist()
