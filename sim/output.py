"""What the command line says: summaries, tables for people, JSON for programs (floor F7)."""

import json
import math
import shutil
import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.cards import Card, references
from sim.errors import one_line
from sim.observer import Outcomes
from sim.parameters import PARAMETERS
from sim.scenario import STATISTICS, Scenario

if TYPE_CHECKING:
    import pandas as pd

END = {
    "satisfaction": "satisfaction (DAS)",
    "distressed": "distressed (share)",
    "bond": "bond",
    "security_a": "felt security, {a}",
    "security_b": "felt security, {b}",
    "anxiety_a": "anxiety, {a}",
    "anxiety_b": "anxiety, {b}",
    "avoidance_a": "avoidance, {a}",
    "avoidance_b": "avoidance, {b}",
    "softness_a": "softness, {a}",
    "softness_b": "softness, {b}",
}
LAST = {
    "dance": "caught in the dance (share)",
    "threat": "threat",
    "heart_rate_a": "heart rate, {a} (bpm)",
    "heart_rate_b": "heart rate, {b} (bpm)",
    "positive_negative": "positive to negative",
}
PARTS = {"At the end": END, "Over the last conversation": LAST}
COARSE = ("satisfaction", "heart_rate_a", "heart_rate_b", "positive_negative")
"""Outcomes that are no shares: two decimals say enough, where shares have four."""

Summary = dict[str, dict[str, float | None]]


def summary(table: "pd.DataFrame") -> Summary:
    """Each outcome's mean, sd (over ``n - 1``; none for one couple) and quantiles over the replicates."""
    return {name: _statistics(table[name].to_numpy()) for name in Outcomes._fields}


def difference(without: "pd.DataFrame", with_: "pd.DataFrame") -> Summary:
    """Each outcome with, less without, couple by couple; ``low`` and ``high`` are the mean's 95 % t interval.

    One couple alone has no interval: both are none.
    """
    return {name: _paired((with_[name] - without[name]).to_numpy()) for name in Outcomes._fields}


def spread(table: "pd.DataFrame") -> dict[str, dict[str, float]]:
    """The least and the most of each outcome's mean under the plausible sets of constants (a row a set)."""
    return {name: {"least": float(table[name].min()), "most": float(table[name].max())} for name in Outcomes._fields}


def _statistics(values: np.ndarray) -> dict[str, float | None]:
    sd = float(values.std(ddof=1)) if len(values) > 1 else None
    found = dict(
        zip(STATISTICS, (float(values.mean()), sd, *np.quantile(values, (0.05, 0.5, 0.95)).tolist()), strict=True)
    )
    return {name: None if value is None or not math.isfinite(value) else value for name, value in found.items()}


def _paired(values: np.ndarray) -> dict[str, float | None]:
    found = _statistics(values)
    if found["sd"] is None:
        return {**found, "low": None, "high": None}
    from scipy.special import stdtrit  # the quantile of scipy.stats.t, without the second that its import takes

    half = float(stdtrit(len(values) - 1, 0.975)) * found["sd"] / math.sqrt(len(values))
    return {**found, "low": found["mean"] - half, "high": found["mean"] + half}


def as_json(value: Any) -> str:
    """JSON for programs; a number that JSON does not know is a mistake of ours, and raises ``ValueError``."""
    return json.dumps(value, allow_nan=False, ensure_ascii=False, indent=2)


def width() -> int:
    """Columns of the terminal, at most what is pleasant to read."""
    return max(40, min(shutil.get_terminal_size().columns, 100))


def wrapped(text: str, first: str = "", then: str | None = None) -> str:
    """A paragraph in the terminal's width, with a hanging indent."""
    return textwrap.fill(one_line(" ".join(text.split())), width(), initial_indent=first,
                         subsequent_indent=first if then is None else then, break_on_hyphens=False)  # fmt: skip


def rows_of(scenario: Scenario, columns: list[str], cells: dict[str, list[str]]) -> str:
    """Both parts of the outcomes as one table with ``columns``."""
    names = {"a": scenario.partner_a.name, "b": scenario.partner_b.name}
    sizes = [max(9, len(title) + 2, *(len(row[i]) + 2 for row in cells.values())) for i, title in enumerate(columns)]
    most = max(20, width() - sum(sizes) - 2)
    labels = {name: _short(label.format(**names), most) for part in PARTS.values() for name, label in part.items()}
    left = max(len("Over the last conversation"), *(len(label) + 2 for label in labels.values()))
    lines = []
    for part, outcomes in PARTS.items():
        lines.append(part.ljust(left) + "".join(map(str.rjust, columns, sizes)))
        for name in outcomes:
            lines.append(f"  {labels[name]}".ljust(left) + "".join(map(str.rjust, cells[name], sizes)))
        lines.append("")
    return "\n".join(lines[:-1])


def _short(text: str, most: int) -> str:
    text = one_line(text)
    return text if len(text) <= most else text[: most - 1] + "…"


def figure_of(name: str, value: float | None) -> str:
    """A number as people read it; a dash where there is none."""
    return "-" if value is None else f"{value + 0.0:.{2 if name in COARSE else 4}f}"


def couples(count: int) -> str:
    """How many couples, in words."""
    return "1 couple" if count == 1 else f"{count:,} couples"


def heading(scenario: Scenario, seed: int, replicates: int) -> str:
    """What was run, in one line."""
    days = "1 day" if scenario.days == 1 else f"{scenario.days} days"
    who = f"{scenario.partner_a.name} and {scenario.partner_b.name}"
    return wrapped(f"{scenario.about.title}: {who}. {couples(replicates).capitalize()}, {days}, seed {seed}.")


def told(
    scenario: Scenario, seed: int, replicates: int, outcomes: Summary, plausible: dict[str, dict[str, float]]
) -> str:
    """A run for people: a heading, a sentence, a table; with ``plausible``, how far other sets of constants differ."""
    mean = {name: row["mean"] for name, row in outcomes.items()}
    line = scenario.constants.das_distressed
    sentence = (
        f"{scenario.partner_a.name} and {scenario.partner_b.name} are caught in the dance in {mean['dance']:.0%} of "
        f"the last conversation's turns. Satisfaction ends at {mean['satisfaction']:.0f} on the Dyadic Adjustment "
        f"Scale, where below {line:g} counts as distressed; {mean['distressed']:.0%} of the couples are."
    )
    cells = {name: [figure_of(name, row[s]) for s in STATISTICS] for name, row in outcomes.items()}
    columns = ["mean", "sd", "5 %", "50 %", "95 %"]
    if plausible:
        columns = ["mean", "5 %", "95 %", "mean under plausible sets"]
        between = {name: f"{figure_of(name, row['least'])} to {figure_of(name, row['most'])}"
                   for name, row in plausible.items()}  # fmt: skip
        cells = {name: [row[0], row[2], row[4], between[name]] for name, row in cells.items()}
    table = rows_of(scenario, columns, cells)
    return f"{heading(scenario, seed, replicates)}\n\n{wrapped(sentence)}\n\n{table}"


def told_apart(
    scenario: Scenario, seed: int, replicates: int, what: str, without: Summary, with_: Summary, apart: Summary
) -> str:
    """A comparison for people: a heading, a sentence, a table."""
    dance = apart["dance"]
    sure = "" if dance["low"] is None else (
        f" (the difference's 95 % interval is {100 * dance['low']:+.1f} to {100 * dance['high']:+.1f} points)"
    )  # fmt: skip
    sentence = (
        f"With {what}, {scenario.partner_a.name} and {scenario.partner_b.name} are caught in the dance in "
        f"{with_['dance']['mean']:.0%} of the last conversation's turns instead of {without['dance']['mean']:.0%}"
        f"{sure}. The chance is the same in both, couple by couple."
    )
    cells = {
        name: [
            figure_of(name, without[name]["mean"]),
            figure_of(name, with_[name]["mean"]),
            figure_of(name, row["mean"]),
            "-" if row["low"] is None else f"{figure_of(name, row['low'])} to {figure_of(name, row['high'])}",
        ]
        for name, row in apart.items()
    }
    table = rows_of(scenario, ["without", "with", "difference", "95 % interval"], cells)
    return f"{heading(scenario, seed, replicates)}\n\n{wrapped(sentence)}\n\n{table}"


def described(scenario: Scenario) -> str:
    """A scenario for people: what it is, the two, the story and the plan, what to notice and try, sources."""
    about = scenario.about
    length = "1 day" if scenario.days == 1 else f"{scenario.days} days"
    parts = [wrapped(f"{about.title} ({scenario.name})"), wrapped(about.what)]
    parts.append("\n".join([*_partners(scenario), "", wrapped(
        f"bond {scenario.couple.bond:g}; {length}, a conversation of {scenario.turns} turns each"
        f" ({scenario.turns / 10:g} minutes)")]))  # fmt: skip
    lists = {
        "Story": [_given(kind, one) for kind in ("spark", "event", "stress") for one in getattr(scenario.life, kind)],
        "Plan": [_given(one.kind, one) for one in scenario.interventions],
        "Own parameters": [
            f"{name} = {value:g} (otherwise {PARAMETERS[name].default:g}): {PARAMETERS[name].meaning}"
            for name, value in scenario.parameters.items()
        ],
        "Notice": about.notice,
        "Try": about.try_,
        "Sources": about.sources,
    }
    for title, entries in lists.items():
        if entries:
            parts.append("\n".join([title, *(wrapped(entry, "  - ", "    ") for entry in entries)]))
    return "\n\n".join(parts)


def card(one: Card) -> str:
    """An evidence card for people: the claim, its status, what was found, limits, sources, parameters."""
    lines = [wrapped(one.claim), wrapped(f"{one.status} ({one.key})", "  ")]
    lines += [wrapped(text, "  ") for text in (one.finding, one.note) if text]
    lines += [wrapped(references()[key].text, "  - ", "    ") for key in one.sources]
    held = [f"rows {', '.join(one.rows)}"] if one.rows else []
    held += [f"parameters {', '.join(one.parameters)}"] if one.parameters else []
    return "\n".join([*lines, *([wrapped("Held to it: " + "; ".join(held), "  ")] if held else [])])


def _partners(scenario: Scenario) -> list[str]:
    """The two side by side: what they start with."""
    two = (scenario.partner_a, scenario.partner_b)
    shares = ("anxiety", "avoidance", "security", "softness", "need", "threat", "arousal")
    names = [_short(one.name, 24) for one in two]
    sizes = [max(9, len(name) + 3) for name in names]
    rows = [" " * 12 + "".join(map(str.rjust, names, sizes))]
    rows += [key.ljust(12) + "".join(f"{getattr(one, key):g}".rjust(n) for one, n in zip(two, sizes, strict=True))
             for key in shares]  # fmt: skip
    return rows


def _given(kind: str, one: Any) -> str:
    """One entry of the story or the plan: its kind, its times, and what was set."""
    own = {key: value for key, value in one if key in one.model_fields_set and key != "kind"}
    told = ", ".join(f"{key} {value:g}" if isinstance(value, float) else f"{key} {value}" for key, value in own.items())
    return f"{kind}: {told}" if told else kind
