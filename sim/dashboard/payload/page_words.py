"""What the panels say and offer that is the same for every run, so that none of it stands in them. Pure."""

from typing import Any

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
from sim.wording.language import marked, say, say_all

LINES: tuple[dict[str, Any], ...] = (
    {"key": "flooded", "name": marked("flooded"), "about": "flooding-line", "season": False},
    {"key": "distressed", "name": marked("distressed"), "about": "distress-line", "season": True},
)
"""The dotted lines of the score and their cards; one is drawn in a season alone."""
ACTS: dict[str, Any] = {
    "hand": "hand-holding",
    "buttons": {
        "time-out": marked({
            "name": "Time-out", "end": "End time-out", "says": "Both leave the room: hearts come down (T)",
        }),
        "softening": marked({
            "name": "Softening", "end": "End softening",
            "says": "What lies under the protest or the silence is shown (S)",
        }),
        "bad-day": marked({
            "name": "Strain", "season": "A blow", "end": "It passes", "says": "Something weighs on both (D)",
        }),
    },
    "first": ["repair-attempt", "containment"],
    "troubles": ["spark", "stress", "event"],
    "hands": [
        {"value": "stranger", "title": marked("a stranger's hand")},
        {"value": "picture", "title": marked("the other's picture")},
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
        {"key": one.key, "when": say(one.when), "about": one.about,
         "answers": [{"key": answer.key, "says": say(answer.says)} for answer in one.answer]}
        for one in vignettes()
    ]  # fmt: skip
    return {"note": say(NOTE), "names": list(NAMES), "vignettes": asked}


def page_words() -> dict:
    """Words, lists and limits of the panels, by name."""
    satisfaction = OUTCOMES["satisfaction"]
    scale = say("DAS, {low} to {high}", low=f"{satisfaction.low:.0f}", high=f"{satisfaction.high:.0f}")
    return {
        "moves": list(MOVES),
        "life": ACTS["troubles"],
        "season": say("Live on: {weeks} weeks of such evenings", weeks=words.in_words(SEASON // 7)),
        "turn_says": say("{seconds} seconds", seconds=words.in_words(TURN_SECONDS)),
        "lanes": [
            {"name": name, "title": say(title), "under": say(under) if name != "satisfaction" else scale}
            for name, (title, under) in words.LANES.items()
        ],
        "limits": {"file": MAX_BYTES, "link": MAX_LINK, "endings": ",".join((".toml", *ENDINGS))},
        "fields": say_all(words.FIELDS),
        "main_fields": words.MAIN_FIELDS,
        "choices": say_all(words.CHOICES),
        "why": {
            "causes": say_all(words.CAUSES),
            "made": say_all(words.MADE),
            "terms": [[name, say(told), sign] for name, (told, sign) in words.TERMS.items()],
        },
        "tipping": {
            **say_all(words.TIPPING),
            "parts": [{"key": key, "name": say(name)} for key, name in words.PARTS.items()],
        },
        "measures": [{"key": key, "name": say(name)} for key, name in words.MEASURES.items()],
        "lines": [{**line, "name": say(line["name"])} for line in LINES],
        "class": classroom_words.panel(),
        "own": _own(),
        "acts": {
            **ACTS,
            "buttons": [{"kind": kind, **say_all(told)} for kind, told in ACTS["buttons"].items()],
            "hands": [{**hand, "title": say(hand["title"])} for hand in ACTS["hands"]],
        },
    }
