"""The report's files: one page and its tables, which appear together or not at all."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from sim.checking.errors import complaint, shown
from sim.report.contents import Report, report_on
from sim.report.page import page

PAGE = "report.html"


def write(folder: str | Path, out: str | Path | None = None) -> list[Path]:
    """Analyse a finished sweep and write ``report.html`` and its tables as CSV; returns the files.

    They go into ``out``, or ``folder/report``; what they replace stays whole until all are made. The same folder gives
    the same bytes. Raises ``ScenarioError`` as ``report_on`` does, and where nothing can be written.
    """
    report = report_on(folder)
    target = Path(folder) / "report" if out is None else Path(out)
    hidden: Path | None = None
    try:
        target.mkdir(parents=True, exist_ok=True)
        hidden = Path(tempfile.mkdtemp(prefix=".pasdedeux-", dir=target))
        names = put(report, hidden)
        for name in names:
            os.replace(hidden / name, target / name)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no such name"
        raise complaint("analyze", "folder", f"{shown(str(target))} ({why})", "a folder that can be written") from None
    finally:
        if hidden:
            shutil.rmtree(hidden, ignore_errors=True)
            with contextlib.suppress(OSError):
                target.rmdir()
    return [target / name for name in names]


def put(report: Report, folder: Path) -> list[str]:
    """Write a report's files into a folder that exists; their names, the page first."""
    tables = {f"{name}.csv": rows for name, rows in report.tables.items() if len(rows)}
    for name, rows in tables.items():
        rows.to_csv(folder / name, index=False, float_format="%.10g", lineterminator="\n")
    (folder / PAGE).write_text(page(report, list(tables)), "utf-8")
    return [PAGE, *tables]
