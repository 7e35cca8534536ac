"""A pandas table as a file, whose name is read here and by nothing else.

A library would read it in its own way: take ``s3:x`` for an address and ``~`` for a home folder, and compress by the
ending. Pandas 2 does so even with the name of a file that is open, so Arrow writes its Parquet.
"""

from pathlib import Path
from typing import Any


def write_csv(rows: Any, path: str | Path, **how: Any) -> None:
    """Write a CSV file in UTF-8, without the index; ``how`` is pandas' own. Raises ``OSError``."""
    with Path(path).open("wb") as file:
        rows.to_csv(file, index=False, lineterminator="\n", compression=None, **how)


def write_parquet(rows: Any, path: str | Path) -> None:
    """Write a Parquet file, without the index. Raises ``OSError``."""
    from pyarrow import Table, parquet

    with Path(path).open("wb") as file:
        parquet.write_table(Table.from_pandas(rows, preserve_index=False), file)
