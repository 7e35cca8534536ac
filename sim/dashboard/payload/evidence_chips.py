"""Which evidence card each thing on the page stands on, and the status that its chip shows. Pure.

A chip names one card and shows *that card's* status, so that it never promises more than what it opens. Of the cards of
a thing the first is the one: a contested one wherever there is one, because a dispute is what a reader must not miss;
otherwise the claim on which the thing's effect in this model hangs most, be it the least supported of them. The slider
of felt security, say, works in the model above all by taking the sting out of the other's moves, which is assumed,
though it is replicated that the secure reach out. The others follow, and open with the first.

A constant of the model shows the status that is declared with its number in ``sim.model.parameters``: many a claim is
measured while its number here is assumed.
"""

from functools import cache

from sim.checking.errors import complaint, nearest, shown
from sim.evidence.cards import cards, cards_of_parameter
from sim.model.parameters import PARAMETERS

PARTNER = {
    "anxiety": ("protest-or-shut-down", "insecurity-sharpens-the-sting", "insecurity-and-satisfaction",
                "attachment-norms"),
    "avoidance": ("protest-or-shut-down", "avoidance-holds-care-back", "insecurity-and-satisfaction",
                  "attachment-norms"),
    "security": ("trust-takes-the-sting-out", "secure-reach-out", "answers-build-security", "steady-partner",
                 "faith-before-softening"),
    "softness": ("softening-changes-couples", "safety-before-softening", "softening-met-bonds",
                 "softening-rebuffed-injures"),
    "anxiety_disposition": ("attachment-is-lived", "attachment-norms"),
    "avoidance_disposition": ("attachment-is-lived", "attachment-norms"),
    "need": ("need-grows-until-met", "longing-moves-too"),
    "threat": ("other-is-the-danger", "tipping-point"),
    "arousal": ("flooding-takes-twenty-minutes", "body-follows-fast", "arousal-foretells-decline"),
}  # fmt: skip
"""Settings of a partner, by the field of ``scenario.Person``."""

COUPLE = {
    "couple.bond": ("bond-decides-the-hand", "bond-makes-one-answer", "bond-lives-on-answers"),
    "couple.hardship": ("life-wears-couples", "bad-days-teach"),
}

INTERVENTIONS = {
    "hand-holding": ("bond-decides-the-hand", "hand-lowers-threat", "partner-before-stranger", "stranger-does-little",
                     "picture-helps-a-little", "contact-before-stress", "hand-speeds-calming", "let-go-too-soon"),
    "time-out": ("time-out-calms", "time-out-leaves-the-loop"),
    "containment": ("a-safe-room", "safety-before-softening"),
    "softening": ("softening-changes-couples", "faith-before-softening", "safety-before-softening",
                  "softening-met-bonds", "softening-rebuffed-injures"),
    "repair-attempt": ("repair-attempts", "protest-is-a-reach", "bids-are-answered"),
    "therapy-course": ("therapy-helps", "therapy-lasts", "waiting-does-not-help", "order-of-therapy"),
}  # fmt: skip

STORY = {
    "spark": ("small-troubles", "who-raises-it-pursues"),
    "event": ("life-wears-couples", "a-child-asks-a-lot", "bad-days-teach"),
    "stress": ("life-wears-couples", "contact-before-stress"),
}
"""What life throws in."""

PAGE = {
    "flooding-line": ("flooding-takes-twenty-minutes", "flooding-shuts-the-door"),
    "distress-line": ("distress-line", "satisfaction-is-bond-and-security", "satisfaction-in-the-community"),
    "pursue": ("pursue-and-withdraw", "protest-or-shut-down", "who-raises-it-pursues"),
    "withdraw": ("pursue-and-withdraw", "protest-or-shut-down", "quiet-distance-wears"),
    "reach": ("secure-reach-out", "longing-moves-too"),
    "respond": ("bids-are-answered", "answer-relieves", "avoidance-holds-care-back"),
    "heart": ("body-follows-fast", "flooding-takes-twenty-minutes", "two-bodies-in-one-quarrel"),
    "dance": ("no-villain", "attack-meets-attack", "quiet-distance-wears", "pursue-and-withdraw"),
    "tipping": ("tipping-point", "let-go-too-soon"),
}
"""What the page itself says: lines, names of moves, pictures."""

STATUSES = {
    "replicated": {"word": "replicated", "says": "several studies found it",
                   "path": "M1 8a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0z"
                           "M6.6 8a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0z"},
    "measured": {"word": "measured", "says": "a study found it; others have yet to",
                 "path": "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z"},
    "contested": {"word": "contested", "says": "studies disagree",
                  "path": "M7 1v14L1 8zM9 1v14l6-7z"},
    "assumed": {"word": "assumed", "says": "theory or clinical experience; no study has measured it",
                "path": "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0zM4.5 8a3.5 3.5 0 1 1 7 0a3.5 3.5 0 1 1-7 0z"},
}  # fmt: skip
"""How well a claim is supported, from best to least: its word, what that means, and its sign in a box of 16 by 16 (to
be filled by ``evenodd`` or not, it is the same): two discs, one disc, a diamond cut in two, a ring."""


@cache
def table() -> dict[str, tuple[str, ...]]:
    """The cards of everything on the page that has any, the chip's card first; parameters apart."""
    partners = {f"partner_{who}.{field}": held for who in "ab" for field, held in PARTNER.items()}
    return {**partners, **COUPLE, **INTERVENTIONS, **STORY, **PAGE}


def cards_about(name: str) -> tuple[str, ...]:
    """The keys of the cards of a slider, an intervention, a thing of the page or a parameter, the chip's card first.

    Raises ``ScenarioError`` for a name that has none.
    """
    if name in PARAMETERS:
        held = cards_of_parameter(name)
        agreeing = sorted(held, key=lambda card: card.status != PARAMETERS[name].status)
        return tuple(card.key for card in agreeing)
    if name not in table():
        known = (*table(), *PARAMETERS)
        raise complaint("evidence", "about", shown(name), "a slider, an intervention or a parameter",
                        nearest(name, known))  # fmt: skip
    return table()[name]


def sign(key: str) -> dict[str, str]:
    """``word`` and ``path`` of a card's status."""
    of = STATUSES[cards()[key].status]
    return {"word": of["word"], "path": of["path"]}


@cache
def chips() -> dict[str, str]:
    """The status that the chip of everything shows that has a card, by the name of the thing.

    Do not change it: it is made once.
    """
    page = {name: cards()[held[0]].status for name, held in table().items()}
    return {**{name: one.status for name, one in PARAMETERS.items()}, **page}
