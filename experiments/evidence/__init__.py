"""The evidence: every published finding as a virtual study (``uv run python -m experiments.evidence``)."""

from experiments.evidence import community, contact, conversation, flooding, influence, therapy, touch, years

STUDIES = {
    "E1": contact.e1, "E2": contact.e2, "E3": contact.e3, "E4": contact.e4, "E5": community.e5,
    "E6": conversation.e6, "E7": flooding.e7, "E8": conversation.e8, "E9": conversation.e9, "E10": influence.e10,
    "E11": conversation.e11, "E12": therapy.e12, "E13": therapy.e13, "E14": therapy.e14, "E15": community.e15,
    "E16": community.e16, "E17": community.e17, "E18": years.e18, "E19": years.e19, "E20": years.e20,
    "E21": therapy.e21, "E22": therapy.e22, "E23": touch.e23, "E24": touch.e24,
    "E25": community.e25, "E26": community.e26,
}  # fmt: skip
"""Each row's study: a function of a ``Lab``."""
