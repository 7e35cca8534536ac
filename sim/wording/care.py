"""What is said before every lesson, and where to find help."""

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
