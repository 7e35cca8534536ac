"""What is said before every lesson, for the sake of whoever it touches: on the page, on a phone, on paper."""

BEFORE = "This is about two people in a model, not about you or your family, and it judges no relationship."
PASS = "You may pass on any question, and need not say why."
FEAR = (
    "Nothing here applies where there is fear or violence: where one controls, threatens or hurts the other it is not "
    "a dance of two, and looking for each one's part in it does harm."
)
HELP = (
    "If something here touches you, talk to someone you trust. Your teacher can tell you where help is near you; "
    "in danger, call the emergency number (112 in Europe, 911 in North America)."
)
BOX = (BEFORE, PASS, FEAR, HELP)
"""The whole box, in its order."""
SHORT = f"{BEFORE} You may pass on any question. Nothing here applies where there is fear or violence."
"""The same for a small place."""
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
