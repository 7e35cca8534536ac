"""The table of a finished sweep: made of parts that hold every run once, and known again when it is read.

``SHA256SUMS`` is written last: without it the sweep is not finished.
"""

import contextlib
import json
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sim.sweep.execution import disk
from sim.sweep.execution.disk import digest_of, opened_whole, write_text, write_whole
from sim.sweep.execution.faults import Damaged, Interrupted
from sim.sweep.execution.manifest import objects
from sim.sweep.execution.parts import ABOUT, FAILURE, PLACES, STRANGER, Mark, Part, about, missing, read, schema, writer
from sim.sweep.spec.specification import Spec

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as parquet

RUNS, FAILURES, SUMS = "runs.parquet", "failures.jsonl", "SHA256SUMS"
SUMS_FORM = re.compile(
    rb"(?:# (\d{1,18}) bytes\n)?([0-9a-f]{64})  failures\.jsonl\n"
    rb"(?:# (\d{1,18}) bytes\n)?([0-9a-f]{64})  runs\.parquet\n"
)
"""What ``sha256sum -c`` reads, and above each file's sum its size, which older sweeps lack: a file of another size is
not read to its end."""
GROUP = 65_536
"""Rows of ``runs.parquet`` that are written at a time: a part's size leaves no trace in it."""


def gather(path: Path, spec: Spec, mark: Mark, parts: list[Part]) -> None:
    """Write ``failures.jsonl`` and ``runs.parquet`` of ``parts``, and the sums of both.

    Raises ``Interrupted`` where the parts do not hold every run exactly once or one of them is damaged, and
    ``OSError``.
    """
    if missing(parts, spec.runs) or sum(part.stop - part.start for part in parts) != spec.runs:
        raise Interrupted(f"{path}: the parts do not hold every run once, as when two processes are at work in it")
    (path / SUMS).unlink(missing_ok=True)
    try:
        write_whole(path / FAILURES, lambda file: _write_failures(spec, mark, parts, file))
        write_whole(path / RUNS, lambda file: write_rows(spec, mark, parts, file))
    except Damaged as damage:
        raise Interrupted(f"{damage.file}: it is damaged ({damage})") from None
    write_text(path / SUMS, "".join(_sum_of(path / name) for name in (FAILURES, RUNS)))


def _sum_of(file: Path) -> str:
    """The lines of a file in ``SHA256SUMS``. Raises ``OSError``."""
    return f"# {file.stat().st_size} bytes\n{digest_of(file)}  {file.name}\n"


def write_rows(spec: Spec, mark: Mark, parts: list[Part], to: BinaryIO) -> None:
    """Write the rows of ``parts`` as one table. Raises ``Damaged`` and ``OSError``."""
    form = schema(spec).with_metadata({ABOUT: json.dumps({**mark, "count": spec.runs}).encode()})
    with writer(spec, form, to) as file:
        for rows in _groups(schema(spec), mark, parts):
            file.write_table(rows.replace_schema_metadata(form.metadata), row_group_size=GROUP)


def _groups(form: "pa.Schema", mark: Mark, parts: list[Part]) -> Iterator["pa.Table"]:
    """The table, ``GROUP`` rows at a time; memory for one part and one group."""
    import pyarrow as pa

    waiting, count = [], 0
    for part in parts:
        waiting.append(read(part, mark, form.names).replace_schema_metadata(None))
        count += part.stop - part.start
        last = part is parts[-1]
        if count >= GROUP or last:
            whole = pa.concat_tables(waiting).combine_chunks()
            end = count if last else count - count % GROUP
            yield whole.slice(0, end)
            waiting, count = [whole.slice(end)], count - end


def _write_failures(spec: Spec, mark: Mark, parts: list[Part], to: BinaryIO) -> None:
    """Every failed run as a line of JSON: where it stands, what was varied, and why."""
    for part in filter(lambda part: part.failed, parts):
        rows = read(part, mark, [*PLACES, *(key.name for key in spec.keys), FAILURE])
        for row in rows.filter(rows[FAILURE].is_valid()).to_pylist():
            why = row.pop(FAILURE)
            to.write(json.dumps({**row, "error": why}).encode() + b"\n")


def is_whole(path: Path, spec: Spec, mark: Mark) -> bool:
    """Whether the table is there, with its failures, as it was written: every byte is read.

    Raises ``Damaged`` where they are there otherwise, and ``OSError``.
    """
    if not os.path.lexists(path / SUMS) or not os.path.lexists(path / RUNS):
        return False
    with opened(path) as table:
        if about(table.schema_arrow) != {**mark, "count": spec.runs}:
            raise Damaged(path / RUNS, STRANGER)
    with opened_whole(path / FAILURES, *_sum(path, FAILURES)):
        return True


@contextlib.contextmanager
def opened(path: Path) -> Iterator["parquet.ParquetFile"]:
    """The table of a finished sweep, for reading. Raises ``Damaged`` and ``OSError``."""
    import pyarrow.parquet as parquet

    with opened_whole(path / RUNS, *_sum(path, RUNS)) as file:
        yield parquet.ParquetFile(file, page_checksum_verification=True)


def row(path: Path, run: int) -> dict[str, Any]:
    """One row of the table of a finished sweep. Raises ``Damaged`` and ``OSError``."""
    with opened(path) as table:
        return table.read_row_group(run // GROUP).slice(run % GROUP, 1).to_pylist()[0]


def failed(path: Path) -> int:
    """How many runs of a finished sweep failed."""
    with disk.opened(path / FAILURES) as lines:
        return sum(1 for _ in lines)


def first_failures(path: Path, most: int) -> list[dict[str, Any]]:
    """The first of the runs that failed: where each stands, what was varied, and the ``error``. Raises
    ``ScenarioError``."""
    return objects(path / FAILURES, lambda file: islice(file, most))


def _sum(path: Path, name: str) -> tuple[str, int | None]:
    """The SHA-256 of a file when it was written, and its size where that is known. Raises ``Damaged``."""
    try:
        found = SUMS_FORM.fullmatch(disk.read_small(path / SUMS))
    except OSError as error:
        raise Damaged(path / SUMS, error.strerror or "it cannot be read") from None
    if not found:
        raise Damaged(path / SUMS, "its bytes are not those that were written")
    size, digest = found.groups()[2 * (FAILURES, RUNS).index(name) :][:2]
    return digest.decode(), int(size) if size else None
