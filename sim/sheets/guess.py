"""The picture into which a class draws its guess: the beginning of the evening, and then nothing."""

import math

from sim.lessons import Lesson
from sim.lessons.schema import Case
from sim.model.schedule import TURN_SECONDS
from sim.plots.palette import COLOURS
from sim.report.html import escape
from sim.run import simulate
from sim.scenario.schema import Scenario
from sim.wording.language import marked, say

LEFT, RIGHT, TOP, BOTTOM = 92, 690, 6, 104
EMPTY = marked("An empty picture to draw in")
LONGEST = 2_000
"""Turns of the longest beginning that is lived for a sheet."""
HIGH_LOW = marked({"conversation": ("in full alarm", "calm"), "season": ("very well", "in distress")})
"""The ends of what is drawn: alarm in a conversation, how the two are over a season."""


def picture(lesson: Lesson) -> str:
    """The empty picture of a lesson's first case, with what is known of it before one predicts, as SVG."""
    case = lesson.run.case[0]
    scenario = lesson.scenarios[case.key]
    length, unit = _length(case, scenario)
    step = _step(length)
    ticks = [at * step for at in range(math.floor(length / step) + 1)]

    def x(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * value / length, 1)

    lines = "".join(f'<path d="M{x(at)} {TOP}V{BOTTOM + 5}" stroke="{COLOURS["edge"]}"/>' for at in ticks[1:])
    levels = "".join(
        f'<path d="M{LEFT} {TOP + (BOTTOM - TOP) * i / 4}H{RIGHT}" stroke="{COLOURS["track"]}"/>' for i in (1, 2, 3)
    )
    words = "".join(
        f'<text x="{x(at)}" y="{BOTTOM + 19}" text-anchor="middle">{at:g}{f" {unit}" if at == 0 else ""}</text>'
        for at in ticks
    )
    high, low = (escape(say(end)) for end in HIGH_LOW[case.zoom])
    return (
        f'<svg viewBox="0 0 700 128" width="100%" role="img" aria-label="{escape(say(EMPTY))}" fill="none" '
        f'font-family="Roboto, Arial, sans-serif" font-size="12.5">{levels}{lines}'
        f'<path d="M{LEFT} {TOP}H{RIGHT}V{BOTTOM}H{LEFT}Z" stroke="{COLOURS["text"]}" stroke-width="1.6"/>'
        f'<g fill="{COLOURS["soft"]}"><text x="{LEFT - 8}" y="{TOP + 11}" text-anchor="end">{high}</text>'
        f'<text x="{LEFT - 8}" y="{BOTTOM - 2}" text-anchor="end">{low}</text>{words}</g>'
        f"{_beginning(case, scenario, x)}</svg>"
    )


def _length(case: Case, scenario: Scenario) -> tuple[float, str]:
    """How long what is drawn lasts, and in what."""
    if case.zoom == "season":
        return scenario.days / 7, say("weeks")
    return scenario.lengths[case.day - 1] * TURN_SECONDS / 60, say("min")


def _step(length: float) -> float:
    """A round step that makes four to nine of the whole."""
    return next(step for step in (1, 2, 3, 5, 10, 20, 25, 50, 100) if length / step <= 9)


def _beginning(case: Case, scenario: Scenario, x) -> str:
    """Their alarm until the moment at which the lesson begins; nothing where that is no first evening."""
    if case.zoom == "season" or case.day > 1 or not 0 < case.turn <= LONGEST:
        return ""
    first = simulate(scenario.change({"days": 1}), seed=case.seed)
    threat = (first["threat_a"][: case.turn + 1] + first["threat_b"][: case.turn + 1]) / 2
    points = [(x(at * TURN_SECONDS / 60), round(BOTTOM - 3 - (BOTTOM - TOP - 6) * float(value), 1))
              for at, value in enumerate(threat)]  # fmt: skip
    end_x, end_y = points[-1]
    drawn = " ".join(f"{px},{py}" for px, py in points)
    return (
        f'<polyline points="{drawn}" stroke="{COLOURS["text"]}" stroke-width="2.6" stroke-linejoin="round"/>'
        f'<circle cx="{end_x}" cy="{end_y}" r="4" fill="{COLOURS["text"]}"/>'
        f'<text x="{end_x + 9}" y="{min(end_y + 4, BOTTOM - 5)}" fill="{COLOURS["soft"]}">'
        f"{escape(say('go on from here'))}</text>"
    )
