"""Which evidence cards each thing on the page rests on, and the status that its chip shows. Pure.

A chip names one card and shows *that card's* status, so that it never promises more than what it opens. The other cards
of a thing follow, and open with the first; a thing without a card is assumed.

A constant of the model shows the status that is declared with its number in ``sim.model.parameters``: many a claim is
measured while its number here is assumed.
"""

from functools import cache

from sim.checking.errors import complaint, nearest, shown
from sim.dashboard.state.placing import FORMS
from sim.evidence.cards import cards, cards_of_parameter
from sim.model.parameters import PARAMETERS
from sim.wording.language import say
from sim.wording.things import COUPLE, PAGE, PARTNER, STATUSES, Thing

SIGNS = {
    "replicated": "M1 8a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0zM6.6 8a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0z",
    "measured": "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z",
    "contested": "M7 1v14L1 8zM9 1v14l6-7z",
    "assumed": "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0zM4.5 8a3.5 3.5 0 1 1 7 0a3.5 3.5 0 1 1-7 0z",
}
"""Each status's sign in a box of 16 by 16 (to be filled by ``evenodd`` or not, it is the same): two discs, one disc, a
diamond cut in two, a ring."""


def statuses() -> dict[str, dict[str, str]]:
    """What a chip shows, by status."""
    return {
        status: {"word": say(status), "says": say(says), "path": SIGNS[status]} for status, says in STATUSES.items()
    }


@cache
def things() -> dict[str, Thing]:
    """Everything on the page that rests on evidence, but the constants: settings, what can be placed, what is shown."""
    partners = {f"partner_{who}.{field}": thing for who in "ab" for field, thing in PARTNER.items()}
    couple = {f"couple.{field}": thing for field, thing in COUPLE.items()}
    placed = {kind: Thing(form.phrase, form.evidence) for kind, form in FORMS.items()}
    return {**partners, **couple, **placed, **PAGE}


def cards_about(name: str) -> tuple[str, ...]:
    """The keys of the cards of a slider, an intervention, a thing of the page or a parameter, the chip's card first.

    Raises ``ScenarioError`` for a name that is none of these.
    """
    if name in PARAMETERS:
        agreeing = sorted(cards_of_parameter(name), key=lambda card: card.status != PARAMETERS[name].status)
        return tuple(card.key for card in agreeing)
    if name not in things():
        known = (*things(), *PARAMETERS)
        allowed = "a slider, an intervention or a parameter"
        raise complaint("evidence", "about", shown(name), allowed, nearest(name, known))
    return things()[name].cards


def sign(key: str) -> dict[str, str]:
    """``word`` and ``path`` of a card's status."""
    status = cards()[key].status
    return {"word": say(status), "path": SIGNS[status]}


@cache
def chips() -> dict[str, str]:
    """The status that the chip of everything shows, by the name of the thing. Do not change it: it is made once."""
    page = {name: cards()[thing.cards[0]].status if thing.cards else "assumed" for name, thing in things().items()}
    return {**{name: parameter.status for name, parameter in PARAMETERS.items()}, **page}
