"""The couple that comes of the answers, as a scenario."""

from collections.abc import Mapping
from statistics import fmean
from typing import Any

from sim.checking.errors import complaint, nearest, shown
from sim.scenario.files import scenario
from sim.scenario.schema import Scenario
from sim.vignettes.reading import Vignette, vignettes

NAME = "own-couple"
EVENING = "protest-polka"
"""The scenario whose evening they live: a minute in, something small goes wrong."""
NAMES = ("Kim", "Robin")
NOTE = (
    "Not a diagnosis: these answers make two people in a model, not you. Which way an answer points has a source; how "
    "far it points is assumed."
)
WHO = {"each": ("a", "b"), "both": ("both",)}


def couple(answers: Any, names: Any = NAMES) -> Scenario:
    """The scenario of a couple: ``answers`` has, under ``a``, ``b`` and ``both``, an answer's key by vignette.

    Where several vignettes give a value it is their mean; the partners' names come last, and one that is empty is one
    of ours. Raises ``ScenarioError`` for what is no answer, and for a vignette that was left out.
    """
    for who in answers if isinstance(answers, Mapping) else ():
        if who not in ("a", "b", "both"):
            raise complaint(NAME, "answers", shown(who), "a, b and both")
    changes: dict[str, Any] = {"name": NAME, "expect": []}
    for who, part in (("a", "partner_a"), ("b", "partner_b"), ("both", "couple")):
        changes |= {f"{part}.{name}": value for name, value in _values(answers, who).items()}
    called = tuple(names) if isinstance(names, list | tuple) and len(names) == 2 else NAMES
    for part, given, own in zip(("partner_a", "partner_b"), called, NAMES, strict=True):
        changes[f"{part}.name"] = given if isinstance(given, str) and given.strip() else own
    first, second = changes["partner_a.name"], changes["partner_b.name"]
    changes["about"] = {
        "title": f"A couple of your own: {first} and {second}",
        "what": f"Made of answers to {len(vignettes())} vignettes. {NOTE}",
        "notice": ["Where are the two most alike, and where does one begin what the other fears?"],
        "try": ["Change one answer, and see what becomes of the evening.", "Take the hand. Whom does it reach?"],
        "sources": sorted({vignette.source for vignette in vignettes()}),
    }
    return scenario(EVENING).change(changes, NAME)


def _values(answers: Any, who: str) -> dict[str, float]:
    """The values that one partner's answers give, or those of the two together."""
    given = answers.get(who) if isinstance(answers, Mapping) else None
    asked = [vignette for vignette in vignettes() if who in WHO[vignette.about]]
    values: dict[str, list[float]] = {}
    for vignette in asked:
        for name, value in vignette.answers[_answer(vignette, given, who)].values.items():
            values.setdefault(name, []).append(value)
    return {name: round(fmean(each), 3) for name, each in values.items()}


def _answer(vignette: Vignette, given: Any, who: str) -> str:
    """The key of the answer that was given to a vignette."""
    key = given.get(vignette.key) if isinstance(given, Mapping) else None
    if not isinstance(key, str) or key not in vignette.answers:
        hint = nearest(key, vignette.answers) if isinstance(key, str) else ""
        said = "no answer" if key is None else shown(key)
        raise complaint(NAME, f"{who}.{vignette.key}", said, " or ".join(vignette.answers), hint)
    return key
