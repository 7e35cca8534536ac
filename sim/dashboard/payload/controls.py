"""The forms of the page: what may be set of whatever can be placed, and the sliders. Pure."""

from functools import cache

from sim.checking.settings import settings_of
from sim.dashboard.payload import floor
from sim.dashboard.payload.evidence_chips import STATUSES, chips
from sim.dashboard.payload.page_words import page_words
from sim.dashboard.state import placing
from sim.dashboard.state.visit import SLIDERS, TABS, Visit
from sim.interventions import INTERVENTIONS
from sim.model.parameters import PARAMETERS
from sim.model.schedule import TURN_SECONDS
from sim.model.state import MEANING
from sim.wording.names import PLACED


@cache
def fixed() -> dict:
    """What the page needs once: the forms of what may be placed, the chips of evidence, the words of the floor."""
    return {
        **page_words(),
        "turn_seconds": TURN_SECONDS,
        "tabs": [{"name": name, "title": title} for name, title in TABS.items()],
        "floor": floor.fixed(),
        "chips": chips(),
        "statuses": STATUSES,
        "forms": {kind: form(kind) for kind in placing.KINDS},
        "more": [_constant(name) for name in PARAMETERS],
    }


def form(kind: str) -> dict:
    """What may be set of a thing: {title, says, help, fields}, each field with its ends, or its words to choose from;
    ``help`` tells an intervention from what life throws in."""
    title, _, about = PLACED[kind]
    rows = [
        {"key": setting.name, "says": setting.meaning, "unit": setting.unit, "allowed": list(setting.allowed),
         "low": setting.low, "high": setting.high, "whole": setting.type is int}
        for setting in settings_of((INTERVENTIONS | placing.STORY)[kind]).values()
    ]  # fmt: skip
    return {"title": title, "says": about, "help": kind in INTERVENTIONS, "fields": rows}


def _constant(name: str) -> dict:
    one = PARAMETERS[name]
    return {"key": name, "label": name.replace("_", " "), "says": one.meaning, "unit": one.unit,
            "min": one.low, "max": one.high, "value": one.default}  # fmt: skip


ATTACHMENT = (
    ("anxiety", "anxiety", "at rest", "fears the loss"),
    ("avoidance", "avoidance", "leans in", "keeps away"),
    ("security", "felt security", "alone", "you are there"),
    ("softness", "softness", "guarded", "open"),
    ("need", "longing", "filled", "longing"),
)
MAIN = 3
"""Settings of a partner that are always on view; the others unfold."""


def sliders(visit: Visit) -> list[dict]:
    """The sliders in groups: each partner, then the couple; ``folded`` ones are shown on demand."""
    scenario = visit.scenario
    groups = []
    for key in ("partner_a", "partner_b"):
        partner = getattr(scenario, key)
        rows = [
            slider(f"{key}.{name}", label, getattr(partner, name), low, high, i >= MAIN, MEANING[name])
            for i, (name, label, low, high) in enumerate(ATTACHMENT)
        ]
        groups.append({"title": partner.name, "who": key[-1], "rows": rows})
    rows = [
        slider("couple.bond", "bond", scenario.couple.bond, "strangers", "one heart", False, MEANING["bond"]),
        slider("couple.hardship", "hardship", scenario.couple.hardship, "easy", "hard", True, MEANING["hardship"]),
    ]
    return [
        *groups,
        {"title": "Together", "who": "", "rows": rows},
        {"title": "", "who": "*", "rows": constants(visit)},
    ]


def constants(visit: Visit) -> list[dict]:
    """The model's constants that this scenario sets, with their values; the others are as ``fixed`` has them."""
    return [{"key": key, "value": value} for key, value in visit.scenario.parameters.items()]


def slider(key: str, label: str, value: float, low: str, high: str, folded: bool, says: str) -> dict:
    """One slider: its key, its ends in words and in numbers, and where it stands."""
    least, most = SLIDERS[key]
    return {"key": key, "label": label, "value": round(float(value), 3), "low": low, "high": high, "folded": folded,
            "says": says, "min": least, "max": most}  # fmt: skip
