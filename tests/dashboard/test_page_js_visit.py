"""The modules behind a visit and its keys, and behind a guess that is drawn by keys, in a real browser."""

import pytest

pytestmark = pytest.mark.browser


def test_a_page_hears_keys_until_it_goes_and_another_page_is_a_step_of_its_own(js):
    page = """({ visit }) => {
      const make = () => {
        const told = [], one = {
          ...visit.visit.data(), ...visit.visit.methods, query: 'v=1&scenario=village', lesson: null,
          show: { answered: 0, undo: false, panel: 'couple', gallery: [{ name: 'first' }] },
          $emit: (name, gesture) => told.push(gesture.kind), send: gesture => told.push(gesture.kind),
          entitle: () => told.push('title'), tick: () => false, commands: by => ({ step: () => told.push(by) }), told,
        };
        ['created', 'mounted'].forEach(hook => visit.visit[hook].call(one));
        return one;
      };
      const press = key => window.dispatchEvent(new KeyboardEvent('keydown', { key }));
      const [place, steps] = [location.href, history.length], first = make();
      const hear = first.heard.keydown;
      first.heard.keydown = event => hear({ key: event.key, target: document.body, preventDefault: () => {} });
      window.removeEventListener('keydown', hear);
      window.addEventListener('keydown', first.heard.keydown);
      ['r', 'z', '1', 'ArrowLeft', 'p'].forEach(press);
      visit.visit.beforeDestroy.call(first);
      press('r');
      visit.visit.watch.place.handler('run');
      const alone = history.length, second = make();
      visit.visit.beforeDestroy.call(second);
      const grown = [alone - steps, history.length - alone];
      history.replaceState(null, '', place);
      return [first.told, first.projector, grown, second.place];
    }"""
    told, projector, grown, place = js(page)
    assert told == ["title", "reset", "choose", -1], "nothing is taken back where nothing can be, nor after it went"
    assert projector is True and grown == [0, 1]
    assert place == "run", "a lesson goes on at its step, whatever the address says by then"
    js("({ storage }) => storage.forget('pdd-projector')")


def test_a_guess_is_set_by_keys_at_points_ahead_of_what_was_lived(js):
    assert js("({ score }) => score.pointsOf(12, 150)") == [35, 58, 81, 104, 127, 150]
    assert js("({ score }) => [score.pointsOf(148, 150), score.pointsOf(150, 150)]") == [[149, 150], []]
    keyed = js("({ score }) => ['ArrowUp', 'PageDown', 'Home', 'End', 'x'].map(key => score.keyed(key, .5, 0, 6))")
    assert keyed == [{"share": 0.55}, {"share": 0.3}, {"share": 0}, {"share": 1}, None]
    along = "({ score }) => ['ArrowRight', 'ArrowLeft'].map(key => score.keyed(key, .5, 0, 2))"
    assert js(along) == [{"at": 1}, None]
    bent = """({ score }) => {
      const points = [4, 8], first = score.bent(null, 8, points, 0, 0.5, 2);
      const second = score.bent(first, 8, points, 1, 1, 2);
      return [first, second, score.bent(second, 8, points, 0, 0, 2)];
    }"""
    first, second, third = js(bent)
    assert first == [None, None, 0.5, 0.5, 0.5, None, None, None, None], "level from where the run is to the point"
    assert second[4:] == [0.5, 0.625, 0.75, 0.875, 1], "straight on to the next"
    assert third[2:] == [0, 0, 0, 0.25, 0.5, 0.75, 1], "and what follows is bent with it"


# --- keys


def command(js, key: str, tag: str = "BODY", **more):
    event = {"key": key, "target": {"tagName": tag, "type": more.pop("type", "")}, **more}
    return js("({ keys }, event) => keys.command(event)", event)


def test_the_keys_do_what_the_page_says(js):
    assert command(js, " ") == ["toggle"] and command(js, "Home") == ["start"] and command(js, "End") == ["end"]
    assert [command(js, key) for key in ("H", "t", "f")] == [
        ["act", "hand-holding"],
        ["act", "time-out"],
        ["act", "fork"],
    ]
    assert [command(js, "ArrowLeft"), command(js, "ArrowRight", shiftKey=True)] == [["step", -1], ["step", 10]]
    assert [command(js, "1"), command(js, "9"), command(js, "0")] == [["choose", 0], ["choose", 8], None]
    assert command(js, "r", ctrlKey=True) is None and command(js, "F5") is None


def test_what_has_the_focus_keeps_its_own_keys(js):
    assert command(js, " ", "BUTTON") is None and command(js, "h", "BUTTON") == ["act", "hand-holding"]
    assert command(js, "h", "INPUT", type="text") is None and command(js, "h", "SELECT") is None
    assert command(js, "ArrowLeft", "INPUT", type="range") is None
    assert command(js, " ", "INPUT", type="range") == ["toggle"], "a scrubbed playhead plays"
    assert command(js, " ", "INPUT", type="checkbox") is None


def test_arrows_go_round_the_tabs(js):
    along = "({ keys }, given) => keys.along(...given)"
    assert [js(along, given) for given in (["ArrowRight", 6, 7], ["ArrowLeft", 0, 7], ["Tab", 0, 7])] == [0, 6, None]
