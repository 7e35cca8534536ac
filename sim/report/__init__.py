"""The report of a finished sweep: ``analyze`` works it out, ``write`` puts it into files (floor F6)."""

from sim.report.study import Report, analyze
from sim.report.writing import write

__all__ = ["Report", "analyze", "write"]
