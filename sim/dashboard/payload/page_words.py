"""What the panels say and offer that is the same for every run, so that none of it stands in them. Pure."""

from sim.dashboard.state.gestures import BAD_DAY, BAD_EVENING, SEASON
from sim.dashboard.state.placing import FORMS
from sim.model.outcomes import OUTCOMES
from sim.model.schedule import TURN_SECONDS
from sim.model.state import MOVES
from sim.scenario.community import ENDINGS
from sim.scenario.files import MAX_BYTES
from sim.scenario.link import MAX_LINK
from sim.vignettes import NAMES, NOTE, vignettes
from sim.wording import classroom as classroom_words
from sim.wording import page as words

LINES = (
    {"name": "flooded", "about": "flooding-line", "season": False},
    {"name": "distressed", "about": "distress-line", "season": True},
)
"""The dotted lines of the score and their cards; one is drawn in a season alone."""
ACTS = {
    "hand": "hand-holding",
    "buttons": [
        {"kind": "time-out", "name": "Time-out", "end": "End time-out",
         "says": "Both leave the room: hearts come down (T)"},
        {"kind": "softening", "name": "Softening", "end": "End softening",
         "says": "What lies under the protest or the silence is shown (S)"},
        {"kind": "bad-day", "name": "Strain", "season": "A blow", "end": "It passes",
         "says": "Something weighs on both (D)"},
    ],
    "first": ["repair-attempt", "containment"],
    "troubles": ["spark", "stress", "event"],
    "hands": [
        {"value": "stranger", "title": "a stranger's hand"},
        {"value": "picture", "title": "the other's picture"},
    ],
    "turns": 60, "evenings": 14,
    "evening": {"turn": 30, "turns": 60},
    "once": ["bad-day", *(kind for kind, form in FORMS.items() if form.is_course or "days" not in form.model_fields)],
    "course": {"kind": "therapy-course", "days": 20},
    "settings": {
        "spark": {"who": "a", "size": 1.6}, "stress": {"who": "both", "size": BAD_EVENING},
        "event": {"who": "both", "size": BAD_DAY},
    },
}  # fmt: skip
"""What the page offers to do at the playhead: the hand, three buttons, and a list that begins with ``first``; for how
many turns, on how many evenings, when and how long on an evening of a season, what comes but once, how many sessions a
course has, and how heavy trouble is (all assumed)."""


def _own() -> dict:
    """What is asked to make a couple of one's own; what an answer does is not told."""
    asked = [
        {"key": one.key, "when": one.when, "about": one.about,
         "answers": [{"key": answer.key, "says": answer.says} for answer in one.answer]}
        for one in vignettes()
    ]  # fmt: skip
    return {"note": NOTE, "names": list(NAMES), "vignettes": asked}


def page_words() -> dict:
    """Words, lists and limits of the panels, by name."""
    satisfaction = OUTCOMES["satisfaction"]
    scale = f"DAS, {satisfaction.low:.0f} to {satisfaction.high:.0f}"
    return {
        "moves": list(MOVES),
        "life": ACTS["troubles"],
        "season": f"Live on: {words.in_words(SEASON // 7)} weeks of such evenings",
        "turn_says": f"{words.in_words(TURN_SECONDS)} seconds",
        "lanes": [
            {"name": name, "title": title, "under": under if name != "satisfaction" else scale}
            for name, (title, under) in words.LANES.items()
        ],
        "limits": {"file": MAX_BYTES, "link": MAX_LINK, "endings": ",".join((".toml", *ENDINGS))},
        "fields": words.FIELDS,
        "main_fields": words.MAIN_FIELDS,
        "choices": words.CHOICES,
        "why": {"causes": words.CAUSES, "made": words.MADE, "terms": [list(term) for term in words.TERMS]},
        "tipping": words.TIPPING,
        "measures": [{"key": key, "name": name} for key, name in words.MEASURES.items()],
        "lines": list(LINES),
        "class": classroom_words.PANEL,
        "own": _own(),
        "acts": ACTS,
    }
