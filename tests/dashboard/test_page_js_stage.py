"""The modules behind the two figures and their stage, each function in a real browser."""

import math
import xml.etree.ElementTree as ElementTree

import pytest

pytestmark = pytest.mark.browser

REST = dict.fromkeys(("pursue", "withdraw", "reach", "respond", "threat", "soft"), 0)
CALM = REST | {"bpm": 70, "flooded": False, "hand": "", "apart": False, "seated": False}


# --- the two


def pose(js, **state) -> dict:
    return js("({ poses }, state) => poses.posed(state)", CALM | state)


def test_bodies_lean_in_turn_away_sit_apart_and_pull_back(js):
    calm, protests, quiet = pose(js), pose(js, pursue=0.9, threat=0.8), pose(js, withdraw=0.9, threat=0.8)
    assert protests["lean"] > 40 > calm["lean"] > -5 > quiet["lean"]
    assert protests["turn"] > 0.6 and quiet["turn"] < -0.6 and quiet["eyes"] < 0.6
    louder = [pose(js, pursue=strength)["lean"] for strength in (0.3, 0.5, 0.7, 0.9)]
    assert louder == sorted(louder), "the same protest, louder, leans further"
    apart = pose(js, pursue=0.9, threat=0.8, apart=True)
    assert apart["hipy"] > 20 and apart["turn"] < 0, "seated, the back to the wall, whatever was done before"
    assert pose(js, hand="refuses", withdraw=0.6)["lean"] < pose(js, hand="offers")["lean"]
    assert pose(js, soft=1, reach=0.8)["tear"] > 0.5
    assert pose(js, seated=True)["hipy"] > 20


def test_protest_throws_its_hands_up_and_a_reach_holds_one_out_low(js):
    protests, reaches = pose(js, pursue=0.9), pose(js, reach=0.8)
    assert protests["armP"][1] < 20 < reaches["armP"][1], "a demand is no reach"
    assert protests["armO"][0] > 30 > reaches["armO"][0] and protests["mo"] > 0.5 > reaches["mo"]


def test_alarm_is_told_by_heat_and_flooding_by_marks_and_both_by_the_body(js):
    assert pose(js, threat=1)["heat"] > 0.9 > 0.1 > pose(js)["heat"]
    assert pose(js, bpm=106)["heart"] == 1 and pose(js, bpm=60)["heart"] == 0
    flooded, still = pose(js, threat=0.9, flooded=True), pose(js, threat=0.9)
    assert flooded["flood"] == 1 and flooded["shrug"] > still["shrug"] > pose(js)["shrug"]
    drawn = (
        "({ figure, poses }, state) => { const f = figure.figure('a', poses.posed(state)); return f.back + f.front; }"
    )
    assert "pdd-throb" in js(drawn, CALM | {"flooded": True}) and "pdd-throb" not in js(drawn, CALM | {"threat": 1})


def test_half_way_a_body_is_half_way_and_a_hand_is_one_or_the_other(js):
    half = js("({ poses }, share) => poses.blend(poses.POSES.pursue, poses.POSES.held, share)", 0.25)
    lean = "({ poses }) => [poses.POSES.pursue.lean, poses.POSES.held.lean]"
    first, second = js(lean)
    assert half["lean"] == pytest.approx(0.75 * first + 0.25 * second)
    assert half["armP"][3] in (0, 1)
    assert js("({ poses }) => poses.mixed([[poses.POSES.away, 0], [poses.POSES.ease, 2]]).lean") == 2


def test_persons_keep_their_marks_whatever_they_do(js):
    code = "({ figure, poses }, [who, name]) => figure.still(who, poses.POSES[name], { id: 'x' })"
    for name in ("ease", "press", "away", "apart", "held"):
        round_, square, third = (js(code, [who, name]) for who in "abc")
        assert "var(--pdd-a)" in round_ and "<rect" not in round_
        assert "var(--pdd-b)" in square and '<rect x="-34"' in square and "var(--pdd-a)" not in square
        assert "var(--pdd-third)" in third and "heart" not in third
        for drawn in (round_, square, third):
            ElementTree.fromstring(f"<svg>{drawn}</svg>")
    blank = "({ face }) => face.head({ ink: 'k', skin: 's', wide: 3, plain: true }, { hturn: 0 }, true).length"
    assert js(blank) < 400, "a stranger has no face here"
    assert js("({ figure }) => figure.HEART.startsWith('M0 12')")


def test_a_held_hand_is_where_the_two_meet_whichever_side_one_stands_on(js):
    code = """({ figure, poses, scene }) => {
      const stage = scene.measures(980, 400), stand = scene.places(stage, { near: 1, held: true, lean: 0 });
      const meet = scene.clasp(stage, stand);
      return ['a', 'b'].map(who => {
        const at = { x: stand[who], y: stage.ground, s: stage.s, dir: who === 'a' ? 1 : -1 };
        const hand = figure.figure(who, figure.toPoint(who, poses.POSES.held, at, meet), at).hand;
        return Math.hypot(hand[0] - meet[0], hand[1] - meet[1]) / stage.s;
      });
    }"""
    assert max(js(code)) < 16


def test_strokes_meet_their_ends(js):
    found = js("({ strokes }) => strokes.bones([0, 0], [30, 40], 40, 40, 1)")
    assert found["end"] == pytest.approx([30, 40]) and js("({ strokes }) => strokes.P(1.04, 2)") == "1 2"
    assert math.hypot(*found["joint"]) == pytest.approx(40)
    far = js("({ strokes }) => strokes.bones([0, 0], [300, 400], 40, 40, 1)")["end"]
    assert math.hypot(*far) == pytest.approx(79.6), "an arm is as long as it is"
    line = js("({ strokes }) => strokes.limbLine([0, 0], { joint: [5, 5], end: [9, 9] }, [.9, .8])")
    assert line.startswith("M0 0C") and line.endswith("9 9")
    assert js("({ strokes }) => [strokes.r1(.26), strokes.line('M0 0', { stroke: 's', wide: 2 })]")[0] == 0.3


def places(js, width=980, **state) -> tuple[float, float]:
    code = """({ scene }, [width, state]) => scene.places(scene.measures(width, 400), state)"""
    found = js(code, [width, {"near": 0.5, "held": False, "apart": False, "lean": 0} | state])
    return found["a"], found["b"]


def test_nearness_is_felt_closeness_and_a_time_out_is_farther_than_any_fight(js):
    far, near, held, apart = (
        places(js, **state) for state in ({"near": 0}, {"near": 1}, {"held": True}, {"apart": True})
    )
    gaps = [second - first for first, second in (held, near, far, apart)]
    assert gaps == sorted(gaps) and gaps[0] < gaps[1] < gaps[2] < gaps[3]
    pressed = places(js, near=0.3, lean=1)
    assert sum(pressed) > sum(places(js, near=0.3, lean=-1)), "one is over the middle, the other over the edge"
    for width in (360, 640, 980, 1400):
        first, second = places(js, width, near=0, lean=1)
        assert 0 < first < second < width


def test_what_passes_between_them_goes_from_the_one_to_the_other(js):
    to_b, to_a = (js("({ scene }, dir) => scene.arrow(300, 700, 20, dir, 30)", dir_) for dir_ in (1, -1))
    assert to_b.startswith("M300 20") and "L704 35" in to_b and to_a.startswith("M700 20") and "L296 35" in to_a
    thick, thin = (js("({ scene }, bond) => scene.thread([0, 0], [100, 0], bond, 1)", bond)["wide"] for bond in (1, 0))
    assert thick > thin > 0
    assert js("({ scene }) => scene.tail([0, 0], [9, 9])").endswith("9 9")
    assert [puff["r"] for puff in js("({ scene }) => scene.puffs([0, 0], [10, 0])")] == [8, 6, 4.5]
    assert "M" in js("({ scene }) => scene.under(scene.measures(980, 400), { a: 300, b: 600 })")
    assert js("({ scene }) => scene.stool(0, 0, 1)").count("M") == 3
    assert js("({ scene }) => scene.wedge(30, .25).hands") == "M0 -25V0L25 0"
    steps = js("({ scene }) => scene.prints([{ a: 10, b: 50 }, { a: 30, b: 50 }], { a: 40, b: 50 })")
    assert steps == [{"who": "a", "x": 10, "age": 0}], "where they came from, where that is another place"
    hands = "({ scene }, given) => scene.handOf(...given)"
    assert [js(hands, [True, own, other, 0.5]) for own, other in ((0.6, 0.5), (0.6, 0.4), (0.4, 0.6))] == [
        "held", "offers", "refuses"]  # fmt: skip
    assert js(hands, [False, 1, 1, 0.5]) == ""
    assert js("({ scene }) => [400, 1000, 2000].map(scene.bubble)") == [100, 236, 400]
    assert js("({ scene }) => scene.WIDE > scene.BESIDE && scene.BESIDE > 400")
