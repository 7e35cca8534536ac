"""The table of a sweep's runs: its columns, and how a stretch of it is written (floor F6)."""

from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from sim.sweep.execution.work import Lived, Work
from sim.sweep.spec.design import Points
from sim.sweep.spec.spec import Spec

if TYPE_CHECKING:
    import pyarrow as pa

PLACES = ("run", "point", "arm", "replicate")
FAILURE = "failure"
"""A column of parts only: why a run failed."""
FAILED = b"failed"
"""How many did, in a part's own words about itself."""


def schema(spec: Spec) -> "pa.Schema":
    """The columns of ``runs.parquet``: where a run stands, what was varied, what came of it."""
    import pyarrow as pa

    kinds = {float: pa.float64(), int: pa.int64(), bool: pa.bool_(), str: pa.string()}
    places = {"run": pa.int64(), "point": pa.int64(), "arm": pa.string(), "replicate": pa.int64()}
    varied = {key.name: kinds[key.type] for key in spec.keys}
    return pa.schema([*places.items(), *varied.items(), *((name, pa.float64()) for name in spec.columns)])


def table(spec: Spec, work: Work, made: Points, start: int, lived: Lived) -> "pa.Table":
    """The rows from run ``start`` on, with why runs failed."""
    import pyarrow as pa

    count = len(lived.outcomes)
    point, arm, replicate = work.places(start, start + count)
    names = pa.DictionaryArray.from_arrays(pa.array(arm.astype(np.int32)), pa.array(work.arms)).dictionary_decode()
    columns = [np.arange(start, start + count), point, names, replicate]
    columns += [made[key.name][point] for key in spec.keys]
    columns += list(np.ascontiguousarray(lived.outcomes.T))
    why = pa.nulls(count, pa.string())
    if lived.failed:
        why = pa.array([lived.failed.get(i) for i in range(count)], pa.string())
    form = schema(spec).append(pa.field(FAILURE, pa.string()))
    arrays = [pa.array(one, field.type) for one, field in zip([*columns, why], form, strict=True)]
    return pa.Table.from_arrays(arrays, schema=form.with_metadata({FAILED: str(len(lived.failed)).encode()}))


def writer(spec: Spec, form: "pa.Schema", file: BinaryIO) -> "pa.parquet.ParquetWriter":
    """What writes rows of this form into a file. What repeats is written as a dictionary, what is chance as it is."""
    import pyarrow.parquet as parquet

    repeated = ["point", "arm", *(key.name for key in spec.keys)]
    return parquet.ParquetWriter(file, form, compression="lz4", use_dictionary=repeated)
