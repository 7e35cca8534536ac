"""What is said before every lesson, and where to find help: on the page, on a phone, on paper."""

CARE = (
    "We look at *two people in a model*, not at you and not at your family. It is not for judging anyone's "
    "relationship.",
    "You may *pass*, on any question, without a reason.",
    "Where one controls, threatens or hurts the other, or one is afraid of the other, it is *not a dance of two*, and "
    "nothing here applies.",
    "If that is near you: talk to someone you trust. *Where to find help* is one press away.",
)
"""What it is not for, that nobody must, and where none of it applies; *words* stand out."""
PLACES = {
    "In danger now": "the emergency number: 112 in Europe, 999 in Britain, 911 in North America, 000 in Australia",
    "European Union": "116 016, for women who meet violence; 116 006, for everyone who has met a crime",
    "Britain": "0808 2000 247, National Domestic Abuse Helpline, day and night",
    "United States": "1-800-799-7233, National Domestic Violence Hotline, day and night",
    "Australia": "1800 737 732, 1800RESPECT, day and night",
    "Anywhere else": "findahelpline.com lists free lines by country; or a doctor, a counsellor, a teacher you trust",
}
"""Whom to call, by where one is."""
ON_PAPER = (
    "If that is near you: talk to someone you trust, or ask your teacher where help is near you. In danger: "
    f"{PLACES['In danger now'].removeprefix('the emergency number: ')}; {PLACES['Anywhere else'].partition(';')[0]}."
)
"""The last of it, where nothing can be pressed."""
BOX = (*(text.replace("*", "") for text in CARE[:-1]), ON_PAPER)
"""The whole of it on paper, in its order."""
SHORT = (
    "This is about two people in a model, not about you or your family. You may pass on any question. Nothing here "
    "applies where one is afraid of the other."
)
"""The same for a phone."""
TOUCH = "A hand is an offer. Nobody in the room has to touch anybody, or be touched."
"""In lessons that are about a hand."""
TEACHER = (
    "Read the box aloud before you begin, and mean it: passing is fine, and nobody has to speak of their own "
    "relationship. Know the number of a help line near you, and stay in the room for a while afterwards."
)
MODEL = "A teaching model, not a clinical tool."


def box(about_touch: bool = False) -> tuple[str, ...]:
    """The sentences of the box; one more where the lesson is about a hand."""
    return (*BOX, TOUCH) if about_touch else BOX
