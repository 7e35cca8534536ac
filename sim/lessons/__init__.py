"""Lessons: predict, run, reveal, reflect; then free play.

A lesson is one data file. The class commits to an answer, runs the cases, and sees what the model says: which option
holds is measured over many couples each time it is asked, and stands in no file. Committing first is the point:
students who predict a demonstration before they see it understand more, and those who only watch no more than those who
never saw it. Source: Crouch, Fagen, Callan & Mazur (2004), for physics.
"""

from sim.lessons.measured import measured
from sim.lessons.measuring import Checked, Measured, Measurement, holding_when_plausible, measure
from sim.lessons.reading import Opening, lesson, lessons, parse, read, visit_case
from sim.lessons.schema import PANELS, Case, Fact, Lesson

__all__ = [
    "PANELS",
    "Case",
    "Checked",
    "Fact",
    "Lesson",
    "Measured",
    "Measurement",
    "Opening",
    "holding_when_plausible",
    "lesson",
    "lessons",
    "measure",
    "measured",
    "parse",
    "read",
    "visit_case",
]
