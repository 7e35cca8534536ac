"""What the panels say and offer that is the same for every run, so that none of it stands in them. Pure."""

from sim.analysis.measures import DAS
from sim.dashboard.state.gestures import BAD_DAY, BAD_EVENING, SEASON
from sim.model.schedule import TURN_SECONDS
from sim.model.state import MOVES
from sim.scenario.files import MAX_BYTES
from sim.scenario.link import MAX_LINK

FIELDS = {
    "turn": "starts at", "turns": "lasts", "day": "first day", "days": "on", "every": "one day in", "who": "who",
    "whose": "whose hand", "held_by": "held by", "reaches": "who reaches", "size": "how heavy",
    "dose": "how much of it", "when": "when", "whose_heart": "whose heart", "bpm": "from", "strength": "how safe",
    "invitation": "invitation", "reach": "reach on purpose", "withdrawer": "who withdraws",
    "containment": "how safe", "softening": "invitation",
}  # fmt: skip
"""Settings of what is placed, as they stand before their fields."""
MAIN_FIELDS = {
    "turn": ["turn", "turns", "who", "whose", "size"],
    "day": ["day", "days", "every", "who", "size"],
}
"""The settings that are shown first, in a conversation and in a season."""
CHOICES = {
    "partner": "the other's", "stranger": "a stranger's", "picture": "the other's picture", "scheduled": "on time",
    "heart": "when a heart races",
}  # fmt: skip
"""Words to choose from that do not speak for themselves."""
CAUSES = {
    "silence": "silence", "protest": "protest", "spark": "own trouble", "stress": "strain", "burden": "life's weight",
    "chance": "chance", "hand": "the hand", "room": "safe room", "answer": "the answer",
}  # fmt: skip
MADE = {"pursue": "protest", "withdraw": "silence", "reach": "reaching", "respond": "answer"}
"""A move as something made, for "protest .62"."""
TERMS = (
    ("shield", "kept off by trust, before it arrives", ""), ("silence", "the other's silence", "+"),
    ("protest", "the other's protest", "+"), ("spark", "own trouble", "+"), ("stress", "strain", "+"),
    ("burden", "life's weight", "+"), ("chance", "chance", "+"), ("answer", "the other's answer", "−"),
    ("floored", "no less than nothing", "+"), ("hand", "the hand", "−"), ("room", "a safe room", "−"),
    ("alarm", "alarm", "="), ("before", "threat before", ""), ("target", "threat that this alarm draws to", ""),
    ("threat", "threat now", "="), ("heart", "heart, bpm", ""), ("flooded", "flooded, 0 to 1", ""),
    ("share_pursue", "protest's share of the urge", ""), ("share_withdraw", "silence's share", ""),
    ("share_reach", "reaching's share", ""), ("pursue", "protest made", "="), ("withdraw", "silence made", "="),
    ("reach", "reach made", "="), ("bid", "the other's bid, as heard", ""), ("ready", "ready to answer", ""),
    ("respond", "answer given", "="),
)  # fmt: skip
"""The terms of a turn in their order: name, words, and how it counts."""
TIPPING = {
    "parts": {"map": "The map", "early": "Early or late"},
    "by": {
        "hand": {"name": "the hand’s strength", "axis": "how firmly the hand is held"},
        "security": {"name": "felt security", "axis": "felt security of both"},
    },
    "places": {"calm": "calm", "dance": "the dance", "uneasy": "uneasy", "none": "no rest"},
    "helped": {
        "c": "By now calm would hold by itself, were the help to end.",
        "d": "Were the help to end now, the dance would come back.",
        "u": "Were the help to end now, they would stay uneasy.",
    },
    "free": {
        "c": "From here, left to themselves and chance aside, they come to calm.",
        "d": "From here, left to themselves and chance aside, they end in the dance.",
        "u": "From here, chance aside, they stay uneasy.",
    },
}  # fmt: skip
NUMERALS = {6: "six", 20: "twenty"}
MEASURES = {"satisfaction": "Satisfaction", "bond": "Bond", "dance": "The dance"}
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
        {"kind": "bad-day", "name": "A bad day", "end": "It passes", "says": "Something weighs on both (D)"},
    ],
    "first": ["repair-attempt", "containment"],
    "troubles": ["spark", "stress", "event"],
    "hands": [
        {"value": "stranger", "title": "a stranger's hand"},
        {"value": "picture", "title": "the other's picture"},
    ],
    "turns": 60, "evenings": 14,
    "evening": {"turn": 30, "turns": 60},
    "once": ["bad-day", "spark", "event", "therapy-course"],
    "course": {"kind": "therapy-course", "days": 20},
    "settings": {
        "spark": {"who": "a", "size": 1.6}, "stress": {"who": "both", "size": BAD_EVENING},
        "event": {"who": "both", "size": BAD_DAY},
    },
}  # fmt: skip
"""What the page offers to do at the playhead: the hand, three buttons, and a list that begins with ``first``; for how
many turns, on how many evenings, when and how long on an evening of a season, what comes but once, how many sessions a
course has, and how heavy trouble is (all assumed)."""


def page_words() -> dict:
    """Words, lists and limits of the panels, by name."""
    return {
        "moves": list(MOVES),
        "life": ACTS["troubles"],
        "season": f"Live on: {_said(SEASON // 7)} weeks of such evenings",
        "turn_says": f"{_said(TURN_SECONDS)} seconds",
        "satisfaction_scale": f"DAS, {DAS.low:.0f} to {DAS.high:.0f}",
        "limits": {"file": MAX_BYTES, "link": MAX_LINK},
        "fields": FIELDS,
        "main_fields": MAIN_FIELDS,
        "choices": CHOICES,
        "why": {"causes": CAUSES, "made": MADE, "terms": [list(term) for term in TERMS]},
        "tipping": TIPPING,
        "measures": [{"key": key, "name": name} for key, name in MEASURES.items()],
        "lines": list(LINES),
        "acts": ACTS,
    }


def _said(number: int) -> str:
    """A number in words, where it has any."""
    return NUMERALS.get(number, str(number))
