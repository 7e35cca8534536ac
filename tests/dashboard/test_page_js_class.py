"""The modules of the page, from a browser: a class of phones as its teacher's page knows it, asked of a server that is
made up."""

import pytest

pytestmark = pytest.mark.browser

SERVED = """
  const served = answers => {
    const asked = [];
    const ask = (path, given) => {
      asked.push([path, given.method || 'GET', JSON.parse(given.body || 'null'), given.headers['X-Class-Token']]);
      const answer = answers(path, given) || {};
      if (answer.away) return Promise.reject(new TypeError('away'));
      const told = { status: 200, state: {}, ...answer };
      return Promise.resolve({ ok: told.status < 400, status: told.status, json: () => Promise.resolve(told.state),
                               blob: () => Promise.resolve('blob'), text: () => Promise.resolve('text') });
    };
    return { asked, ask };
  };
"""


def run(js, code):
    """What comes of code that has `served` and the module."""
    return js(f"async ({{ classroom, storage }}) => {{ {SERVED} {code} }}")


def test_who_has_no_token_asks_nothing(js):
    assert run(js, "return [classroom.room.token, classroom.room.state, classroom.room.timer || null]") == [
        "",
        None,
        None,
    ]


def test_a_class_is_opened_steered_and_closed_and_its_token_forgotten(js):
    found = run(
        js,
        """
        const { asked, ask } = served(path => ({ state: path === 'class/open' ? { token: 'f'.repeat(32), orders: [] }
          : { orders: [] } }));
        const room = new classroom.Classroom('', ask), heard = [];
        const rest = room.listen(() => heard.push(!!room.state));
        room.where = () => ({ lesson: 'one', step: 0, case: '', turn: 3 });
        await room.open();
        await room.look();
        await room.look();
        await room.act('show', { on: true });
        const kept = storage.kept('pdd-class'), file = [await room.counts(), await room.qr()];
        await room.end();
        rest();
        return { asked: asked.map(([path, method, body]) => [path, method, body && body.act || null]), kept, file,
                 tokens: [...new Set(asked.slice(1).map(call => call[3]))], heard: heard[0], timer: room.timer,
                 after: [storage.kept('pdd-class'), room.state] };
        """,
    )
    acts = [row[2] for row in found["asked"] if row[2]]
    assert found["asked"][0] == ["class/open", "POST", None]
    assert acts[0] == "stage" and acts.count("stage") <= 2 and acts[-2:] == ["show", "end"], "told where it is, once"
    assert found["kept"] == "f" * 32 == found["tokens"][0] and found["heard"]
    assert (found["file"], found["after"], found["timer"]) == (["blob", "text"], ["", None], None)


def test_a_class_that_is_being_closed_is_asked_for_nothing_more(js):
    """The answer that is on its way is waited for, so that no look reaches a class that is over."""
    found = run(
        js,
        """
        const { asked, ask } = served(() => ({ state: { orders: [] } })), slow = [];
        const late = (path, given) => (path === 'class/state'
          ? new Promise(answer => slow.push(answer)).then(() => ask(path, given)) : ask(path, given));
        const room = new classroom.Classroom('a'.repeat(32), late), rest = room.listen(() => {});
        const closed = room.end();
        await new Promise(requestAnimationFrame);
        const before = asked.length;
        slow.forEach(answer => answer());
        await closed;
        rest();
        return [before, asked.map(([path, , body]) => body ? body.act : path), room.token, room.timer];
        """,
    )
    assert found == [0, ["class/state", "end"], "", None]


def test_a_server_that_is_away_keeps_the_class_and_one_that_knows_it_not_ends_it(js):
    found = run(
        js,
        """
        let answer = { state: { orders: [], vote: null } };
        const room = new classroom.Classroom('a'.repeat(32), served(() => answer).ask);
        const rest = room.listen(() => {});
        await room.look();
        answer = { away: true };
        await room.look();
        const away = [room.away, !!room.state];
        answer = { status: 403 };
        await room.look();
        rest();
        const other = new classroom.Classroom('', served(() => ({ status: 409, state: { refused: 'rooms' } })).ask);
        await other.open();
        return [away, [room.token, room.state], other.problem];
        """,
    )
    assert found == [[True, True], ["", None], "rooms"]


def test_an_order_is_carried_out_once_and_none_that_was_given_before(js):
    found = run(
        js,
        """
        const room = new classroom.Classroom('a'.repeat(32), served(() => ({})).ask), state = orders => ({ orders });
        room.heard(state([[4, 'key', ' ']]));
        room.heard(state([[4, 'key', ' '], [5, 'case', 'first'], [6, 'key', 'End']]));
        room.heard(state([[5, 'case', 'first'], [6, 'key', 'End']]));
        return [room.take(['key']), room.take(['key']), room.take(['case', 'step'])];
        """,
    )
    assert found == [[{"what": "key", "word": "End"}], [], [{"what": "case", "word": "first"}]]


def test_what_is_opened_or_shown_from_any_window_stands_on_the_wall(js):
    found = run(
        js,
        """
        const vote = (open, number) => ({ lesson: 'one', kind: 'predict', number: number, open: open });
        const room = new classroom.Classroom('a'.repeat(32), served(() => ({})).ask), seen = [];
        const put = (vote, is_shown) => { room.heard({ orders: [], vote, is_shown }); seen.push(room.wall);
                                          room.wall = false; };
        put(vote(true, 1), false);   // as the page opens
        put(vote(true, 1), false);
        put(vote(false, 1), false);  // closed
        put(vote(false, 1), true);   // shown
        put(vote(true, 2), false);   // again
        return seen;
        """,
    )
    assert found == [False, False, False, True, True]


def test_what_is_asked_drawn_and_linked_of_a_class(js):
    found = js(
        """({ classroom }) => {
          const vote = { lesson: "one", kind: "saw" }, options = ["a", "b", "c"].map(key => ({ key }));
          return {
            vote: [classroom.voteOf({ vote }, "one", "saw"), classroom.voteOf({ vote }, "two", "saw"),
                   classroom.voteOf({ vote }, "one", "predict"), classroom.voteOf(null, "one", "saw")],
            most: [classroom.most(options, { a: 1, b: 3, c: 3 }), classroom.most(options, {})],
            widths: classroom.widths([{ counts: [5, 0] }, { counts: [20, 10] }]),
            none: classroom.widths([{ counts: [0] }]),
            presenter: classroom.presenter("f"),
            sheets: [classroom.sheet("one", "student", [1, 0, 2]), classroom.sheet("one", "teacher", [0, 0])],
          };
        }"""
    )
    assert found["vote"] == [{"lesson": "one", "kind": "saw"}, None, None, None]
    assert found["most"] == ["b", ""]
    assert found["widths"] == [[25, 0], [100, 50]] and found["none"] == [[0]]
    assert found["presenter"] == "class/presenter#f"
    assert found["sheets"] == ["class/sheet/one/student?votes=1,0,2", "class/sheet/one/teacher"]


def test_a_word_is_kept_until_it_is_forgotten(js):
    code = """({ storage }) => {
      const before = storage.kept("word");
      storage.store("word", "one");
      const now = storage.kept("word");
      storage.forget("word");
      return [before, now, storage.kept("word")];
    }"""
    assert js(code) == ["", "one", ""]


def test_the_stage_is_shown_small_in_another_window_as_long_as_that_asks(js):
    assert js("({ mirror }) => mirror.channelOf('LARK 42')") == "pdd-mirror-LARK42"
    assert js("({ mirror }) => mirror.EVERY <= 250"), "it is as live as a moving picture need be"
    copied = """({ mirror }) => {
      const stage = document.createElement('div');
      stage.innerHTML = '<canvas width="3" height="3"></canvas><select><option>1<option>2</select>'
        + '<script>1</' + 'script><b>two</b>';
      document.body.append(stage);
      stage.querySelector('select').selectedIndex = 1;
      const made = mirror.copied(stage);
      stage.remove();
      return made;
    }"""
    made = js(copied)
    assert "<b>two</b>" in made and "<script" not in made and "<canvas" not in made and "data:image/jpeg" in made
    assert '<option>1</option><option selected="">2</option>' in made
    styles = """({ mirror }) => {
      const page = new DOMParser().parseFromString('<style>a {}</style><link rel="stylesheet" href="/x.css">',
                                                   'text/html');
      return mirror.styles(page).map(({ href, text }) => text || href.slice(-6));
    }"""
    assert js(styles) == ["a {}", "/x.css"]
    asked = """({ mirror }) => new Promise(done => {
      let clock = 0;
      const stage = document.createElement('p'), told = [];
      const other = new BroadcastChannel(mirror.channelOf('AB 1'));
      const made = new mirror.Mirror('AB 1', () => stage, () => clock);
      made.soon();
      told.push(made.timer);
      other.onmessage = ({ data }) => {
        told.push(Object.keys(data)[0]);
        if (told.length < 3) return;
        clock += 10000;
        made.soon();
        told.push(made.timer);
        made.stop();
        other.close();
        done(told);
      };
      other.postMessage('here');
    })"""
    assert js(asked) == [0, "styles", "html", 0], "only a window that asks is told, how it looks and what is there"
