"""The modules behind what the page keeps, watches and finds, and what its buttons ask for, in a real browser."""

import re
from pathlib import Path

import pytest

import sim.dashboard
from sim.dashboard.payload.page_words import ACTS

pytestmark = pytest.mark.browser

MODULES = Path(sim.dashboard.__file__).parent / "assets" / "js"
HERE = Path(__file__).parent


def test_every_function_of_every_module_has_a_test():
    tests = "\n".join(path.read_text("utf-8") for path in HERE.glob("test_page_js_*.py"))
    for path in MODULES.glob("*.js"):
        names = re.findall(r"^export (?:const|function|class) (\w+)", path.read_text("utf-8"), re.MULTILINE)
        missing = [name for name in names if f"{path.stem}.{name}" not in tests]
        assert not missing, f"{path.name}: {missing}"


def test_what_is_kept_comes_back_and_nonsense_in_the_store_is_nothing(js):
    assert js("({ storage }) => { storage.keep('t', { a: [1] }); return storage.recall('t'); }") == {"a": [1]}
    assert js("({ storage }) => { sessionStorage.setItem('t', '{'); return storage.recall('t'); }") == {}
    assert js("({ storage }) => { storage.choose('c', true); return storage.chosen('c'); }") is True
    assert js("({ storage }) => { storage.choose('c', false); return storage.chosen('c'); }") is False


def test_a_server_is_missed_after_two_seconds_and_come_back_to_once_it_answers_or_the_page_is_outlived(js):
    watched = """({ connection }, states) => {
      const told = [], look = () => states.shift();
      let back = 0;
      const watchman = new connection.Watchman(lost => told.push(lost), () => { back += 1; }, look);
      while (states.length) watchman.listen();
      return [told, back];
    }"""
    assert js(watched, ["here", "away", "away", "here"]) == [[False, False, True, False], 0]
    assert js(watched, ["here", "gone"]) == [[False], 1]
    answered = """({ connection }) => new Promise(done => {
      const watchman = new connection.Watchman(() => {}, () => done(true), () => 'away');
      for (let i = 0; i < 5; i += 1) watchman.listen();
    })"""
    assert js(answered), "the server of this test answers"
    assert js("({ connection }) => connection.state()") == "here"


def test_a_text_is_found_by_all_of_its_words_in_any_order(js):
    found = "({ search }, [sought, text]) => search.finder(sought)(text)"
    assert js(found, ["  TRUST hand ", "The hand, and trust"]) and js(found, ["", "anything"])
    assert not js(found, ["hand time-out", "The hand, and trust"])


def test_hands_and_keys_are_told_apart_and_a_sheet_closes_by_both(js):
    heard = """({ hands }) => {
      hands.watch();
      const before = hands.last.stroke, press = (name, more) => document.dispatchEvent(new Event(name, more));
      const key = more => document.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...more }));
      key({ key: 'x' });
      const byKey = hands.last.byKey;
      key({ key: 'x', repeat: true });
      const closed = [], hooks = [], sheet = document.createElement('div');
      hands.sheet({ $once: (name, call) => hooks.push(call) }, sheet, back => closed.push(back));
      press('pointerdown', { bubbles: true });
      key({ key: 'Escape' });
      hooks.forEach(call => call());
      key({ key: 'Escape' });
      return [byKey, closed, hands.last.stroke - before];
    }"""
    assert js(heard) == [True, [False, True], 4]


def test_a_panel_is_told_its_room_at_once_and_when_it_changes(js):
    told = """({ hands }) => new Promise(done => {
      const box = document.createElement('div'), widths = [], panel = { $once() {} };
      box.style.width = '200px';
      document.body.append(box);
      hands.room(panel, box, room => { widths.push(room.clientWidth); if (room.clientWidth === 300) done(widths); });
      hands.room(panel, box, () => done('twice'));
      requestAnimationFrame(() => { box.style.width = '300px'; });
    })"""
    widths = js(told)
    assert widths[0] == 200 and widths[-1] == 300


def test_answers_of_a_class_go_step_by_step(js):
    fresh = js("({ lesson }) => lesson.fresh()")
    assert fresh == {"step": "care", "choice": "", "hands": {}, "committed": False, "seen": []}
    may = "({ lesson }, answer) => lesson.STEPS.map(key => lesson.may(answer, key))"
    assert js(may, fresh) == [True, True, False, False, False]
    assert js(may, fresh | {"committed": True}) == [True, True, True, False, False]
    assert js(may, fresh | {"committed": True, "seen": ["x"]}) == [True] * 5
    assert js("({ lesson }) => lesson.STEPS.map(key => lesson.titles()[key])") == [
        "Before we begin", "Predict", "Run", "Reveal", "Reflect"]  # fmt: skip
    kept = "({ lesson }) => { lesson.store('one', { step: 'run' }); return lesson.answered('one'); }"
    assert js(kept) == fresh | {"step": "run"}
    assert js("({ lesson }) => lesson.answered('two')") == fresh
    assert js("({ lesson }) => lesson.parts('Open *Why?* now')") == ["Open ", "Why?", " now"]
    case = {"do": ["Take the hand"], "watch": ["the pulse"]}
    assert js("({ lesson }, one) => lesson.cues(one)", case) == ["Take the hand", "Notice: the pulse"]


def test_what_is_said_shrinks_until_it_has_room_and_no_further(js):
    fitted = """({ hands }, high) => {
      const box = document.createElement('div'), panel = { $once() {} };
      box.style.cssText = 'font-size: calc(20px * var(--fit)); line-height: 1; overflow: hidden';
      box.style.height = high + 'px';
      box.innerHTML = 'a<br>b<br>c<br>d';
      document.body.append(box);
      hands.fit(panel, box);
      const found = [Number(box.style.getPropertyValue('--fit')), box.scrollHeight <= box.clientHeight + 1];
      box.remove();
      return found;
    }"""
    assert js(fitted, 90) == [1, True]
    share, whole = js(fitted, 66)
    assert 0.7 < share < 0.9 and whole
    assert js(fitted, 5)[0] == pytest.approx(0.56), "words are never too small to be read"


def test_the_story_is_told_once_a_sentence_and_no_further_than_it_was_lived(js):
    told = {"texts": ["x", "y"], "at": [0, 0, 1, 0]}
    lines = "({ story }, [told, until]) => story.lines(told, until)"
    assert js(lines, [told, 9]) == [{"at": 0, "text": "x"}, {"at": 2, "text": "y"}, {"at": 3, "text": "x"}]
    assert js(lines, [told, 1.6]) == [{"at": 0, "text": "x"}]


def test_two_hearts_are_heard_at_their_rates_until_they_are_stopped(js):
    heard = """({ heartbeat }) => {
      let thuds = 0, closed = 0;
      const link = () => ({ connect: next => next, gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} },
        pan: {}, frequency: {}, start() { thuds += 1; }, stop() {} });
      const sound = { currentTime: 0, destination: {}, createOscillator: link, createGain: link,
        createStereoPanner: link, close() { closed += 1; } };
      const hearts = new heartbeat.Hearts([60, 120], () => sound);
      hearts.start();
      hearts.stop();
      return [thuds, closed, heartbeat.apart(60), heartbeat.apart(120), heartbeat.apart(0), heartbeat.THUDS.length];
    }"""
    assert js(heard) == [4, 1, 1000, 500, 2000, 2]


def test_a_class_commits_to_what_most_raise_their_hands_for(js):
    options = [{"key": "a"}, {"key": "b"}]
    raise_ = "({ lesson }, [answer, options, key, count]) => lesson.raise(answer, options, key, count)"
    answer = js("({ lesson }) => lesson.fresh()") | {"hands": {"a": 3}, "choice": "a"}
    assert js(raise_, [answer, options, "b", "4"]) == {"hands": {"a": 3, "b": 4}, "choice": "b"}
    assert js(raise_, [answer, options, "b", 3])["choice"] == "a", "a tie leaves the choice"
    assert js(raise_, [answer, options, "b", "-1"])["hands"]["b"] == 0
    most = js("({ lesson }) => lesson.MAX_HANDS")
    assert js(raise_, [answer, options, "b", 10**6])["hands"]["b"] == most
    both = {"hands": {"a": 3, "b": 5}}
    assert js("({ lesson }, [answer, options]) => lesson.total(answer, options)", [both, options]) == 8
    assert js("({ lesson }, [answer, options]) => lesson.highest(answer, options)", [both, options]) == 5


# --- what the buttons of "What if…" do at the playhead

HAND = {"id": "intervention.1", "kind": "hand-holding", "span": 20, "at": 30, "loose": True, "values": {}}


def show(*blocks: dict, unit: str = "turn", **more) -> dict:
    return {"unit": unit, "day": 2, "days": 40, "blocks": list(blocks), **more}


def offer(js, now: int, *blocks: dict, kind: str = "hand-holding", unit: str = "turn") -> dict:
    return js("({ whatif }, given) => whatif.offer(...given)", [kind, show(*blocks, unit=unit), now])


def test_a_hand_is_offered_before_and_after_one_and_let_go_in_its_midst(js):
    kinds = {now: offer(js, now, HAND)["kind"] for now in (29, 30, 31, 49, 50)}
    assert kinds == {29: "take", 30: "held", 31: "release", 49: "release", 50: "take"}


def test_a_hand_that_is_let_go_ends_with_the_turn_before_and_not_one_later(js):
    """Let go at turn 37, it was held from 30 to 36: seven turns, of which 36 is the last."""
    release = "({ whatif }, [offer, season]) => whatif.release(offer, season)"
    gesture = js(release, [offer(js, 37, HAND), False])
    assert gesture == {"kind": "change", "id": "intervention.1", "set": {"turns": 7}}
    assert offer(js, 37, HAND | {"span": 7})["kind"] == "take", "nothing is held any more at the turn of letting go"
    assert offer(js, 36, HAND | {"span": 7})["kind"] == "release"


def test_in_the_season_a_hand_ends_with_the_evening_before(js):
    weekly = HAND | {"values": {"every": 7}}
    release = "({ whatif }, [offer, season]) => whatif.release(offer, season)"
    assert js(release, [offer(js, 37, HAND, unit="day"), True])["set"] == {"days": 7}
    assert js(release, [offer(js, 44, weekly, unit="day"), True])["set"] == {"days": 2}, "the 30th and the 37th"
    assert js(release, [offer(js, 45, weekly, unit="day"), True])["set"] == {"days": 3}, "the 44th, too"


def test_what_a_heart_has_called_for_or_a_stranger_gives_is_not_taken_for_the_hand(js):
    assert offer(js, 40, HAND | {"loose": False}) == {"kind": "held", "called": True}
    assert offer(js, 40, HAND | {"values": {"whose": "stranger"}})["kind"] == "take"
    assert offer(js, 40, HAND | {"kind": "stress"}, kind="bad-day")["kind"] == "release"
    assert offer(js, 40, HAND | {"kind": "stress"}, kind="bad-day", unit="day")["kind"] == "take"


def placed(js, what: str, *, unit: str = "turn", turns: int | None = None) -> dict:
    code = "({ whatif }, given) => whatif.place(...given)"
    return js(code, [what, {}, show(unit=unit), 12, {"turns": turns, "evenings": 14}, ACTS])


def test_what_is_placed_in_an_evening_begins_at_the_playhead_for_as_long_as_was_chosen(js):
    assert placed(js, "hand-holding", turns=25) == {
        "kind": "place", "what": "hand-holding", "settings": {}, "days": 1, "day": 2, "turn": 12, "turns": 25,
    }  # fmt: skip
    assert "turns" not in placed(js, "time-out")


def test_what_is_placed_in_a_season_is_given_on_its_evenings_and_what_comes_once_is_not(js):
    hand = placed(js, "hand-holding", unit="day", turns=25)
    assert (hand["day"], hand["days"]) == (12, 14)
    assert {"turn": hand["turn"], "turns": hand["turns"]} == ACTS["evening"]
    assert placed(js, "spark", unit="day")["days"] == 1
    course = placed(js, "therapy-course", unit="day")
    assert (course["turn"], course["days"]) == (1, ACTS["course"]["days"])


def test_the_slider_is_about_the_chosen_hand_or_the_one_under_the_playhead(js):
    held = "({ whatif }, [blocks, chosen, id]) => whatif.held(blocks, chosen, id, 'hand-holding')"
    other = HAND | {"id": "intervention.2"}
    assert js(held, [[HAND, other], other, HAND["id"]]) == other
    assert js(held, [[HAND, other], None, HAND["id"]]) == HAND
    assert js(held, [[HAND], HAND | {"kind": "time-out"}, HAND["id"]]) is None
    assert js(held, [[HAND | {"loose": False}], None, HAND["id"]]) is None


# --- blocks under the hand


def fit(js, block: dict, to: dict, last: int = 150, season: bool = False) -> tuple[int, int]:
    found = js("({ blocks }, given) => blocks.fit(...given)", [block, to, {"last": last, "season": season}])
    return found["at"], found["span"]


def test_a_block_keeps_within_its_run_whole(js):
    assert fit(js, HAND, {"at": -5}) == (1, 20)
    assert fit(js, HAND, {"at": 999}) == (131, 20), "its last turn is the run's last"
    assert fit(js, HAND, {"span": 999}) == (30, 121) and fit(js, HAND, {"span": 0}) == (30, 1)
    assert fit(js, HAND, {"at": 999}, 40, True) == (40, 20), "a season's plan may go on after what is on view"
    assert fit(js, HAND, {"span": 99}, 40, True) == (30, 11)


def test_a_dragged_block_asks_for_turns_in_an_evening_and_for_days_in_a_season(js):
    settings = "({ blocks }, given) => blocks.settings(...given)"
    assert js(settings, [{"at": 9}, {"at": 5, "span": 8}, 1, False]) == {"turn": 5}
    assert js(settings, [{"span": 9}, {"at": 5, "span": 8}, 1, False]) == {"turns": 8}
    assert js(settings, [{"at": 9}, {"at": 5, "span": 8}, 7, True]) == {"day": 5}
    assert js(settings, [{"span": 9}, {"at": 5, "span": 8}, 7, True]) == {"days": 2}


def test_arrows_move_a_block_and_with_shift_stretch_it_by_what_it_is_given_every(js):
    by = "({ blocks }, given) => blocks.byKey(...given)"
    assert js(by, ["ArrowLeft", False, HAND, {"season": False}]) == {"at": 29}
    assert js(by, ["ArrowRight", True, HAND, {"season": False}]) == {"span": 21}
    assert js(by, ["ArrowRight", True, HAND | {"values": {"every": 7}}, {"season": True}]) == {"span": 27}
    assert js(by, ["Enter", False, HAND, {"season": False}]) is None


def test_a_block_stands_over_its_turns_and_says_when(js):
    look = {"left": 100, "scale": 4, "last": 45, "high": 23, "season": False}
    box = "({ blocks }, given) => blocks.box(...given)"
    assert js(box, [HAND | {"track": 1}, look]) == {"x": 220, "y": 37, "w": 60}, "no farther than the picture"
    assert js(box, [HAND | {"track": 0, "span": 0}, look]) == {"x": 211, "y": 14, "w": 18}
    when = """({ blocks, numbers }, [block, season]) => blocks.when(
      block, season, turn => numbers.clock(turn, 6), turns => numbers.lasting(turns, 6))"""
    assert js(when, [HAND, False]) == "at 3:00, for 2 minutes"
    assert js(when, [HAND, True]) == "days 30 to 49" and js(when, [HAND | {"span": 1}, True]) == "day 30"


# --- what every panel has


def test_a_panel_knows_the_season_the_size_of_its_words_and_the_clock(js):
    code = """({ panel }, given) => {
      const { computed, methods } = panel.common;
      return [computed.season.call(given), computed.size.call(given), methods.clock.call(given, 11)];
    }"""
    given = {"show": {"unit": "turn"}, "projector": False, "fixed": {"turn_seconds": 6}}
    assert js(code, given) == [False, 13, "1:06"]
    assert js(code, {**given, "show": {"unit": "day"}, "projector": True}) == [True, 16, "1:06"]
