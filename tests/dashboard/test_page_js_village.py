"""The modules that place, read and draw a village, in a real browser."""

import networkx as nx
import numpy as np
import pytest

from sim.dashboard.payload.village import HIGH, LOW, fixed, letters

pytestmark = pytest.mark.browser

FIXED = fixed()


def network(couples=200):
    """A small world as two lists of ends."""
    edges = sorted(nx.watts_strogatz_graph(couples, 6, 0.1, seed=1).edges)
    return {"count": couples, "first": [one for one, _ in edges], "second": [other for _, other in edges]}


@pytest.mark.parametrize("couples", [1, 2, 200, 2000])
def test_couples_have_places_of_their_own_within_the_picture_and_the_same_each_time(js, couples):
    given = network(couples) if couples > 6 else {"count": couples, "first": [], "second": []}
    found = js("""({ layout }, { count, first, second }) => {
      const place = () => layout.layout(count, first, second, 900, 500), one = place(), again = place();
      let least = Infinity, tied = 0, all = 0;
      for (let i = 0; i < count; i += 1) for (let j = 0; j < i; j += 1) {
        const far = Math.hypot(one.x[i] - one.x[j], one.y[i] - one.y[j]);
        least = Math.min(least, far / one.apart);
        all += far;
      }
      first.forEach((i, at) => { tied += Math.hypot(one.x[i] - one.x[second[at]], one.y[i] - one.y[second[at]]); });
      return { same: String(one.x) + one.y === String(again.x) + again.y, least,
               inside: one.x.every(x => x >= 0 && x < 900) && one.y.every(y => y >= 0 && y < 500),
               near: tied / Math.max(1, first.length) / (all / (count * (count - 1) / 2)) };
    }""", given)  # fmt: skip
    assert found["same"] and found["inside"]
    if couples > 6:
        assert found["least"] > 0.2, "nobody stands over anybody"
        assert found["near"] < 0.6, "who is tied stands near"


def test_neighbourhoods_hold_everybody_and_are_of_a_size(js):
    found = js("""({ layout }, { count, first, second }) => {
      const tied = layout.circles(count, first, second), { group, groups } = layout.neighbourhoods(tied, 29);
      return [Array.from(group), groups, tied.map(one => one.length).reduce((a, b) => a + b), layout.lots(3)()];
    }""", network())  # fmt: skip
    group, groups, ends, lot = found
    sizes = [group.count(at) for at in range(groups)]
    assert sum(sizes) == 200 and max(sizes) <= 38 and ends == 2 * 600 and 0 <= lot < 1


STORY = """({ village }, { start, lived, fixed }) => {
  const told = village.story(start, lived, fixed);
"""


def in_letters(points):
    """Points of satisfaction as the server tells them."""
    return letters(np.array(points), LOW, HIGH)


LIVED = {
    "kept": [30, 60], "mean": [110.0, 112.0],
    "levels": [in_letters(one) for one in ([100.0, 120.0, 90.0], [float("nan"), 140.0, 80.0])],
    "ended": [[40], [0]], "begun": [[55], [0]], "ties": [[60, letters(np.array([0.2, 0.4]), 0.0, 1.0)]],
}  # fmt: skip
GIVEN = {"start": in_letters([100.0, 100.0, 100.0]), "lived": LIVED, "fixed": FIXED}


def test_a_story_is_read_between_its_months_and_who_ends_is_over_from_the_next_day(js):
    found = js(STORY + """
      const at = day => Array.from(village.lights(told, day, new Float32Array(3)));
      return { days: told.days, half: at(15), over: [39, 40, 41, 55, 56].map(day => village.isOver(told, 0, day)),
               gone: at(50)[0], around: [0, 45, 60, 99].map(day => village.around(told, day)),
               counts: [30, 41, 60].map(day => village.counts(told, 3, day)), curve: village.curve(told) };
    }""", GIVEN)  # fmt: skip
    assert found["days"] == [0, 30, 60] and found["around"] == [[0, 0], [1, 0.5], [2, 0], [2, 0]]
    levels = [(points - LOW) / (HIGH - LOW) for points in (100.0, 110.0, 95.0)]
    assert all(abs(one - other) < 0.01 for one, other in zip(found["half"], levels, strict=True))
    assert found["over"] == [False, False, True, True, False] and found["gone"] == -1
    assert [one["together"] for one in found["counts"]] == [3, 2, 3]
    assert found["counts"][2] == {"together": 3, "ended": 1, "begun": 1} and found["curve"] == [[30, 110], [60, 112]]


def test_a_village_is_told_in_words(js):
    found = js(STORY + """
      const called = ["Ada and Bo", "Cam and Eli", "Kim and Lou"];
      return [...[41, 20, 60].map(day => village.news(told, called, day, 30)),
              village.state(village.counts(told, 3, 60)), village.state(village.counts(told, 3, 1)),
              village.when(400), village.month(400), village.year(365), village.year(366), village.couples(2000)];
    }""", GIVEN)  # fmt: skip
    assert found == [
        "Ada and Bo let go of each other.", "Nobody left, and nobody met.",
        "Ada and Bo let go of each other. 1 new couple met.", "3 couples together, 1 ended, 1 met anew",
        "3 couples together, none ended", "year 2, month 2", 2, 1, 2, "2,000 couples",
    ]  # fmt: skip


def test_ties_are_as_strong_as_they_were_last_told_and_those_of_a_couple_are_found(js):
    found = js(STORY + """
      const first = village.shares("AZ", fixed), net = { first: [0, 1], second: [1, 2], kinds: "02" };
      const strong = day => village.strengths(told, first, day);
      return { early: strong(59) === first, late: Array.from(strong(60)), ties: village.tiesOf(net, 1, strong(60)) };
    }""", GIVEN)  # fmt: skip
    assert found["early"] and abs(found["late"][1] - 0.4) < 0.01
    assert [(tie["other"], tie["kind"]) for tie in found["ties"]] == [(2, 2), (0, 0)]


def test_the_nearest_couple_is_found_and_a_neighbourhood_s_reach(js):
    found = js("""({ village }) => {
      const places = { x: [0, 10, 100], y: [0, 0, 50], apart: 10 };
      return [village.nearest(places, 9, 1, 14), village.nearest(places, 60, 60, 14),
              village.reach(places, [0, 1])];
    }""")  # fmt: skip
    assert found[:2] == [1, -1]
    assert found[2]["cx"] == 5 and found[2]["rx"] > found[2]["ry"] > 0


def test_a_couple_is_drawn_as_two_halves_brighter_and_nearer_as_it_is_happier_and_hollow_when_over(js):
    found = js("""({ lamps }) => {
      const look = { over: "#ff0000", low: "#000000", high: "#ffffff", lamp: "#ffe9b0", glow: false, text: "#00ff00",
                     tie: "#0000ff", strong: 1, scale: 1, help: "#f0e442", edge: "#000000", would: "#00ffff",
                     shock: "#d55e00", ground: "#000000", type: 16, font: "sans-serif", width: 100 };
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 100;
      const context = canvas.getContext("2d"), view = { x: 0, y: 0, k: 1 };
      const ink = () => {
        const all = context.getImageData(0, 0, 100, 100).data, sum = [0, 0, 0, 0];
        for (let i = 0; i < all.length; i += 1) sum[i % 4] += all[i];
        context.clearRect(0, 0, 100, 100);
        return sum;
      };
      const one = share => {
        context.save();
        context.translate(50, 50);
        lamps.glyph(context, share, 10, look);
        context.restore();
        return ink();
      };
      const places = { x: [30, 60], y: [50, 50], apart: 30 }, village = { first: [0], second: [1], kinds: "1" };
      const drawn = [
        () => lamps.ties(context, village, places, [0.9], [0.5, 0.5], look),
        () => lamps.couples(context, places, Float32Array.from([0.2, -1]), lamps.sheet(8, 1, look), view),
        () => lamps.rings(context, places, [0], "helped", 8, view, look),
        () => lamps.rings(context, places, [1], "would", 8, view, look),
        () => lamps.struck(context, places, [0], { cx: 30, cy: 50, rx: 9, ry: 9 }, 8, view, look),
        () => lamps.threads(context, places, 0, [1], view, look),
        () => lamps.picked(context, places, 0, "Ada", 8, view, look),
      ].map(draw => { draw(); return ink()[3]; });
      return { happy: one(1), sad: one(0.1), over: one(-1), drawn, mixed: lamps.mix("#000000", "#ffffff", 0.5),
               gaps: [lamps.gap(0, 10), lamps.gap(1, 10)], lights: [-1, 0.93, 0.1].map(lamps.light),
               levels: lamps.LIGHTS, halves: lamps.halves(8, 1).length };
    }""")  # fmt: skip
    assert found["happy"][0] > 4 * found["sad"][0] and found["over"][0] > 0 and found["over"][1] == 0
    assert found["over"][3] < found["happy"][3] and found["gaps"][0] > 4 * found["gaps"][1]
    assert all(ink > 0 for ink in found["drawn"]) and found["mixed"] == "#808080"
    assert found["lights"] == [-1, 1, 0] and found["levels"] > 8 and found["halves"] == 2


def test_a_picture_is_enlarged_around_a_point_and_never_leaves_its_frame(js):
    found = js("""({ camera, lamps }) => {
      const size = { width: 100, height: 100 }, near = camera.enlarged(camera.WHOLE, 2, [50, 50], size);
      document.documentElement.style.setProperty("--pdd-night", "#010203");
      return [near, camera.enlarged(near, 0.1, [0, 0], size), camera.within({ x: 50, y: -500, k: 2 }, size),
              lamps.look(getComputedStyle(document.documentElement), true).ground];
    }""")  # fmt: skip
    assert found == [{"k": 2, "x": -50, "y": -50}, {"k": 1, "x": 0, "y": 0}, {"k": 2, "x": 0, "y": -100}, "#010203"]


def test_a_canvas_is_taken_along_as_a_picture_of_its_own(js):
    found = js("""({ picture }) => {
      const canvas = document.createElement("canvas");
      canvas.width = 400;
      canvas.height = 200;
      canvas.setAttribute("data-picture", "The village");
      canvas.setAttribute("data-key", "Hollow: ended.");
      document.body.append(canvas);
      const named = picture.onView().map(({ name }) => name), frame = picture.framed(canvas);
      const inside = frame.querySelector("image").getAttribute("href").slice(0, 15);
      frame.remove();
      const { text } = picture.alone(canvas, { title: "Ours", name: "The village", source: "here", size: 13 });
      canvas.remove();
      return [named, inside, text, document.querySelectorAll("svg").length];
    }""")
    named, inside, text, left = found
    assert (named, inside, left) == (["The village"], "data:image/png;", 0)
    assert "Ours: The village" in text and "Hollow: ended." in text and "<image" in text
