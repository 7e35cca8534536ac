"""The report's files: one page and its tables, which appear together or not at all."""

from pathlib import Path
from typing import NamedTuple

from sim.model.table_file import write_csv
from sim.report.contents import report_on
from sim.report.page import page
from sim.sweep.execution.disk import whole_folder

PAGE = "report.html"


class Written(NamedTuple):
    """What a sweep comes to in one sentence, and the files of its report."""

    answer: str
    files: list[Path]


def write(folder: str | Path, out: str | Path | None = None) -> Written:
    """Analyse a finished sweep and write ``report.html`` and its tables as CSV.

    They go into ``out``, or ``folder/report``, all in one step, and an earlier report's tables leave with it. The same
    folder gives the same bytes. Raises ``ScenarioError`` as ``report_on`` does, and where nothing can be written.
    """
    report = report_on(folder)
    every = {f"{name}.csv": rows for name, rows in report.tables.items()}
    tables = {name: rows for name, rows in every.items() if len(rows)}
    target = Path(folder) / "report" if out is None else Path(out)
    with whole_folder(target, [PAGE, *tables], "analyze", former=every) as made:
        for name, rows in tables.items():
            write_csv(rows, made / name, float_format="%.10g")
        (made / PAGE).write_text(page(report, list(tables)), "utf-8")
    return Written(report.answer.sentence, [target / name for name in (PAGE, *tables)])
