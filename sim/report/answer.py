"""The first screen and the first printed page: the answer, one picture, and what came of each prediction."""

from sim.report.contents import Report
from sim.report.html import bullets, escape, paragraph
from sim.report.pictures import leading
from sim.sweep.report.predictions import FAILED, HELD, OPEN
from sim.wording.sweep_answer import NONE_MADE, NOT_SAID, ONLY, VERDICTS
from sim.wording.text import counted

MARKS = {HELD: "✓", FAILED: "✗", OPEN: "?"}
LONG = 260
"""Letters of an answer from which on it is set smaller, to stay on the first screen."""


def answer_part(report: Report) -> str:
    """Title and answer, the leading picture, and beside it what was asked and expected."""
    long = " long" if len(report.answer.sentence) > LONG else ""
    return (
        f'<header id="answer"><h1>{escape(report.title)}</h1>'
        f'<p class="answer{long}">{escape(report.answer.sentence)}</p>{leading(report)}'
        f'<div class="expected">{_expected(report)}</div></header>'
    )


def _expected(report: Report) -> str:
    """Question, prediction, verdicts, and how sure all of it is."""
    about, checks = report.results.spec.sections.about, report.answer.checks
    rows = "".join(
        f'<li class="{check.verdict}"><span class="mark" aria-hidden="true">{MARKS[check.verdict]}</span>'
        f"<strong>{VERDICTS[check.verdict]}.</strong> {escape(check.that)} "
        f'<span class="found">{escape(check.found)}</span></li>'
        for check in checks
    )
    judged = [ONLY] if checks and about.prediction else [] if checks else [NOT_SAID if about.prediction else NONE_MADE]
    doubts = f'<a href="#unknown">What is not known</a>: {counted(len(report.doubts), "thing")}'
    return (
        _said("Asked", about.question) + _said("Expected beforehand", about.prediction)
        + (f'<ul class="checks">{rows}</ul>' if rows else "")
        + "".join(paragraph(text, "note") for text in judged)
        + bullets(report.warnings)
        + f'<p class="note">{escape(_size(report))} {doubts}.</p>'
    )  # fmt: skip


def _said(what: str, text: str) -> str:
    return f'<p><span class="what">{escape(what)}</span> {escape(text)}</p>' if text else ""


def _size(report: Report) -> str:
    results = report.results
    return f"{results.runs:,} runs of {counted(results.spec.count, 'point')}, {results.failed:,} failed."
