"""A study as one picture: the influences, the plane of both scores, and the predictions.

The two partners' lines differ in colour and in dashes.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from scipy.special import stdtrit

from sim.analysis.fit.data import stretches
from sim.analysis.fit.study import Study
from sim.plots.drawing import heading, label, steady_state, titled
from sim.plots.palette import COLOURS
from sim.plots.style import ORANGE, PARTNER_LINES, RED, SIZE, SOFT, styled

TWO = tuple(PARTNER_LINES.values())
"""Colour and dashes of the first and the second partner."""
TITLE = 9.5
"""Points of a panel's title."""
MAX_TURNS = 300
"""Turns that are drawn one by one; of a longer series, the last."""


def draw(study: Study) -> Figure:
    """The picture, 8 by 5⅓ inches: 1200 by 800 points as ``sim.plots.style.save`` writes it."""
    names, found = tuple(label(name, 14) for name in study.series.names), study.comparison
    with styled(**{"font.size": 8.5}):
        figure = Figure(figsize=SIZE)
        grid = figure.add_gridspec(2, 3, height_ratios=(1.35, 1.0), left=0.075, right=0.985, top=0.83, bottom=0.085,
                                   hspace=0.5, wspace=0.36)  # fmt: skip
        for i in (0, 1):
            _influence(figure.add_subplot(grid[0, i]), study, i, names)
        _plane(figure.add_subplot(grid[0, 2]), study, names)
        _series(figure.add_subplot(grid[1, :]), study, names)
        words = f"{study.shown.pairs} pairs of turns. Form: {study.shown.form}. Predicts best: {found.best.name}" + (
            "." if found.preferred is found.best else f", no better than {found.preferred.name} beyond noise."
        )
        handles = [Line2D([], [], color=colour, linestyle=dashes) for colour, dashes in TWO]
        figure.legend(handles, names, loc="upper right", bbox_to_anchor=(0.99, 0.995), ncols=2, handlelength=2.6)
        heading(figure, "Influence from turn to turn", words, size=13, down=0.17)
    return figure


def _influence(axis: Axes, study: Study, i: int, names: tuple[str, ...]) -> None:
    """What is left of a partner's next score without constant and inertia, against the other's score."""
    equation, colour = study.shown.equations[i], TWO[i][0]
    past, after, _ = stretches(study.series.scores)
    mine, other = past[:, 0, i], past[:, 0, 1 - i]
    rest = after[:, i] - equation.law.constant - equation.law.own * mine
    along = np.linspace(other.min(), other.max(), 241)
    middle, half = equation.law.influence(along), stdtrit(equation.estimates.freedom, 0.975) * equation.band(along)
    axis.axhline(0.0, color=SOFT, linewidth=0.7)
    axis.plot(other, rest, ".", color=colour, alpha=0.28, markersize=4.5, markeredgewidth=0, zorder=1.5)
    axis.fill_between(along, middle - half, middle + half, color=ORANGE, alpha=0.4, linewidth=0, zorder=2,
                      label="95 % band")  # fmt: skip
    axis.plot(along, middle, color=RED, linewidth=1.8, zorder=3, label="influence")
    least, most = np.quantile(rest, (0.01, 0.99))
    room = 0.12 * (most - least)
    axis.set_ylim(min(least, (middle - half).min()) - room, max(most, (middle + half).max()) + room)
    titled(axis, f"Influence on {names[i]}", f"{names[1 - i]}'s score", "next score, less a + r·own", size=TITLE)
    if i == 0:
        axis.legend(loc="upper left", fontsize=7.5, handlelength=1.8, borderaxespad=0.2, frameon=True, framealpha=0.85,
                    facecolor="white", edgecolor="none")  # fmt: skip


def _plane(axis: Axes, study: Study, names: tuple[str, ...]) -> None:
    """The data's path, where each partner would stay given the other, and where both would."""
    couple, scores = study.shown, study.series.scores[-MAX_TURNS:]
    first, second = (equation.law for equation in couple.equations)
    axis.plot(scores[:, 0], scores[:, 1], color=COLOURS["path"], linewidth=0.6, zorder=1.4)
    room = 0.06 * (couple.high - couple.low)
    axis.set_xlim(couple.low[0] - room[0], couple.high[0] + room[0])
    axis.set_ylim(couple.low[1] - room[1], couple.high[1] + room[1])
    w, h = np.linspace(*axis.get_xlim(), 601), np.linspace(*axis.get_ylim(), 601)
    for law, other, (colour, dashes), flip in ((first, h, TWO[0], True), (second, w, TWO[1], False)):
        if law.own != 1.0:
            settled = law.settled(other)
            x, y = (settled, other) if flip else (other, settled)
            axis.plot(x, y, color=colour, linestyle=dashes, linewidth=1.5)
    for state in couple.steady:
        steady_state(axis, *state.point, state.stable, RED)
    axis.text(0.98, 0.03, "filled: stable; open: not", transform=axis.transAxes, ha="right", fontsize=7, color=SOFT,
              bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.5})  # fmt: skip
    titled(axis, "Where each would stay", f"{names[0]}'s score", f"{names[1]}'s score", size=TITLE)


def _series(axis: Axes, study: Study, names: tuple[str, ...]) -> None:
    """Both series and what the shown form predicts one turn ahead."""
    scores = study.series.scores
    past, _, turn = stretches(scores)
    ahead = np.full_like(scores, np.nan)
    ahead[turn] = study.shown.predict(past)
    start = max(0, len(scores) - MAX_TURNS)
    along = np.arange(start, len(scores)) + 1
    for i, (colour, dashes) in enumerate(TWO):
        axis.plot(along, scores[start:, i], color=colour, linestyle=dashes, linewidth=1.1)
        axis.plot(along, ahead[start:, i], "ox"[i], color=colour, markersize=(2.4, 3.5)[i], alpha=0.65,
                  markeredgewidth=0.8 * i)  # fmt: skip
    axis.set_xlim(along[0] - 1, along[-1] + 1)
    title = "Turn by turn; marks: as predicted from the turn before"
    axis_of_time = "turns, one after the other" if study.series.breaks else "turn"
    titled(axis, title if start == 0 else f"{title} (the last {MAX_TURNS} turns)", axis_of_time, "score", size=TITLE)
