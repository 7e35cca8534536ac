"""The page in other languages: nothing that is read or heard was forgotten, and German fits where English does."""

import pytest
from test_page_lesson import NEEDED, WHOLE, has_answered

from sim.lessons import lesson

pytestmark = pytest.mark.browser

UNSAID = """names => {
  // Marks stand around all that is said: what has letters outside of them was forgotten. What is English on purpose
  // says so, and so do the names of languages; keys are called as keyboards call them, and answers by a letter.
  const left = "[lang]:not(html):not(.pdd), kbd, style, script, [data-act=language], .pdd-lesson-letter,"
    + " .pdd-class-letter, .pdd-class-code, .pdd-class-address, [dir=ltr]:not(html), .bar > b, i[aria-hidden]";
  const letter = /\\p{L}/u, found = new Set(), root = document.querySelector(".pdd-stage") || document.body;
  const outside = (text, depth) => {
    let words = "";
    for (const sign of text) {
      if (sign === "⟦") depth += 1; else if (sign === "⟧") depth -= 1;
      else words += depth > 0 ? " " : sign;
    }
    names.forEach(name => { words = words.split(name).join(" "); });
    return [letter.test(words.replace(/[\\u2068\\u2069]|\\b[A-E]\\./g, "")) ? words.trim() : "", depth];
  };
  let depth = 0;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement, [words, now] = outside(node.nodeValue, depth);
    if (words && !parent.closest(left)) found.add(words + " in " + parent.outerHTML.slice(0, 90));
    depth = now;
  }
  if (depth) found.add("a message is cut off");
  root.querySelectorAll("[aria-label], [title], [placeholder], [aria-valuetext], [alt]").forEach(one => {
    ["aria-label", "title", "placeholder", "aria-valuetext", "alt"].forEach(name => {
      const [words] = outside(one.getAttribute(name) || "", 0);
      if (words && !one.closest(left)) found.add(name + ": " + words);
    });
  });
  return Array.from(found);
}"""
NAMES = "() => { const { show } = document.querySelector('.pdd').__vue__; return Object.values(show.names || {}); }"


@pytest.fixture
def forgotten(arrive):
    """A page in the language of marks, and what on it nobody says; with a query, another page of it."""
    visitor = arrive(1280, 900, "?lang=xx")
    found: dict[str, list[str]] = {}

    def look(what: str, *names: str) -> None:
        visitor.settled()
        visitor.frames(2)
        if missing := visitor.page.evaluate(UNSAID, [*names, *visitor.page.evaluate(NAMES)]):
            found[what] = missing

    yield visitor, look
    assert found == {}
    visitor.fine()


def test_no_word_of_a_couple_s_page_was_forgotten(forgotten):
    visitor, look = forgotten
    page = visitor.page
    look("explore")
    for act in ("share", "language", "lanes", "story", "add"):
        page.click(f"[data-act={act}]")
        look(act)
        page.keyboard.press("Escape")
    visitor.press("?")
    look("help")
    page.click("[data-act=close-help]")
    visitor.press("h")
    page.wait_for_selector("[data-sentence]")
    page.click("[data-block=hand-holding]")
    page.click("[data-act=settings]")
    page.click("[data-act=all-fields]")
    look("a hand")
    for panel in ("couple", "why", "tipping", "cycle", "tomorrows", "evidence"):
        visitor.look(panel)
        if panel == "couple":
            page.click("[data-act=more]")
        look(panel)
    visitor.look("tipping")
    page.click("[data-choice=early]")
    page.wait_for_selector("[data-panel=tipping] select")
    look("early or late")
    page.click("[data-zoom=season]")
    visitor.until("() => document.querySelector('.pdd').dataset.zoom === 'day'")
    visitor.look("why")
    look("why of a season")


def test_no_word_of_a_lesson_was_forgotten(forgotten):
    visitor, look = forgotten
    page, one = visitor.page, lesson("no-villain")
    visitor.look("lesson")
    look("the list")
    page.click(f"[data-notes={one.name}]")
    page.wait_for_selector("[data-note]")
    look("the note")
    page.click("[data-act=own]")
    look("a couple of one's own")
    has_answered(page, one)
    page.click(f"[data-lesson={one.name}]")
    page.wait_for_selector("[data-lesson-step=care]")
    look("care")
    page.click("[data-act=find-help]")
    look("help is near")
    page.click("[data-act=begin]")
    look("predict")
    page.click("[data-act=class]")
    look("the class")
    page.keyboard.press("Escape")
    page.click("[data-act=on]")
    page.wait_for_selector("[data-act=cases]")
    page.click("[data-act=cases]")
    look("run")
    page.click(f"[data-case={one.run.case[1].key}]")
    page.wait_for_selector(".pdd-run-half >> nth=1")
    look("two cases")
    page.evaluate("() => { document.querySelector('.pdd-lesson').__vue__.go('reveal'); }")
    page.wait_for_selector("[data-answer]")
    look("reveal")
    page.click("[data-act=facts]")
    look("facts")
    page.click("[data-act=reflect]")
    page.click("[data-question-card=on]")
    look("reflect")


def test_no_word_of_a_class_was_forgotten(forgotten):
    visitor, look = forgotten
    page = visitor.page
    visitor.look("lesson")
    page.click("[data-lesson=no-villain]")
    page.click("[data-act=begin]")
    page.click("[data-act=class]")
    page.click("[data-act=open-class]")
    page.wait_for_selector("[data-wall] svg")
    room = page.evaluate("() => pdd.modules.then(({ classroom: { room } }) => ({ token: room.token, ...room.state }))")
    look("the wall", room["code"])
    phone, presenter, found = page.context.new_page(), page.context.new_page(), {}
    phone.goto(f"http://127.0.0.1:{room['port']}/c/{room['code'].replace(' ', '')}")
    presenter.goto(f"{visitor.address}class/presenter?lang=xx#{room['token']}")
    presenter.wait_for_selector("#notes h2")

    def other(what: str) -> None:
        found[what] = [one.evaluate(UNSAID, [room["code"]]) for one in (presenter, phone)]

    other("before the vote")
    presenter.click("[data-act=ask]")
    phone.click("button[value=less]")
    presenter.wait_for_selector("#vote .bar >> text=1")
    other("the vote is open")
    presenter.click("[data-act=close]")
    presenter.click("[data-act=show]")
    page.wait_for_selector(".pdd-class-bar")
    look("the counts", room["code"])
    other("the counts")
    page.click("[data-act=wall-run]")
    presenter.wait_for_function("() => state.stage.step === 1")
    other("the run")
    presenter.close()
    phone.close()
    page.click("[data-act=class]")
    look("the class that is open", room["code"])
    page.click("[data-act=end-class]")
    page.click("[data-act=end-class]")
    assert {what: all_ for what, all_ in found.items() if any(all_)} == {}


def test_no_word_of_a_village_was_forgotten(forgotten):
    visitor, look = forgotten
    page = visitor.page
    page.click("[data-mode=village]")
    page.wait_for_selector(".pdd-village[data-drawn=yes]")
    visitor.until("() => document.querySelector('.pdd').__vue__.said.over === true")
    page.evaluate("() => { const page = document.querySelector('.pdd').__vue__; page.seek(400); page.choose(3); }")
    people = "() => [].concat(...document.querySelector('.pdd').__vue__.here.people)"
    look("a couple", *page.evaluate(people))
    page.click("[data-act=help-tenth]")
    visitor.until("() => { const { said, here } = document.querySelector('.pdd').__vue__;"
                  " return said.key === here.key && said.sentences.length > 0; }")  # fmt: skip
    page.click("[data-act=cut]")
    look("helped", *page.evaluate(people))


def test_an_unknown_language_is_english_with_a_word_and_another_is_a_press_away(arrive):
    visitor = arrive(query="?lang=deutch&page.panel=why")
    page = visitor.page
    assert "Did you mean 'deutsch'?" in page.inner_text(".pdd-message")
    page.click("[data-act=language]")
    page.click("[data-language=de]")
    page.wait_for_selector("[data-panel=why][data-ready=yes] >> text=Drang")
    visitor.there()
    shown = page.evaluate("() => [document.documentElement.lang, document.documentElement.dir, location.search]")
    assert shown[:2] == ["de", "ltr"] and shown[2].startswith("?lang=de&") and "page.panel=why" in shown[2]
    page.click("[data-act=share]")
    assert "lang=de" in page.evaluate("() => document.querySelector('.pdd').__vue__.query")
    page.keyboard.press("Escape")
    page.click("[data-act=language]")
    page.click("[data-language=en]")
    page.wait_for_selector("[data-panel=why][data-ready=yes] >> text=urge")
    assert "lang=" not in page.evaluate("() => location.search")
    visitor.fine()


def test_a_mirrored_page_keeps_time_and_the_two_in_their_places(arrive):
    visitor = arrive(1024, 768, "?lang=xr")
    page = visitor.page
    left = "one => document.querySelector(one).getBoundingClientRect().left"
    assert page.evaluate("() => [document.documentElement.dir, document.documentElement.scrollWidth]") == ["rtl", 1024]
    assert page.evaluate(left, ".pdd-side") < page.evaluate(left, ".pdd-main"), "what may be done stands at the end"
    assert page.evaluate(left, ".pdd-nav") < page.evaluate(left, ".pdd-brand")
    assert page.evaluate(left, ".pdd-says-a") < page.evaluate(left, ".pdd-says-b"), "each beside its own figure"
    before = page.evaluate(left, "[data-playhead]")
    visitor.press("End")
    visitor.frames(2)
    assert page.evaluate(left, "[data-playhead]") > before, "time runs to the right, as on a score"
    visitor.fine()


@pytest.mark.parametrize(("width", "height"), [(400, 844), (1024, 768)])
def test_the_longest_steps_are_whole_on_one_screen_in_german(arrive, width, height):
    visitor = arrive(width, height, "?lang=de&page.panel=lesson&page.lesson=softening")
    page = visitor.page
    page.wait_for_selector("[data-act=begin]")
    found = {"care": page.evaluate(WHOLE, NEEDED["care"])}
    page.click("[data-act=begin]")
    visitor.frames(3)
    found["predict"] = page.evaluate(WHOLE, NEEDED["predict"])
    assert "vertraut Ana Ben" in page.inner_text("#pdd-lesson-question")
    assert {step: all_ for step, all_ in found.items() if all_} == {}
    visitor.fine()
