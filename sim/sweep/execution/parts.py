"""The parts of a sweep's table: stretches of its rows, each written whole or not at all, and known again when read.

A part's name says which runs it holds and how the SHA-256 of its bytes begins; in itself it says whose they are.
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import numpy as np

from sim.sweep.execution.disk import opened_whole, write_whole
from sim.sweep.execution.faults import Damaged
from sim.sweep.execution.work import Result, Work
from sim.sweep.spec.specification import Spec

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as parquet

PLACES = ("run", "point", "arm", "replicate")
FAILURE = "failure"
"""A column of parts only: why a run failed."""
ABOUT = b"pasdedeux"
"""Under what a file of rows says, as JSON, whose they are."""
NAME = re.compile(r"(\d{12})-(\d{12})-([0-9a-f]{16})\.parquet")
STRANGER = "it is of another sweep, or of another version of the model"

Mark = dict[str, str]
"""Whose rows these are: the hashes of the spec, the model, the engine and the points."""


class Part(NamedTuple):
    """A file of the rows of the runs from ``start`` to before ``stop``; how its SHA-256 begins, and, where it has been
    read, how many of its runs failed."""

    path: Path
    start: int
    stop: int
    digest: str
    failed: int = 0


class Survey(NamedTuple):
    """The ``sound`` parts, in order and no run twice; the ``others``, and why each of them does not count."""

    sound: list[Part]
    others: list[tuple[Part, str]]

    @property
    def done(self) -> int:
        """How many runs the sound parts hold."""
        return sum(part.stop - part.start for part in self.sound)

    @property
    def failed(self) -> int:
        """How many of them failed."""
        return sum(part.failed for part in self.sound)


def schema(spec: Spec) -> "pa.Schema":
    """The columns of ``runs.parquet``: where a run stands, what was varied, what came of it."""
    import pyarrow as pa

    kinds = {float: pa.float64(), int: pa.int64(), bool: pa.bool_(), str: pa.string()}
    places = {name: pa.string() if name == "arm" else pa.int64() for name in PLACES}
    varied = {key.name: kinds[key.type] for key in spec.keys}
    return pa.schema([*places.items(), *varied.items(), *((name, pa.float64()) for name in spec.columns)])


def listed(folder: Path) -> list[Part]:
    """Every part that there is, by its name alone, in order."""
    names = [NAME.fullmatch(path.name) for path in folder.iterdir()] if folder.is_dir() else []
    found = [Part(folder / name[0], int(name[1]), int(name[2]), name[3]) for name in names if name]
    return sorted(found, key=lambda part: (part.start, part.stop, part.digest))


def read(part: Part, mark: Mark, columns: list[str] | None = None) -> "pa.Table":
    """The rows of a part of the sweep whose ``mark`` it is: all columns, or those that are named. Raises ``Damaged``
    and ``OSError``."""
    with _opened(part, mark) as rows:
        return rows.read(columns)


@contextlib.contextmanager
def _opened(part: Part, mark: Mark) -> Iterator["parquet.ParquetFile"]:
    import pyarrow.parquet as parquet

    with opened_whole(part.path, part.digest) as file:
        rows = parquet.ParquetFile(file, page_checksum_verification=True)
        own = about(rows.schema_arrow)
        if own != {**mark, "first": part.start, "count": part.stop - part.start, "failed": own.get("failed")}:
            raise Damaged(part.path, STRANGER)
        yield rows


def about(form: "pa.Schema") -> dict[str, Any]:
    """What a file of rows says of itself."""
    return json.loads((form.metadata or {}).get(ABOUT, b"{}"))


def save(folder: Path, work: Work, start: int, result: Result) -> None:
    """Write the part whose first run is ``start``. Raises ``OSError``."""
    import pyarrow as pa

    rows = _rows(work, start, result)
    buffer = pa.BufferOutputStream()
    with writer(work.spec, rows.schema, buffer) as file:
        file.write_table(rows)
    whole = buffer.getvalue()
    digest = hashlib.sha256(whole).hexdigest()[:16]
    name = f"{start:012d}-{start + len(rows):012d}-{digest}.parquet"
    write_whole(folder / name, lambda file: file.write(whole))


def _rows(work: Work, start: int, result: Result) -> "pa.Table":
    """The rows from run ``start`` on, with why runs failed, and whose they are."""
    import pyarrow as pa

    spec, count = work.spec, len(result.outcomes)
    point, arm, replicate = spec.places(start, start + count)
    columns = [np.arange(start, start + count), point, np.array(spec.arms)[arm], replicate]
    columns += [work.points[key.name][point] for key in spec.keys]
    columns += list(np.ascontiguousarray(result.outcomes.T))
    why = pa.nulls(count, pa.string())
    if result.failures:
        why = pa.array([result.failures.get(i) for i in range(count)], pa.string())
    form = schema(spec)
    arrays = [*(_column(values, field.type) for values, field in zip(columns, form, strict=True)), why]
    form = form.append(pa.field(FAILURE, pa.string()))
    about = {**work.mark, "first": start, "count": count, "failed": len(result.failures)}
    return pa.Table.from_arrays(arrays, schema=form.with_metadata({ABOUT: json.dumps(about).encode()}))


def _column(values: np.ndarray, kind: "pa.DataType") -> "pa.Array":
    """Values as Arrow holds them. Its own way to make them of NumPy's loads pandas, which no sweep needs."""
    import pyarrow as pa

    if pa.types.is_string(kind):
        texts, which = np.unique(values.astype(str), return_inverse=True)
        letters = [text.encode() for text in texts.tolist()]
        ends = np.cumsum([0, *map(len, letters)], dtype=np.int32)
        each = pa.StringArray.from_buffers(len(letters), pa.py_buffer(ends), pa.py_buffer(b"".join(letters)))
        return pa.DictionaryArray.from_arrays(_column(which, pa.int32()), each).dictionary_decode()
    if pa.types.is_boolean(kind):
        held = np.packbits(values.astype(bool), bitorder="little")
    else:
        held = np.ascontiguousarray(values, kind.to_pandas_dtype())
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(held)])


def writer(spec: Spec, form: "pa.Schema", file: BinaryIO) -> "parquet.ParquetWriter":
    """What writes rows of this form into a file. What repeats is written as a dictionary, what is chance as it is."""
    import pyarrow.parquet as parquet

    repeated = ["point", "arm", *(key.name for key in spec.keys)]
    return parquet.ParquetWriter(file, form, compression="lz4", use_dictionary=repeated, write_page_checksum=True)


def survey(folder: Path, mark: Mark) -> Survey:
    """What the parts in a folder are worth for the sweep whose ``mark`` it is: every byte of them is read. Raises
    ``OSError``."""
    sound, others, end = [], [], 0
    for part in listed(folder):
        try:
            with _opened(part, mark) as rows:
                failed = about(rows.schema_arrow)["failed"]
            if part.start < end:
                raise Damaged(part.path, "its runs stand in another part too")
        except Damaged as damage:
            others.append((part, str(damage)))
        else:
            sound.append(part._replace(failed=failed))
            end = part.stop
    return Survey(sound, others)


def missing(done: list[Part], runs: int) -> list[tuple[int, int]]:
    """The stretches of ``runs`` that no part holds; the parts are in order."""
    starts, stops = [0, *(part.stop for part in done)], [*(part.start for part in done), runs]
    return [(start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop]
