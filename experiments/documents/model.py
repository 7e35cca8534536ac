"""The parts of the ODD: what the model is made of, read off its own declarations."""

import inspect
import math
import re
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType

from pydantic import BaseModel

from experiments.documents.marking import code, number, table
from sim.checking.settings import Setting, settings_of
from sim.community.population import NORMS
from sim.evidence.references import references
from sim.interventions import INTERVENTIONS
from sim.interventions.base import Intervention
from sim.model import chance, dynamics, outcomes, schedule
from sim.model import cues as cue_laws
from sim.model.cues import CUES
from sim.model.laws import appraisal, attachment, bonding, care, injury, life, physiology, softness, strategy, touch
from sim.model.outcomes import OUTCOMES, Outcome
from sim.model.parameters import PARAMETERS, Parameter
from sim.model.registry import LAWS, TIE_LAWS
from sim.model.schedule import MAX_DAYS, MAX_TURNS, TURN_SECONDS
from sim.model.state import MEANING, SIZES, Couple, Partner
from sim.model.ties import approval, beginning, crossover, ending, example, keeping, night, support
from sim.model.ties.constants import TIE_CONSTANTS
from sim.model.ties.outcomes import VILLAGE_OUTCOMES
from sim.model.ties.state import KINDS, WHOSE, Standing
from sim.scenario.community import MAX_COUPLES, MAX_TIES, MAX_VILLAGE_DAYS, Community
from sim.scenario.events import Event, Spark, Stress
from sim.scenario.files import scenario, shipped
from sim.scenario.schema import Pair, Person

WITHIN = (
    life, touch, appraisal, physiology, strategy, care, softness, injury, bonding, attachment, dynamics, schedule,
    cue_laws, chance, outcomes,
)  # fmt: skip
"""The laws of a couple, a file a claim."""
BETWEEN = (support, crossover, approval, ending, example, beginning, keeping, night)
"""The laws between couples."""
HEAD = ("name", "meaning", "unit", "range", "default", "source")


def parameters(lines: Mapping[str, Parameter]) -> str:
    """Constants as a table: name, meaning, unit, range, default, and source or *assumed*."""
    return table(
        HEAD,
        (
            (code(name), line.meaning, line.unit, f"{number(line.low)} to {number(line.high)}", number(line.default),
             sourced(line))
            for name, line in lines.items()
        ),
    )  # fmt: skip


def sourced(line: Parameter) -> str:
    """Where a constant comes from: *assumed*, or its source with the status of the claim."""
    return f"{cited(line.source)}, {line.status}" if line.source else line.status


def cited(key: str) -> str:
    """A source by author and year, as prose names it."""
    known = references()[key]
    families = [name.partition(",")[0] for name in known.author.split(" and ")]
    more = (
        " et al."
        if len(families) > 2 or families[-1] == "others"
        else "".join(f" & {family}" for family in families[1:])
    )
    return f"{families[0]}{more} ({known.year})"


def states() -> str:
    """What is true of a partner and of a couple: name, meaning, unit, range, and what a scenario starts from."""
    people, pairs = settings_of(Person), settings_of(Pair)
    return table(
        ("whose", "name", "meaning", "unit", "range", "at the start"),
        [
            *(_state("each partner", name, people.get(name)) for name in Partner._fields),
            *(_state("the couple", name, pairs[name]) for name in Couple._fields if name not in "ab"),
        ],
    )


def _state(whose: str, name: str, start: Setting | None) -> tuple[str, ...]:
    unit = SIZES.get(name, start.unit if start else "share")
    limits = "0 or more" if name in SIZES else f"{number(start.low)} to {number(start.high)}" if start else "0 to 1"
    return whose, code(name), MEANING[name], unit, limits, _start(start)


def _start(start: Setting | None) -> str:
    """What a scenario starts from where it does not say."""
    if start is None:
        return "0"
    field = {**Person.model_fields, **Pair.model_fields}[start.name]
    if field.is_required():
        return "must be given"
    return "as today's attachment" if start.default is None else number(start.default)


def tie_states() -> str:
    """What is true of a couple among others, and of a tie."""
    carried = " ".join(inspect.cleandoc(Standing.__doc__ or "").split("\n\n")[1].split())
    return (
        f"A couple carries from night to night {', '.join(map(code, Standing._fields))}: {carried} Commitment and the "
        f"support of each partner are from 0 to 1.\n\nA tie has a kind ({', '.join(KINDS)}), a strength from 0 to 1, "
        f"and at each of its ends whose it is ({', '.join(WHOSE)})."
    )


def cues() -> str:
    """What may reach a couple from outside during a turn."""
    return table(
        ("name", "meaning", "whom", "range"),
        (
            (code(name), cue.meaning, "both" if cue.shared else "each partner",
             "0 or more; two at once add up" if cue.trouble else "0 to 1; of two at once the stronger counts")
            for name, cue in CUES.items()
        ),
    )  # fmt: skip


def outcome_table(lines: Mapping[str, Outcome]) -> str:
    """Outcomes as a table: name, what it is called, unit, range, and how it is read."""
    return table(
        ("name", "called", "unit", "range", "how it is read"),
        (
            (code(name), line.label, line.unit, f"{number(line.low)} or more" if math.isinf(line.high) else
             f"{number(line.low)} to {number(line.high)}", code(line.equation))
            for name, line in lines.items()
        ),
    )  # fmt: skip


def interventions() -> str:
    """Every intervention with what is its own, and what all of them have."""
    common = settings_of(Intervention)
    rows = [("all", name, setting) for name, setting in common.items()]
    for kind, form in INTERVENTIONS.items():
        rows += [(kind, name, row) for name, row in settings_of(form).items() if row != common.get(name)]
    return _settings_table(rows)


def story() -> str:
    """What life may bring in a scenario."""
    forms: Iterable[tuple[str, type[BaseModel]]] = (("spark", Spark), ("event", Event), ("stress", Stress))
    return _settings_table([(kind, name, row) for kind, form in forms for name, row in settings_of(form).items()])


def village() -> str:
    """What a scenario may say of a village, its constants aside."""
    own = {name: row for name, row in settings_of(Community).items() if name not in TIE_CONSTANTS}
    return _settings_table([("community", name, row) for name, row in own.items()])


def _settings_table(rows: Iterable[tuple[str, str, Setting]]) -> str:
    return table(
        ("of", "name", "meaning", "unit", "range", "default"),
        (
            (kind, code(name), row.meaning, row.unit, row.range.removeprefix("a number from "),
             "must be given" if row.default is None else number(row.default) if _is_number(row.default) else
             str(row.default))
            for kind, name, row in rows
        ),
    )  # fmt: skip


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def scales() -> str:
    """The clocks of the model, and how large a run may be."""
    minutes = scenario("protest-polka").turns * TURN_SECONDS / 60
    rows = [
        ("turn", f"{TURN_SECONDS} seconds"),
        ("conversation", f"as many turns as the scenario says, {minutes:.0f} minutes unless it does; "
                         f"at most {MAX_TURNS:,} turns"),
        ("day", "a conversation and the night after it"),
        ("story of one couple", f"1 to {MAX_DAYS:,} days"),
        ("village", f"1 to {MAX_COUPLES:,} couples, up to {MAX_TIES:,} ties, 1 to {MAX_VILLAGE_DAYS:,} days"),
    ]  # fmt: skip
    return table(("what", "extent"), rows)


def order_of_a_turn() -> str:
    """The order of a turn, as ``sim.model.dynamics`` states it."""
    return _paragraphs(dynamics.__doc__)


def order_of_a_night() -> str:
    """The order of a night between couples, as ``sim.model.ties.night`` states it."""
    return _paragraphs(night.__doc__)


def _paragraphs(docstring: str | None) -> str:
    """All of a docstring but its first line, each paragraph on one line."""
    parts = inspect.cleandoc(docstring or "").split("\n\n")[1:]
    return "\n\n".join(" ".join(part.split()) for part in parts)


def laws_of(modules: Iterable[ModuleType], known: Iterable[Callable]) -> str:
    """Every law with its claim and its equation, by file, from its docstring."""
    lines = []
    for module in modules:
        own = [law for law in known if law.__module__ == module.__name__]
        head, _, rest = inspect.cleandoc(module.__doc__ or "").partition("\n")
        lines += [f"**{head.rstrip('.')}** (`{module.__name__}`). {' '.join(rest.split())}".rstrip(), ""]
        lines += [f"- `{law.__name__}({_arguments(law)})`: {_said(law)}" for law in own]
        lines += [""]
    return "\n".join(lines)


def _arguments(law: Callable) -> str:
    return ", ".join(inspect.signature(law).parameters)


def _said(law: Callable) -> str:
    """A law's docstring on one line, and the constants that it reads."""
    used = dict.fromkeys(re.findall(r"\b[pt]\.([a-z_]+)", inspect.getsource(law)))
    constants = f" Constants: {', '.join(map(code, used))}." if used else ""
    return " ".join((inspect.getdoc(law) or "").split()) + constants


def scenarios() -> str:
    """The scenarios that come with the project: how each starts, and what it rests on."""
    rows = []
    for name in shipped():
        found = scenario(name)
        a, b = found.partner_a, found.partner_b
        rows.append((code(name), found.about.title, _days(found.days), f"{a.anxiety:g}, {a.avoidance:g}",
                     f"{b.anxiety:g}, {b.avoidance:g}", f"{a.security:g}, {b.security:g}", f"{found.couple.bond:g}",
                     f"{found.community.couples:,}" if found.is_village else "1",
                     "; ".join(map(cited, found.about.sources))))  # fmt: skip
    head = ("name", "title", "days", "a: anxiety, avoidance", "b: anxiety, avoidance", "security of a, b", "bond",
            "couples", "sources")  # fmt: skip
    return table(head, rows)


def _days(days: int) -> str:
    return f"{days:,}"


PARTS: dict[str, Callable[[], str]] = {
    "states": states,
    "tie states": tie_states,
    "scales": scales,
    "order of a turn": order_of_a_turn,
    "order of a night": order_of_a_night,
    "parameters": lambda: parameters(PARAMETERS),
    "constants of ties": lambda: parameters(TIE_CONSTANTS),
    "norms": lambda: parameters(NORMS),
    "cues": cues,
    "outcomes": lambda: outcome_table(OUTCOMES),
    "outcomes of a village": lambda: outcome_table(VILLAGE_OUTCOMES),
    "interventions": interventions,
    "story": story,
    "village": village,
    "laws": lambda: laws_of(WITHIN, LAWS),
    "laws between couples": lambda: laws_of(BETWEEN, TIE_LAWS),
    "scenarios": scenarios,
}
