"""The modules behind the page's pictures: scales, labels, the score and the fan, each function in a real browser."""

import re
from itertools import pairwise

import numpy as np
import pytest

from sim.analysis.tomorrows import QUANTILES
from sim.model.state import MOVES
from sim.wording.numbers import decimal
from sim.wording.page import LANES

pytestmark = pytest.mark.browser


def numbers_of(path: str) -> list[tuple[float, float]]:
    """The points of a path of straight lines."""
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


# --- numbers, scales, labels


def test_numbers_are_written_as_the_server_writes_them(js):
    for value in (0.0, 0.62, 0.625, 1.0, 1.2, -0.3, -0.001, 12.345):
        assert js("({ numbers }, value) => numbers.decimal(value)", value) == decimal(value + 1e-9), value
    assert js("({ numbers }) => [0, 11.4, 61].map(turn => numbers.clock(turn, 6))") == ["0:00", "1:06", "6:06"]
    assert js("({ numbers }) => numbers.clock(8, 6)") == "0:48"
    lasting = js("({ numbers }) => [1, 10, 60, 61].map(turns => numbers.lasting(turns, 6))")
    assert lasting == ["6 seconds", "1 minute", "6 minutes", "6:06 minutes"]
    assert js("({ numbers }) => [0, .5, .625, 1].map(numbers.short)") == ["0", ".5", ".63", "1"]
    assert js("({ numbers }) => [0, .004, .006, 1].map(numbers.hundred)") == ["0", "<1", "1", "100"]
    assert js("({ numbers }) => numbers.percent(.25)") == "25 %"
    assert js("({ numbers }) => [.041666, -.5, 1200].map(numbers.figure)") == [".04167", "-.5", "1200"]
    assert js("({ numbers }) => [numbers.tenth(.26), numbers.clamp(5, 0, 3), numbers.clamp(-1, 0, 3)]") == [0.3, 3, 0]
    assert js("({ numbers }) => numbers.capital('the hand')") == "The hand"


def test_a_list_is_read_between_its_places_and_not_beyond_its_ends(js):
    read = js("({ numbers }) => [-1, 0, .25, 1, 1.5, 2, 9].map(place => numbers.between([10, 20, 40], place))")
    assert read == [10, 10, 12.5, 20, 30, 40, 40]


def test_a_scale_goes_to_both_ends_and_comes_back(js):
    both = """({ scales }, [domain, range]) => {
      const scale = scales.linear(domain, range);
      return [domain.map(scale), domain.map(scale).map(scale.invert), scale((domain[0] + domain[1]) / 2)];
    }"""
    for domain, range_ in (([0, 150], [104, 700]), ([65, 125], [300, 240]), ([-0.03, 1.03], [42, 400])):
        ends, back, middle = js(both, [domain, range_])
        assert ends == range_ and back == pytest.approx(domain) and middle == pytest.approx(sum(range_) / 2)
    assert js("({ scales }) => scales.linear([3, 3], [10, 20])(3)") == 10, "an empty domain is no division by nothing"


def test_ticks_reach_the_end_and_are_no_more_than_asked_for(js):
    assert js("({ scales }) => scales.ticks(15, 5)") == [0, 5, 10, 15]
    assert js("({ scales }) => scales.ticks(14.9, 5)") == [0, 5, 10]
    assert js("({ scales }) => [30, 31, 999].map(end => scales.step([5, 10], end, 3, 60))") == [10, 60, 60]


def test_paths_begin_and_close_where_they_should(js):
    assert js("({ scales }) => scales.path([[0, 1], [2.04, 3.06]])") == "M0 1L2 3.1"
    assert js("({ scales }) => scales.path([[0, 1], [2, 3]], true)") == "M0 1L2 3Z"
    assert js("({ scales }) => scales.area([[0, 1], [2, 1]], [[0, 5], [2, 5]])") == "M0 1L2 1L2 5L0 5Z"


def test_two_labels_never_overlap_and_move_no_farther_than_they_must(js):
    rng = np.random.default_rng(1)
    for first, second in rng.uniform(0, 60, (40, 2)).tolist():
        up, low = js("({ labels }, [a, b]) => labels.spread(a, b, 16)", [first, second])
        assert abs(up - low) >= 16 - 1e-9 and (up <= low) == (first <= second)
        assert up + low == pytest.approx(first + second), "both give way alike"
        if abs(first - second) >= 16:
            assert [up, low] == [first, second]
        up, low = js("({ labels }, [a, b]) => labels.spreadAbove(a, b, 16, 50)", [first, second])
        assert abs(up - low) >= 16 - 1e-9 and max(up, low) <= 50 + 1e-9


def test_a_label_goes_where_there_is_most_room_and_the_first_of_equals(js):
    roomiest = "({ labels }, rooms) => labels.roomiest(rooms.map((room, i) => ({ room, i })), 14).i"
    assert [js(roomiest, rooms) for rooms in ([3, 9, 5], [20, 30], [2, 2])] == [1, 0, 0]
    far = "({ labels }, [points, taken]) => labels.farthest(points, taken)"
    assert js(far, [[[0, 0], [10, 0], [0, 10]], [[0, 0]]]) == [0, 10], "beside is nearer than above, for words are wide"
    assert js(far, [[], [[0, 0]]]) is None


def test_words_are_wrapped_within_their_letters(js):
    lines = js("({ labels }) => labels.wrap('one two three antidisestablishment', 9, 6)")
    assert lines == ["one two", "three", "antidises"]
    assert js("({ labels }) => labels.wrap('a b c d', 1, 2)") == ["a", "b"]
    assert js("({ labels }) => labels.wrap('ab cd', 4, 2)") == ["ab", "cd"], "one letter too many"


# --- the score

LOOK = {"width": 800, "projector": False, "season": False, "names": {"a": "Ana", "b": "Ben"}, "tracks": 1, "last": 4,
        "lanes": ["moves", "alarm", "heart", "bond"],
        "told": [{"name": name, "title": title, "under": under} for name, (title, under) in LANES.items()]}  # fmt: skip
SEASON = {"season": True, "lanes": [*LOOK["lanes"], "satisfaction"]}
SERIES = {f"{move}_{who}": [0, 0.2, 0.4, 0.2, 0] for move in MOVES for who in "ab"} | {
    "heart_rate_a": [70, 80, 130, 90, 70], "heart_rate_b": [60, 70, 80, 90, 70], "bond": [0, 0.25, 0.5, 0.75, 1],
    "threat_a": [0, 0.1, 0.2, 0.3, 1], "threat_b": [0, 0.1, 0.2, 0.3, 0.5],
    "satisfaction": [20, 50, 95, 140, 150],
}  # fmt: skip


def score(js, code: str, *more, **look):
    """Run code with the score's frame and the series."""
    return js(
        "({ score }, [look, series, more]) => { const frame = score.frame(look); return " + code + "; }",
        [LOOK | look, SERIES, list(more)],
    )


def test_lanes_stand_under_each_other_within_the_picture(js):
    for look in ({}, SEASON, {"projector": True, "tracks": 4}, {"width": 400}, {"high": 260}):
        lanes = score(js, "frame.lanes", **look)
        assert all(low["top"] >= up["top"] + up["high"] for up, low in pairwise(lanes))
        assert score(js, "[frame.x(0), frame.x(frame.last)]", **look) == score(js, "[frame.left, frame.right]", **look)
        assert (
            lanes[-1]["top"] + lanes[-1]["high"] == score(js, "frame.axis", **look) < score(js, "frame.height", **look)
        )
    assert score(js, "frame.lanes.map(lane => lane.key)", lanes=["need"]) == ["need"]
    assert score(js, "frame.height", high=260) == pytest.approx(260, abs=4), "as high as there is room"


def test_each_lanes_scale_keeps_within_its_lane_and_hearts_stretch_theirs(js):
    low, high = score(js, "score.beats(series)")
    assert (low, high) == (60, 130)
    calm = {"heart_rate_a": [80], "heart_rate_b": [90]}
    assert js("({ score }, series) => score.beats(series)", calm) == [65, 125], "two evenings can be compared by eye"
    for lane, ends in (
        ("alarm", (0, 1)),
        ("heart", (low, high)),
        ("satisfaction", js("({ score }) => score.SATISFACTION")),
    ):
        inside = score(js, "more[1].map(score.scale(frame, more[0], series))", lane, list(ends), **SEASON)
        top, tall = score(js, "[frame.lane[more[0]].top, frame.lane[more[0]].high]", lane, **SEASON)
        assert inside == [top + tall - 3, top + 3]


def test_moves_are_stacked_from_the_line_between_the_two_hers_upward_his_downward(js):
    moves = list(MOVES)
    most = score(js, "score.tallest(series, more, frame.last)", *moves)
    assert most == pytest.approx(1.6)
    areas = score(js, "score.areas(frame, series, more[0], more[1])", moves, most)
    lanes = {lane["key"]: lane for lane in score(js, "frame.lanes")}
    line = lanes["moves_b"]["top"]
    for who, sign in (("a", -1), ("b", 1)):
        drawn = [numbers_of(area["d"]) for area in areas if area["key"].endswith(who)]
        assert [area["move"] for area in areas if area["key"].endswith(who)] == moves
        for under, over in pairwise(drawn):
            assert under[:5] == over[5:][::-1], "a move lies on top of the other"
        base = line - 1 if who == "a" else line
        assert drawn[0][-1][1] == base
        assert drawn[-1][2][1] == pytest.approx(base + sign * (lanes["moves_a"]["high"] - 3), abs=0.1)


def test_the_compared_runs_dance_is_protest_and_silence_together(js):
    dances = score(js, "score.dances(frame, series, 2)")
    top, high = score(js, "[frame.lane.moves_b.top, frame.lane.moves_b.high]")
    assert [y for _, y in numbers_of(dances[1]["d"])] == pytest.approx(
        [top + share * (high - 3) / 2 for share in (0, 0.4, 0.8, 0.4, 0)], abs=0.1
    )


def test_curves_go_through_every_turn_and_stay_in_their_lanes(js):
    curves = {curve["key"]: curve for curve in score(js, "score.curves(frame, series, series)", **SEASON)}
    assert set(curves) == {"alarma", "alarmb", "hearta", "heartb", "bond", "satisfaction"}
    for key, curve in curves.items():
        lane = key if key in ("bond", "satisfaction") else key[:-1]
        top, high = score(js, "[frame.lane[more[0]].top, frame.lane[more[0]].high]", lane, **SEASON)
        points = numbers_of(curve["d"])
        assert len(points) == 5 and all(top + 2.9 <= y <= top + high - 2.9 for _, y in points), key
    assert "satisfaction" not in {curve["key"] for curve in score(js, "score.curves(frame, series, series)")}


def test_the_axis_has_whole_minutes_and_days(js):
    assert [tick["name"] for tick in score(js, "score.axis(frame, 10)", last=150)] == ["0 min", 3, 6, 9, 12, 15]
    assert [tick["at"] for tick in score(js, "score.axis(frame, 10)", last=150)] == [0, 30, 60, 90, 120, 150]
    assert [tick["name"] for tick in score(js, "score.axis(frame, 10)", last=14, season=True)] == ["day 0", 7, 14]


def test_a_lines_name_stands_where_no_heart_is(js):
    code = """({ score }, [look, series]) => {
      const frame = score.frame(look), line = score.scale(frame, "heart", series)(100);
      return { ...score.nameOfLine(frame, series, line), line };
    }"""
    busy = {"heart_rate_a": [91.0] * 20 + [70.0] * 21, "heart_rate_b": [109.0] * 20 + [70.0] * 21}
    at_the_end = js(code, [LOOK | {"last": 40}, busy])
    at_the_start = js(code, [LOOK | {"last": 40}, {name: values[::-1] for name, values in busy.items()}])
    assert at_the_end["end"] and not at_the_start["end"]
    below = {"heart_rate_a": [91.0] * 41, "heart_rate_b": [70.0] * 41}
    assert js(code, [LOOK | {"last": 40}, below])["y"] < at_the_end["line"], "hearts beneath the line send it above"


def test_what_is_said_under_the_playhead_is_of_both_and_apart(js):
    for place in (0, 1.5, 4):
        first, second = score(js, "score.pair(frame, 'alarm', series, more[0])", place)
        assert abs(first["label"] - second["label"]) >= 16 - 1e-9
    assert first["value"] == 1 and second["value"] == 0.5
    assert score(js, "score.pair(frame, 'heart', series, 1.5)")[0]["value"] == 105


def test_a_spark_points_into_its_partners_lane_and_a_press_finds_its_turn(js):
    up, down = (score(js, "score.spark(frame, more[0])", {"turn": 2, "who": who}) for who in "ab")
    assert up.endswith("h10l-5 9z") and down.endswith("h10l-5 -9z")
    for turn in range(5):
        assert score(js, "score.turnAt(frame, frame.x(more[0]) + more[1])", turn, 20) == turn


def test_a_guess_is_drawn_where_the_pencil_goes_and_only_ahead(js):
    drawn = "({ score }, given) => score.drawn(...given)"
    first = js(drawn, [None, 6, None, {"turn": 1, "share": 0.5}, 3])
    assert first == [None] * 7, "what has been lived is not guessed"
    line = js(drawn, [first, 6, {"turn": 2, "share": 0}, {"turn": 6, "share": 1}, 3])
    assert line == [None, None, None, 0.25, 0.5, 0.75, 1]
    back = js(drawn, [line, 6, {"turn": 6, "share": 0}, {"turn": 5, "share": 0}, 3])
    assert back == [None, None, None, 0.25, 0.5, 0, 0], "drawn backwards, over what was there"
    pieces = score(js, "score.pencil(frame, 'alarm', more)", None, 0, None, 1, 1)
    assert pieces.count("M") == 2
    share = score(js, "score.shareAt(frame, 'alarm', score.scale(frame, 'alarm', series)(more[0]))", 0.4)
    assert share == pytest.approx(0.4, abs=0.02)
    assert score(js, "score.hem(frame, frame.right - 62)").count("q11 9 22") == 3, "it ends where the score does"


# --- a thousand tomorrows

BAND = [[0, 1], [10, 11], [20, 21], [30, 31], [40, 41]]
"""Five quantiles of two days, each at its own height."""
CHART = "fan.chart({ left: 0, right: 100, top: 0, high: 100, horizon: 2, extent: { low: 0, high: 100 } })"


def heights(path: str) -> list[float]:
    return [100 - y for _, y in numbers_of(path)]


def test_a_fan_is_drawn_from_the_quantiles_it_names(js):
    code = f"({{ fan }}, [band, quantiles]) => fan.drawn(band, [1, 2], quantiles, {CHART})"
    drawn = js(code, [BAND, list(QUANTILES)])
    assert heights(drawn["line"]) == [20, 21], "the middle run is the median"
    assert heights(drawn["half"]) == [10, 11, 31, 30], "half of the runs: from a quarter to three quarters"
    assert heights(drawn["wide"]) == [0, 1, 41, 40], "nine in ten: the outermost"
    assert heights(drawn["inner"]) == [10, 11, 30, 31] and heights(drawn["outer"]) == [0, 1, 40, 41]
    other = js(code, [[[0, 1], [10, 11], [20, 21]], [0.25, 0.5, 0.75]])
    assert heights(other["line"]) == [10, 11], "rows are found by their quantile and not by their place"
    assert js("({ fan }, all) => fan.rows(all).middle", list(QUANTILES)) == QUANTILES.index(0.5)


def test_a_fan_without_the_median_is_refused_with_a_sentence(js):
    refused = "({ fan }) => { try { fan.rows([.1, .25, .75]); } catch (error) { return error.message; } }"
    assert js(refused) == "A fan needs the quantile 0.5, and has only 0.1, 0.25, 0.75."


def test_the_fans_scale_takes_in_every_band_and_the_line_of_distress_on_round_numbers(js):
    extent = "({ fan }, given) => fan.extent(...given)"
    for measure, bands, limit, unit in (
        ("satisfaction", [[[80, 90], [120, 118]]], 97, 1),
        ("satisfaction", [[[110, 112], [120, 118]]], 97, 1),
        ("bond", [[[0.41, 0.5], [0.72, 0.7]]], 97, 0.01),
        ("bond", [[[0.4, 0.5], [0.52, 0.5]]], 97, 0.01),
        ("bond", [[[0.0, 0.01], [0.99, 1.0]]], 97, 0.01),
    ):
        found = js(extent, [measure, bands, limit, True])
        every = np.array(bands).ravel().tolist() + ([limit] if measure == "satisfaction" else [])
        assert found["low"] <= max(0, min(every) - unit) and found["high"] >= max(every)
        assert found["ticks"][0] == found["low"] and found["ticks"][-1] == pytest.approx(found["high"])
        assert 2 <= len(found["ticks"]) <= 8
        assert all(round(tick / unit) % 5 == 0 for tick in found["ticks"])
    assert js(extent, ["dance", [], 97, False]) == {"low": 0, "high": 1, "ticks": [0, 0.5, 1]}


def test_a_fans_days_begin_with_the_first_and_have_room(js):
    days = "({ fan }, [horizon, wide]) => fan.days(horizon, day => 300 * (day - 1) / (horizon - 1), wide)"
    assert js(days, [84, False]) == [1, 28, 56, 84]
    assert js(days, [84, True]) == [1, 14, 28, 42, 56, 70, 84]
    assert js(days, [2, True]) == [1, 2]


def test_the_ends_of_the_middle_runs_are_apart_and_above_the_axis(js):
    assert js("({ fan }) => fan.ends([90], 16, 80)") == [90]
    for heights_ in ([20, 22], [70, 78], [78, 70], [10, 60]):
        first, second = js("({ fan }, heights) => fan.ends(heights, 16, 80)", heights_)
        assert abs(first - second) >= 16 and max(first, second) <= 80


def test_a_hundred_couples_are_a_hundred_marks_filled_for_those_that_end_distressed(js):
    marks = js("({ fan }, hundred) => fan.marks(hundred)", [1] * 37 + [0] * 63)
    assert marks["ill"].count("M") == 37 and marks["well"].count("M") == 63
