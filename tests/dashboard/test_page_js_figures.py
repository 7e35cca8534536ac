"""The modules behind the tipping map, the cycle, "Why?" and saved pictures, in a browser."""

import xml.etree.ElementTree as ElementTree

import pytest

pytestmark = pytest.mark.browser

# --- the tipping map


def test_the_planes_corners_are_within_it_and_threat_grows_upward(js):
    x0, x1, y0, y1 = js(
        "({ tipping }) => { const p = tipping.plane(400, false); return [p.x(0), p.x(1), p.y(0), p.y(1)]; }"
    )
    box = js("({ tipping }) => tipping.plane(400, false)")
    assert box["left"] < x0 < x1 < box["right"] and box["top"] < y1 < y0 < box["bottom"]


MAP = {
    "regions": [{"kind": "calm", "lines": [[[0, 0], [1, 0], [1, 1]]], "label": [0.5, 0.02]}],
    "lines": {"a": [[[0.1, 0.5], [0.9, 0.5]]], "b": [[[0.5, 0.1], [0.5, 0.9]]]},
    "rests": [{"kind": "stable", "x": 0.1, "y": 0.1}, {"kind": "saddle", "x": 0.9, "y": 0.5}],
}


def test_a_lines_name_stands_by_it_and_far_from_what_is_named(js):
    code = """({ tipping }, [map, names]) => {
      const plane = tipping.plane(400, false), drawn = tipping.map(plane, map, names);
      return [drawn, plane.x(.1), plane.x(.9)];
    }"""
    drawn, left, right = js(code, [MAP, {"a": "Anastasia-Philippa", "b": "Ben"}])
    ana, ben = drawn["names"]
    assert ana["text"] == "Anastasia-Ph" and abs(ana["x"] - left) < 10 < abs(ana["x"] - right), "away from the saddle"
    assert (ben["x"], ben["y"]) != (ana["x"], ana["y"])
    assert drawn["regions"][0]["d"].endswith("Z") and len(drawn["a"]) == len(drawn["b"]) == 1
    assert [rest["right"] for rest in drawn["rests"]] == [True, False]


def test_the_trail_is_of_the_last_twenty_turns_and_fades(js):
    code = """({ tipping }, place) => {
      const ramp = Array.from({ length: 101 }, (_, i) => i / 100);
      return tipping.trail(tipping.plane(400, false), { threat_a: ramp, threat_b: ramp }, place);
    }"""
    lines = js(code, 50.5)
    assert [line["k"] for line in lines] == list(range(30, 51))
    assert lines[0]["o"] < lines[-1]["o"] and lines[0]["x"] < lines[-1]["u"]
    assert js(code, 0) == []


EARLY = {
    "values": [0, 0.25, 0.5, 0.75, 1], "late": [0.9, 0.9, 0.9, 0.1, 0.1], "early": [0.8, 0.1, 0.1, 0.1, 0.1],
    "lets_go": 0.6, "takes_hold": 0.2, "by": "hand", "turns": [0, 10, 20, 30], "needed": [5, 10, None, 35],
}  # fmt: skip


def ways(js, code: str, **early):
    return js(
        "({ tipping }, early) => { const chart = tipping.chart(400, false); return " + code + "; }", EARLY | early
    )


def test_a_branch_falls_where_the_change_was_found_and_not_on_the_slant(js):
    drawn = ways(js, "tipping.branch(chart, early.values, early.late, early.lets_go)")
    points = [tuple(map(float, point.split())) for point in drawn[1:].split("L")]
    fold, high, low = ways(js, "[chart.x(.6), chart.y(.9), chart.y(.1)]")
    assert len(points) == 7
    assert points[3] == pytest.approx((fold, high), abs=0.06) and points[4] == pytest.approx((fold, low), abs=0.06)
    assert ways(js, "tipping.branch(chart, early.values, early.late, null)").count("L") == 4


def test_folds_have_their_arrows_and_the_range_between_them_is_open_to_both_ways(js):
    both = ways(js, "tipping.ways(chart, early)")
    assert len(both["heads"]) == 2 and both["late"] != both["early"]
    assert ways(js, "tipping.head(chart, .6, 1)").endswith("h10l-5 9z")
    assert ways(js, "tipping.head(chart, .2, -1)").endswith("h10l-5 -9z")
    assert ways(js, "tipping.ways(chart, early).heads.length", lets_go=None, takes_hold=None) == 0
    left, wide = ways(js, "[tipping.open(chart, early).x, tipping.open(chart, early).wide]")
    assert [left, left + wide] == pytest.approx(ways(js, "[chart.x(.2), chart.x(.6)]"))
    assert ways(js, "tipping.open(chart, early)", lets_go=None) is None
    assert ways(js, "tipping.open(chart, early).x === chart.x(0)", takes_hold=None)


def test_how_long_a_hand_is_needed_is_drawn_in_pieces_where_none_is_long_enough(js):
    need = ways(js, "tipping.need(chart, early, 10)")
    assert need["line"].count("M") == 2 and need["area"] == "" and need["most"] == 40 and need["ticks"] == [0, 1, 2, 3]
    assert not need["none"]
    whole = ways(js, "tipping.need(chart, early, 10)", needed=[0, 0, 0, 0])
    assert whole["none"] and whole["most"] == 10 and whole["area"].endswith("Z") and whole["never"] == []
    never = ways(js, "tipping.need(chart, early, 10)", needed=[None] * 4)
    assert never["line"] == "" and len(never["never"]) == 2, "every third is crossed"
    ends = "(need => [need.x(0), need.x(30), need.y(0), need.y(40)])(tipping.need(chart, early, 10))"
    edges = "[chart.left, chart.right, chart.bottom, chart.top]"
    assert ways(js, ends) == pytest.approx(ways(js, edges))


# --- the cycle

EDGES = [
    {"from": from_, "to": to, "loop": loop, "sign": 1 if loop else -1, "probability": share, "shape": shape}
    for from_, to, loop, share, shape in (
        ("a_pursue", "b_withdraw", True, 0.5, [[0, 0], [0.5, 0.1], [1, 0]]),
        ("b_withdraw", "a_pursue", True, 0.4, [[1, 0], [0.5, -0.1], [0, 0]]),
        ("a_reach", "b_respond", False, 0.2, [[0, 1], [0.5, 1], [1, 1]]),
    )
]
FRAME = "cycle.frame({ width: 380, projector: false, nodes: [{ y: 0 }, { y: -3 }] })"


def test_arrows_go_from_side_to_side_and_the_loop_lies_over_them(js):
    arrows = js(f"({{ cycle }}, edges) => cycle.arrows({FRAME}, edges)", EDGES)
    assert [arrow["kind"] for arrow in arrows] == ["less", "loop", "loop"]
    left, right, half = js(f"({{ cycle }}) => {{ const f = {FRAME}; return [f.x(0), f.x(1), f.half]; }}")
    there, back = (js(f"({{ cycle }}, edge) => cycle.arrow({FRAME}, edge)", edge) for edge in EDGES[:2])
    assert float(there["d"].split()[0][1:]) == pytest.approx(left + half, abs=0.06)
    assert float(there["head"].split()[0][1:]) == pytest.approx(right - half, abs=0.06)
    assert float(back["d"].split()[0][1:]) == pytest.approx(right - half, abs=0.06)
    assert there["wide"] > back["wide"], "wider: more often"


def test_a_curve_begins_and_ends_at_its_ends(js):
    along = "({ cycle }, share) => cycle.along([[0, 0], [5, 10], [10, 0]], share)"
    assert [js(along, share) for share in (0, 0.5, 1)] == [[0, 0], [5, 5], [10, 0]]


def test_boxes_on_the_loop_are_marked_and_a_loop_of_reach_and_response_is_kind(js):
    nodes = [{"who": "a", "move": "pursue", "x": 0, "y": 0}, {"who": "a", "move": "reach", "x": 0, "y": -1}]
    boxes = js(f"({{ cycle }}, [nodes, edges]) => cycle.boxes({FRAME}, nodes, edges)", [nodes, EDGES])
    assert [box["loop"] for box in boxes] == [True, False] and boxes[0]["y"] < boxes[1]["y"]
    kind = "({ cycle }, edges) => cycle.kind(edges)"
    assert not js(kind, EDGES) and not js(kind, [])
    assert js(kind, [EDGES[2] | {"loop": True}])


# --- why


NUMBERS = {
    "silence": [0, 40], "protest": [0, 3], "spark": [0, 20], "stress": [0, 0], "burden": [0, 0], "chance": [0, -8],
    "answer": [0, 0], "hand": [0, 30], "room": [0, 0], "alarm": [0, 22], "share_pursue": [0, 60],
    "share_withdraw": [0, 39], "share_reach": [0, 1], "pursue": [0, 12], "withdraw": [0, 30], "reach": [0, 1],
    "respond": [0, 0],
}  # fmt: skip


def test_what_alarms_lies_side_by_side_and_what_takes_of_it_is_named(js):
    code = "({ why }, columns) => why.alarm(why.numbers(columns, 1), 2)"
    alarm = js(code, NUMBERS)
    assert [(part["name"], part["x"], part["w"]) for part in alarm["parts"]] == [("silence", 0, 80), ("spark", 80, 40)]
    assert alarm["taken"] == [{"name": "hand", "value": 30}, {"name": "chance", "value": 8}]
    assert (alarm["sum"], alarm["whole"], alarm["net"]) == (60, 120, 44)
    assert js("({ why }, columns) => why.alarm(why.numbers(columns, 0), 2)", NUMBERS)["parts"] == []


def test_the_urge_is_shared_out_whole_with_words_where_there_is_room(js):
    words = {"pursue": "protest", "withdraw": "silence", "reach": "reaching"}
    urge = js("({ why }, [columns, words]) => why.urge(why.numbers(columns, 1), 200, 13, words)", [NUMBERS, words])
    assert sum(part["w"] for part in urge) == pytest.approx(200)
    assert [part["text"] for part in urge] == ["protest 60 %", "39 %", ""]
    assert [part["fill"] for part in urge] == ["protest", "quiet", "reach"]
    patterns = js("({ why }) => why.PATTERNS.map(pattern => pattern.id)")
    assert {part["fill"] for part in urge} <= set(patterns)
    assert js("({ why }, columns) => why.made(why.numbers(columns, 1))", NUMBERS) == ["withdraw", 30]
    assert js("({ why }) => why.hundredths(62)") == ".62"


def test_a_day_ends_where_it_began_with_what_was_built_less_what_was_worn_and_the_night(js):
    day = js("({ why }) => why.day([.5, .02, .03, -.01], 1000)")
    assert day == {"from": 0.5, "then": pytest.approx(0.48), "built": 20, "worn": 30, "night": -10}


# --- saved pictures


def test_a_saved_picture_stands_by_itself_and_says_what_it_is(js):
    drawn = js(
        """({ picture }) => {
          const style = document.createElement('style'), box = document.createElement('div');
          style.textContent = 'svg .x { fill: rgb(1, 2, 3); } svg .gone { display: none; }';
          box.innerHTML = '<svg width="200" height="100" data-picture="A" aria-label="told" data-key="key">'
            + '<rect class="x" width="9" height="9" fill="url(#far)"></rect>'
            + '<path d="M0 0" stroke="url(#far)"></path><circle class="gone" r="3"></circle></svg>'
            + '<svg><defs><pattern id="far"></pattern></defs></svg>';
          document.body.append(style, box);
          const told = { title: 'Ti\\u0007tle <b>', name: 'A', source: 'where', size: 13 };
          const svg = box.querySelector('svg');
          const all = { ...picture.alone(svg, told), view: picture.onView().map(({ name }) => name),
                        dressed: picture.dressed(svg).outerHTML };
          style.remove();
          box.remove();
          return all;
        }"""
    )
    tree = ElementTree.fromstring(drawn["text"])
    spoken = {child.tag.rpartition("}")[2]: child.text for child in tree}
    assert spoken["title"] == "Title <b>: A" and spoken["desc"] == "told" and spoken["metadata"] == "where"
    assert drawn["text"].count('id="far"') == 1, "what it is filled with goes with it"
    assert "rgb(1, 2, 3)" in drawn["text"] and "circle" not in drawn["text"] and "class=" not in drawn["dressed"]
    assert drawn["width"] == 372 and drawn["height"] > 200, "a small picture is drawn larger"
    assert drawn["view"] == ["A"]
    size = """({ picture }, drawn) => picture.png(drawn).then(blob => blob.type)"""
    assert js(size, drawn) == "image/png"
    assert js("({ picture }) => picture.png({ text: '<', width: 1, height: 1 })") is None


def test_files_have_plain_names_and_a_lone_picture_plain_type(js):
    name = "({ picture }, given) => picture.fileName(...given)"
    assert js(name, ["Ours & yours!", "Why: Ana", "png"]) == "ours-yours-why-ana.png"
    assert js(name, ["", "…", "svg"]) == "scenario-picture.svg"
    fonts = '"Inter", "DejaVu Sans", Arial'
    assert js("({ picture }, fonts) => picture.type(fonts)", fonts) == "'Inter', Arial"
    saved = """({ picture }) => {
      let given = null;
      document.addEventListener('click', event => { given = event.target.download; event.preventDefault(); },
                                { once: true });
      picture.save('a.svg', new Blob(['x']));
      return [given, document.querySelectorAll('a').length];
    }"""
    assert js(saved) == ["a.svg", 0]
