"""What can be set or pointed at on the page: what it is called, and which evidence cards it rests on.

Of the cards of a thing the first is the one whose status its chip shows: a contested one wherever there is one, because
a dispute is what a reader must not miss; otherwise the claim on which the thing's effect in this model hangs most, be
it the least supported of them. The slider of felt security, say, works in the model above all by taking the sting out
of the other's moves, which is assumed, though it is replicated that the secure reach out.
"""

from typing import NamedTuple

from sim.wording.language import marked


class Thing(NamedTuple):
    """A thing of the page; ``low`` and ``high`` are the ends of its slider in words, where it has one, and ``label``
    what stands at it where that is not the title."""

    title: str
    cards: tuple[str, ...]
    low: str = ""
    high: str = ""
    label: str = ""


BROUGHT = ("attachment-is-lived", "working-models-open", "attachment-norms", "anxiety-with-avoidance")
"""What a disposition rests on: it draws attachment back, and gives way itself only to safety felt while wide open."""
PARTNER = {
    "anxiety": Thing(
        "anxiety",
        ("protest-or-shut-down", "each-has-a-danger", "insecurity-sharpens-the-sting", "insecurity-and-satisfaction",
         "avoidance-costs-more", "anxiety-with-avoidance", "attachment-norms"),
        "at rest",
        "fears the loss",
    ),
    "avoidance": Thing(
        "avoidance",
        ("protest-or-shut-down", "each-has-a-danger", "avoidance-holds-care-back", "avoidant-take-it-less",
         "insecurity-and-satisfaction", "avoidance-costs-more", "anxiety-with-avoidance", "attachment-norms"),
        "leans in",
        "keeps away",
    ),
    "security": Thing(
        "felt security",
        ("trust-takes-the-sting-out", "secure-reach-out", "answers-build-security", "steady-partner",
         "faith-before-softening"),
        "alone",
        "you are there",
    ),
    "injury": Thing(
        "injury",
        ("softening-rebuffed-injures", "injury-is-met-or-stays"),
        "none",
        "not forgotten",
    ),
    "softness": Thing(
        "softness",
        ("softening-changes-couples", "safety-before-softening", "softening-met-bonds", "softening-rebuffed-injures",
         "open-is-hopeful", "working-models-open"),
        "guarded",
        "open",
    ),
    "anxiety_disposition": Thing("anxiety brought along", BROUGHT),
    "avoidance_disposition": Thing("avoidance brought along", BROUGHT),
    "standard": Thing(
        "what is asked of a relationship",
        ("satisfaction-is-bond-and-security", "satisfaction-is-ones-own"),
        "asks little",
        "asks much",
        "standard",
    ),
    "need": Thing("longing", ("need-grows-until-met", "longing-moves-too"), "filled", "longing"),
    "threat": Thing("threat at the start", ("other-is-the-danger", "tipping-point")),
    "arousal": Thing(
        "arousal at the start",
        ("flooding-takes-twenty-minutes", "body-follows-fast", "arousal-foretells-decline"),
    ),
}  # fmt: skip
"""Settings of a partner, by the field of ``sim.scenario.Person``."""

COUPLE = {
    "bond": Thing(
        "the bond",
        ("bond-decides-the-hand", "bond-buffers", "bond-makes-one-answer", "bond-lives-on-answers", "kept-up-or-lost"),
        "strangers",
        "one heart",
        "bond",
    ),
    "hardship": Thing(
        "how hard life is",
        ("life-wears-couples", "stress-takes-away", "bad-days-teach"),
        "easy",
        "hard",
        "hardship",
    ),
}
"""Settings of the couple, by the field of ``sim.scenario.Pair``."""

PAGE = {
    "flooding-line": Thing("the flooding line", ("flooding-takes-twenty-minutes", "flooding-shuts-the-door")),
    "distress-line": Thing(
        "the line of distress",
        ("distress-line", "satisfaction-is-bond-and-security", "satisfaction-is-ones-own",
         "satisfaction-in-the-community", "satisfaction-over-the-years"),
    ),
    "pursue": Thing("protest", ("pursue-and-withdraw", "protest-or-shut-down", "who-raises-it-pursues")),
    "withdraw": Thing("silence", ("pursue-and-withdraw", "protest-or-shut-down", "quiet-distance-wears")),
    "reach": Thing("reaching", ("secure-reach-out", "longing-moves-too", "a-reach-disarms")),
    "respond": Thing(
        "answering", ("bids-are-answered", "answer-relieves", "avoidance-holds-care-back", "stress-takes-away")
    ),
    "heart": Thing(
        "the heart",
        ("two-bodies-in-one-quarrel", "two-bodies-settle", "body-follows-fast", "flooding-takes-twenty-minutes"),
    ),
    "dance": Thing(
        "the dance",
        ("no-villain", "attack-meets-attack", "quiet-distance-wears", "pursue-and-withdraw"),
    ),
    "tipping": Thing("the tipping point", ("tipping-point", "let-go-too-soon")),
}  # fmt: skip
"""What the page itself shows: lines, names of moves, pictures."""

STATUSES = marked({
    "replicated": "several studies found it",
    "measured": "a study found it; others have yet to",
    "contested": "studies disagree",
    "assumed": "theory or clinical experience; no study has measured it",
})  # fmt: skip
"""How well a claim is supported, from best to least, and what that means."""
