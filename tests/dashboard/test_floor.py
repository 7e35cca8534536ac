"""What the floor says: who does what, what it looks like, what is felt, and how the evening is told."""

import numpy as np

from sim.dashboard.payload import floor
from sim.dashboard.payload.payload import payload
from sim.dashboard.state.gestures import after
from sim.dashboard.state.visit import opening
from sim.model.cues import COLUMNS
from sim.model.state import MOVES, Partner
from sim.wording.feelings import FELT, SEEN, SHOWN
from sim.wording.names import ALARM, APART, DOES, RACING, REST, STILL

TAKE = {"kind": "place", "what": "hand-holding", "turn": 40, "turns": 60}


def at(**values):
    """One moment of a run, at rest but for ``values``."""
    still = {f"{name}_{who}": 0.0 for name in Partner._fields for who in "ab"} | {
        "bond": 0.5,
        **dict.fromkeys(("heart_rate_a", "heart_rate_b"), 75.0),
        **dict.fromkeys(COLUMNS, 0.0),
    }
    return {name: np.array([values.get(name, value)]) for name, value in still.items()}


def told(**values):
    return floor.floor(at(**values), ("Ana", "Ben"), opening().scenario.constants)


def test_the_strongest_move_gives_the_word():
    assert told()["does"]["a"] == [REST]
    for move in MOVES:
        others = {f"{other}_a": 0.2 for other in MOVES if other != move}
        assert told(**others, **{f"{move}_a": 0.5})["does"]["a"] == [move]
    assert told(threat_a=0.8)["does"]["a"] == [STILL]
    assert told(heart_rate_a=109.0)["does"]["a"] == [RACING], "calm, and no one at 109 is at ease"
    assert told(pause=1.0, pursue_a=0.5)["does"]["a"] == [APART]
    assert set(DOES) == {*MOVES, REST, RACING, STILL, APART} and set(SEEN) == set(SHOWN)


def test_more_threat_never_gets_a_calmer_word():
    words = [told(threat_a=threat)["alarm"]["a"][0] for threat in np.linspace(0, 1, 101)]
    order = [word for _, word in ALARM]
    assert words == sorted(words, key=order.index) and set(words) == set(order)


def felt(**values):
    return list(FELT)[told(**values)["feels"]["a"][0]]


def test_what_is_felt_is_what_stings_most_and_the_body_is_felt_too():
    me = {"anxiety_a": 0.8, "avoidance_a": 0.8, "threat_a": 0.7}
    assert [felt(**me, withdraw_b=0.9), felt(**me, pursue_b=0.9), felt(**me)] == ["there", "enough", "shaken"]
    louder = me | {"threat_a": 0.9}
    assert [felt(**louder, withdraw_b=0.9), felt(**louder, pursue_b=0.9)] == ["matter", "worse"]
    assert [felt(need_a=0.9), felt(), felt(heart_rate_a=110.0)] == ["longing", "calm", "racing"]
    held = {"hand": 1.0, "taken_a": 0.8, "taken_b": 0.8}
    assert [felt(**held), felt(**held, **me, withdraw_b=0.9)] == ["held", "clinging"]
    assert [felt(pause=1.0, threat_a=0.7), felt(pause=1.0)] == ["breath", "rested"]


def shown(**values):
    return list(SHOWN)[told(**values)["shows"]["a"][0]]


def test_what_is_shown_is_as_loud_as_it_is_and_the_fear_where_it_is_asked_for():
    assert [shown(pursue_a=strength) for strength in (0.2, 0.4, 0.8)] == ["asks", "protests", "presses"]
    assert [shown(withdraw_a=strength) for strength in (0.2, 0.4, 0.8)] == ["shrugs", "quiet", "away"]
    assert [shown(reach_a=0.5), shown(respond_a=0.5), shown()] == ["reaches", "answers", "ease"]
    opens = {"invite_a": 1.0, "reach_a": 0.3, "pursue_a": 0.6}
    assert [shown(**opens, anxiety_a=0.8), shown(**opens, avoidance_a=0.8)] == ["opens-left", "opens-failing"]
    assert shown(hand=1.0, taken_a=0.6, taken_b=0.6) == "holds" and shown(pause=1.0) == "apart"


def test_the_story_is_told_in_plain_sentences_and_says_who_does_not_take_a_hand():
    floor_ = payload(opening())["floor"]["story"]
    at = [floor_["texts"][i] for i in floor_["at"]]
    assert at[12] == "Something goes wrong." and "Ana" in at[20] and "Ben" in at[20]
    assert any("Ana's heart goes past 100" in text for text in at)
    held = payload(after(opening(), TAKE))["floor"]["story"]
    assert "hand" in held["texts"][held["at"][60]] and "hand" not in held["texts"][held["at"][20]]
    rooms = payload(after(opening(), TAKE | {"what": "time-out"}))["floor"]["story"]
    assert rooms["texts"][rooms["at"][40]] == "They go to separate rooms."
    assert rooms["texts"][rooms["at"][50]] == "Each calms down alone."
    both = [told(hand=1.0, taken_a=a, taken_b=b)["story"]["texts"][0] for a in (0.5, 0.49) for b in (0.5, 0.49)]
    assert [text.partition(".")[0] for text in both] == [
        "They hold hands",
        "Ben does not take Ana's hand",
        "Ana does not take Ben's hand",
        "A hand is offered, and neither takes it",
    ]
