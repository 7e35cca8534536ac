"""What the command line says: summaries, tables for people, JSON for programs."""

from sim.analysis.summary import Summary
from sim.checking.settings import Settings
from sim.evidence.cards import Card
from sim.evidence.references import references
from sim.model.outcomes import OUTCOMES
from sim.model.parameters import PARAMETERS
from sim.scenario.schema import STATISTICS, Scenario
from sim.wording.numbers import table_figure
from sim.wording.text import counted, shortened, width, wrapped

PARTS = {"At the end": False, "Over the last conversation": True}
"""The parts of a table, and whether their outcomes are about the last conversation."""


def outcomes_in(conversation: bool) -> list[str]:
    """The outcomes about the last conversation, or about the end: satisfaction and shares first."""
    names = [name for name, outcome in OUTCOMES.items() if outcome.conversation == conversation]
    return sorted(names, key=lambda name: not (OUTCOMES[name].is_share or name == "satisfaction"))


def label_of(name: str, scenario: Scenario) -> str:
    """What an outcome is called in a table: whose it is, and its unit where it is no plain number from 0 to 1."""
    outcome = OUTCOMES[name]
    who = {"a": f", {scenario.partner_a.name}", "b": f", {scenario.partner_b.name}"}.get(name.rpartition("_")[2], "")
    unit = "" if outcome.unit in ("0 to 1", "ratio") else f" ({outcome.unit.split()[0]})"
    return f"{outcome.label}{who}{unit}"


def rows_of(scenario: Scenario, columns: list[str], cells: dict[str, list[str]]) -> str:
    """Both parts of the outcomes as one table with ``columns``."""
    sizes = [max(9, len(title) + 2, *(len(row[i]) + 2 for row in cells.values())) for i, title in enumerate(columns)]
    most = max(20, width() - sum(sizes) - 2)
    labels = {name: shortened(label_of(name, scenario), most) for name in OUTCOMES}
    left = max(len("Over the last conversation"), *(len(label) + 2 for label in labels.values()))
    lines = []
    for part, conversation in PARTS.items():
        lines.append(part.ljust(left) + "".join(map(str.rjust, columns, sizes)))
        for name in outcomes_in(conversation):
            lines.append(f"  {labels[name]}".ljust(left) + "".join(map(str.rjust, cells[name], sizes)))
        lines.append("")
    return "\n".join(lines[:-1])


def heading(scenario: Scenario, seed: int, replicates: int) -> str:
    """What was run, in one line."""
    who = f"{scenario.partner_a.name} and {scenario.partner_b.name}"
    size = f"{counted(replicates, 'couple')}, {counted(scenario.days, 'day')}"
    return wrapped(f"{scenario.about.title}: {who}. {size}, seed {seed}.")


ALONE = " This is one couple by itself, without its village; `pasdedeux village` lives them all."


def describe(
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
    if refused := mean["hand_refused"]:
        sentence += f" The hand that is offered is not taken in {refused:.0%} of the turns that it is there."
    sentence += ALONE if scenario.is_village else ""
    cells = {name: [table_figure(name, row[s]) for s in STATISTICS] for name, row in outcomes.items()}
    columns = ["mean", "sd", "5 %", "50 %", "95 %"]
    if plausible:
        columns = ["mean", "5 %", "95 %", "mean under plausible sets"]
        between = {name: f"{table_figure(name, row['least'])} to {table_figure(name, row['most'])}"
                   for name, row in plausible.items()}  # fmt: skip
        cells = {name: [row[0], row[2], row[4], between[name]] for name, row in cells.items()}
    table = rows_of(scenario, columns, cells)
    return f"{heading(scenario, seed, replicates)}\n\n{wrapped(sentence)}\n\n{table}"


def describe_difference(
    scenario: Scenario, seed: int, replicates: int, what: str, without: Summary, with_: Summary, difference: Summary
) -> str:
    """A comparison for people: a heading, a sentence, a table."""
    low, high = difference["dance"]["low"], difference["dance"]["high"]
    sure = "" if low is None or high is None else (
        f" (the difference's 95 % interval is {100 * low:+.1f} to {100 * high:+.1f} points)"
    )  # fmt: skip
    sentence = (
        f"With {what}, {scenario.partner_a.name} and {scenario.partner_b.name} are caught in the dance in "
        f"{with_['dance']['mean']:.0%} of the last conversation's turns instead of {without['dance']['mean']:.0%}"
        f"{sure}. The chance is the same in both, couple by couple."
    )
    sentence += ALONE if scenario.is_village else ""
    cells = {
        name: [
            table_figure(name, without[name]["mean"]),
            table_figure(name, with_[name]["mean"]),
            table_figure(name, row["mean"]),
            "-" if row["low"] is None else f"{table_figure(name, row['low'])} to {table_figure(name, row['high'])}",
        ]
        for name, row in difference.items()
    }
    table = rows_of(scenario, ["without", "with", "difference", "95 % interval"], cells)
    return f"{heading(scenario, seed, replicates)}\n\n{wrapped(sentence)}\n\n{table}"


def describe_scenario(scenario: Scenario) -> str:
    """A scenario for people: what it is, the two, the story and the plan, what to notice and try, sources."""
    about = scenario.about
    parts = [wrapped(f"{about.title} ({scenario.name})"), wrapped(about.what)]
    parts.append("\n".join([*_partners(scenario), "", wrapped(
        f"bond {scenario.couple.bond:g}; {counted(scenario.days, 'day')}, a conversation of {scenario.turns} turns each"
        f" ({scenario.turns / 10:g} minutes)")]))  # fmt: skip
    lists = {
        "Story": [
            _entry(kind, entry) for kind in ("spark", "event", "stress") for entry in getattr(scenario.life, kind)
        ],
        "Plan": [_entry(given.kind, given) for given in scenario.interventions],
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


def describe_card(card: Card) -> str:
    """An evidence card for people: the claim, its status, what was found, limits, sources, parameters."""
    lines = [wrapped(card.claim), wrapped(f"{card.status} ({card.key})", "  ")]
    lines += [wrapped(text, "  ") for text in (card.finding, card.note) if text]
    lines += [wrapped(references()[key].text, "  - ", "    ") for key in card.sources]
    held = [f"rows {', '.join(card.rows)}"] if card.rows else []
    held += [f"parameters {', '.join(card.parameters)}"] if card.parameters else []
    return "\n".join([*lines, *([wrapped("Held to it: " + "; ".join(held), "  ")] if held else [])])


def _partners(scenario: Scenario) -> list[str]:
    """The two side by side: what they start with."""
    two = (scenario.partner_a, scenario.partner_b)
    shares = ("anxiety", "avoidance", "security", "softness", "need", "threat", "arousal")
    names = [shortened(person.name, 24) for person in two]
    sizes = [max(9, len(name) + 3) for name in names]
    rows = [" " * 12 + "".join(map(str.rjust, names, sizes))]
    for key in shares:
        values = [f"{getattr(person, key):g}" for person in two]
        rows.append(key.ljust(12) + "".join(map(str.rjust, values, sizes)))
    return rows


def _entry(kind: str, entry: Settings) -> str:
    """One entry of the story or the plan: its kind, its times, and what was set."""
    own = {key: value for key, value in entry if key in entry.model_fields_set and key != "kind"}
    settings = [f"{key} {value:g}" if isinstance(value, float) else f"{key} {value}" for key, value in own.items()]
    return f"{kind}: {', '.join(settings)}" if settings else kind
