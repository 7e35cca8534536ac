"""What is said before every lesson, and where to find help: on the page, on a phone, on paper."""

from sim.wording.language import marked, say

CARE = marked((
    "We look at *two people in a model*, not at you and not at your family. It is not for judging anyone's "
    "relationship.",
    "You may *pass*, on any question, without a reason.",
    "Where one controls, threatens or hurts the other, or one is afraid of the other, it is *not a dance of two*, and "
    "nothing here applies.",
    "If that is near you: talk to someone you trust. *Where to find help* is one press away.",
))  # fmt: skip
"""What it is not for, that nobody must, and where none of it applies; *words* stand out."""
EMERGENCY = marked("112 in Europe, 999 in Britain, 911 in North America, 000 in Australia")
LINES = marked("findahelpline.com lists free lines by country")
PLACES = marked((
    ("In danger now", "the emergency number: {emergency}"),
    ("European Union", "116 016, for women who meet violence; 116 006, for everyone who has met a crime"),
    ("Britain", "0808 2000 247, National Domestic Abuse Helpline, day and night"),
    ("United States", "1-800-799-7233, National Domestic Violence Hotline, day and night"),
    ("Australia", "1800 737 732, 1800RESPECT, day and night"),
    ("Anywhere else", "{lines}; or a doctor, a counsellor, a teacher you trust"),
))  # fmt: skip
"""Whom to call, by where one is. A translation has the countries in which its language is spoken."""
ON_PAPER = marked(
    "If that is near you: talk to someone you trust, or ask your teacher where help is near you. In danger: "
    "{emergency}; {lines}."
)
"""The last of it, where nothing can be pressed."""
SHORT = marked(
    "This is about two people in a model, not about you or your family. You may pass on any question. Nothing here "
    "applies where one is afraid of the other."
)
"""The same for a phone."""
TOUCH = marked("A hand is an offer. Nobody in the room has to touch anybody, or be touched.")
"""In lessons that are about a hand."""
TEACHER = marked(
    "Read the box aloud before you begin, and mean it: passing is fine, and nobody has to speak of their own "
    "relationship. Know the number of a help line near you, and stay in the room for a while afterwards."
)
MODEL = marked("A teaching model, not a clinical tool.")


def places() -> list[tuple[str, str]]:
    """(where, whom to call) of each place."""
    return [(say(where), _with_numbers(call)) for where, call in PLACES]


def _with_numbers(text: str) -> str:
    return say(text, emergency=say(EMERGENCY), lines=say(LINES))


def box(about_touch: bool = False) -> tuple[str, ...]:
    """The sentences of the box on paper, in their order; one more where the lesson is about a hand."""
    texts = (*(say(text).replace("*", "") for text in CARE[:-1]), _with_numbers(ON_PAPER))
    return (*texts, say(TOUCH)) if about_touch else texts
