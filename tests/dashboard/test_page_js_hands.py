"""The modules behind the page's gestures, address, bookmarks and playback, each function in a real browser."""

import pytest

pytestmark = pytest.mark.browser


# --- the queue of gestures

QUEUE = """({ queue }, steps) => {
  const sent = [], clock = { now: 0 }, line = new queue.Queue(gesture => sent.push(gesture), () => clock.now);
  steps.forEach(([does, what]) => {
    if (does === 'wait') clock.now += what; else line[does](what);
  });
  return { sent, settled: line.settled, free: line.free };
}"""
"""Send, answer and wait, step by step; gives what has been sent."""


def place(what: str) -> list:
    return ["send", {"kind": "place", "what": what}]


def drag(value: float, key: str = "couple.bond") -> list:
    return ["send", {"kind": "set", "key": key, "value": value}]


def test_one_gesture_at_a_time_is_on_its_way_and_they_keep_their_order(js):
    found = js(QUEUE, [place("a"), place("b"), place("c")])
    assert [gesture["what"] for gesture in found["sent"]] == ["a"] and not found["settled"]
    found = js(QUEUE, [place("a"), place("b"), place("c"), ["answer", 1]])
    assert [gesture["what"] for gesture in found["sent"]] == ["a", "b"]
    found = js(QUEUE, [place("a"), place("b"), place("c"), ["answer", 1], ["answer", 2], ["answer", 3]])
    assert [(gesture["n"], gesture["what"]) for gesture in found["sent"]] == [(1, "a"), (2, "b"), (3, "c")]
    assert found["settled"]


def test_an_old_answer_sends_nothing(js):
    assert len(js(QUEUE, [place("a"), place("b"), ["answer", 0]])["sent"]) == 1


def test_of_a_drag_only_the_newest_value_waits_and_it_stands_last(js):
    found = js(QUEUE, [drag(0.1), drag(0.2), drag(0.3, "other"), drag(0.4), ["answer", 1], ["answer", 2]])
    assert [gesture["value"] for gesture in found["sent"]] == [0.1, 0.3, 0.4]


def test_changes_of_one_block_that_wait_are_joined_and_those_of_another_are_not(js):
    change = [["send", {"kind": "change", "id": key, "set": set_}] for key, set_ in (
        ("x", {"turn": 1}), ("x", {"turn": 2}), ("x", {"turns": 9}), ("y", {"turn": 5}))]  # fmt: skip
    sent = js(QUEUE, [*change, ["answer", 1], ["answer", 2]])["sent"]
    assert [gesture["set"] for gesture in sent] == [{"turn": 1}, {"turn": 2, "turns": 9}, {"turn": 5}]


def test_two_presses_of_what_is_done_each_time_are_two(js):
    undo = ["send", {"kind": "undo"}]
    assert len(js(QUEUE, [undo, undo, undo, ["answer", 1], ["answer", 2]])["sent"]) == 3


def test_a_reset_drops_what_waits(js):
    found = js(QUEUE, [drag(0.1), drag(0.2), ["send", {"kind": "reset"}], ["answer", 1]])
    assert [gesture["kind"] for gesture in found["sent"]] == ["set", "reset"] and not found["settled"]


def test_until_a_removal_is_answered_no_other_block_is_named(js):
    remove, other = ["send", {"kind": "remove", "id": "x"}], ["send", {"kind": "remove", "id": "y"}]
    assert len(js(QUEUE, [remove, other, ["answer", 1]])["sent"]) == 1
    assert len(js(QUEUE, [remove, ["answer", 1], other])["sent"]) == 2
    assert len(js(QUEUE, [place("a"), remove, other, ["answer", 1], ["answer", 2]])["sent"]) == 2, "one that waits, too"


def test_an_answer_that_never_comes_holds_up_the_next_for_five_seconds_at_most(js):
    patience = js("({ queue }) => queue.PATIENCE")
    assert len(js(QUEUE, [place("a"), ["wait", patience], place("b")])["sent"]) == 1
    assert len(js(QUEUE, [place("a"), ["wait", patience + 1], place("b")])["sent"]) == 2


def test_what_is_not_known_to_be_done_is_left_and_an_answer_that_is_late_is_known_to_be(js):
    left = """({ queue }, steps) => {
      const clock = { now: 0 }, line = new queue.Queue(() => {}, () => clock.now), late = [];
      steps.forEach(([does, what]) => {
        if (does === 'wait') clock.now += what; else line[does](what);
        late.push(line.late);
      });
      return [line.left.map(gesture => gesture.what), late];
    }"""
    after = js("({ queue }) => queue.LATE")
    assert js(left, [place("a"), place("b")]) == [["a", "b"], [False, False]]
    assert js(left, [place("a"), place("b"), ["answer", 1]])[0] == ["b"]
    assert js(left, [place("a"), ["wait", after + 1], ["answer", 1]]) == [[], [False, True, False]]
    given_up = [place("a"), ["wait", js("({ queue }) => queue.PATIENCE") + 1], place("b")]
    assert js(left, given_up)[0] == ["a", "b"], "given up is not done"
    assert js(left, [*given_up, ["answer", 2]])[0] == []


def test_a_page_that_comes_back_takes_the_same_steps_back_and_does_what_was_left_once(js):
    trail = """({ connection }, [shows, left]) => {
      const before = new connection.Trail(), after = new connection.Trail();
      shows.forEach(show => before.hear(show));
      before.leave(left);
      after.hear({ undo: 0, link: 'now' });
      return [after.returned(), new connection.Trail().returned()];
    }"""
    was = ((0, "a"), (1, "b"), (1, "c"), (2, "d"), (1, "c"), (2, "e"))
    steps = [{"undo": undo, "link": link} for undo, link in was]
    hand = {"kind": "place", "what": "hand-holding"}
    assert js(trail, [steps, [hand]]) == [[{"kind": "retrace", "links": ["a", "c"]}, hand], []]
    assert js(trail, [steps[:1], []]) == [[], []]


# --- the address

SHOW = {"link": "", "open_at": 20, "unit": "turn", "day": 1, "days": 1}


def query(js, place: float, marks=(), **show) -> str:
    return js("({ address }, [show, place, marks]) => address.query(show, place, marks)", [SHOW | show, place, marks])


def test_the_plain_page_has_a_plain_address_until_the_playhead_or_a_bookmark_says_more(js):
    assert query(js, 20.4) == ""
    assert query(js, 21) == "page.turn=21"
    assert query(js, 20, ["1.3", "s4"]) == "page.marks=1.3,s4"


def test_what_was_built_comes_first_and_the_playhead_once(js):
    assert query(js, 7, link="couple.bond=.5&page.turn=99") == "couple.bond=.5&page.turn=7"
    assert query(js, 7, link="page.turn=99&seed=2") == "seed=2&page.turn=7"
    assert query(js, 20, link="seed=2") == "seed=2&page.turn=20", "a link of one's own says where the playhead is"


def test_an_address_is_of_this_page_and_its_bookmarks_are_read_back(js):
    assert js("({ address }) => [address.relative(''), address.relative('a=1')]") == ["/readyz", "/readyz?a=1"]
    assert js("({ address }) => address.absolute('a=1') === location.origin + '/readyz?a=1'")
    assert js("({ address }) => address.marksOf('?seed=2&page.marks=1.3%2Cs4')") == "1.3,s4"
    lessons = "({ address }) => ['?page.lesson=flooded&page.step=run', '', 'seed=2'].map(address.lessonOf)"
    assert js(lessons) == ["flooded", "", ""]
    steps = "({ address }) => ['?page.step=run', '?page.step=<b>', ''].map(address.stepOf)"
    assert js(steps) == ["run", "", ""]
    assert js("({ address }, show) => address.query(show, 20, [], 'run')", SHOW) == "page.step=run"


def test_a_moving_playhead_is_written_once_and_only_when_it_rests(js):
    written = """({ address }) => new Promise(done => {
      const all = [], page = new address.Address(() => 'n=' + count, text => all.push(text));
      let count = 0;
      const move = setInterval(() => {
        count += 1;
        page.soon(60);
        if (count < 20) return;
        clearInterval(move);
        const moving = all.length;
        const wait = setInterval(() => { if (all.length) { clearInterval(wait); done([moving, all]); } }, 5);
      }, 2);
    })"""
    assert js(written) == [0, ["/readyz?n=20"]]


def test_what_is_written_at_once_is_not_written_again_and_a_stopped_clock_writes_nothing(js):
    written = """({ address }, stop) => new Promise(done => {
      const all = [], page = new address.Address(() => 'x', text => all.push(text));
      page.soon(10);
      if (stop) page.stop(); else page.now();
      setTimeout(() => done(all.length), 40);
    })"""
    assert js(written, False) == 1
    assert js(written, True) == 0


ADDRESS = """({ address }, [writes, every, refuses]) => {
  const all = [], clock = { now: 0 };
  const page = new address.Address(() => 'n=' + clock.now, text => {
    if (refuses) throw new DOMException('too often', 'SecurityError');
    all.push([clock.now, text]);
  }, () => clock.now);
  for (let i = 0; i < writes; i += 1) {
    clock.now = i * every;
    page.now();
  }
  page.stop();
  return { all };
}"""


def test_a_drag_of_any_length_is_written_less_than_a_hundred_times_in_ten_seconds(js):
    """Sixty times a second for half a minute; a browser that refuses to write takes nothing down."""
    times = [at for at, _ in js(ADDRESS, [1_800, 1000 / 60, False])["all"]]
    assert max(sum(1 for at in times if start <= at < start + 10_000) for start in times) < 90
    assert len(times) > 150 and times[:3] == [0, pytest.approx(1000 / 60), pytest.approx(2000 / 60)]
    assert js(ADDRESS, [3, 10, True])["all"] == []


def test_what_could_not_be_written_at_once_is_written_a_little_later(js):
    written = """({ address }) => new Promise(done => {
      const all = [], page = new address.Address(() => 'n=' + count, text => all.push(text));
      let count = 0;
      for (count = 1; count < 60; count += 1) { page.now(); page.soon(); }
      const wait = setInterval(() => { if (!page.due) { clearInterval(wait); done([all.length, all.pop()]); } }, 5);
    })"""
    length, last = js(written)
    assert (length, last) == (41, "/readyz?n=60")


def test_a_hold_is_of_one_pointer_with_its_button_down(js):
    """A second finger, another button, and a mouse whose button was let go elsewhere move nothing."""
    held = """({ hands }, steps) => {
      const hold = new hands.Hold(), target = { setPointerCapture() {} };
      return steps.map(([does, more]) => {
        const event = { pointerId: 1, isPrimary: true, button: 0, buttons: 1, clientX: 0, clientY: 0, ...more };
        const found = hold[does]({ currentTarget: target, ...event });
        return typeof found === "boolean" ? found : found && found.far;
      });
    }"""
    press, second, elsewhere = ["press", {}], {"pointerId": 2, "isPrimary": False}, {"clientX": 60}
    two = [press, ["press", second], ["move", second | elsewhere], ["move", elsewhere]]
    assert js(held, two) == [True, False, None, True]
    lifted = [press, ["move", {"clientX": 3}], ["release", second], ["release", {}]]
    assert js(held, lifted) == [True, False, None, False]
    assert js(held, [["press", {"button": 2}], ["move", elsewhere]]) == [False, None]
    assert js(held, [press, ["move", {"buttons": 0} | elsewhere], ["move", elsewhere]]) == [True, None, None]


def test_a_tab_that_was_hidden_goes_on_from_where_it_was(js):
    """The browser draws nothing of it, and its next frame comes minutes later."""
    ticks = """({ playback }) => {
      const frames = [], ticked = [];
      const player = new playback.Player(ms => ticked.push(ms) < 3, call => frames.push(call), () => {});
      player.start();
      [0, 16, 300016, 300032].forEach(now => frames.pop()(now));
      return ticked;
    }"""
    assert js(ticks) == [16, 250, 16]


def test_the_browsers_own_address_is_written(js):
    assert js("({ address }) => { new address.Address(() => 'a=1').now(); return location.search; }") == "?a=1"
    js("({ address }) => new address.Address(() => '').now()")


def test_a_new_place_is_a_step_on_the_way_back_and_what_the_browser_went_to_is_not_written_again(js):
    walked = """({ address }) => {
      const all = [];
      let at = 'a';
      const page = new address.Address(() => at, (text, step) => all.push([text, !!step]));
      page.now();
      at = 'b';
      page.now(true);
      at = 'c';
      page.now();
      at = 'a';
      page.heard('?a');
      page.now();
      return all;
    }"""
    assert js(walked) == [["/readyz?a", False], ["/readyz?b", True], ["/readyz?c", False]]


# --- playback


def test_five_turns_a_second_pass_and_the_end_is_the_end(js):
    advance = "({ playback }, given) => playback.advance(...given)"
    assert js(advance, [10, 150, 1000, 1]) == 10 + js("({ playback }) => playback.PACE") == 15
    assert js(advance, [10, 150, 100, 4]) == 12
    assert js(advance, [149.9, 150, 1000, 1]) == 150
    assert js("({ playback }) => playback.SPEEDS.includes(1)")


def test_a_step_goes_to_whole_turns_and_not_beyond_the_ends_and_the_end_begins_again(js):
    step = "({ playback }, given) => playback.step(...given)"
    assert [js(step, given) for given in ([10.6, 1, 150], [0, -1, 150], [149.6, 10, 150])] == [12, 0, 150]
    assert js("({ playback }) => [playback.begin(150, 150), playback.begin(149.9, 150)]") == [0, 149.9]


def test_the_player_tells_the_time_between_frames_until_it_is_told_to_stop(js):
    played = """({ playback }, most) => {
      let next = null, id = 0;
      const passed = [], gone = [], frame = call => { next = call; return id += 1; };
      const player = new playback.Player(time => { passed.push(time); return passed.length < most; }, frame,
        number => gone.push(number));
      player.start();
      for (const now of [1000, 1016, 1050, 1100]) { const call = next; next = null; if (call) call(now); }
      player.stop();
      return [passed, next === null, gone];
    }"""
    assert js(played, 2) == [[16, 34], True, [0, 3]]
    assert js(played, 9)[0] == [16, 34, 50]
