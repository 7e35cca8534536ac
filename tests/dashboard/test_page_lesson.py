"""A lesson on the page: a class commits, runs, sees what the model says, and goes on; every step on one screen."""

import pytest
from test_page_walk import grave

from sim.lessons import lessons

pytestmark = pytest.mark.browser

WHOLE = """selectors => {
  const wide = innerWidth, high = innerHeight, page = document.documentElement;
  const found = page.scrollHeight > high + 1 || page.scrollWidth > wide ? ['the page scrolls'] : [];
  selectors.forEach(selector => {
    const all = Array.from(document.querySelectorAll(selector)).filter(one => one.getClientRects().length);
    if (!all.length) found.push(selector + ': not there');
    all.forEach(one => {
      const box = one.getBoundingClientRect(), at = selector + ': ' + (one.textContent || '').trim().slice(0, 40);
      if (box.left < -1 || box.top < -1 || box.right > wide + 1 || box.bottom > high + 1) found.push(at);
      for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) {
        const edge = up.getBoundingClientRect();
        const clips = getComputedStyle(up).overflowY !== 'visible';
        if (!clips || (box.bottom <= edge.bottom + 1.5 && box.top >= edge.top - 1.5)) continue;
        found.push(at + ' is cut off');
        break;
      }
    });
  });
  return found;
}"""
"""What of these is not wholly on the screen."""
DO, MAIN = ".pdd-lesson-do", ".pdd-lesson-bottom button"
NEEDED = {
    "care": [".pdd-care-words li", DO, MAIN],
    "predict": ["#pdd-lesson-question", "[data-option]", ".pdd-predict-two", ".pdd-predict-setting p", DO, MAIN],
    "run": [".pdd-run .pdd-floor", ".pdd-run [data-figure]", ".pdd-run-score .pdd-score svg[role=img]", DO, MAIN],
    "run in a village": [".pdd-run-village [data-canvas]", ".pdd-run-village .pdd-years svg[role=img]", DO, MAIN],
    "reveal": ["[data-answer]", ".pdd-lesson-bar", ".pdd-reveal blockquote", DO, MAIN],
    "facts": [".pdd-lesson-facts li", DO, MAIN],
    "reflect": ["[data-question]", "[data-question-card]", DO, MAIN],
}


FIRST, *LATER = lessons()
SOME = [FIRST, next(one for one in LATER if one.is_of_villages)]
"""The first lesson, of which two cases are seen beside each other, and one that is lived in a village."""
OTHERS = [one for one in LATER if one not in SOME]


def has_answered(page, lesson) -> None:
    """A class that has predicted and seen a run: every step of the lesson is open to it."""
    page.evaluate(
        "([name, choice]) => sessionStorage.setItem('pdd-lessons', JSON.stringify({ [name]:"
        " { step: 'care', choice, hands: {}, committed: true, seen: ['x'] } }))",
        [lesson.name, lesson.options[0].key],
    )


def test_a_class_predicts_runs_and_is_shown(arrive):
    visitor = arrive()
    page = visitor.page
    visitor.look("lesson")
    page.click("[data-lesson=let-go-too-soon]")
    page.click("[data-act=begin]")
    page.wait_for_selector("[data-act=commit]")
    assert page.is_disabled("[data-act=commit]")
    assert page.is_disabled("[data-step=Run]")
    page.fill("[data-hands=one]", "3")
    page.fill("[data-hands=six]", "12")
    assert "commit to C" in page.inner_text("[data-act=commit]")
    page.click("[data-act=commit]")
    visitor.until("() => (document.querySelector('.pdd').__vue__.show.case || [])[1] === 'no-hand'")
    assert visitor.turn() == 60 and page.locator("[data-curtain]").count() == 1, (
        "the end is not drawn before it is lived"
    )
    page.click("[data-act=cases]")
    page.click("[data-case=six-minutes]")
    page.wait_for_selector(".pdd-run-half >> nth=1")
    assert page.locator(".pdd-run-half [data-figure]").count() == 4, "two cases on one clock"
    assert page.locator("[data-case]").count() == 0, "the list of cases does not cover them"
    visitor.press("End")
    assert page.locator("[data-curtain]").count() == 0
    page.click("[data-step=Reveal]")
    page.wait_for_selector("[data-answer]")
    assert "C. Six minutes" in page.inner_text("[data-answer]")
    assert "12 of 15 votes" in page.inner_text(".pdd-reveal")
    page.reload()
    page.wait_for_selector("[data-answer]")
    page.go_back()
    page.wait_for_selector("[data-lesson-step=run]")
    page.click("[data-act=lessons]")
    page.wait_for_selector("[data-lesson=no-villain]")
    visitor.fine()


def test_a_guess_is_drawn_by_keys_alone_and_the_evening_can_be_read_and_heard(arrive):
    visitor = arrive(1024, 768)
    page = visitor.page
    visitor.look("lesson")
    page.evaluate("() => sessionStorage.setItem('pdd-lessons', JSON.stringify({ 'no-villain':"
                  " { step: 'run', choice: 'same', hands: {}, committed: true, seen: [] } }))")  # fmt: skip
    page.click("[data-lesson=no-villain]")
    page.wait_for_selector("[data-point]")
    page.focus("[data-point] >> nth=0")
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    assert page.get_attribute("[data-point] >> nth=0", "aria-valuetext") == "70 of 100"
    assert page.evaluate("document.activeElement.getAttribute('aria-valuenow')") == "100"
    assert page.locator(".pdd-pencil").get_attribute("d").count("L") > 20, "the pencil has drawn it"
    assert grave(page) == []
    assert page.is_visible("[data-act=heartbeat]")
    visitor.press("Shift+ArrowRight")
    page.click("[data-act=story]")
    assert page.locator("[data-story] li").count() > 2
    visitor.fine()


@pytest.mark.parametrize(
    "which", [pytest.param(SOME, id="some"), pytest.param(OTHERS, id="others", marks=pytest.mark.slow)]
)
def test_every_step_of_every_lesson_is_whole_on_one_screen(arrive, which):
    visitor = arrive(1024, 768)
    page, found, sizes = visitor.page, {}, [(1024, 768), (400, 844)]
    visitor.look("lesson")

    def look(step: str) -> None:
        visitor.settled()
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            visitor.until("([width]) => innerWidth === width", width)
            visitor.frames(3)
            found[one.name, step, width] = page.evaluate(WHOLE, NEEDED[step])
        sizes.reverse()  # the next step is looked at first as wide as it was left
        if one.number == 1:
            found[one.name, step, "axe"] = grave(page)

    for one in which:
        has_answered(page, one)
        page.click(f"[data-lesson={one.name}]")
        page.wait_for_selector("[data-lesson-step=care]")
        if one.number == 1:
            look("care")
        page.click("[data-act=begin]")
        look("predict")
        page.click("[data-act=on]")
        visitor.until("() => (document.querySelector('.pdd').__vue__.show.case || [])[0] === "
                      "document.querySelector('[data-lesson-open]').dataset.lessonOpen")  # fmt: skip
        look("run in a village" if one.is_of_villages else "run")
        two = next((case.key for case in one.run.case if case.beside), None)
        if two:
            visitor.gesture(kind="case", lesson=one.name, case=two, beside=one.cases[two].beside)
            page.wait_for_selector(".pdd-run-half >> nth=1")
            look("run")
        page.evaluate("() => { document.querySelector('.pdd-lesson').__vue__.go('reveal'); }")
        page.wait_for_selector("[data-answer]")
        look("reveal")
        page.click("[data-act=facts]")
        look("facts")
        page.click("[data-act=reflect]")
        longest = max(range(len(one.reflect.questions)), key=lambda at: len(one.reflect.questions[at]))
        page.click(f"[data-question-card='{longest}']")
        look("reflect")
        page.click("[data-act=lessons]")
        page.wait_for_selector("[data-lesson=no-villain]")
    assert {step: all_ for step, all_ in found.items() if all_} == {}
    visitor.fine()


def test_the_free_page_is_one_screen_and_nothing_of_it_moves_when_a_hand_is_taken(arrive):
    visitor = arrive(1024, 768)
    page, whole = visitor.page, [".pdd-floor", ".pdd-floor [data-figure]", ".pdd-transport", ".pdd-transport > *",
                                 ".pdd-score-box", ".pdd-key", "[data-act=take]", "[data-act=undo]"]  # fmt: skip
    top = "() => document.querySelector('[data-tab=couple]').getBoundingClientRect().top"
    before = page.evaluate(top)
    visitor.press("h")
    page.wait_for_selector("[data-sentence]")
    visitor.frames(2)
    assert page.evaluate(top) == before
    found = {"light": page.evaluate(WHOLE, whole)}
    visitor.press("p")
    page.wait_for_selector(".pdd-projector")
    visitor.frames(3)
    found["projector"] = page.evaluate(WHOLE, whole)
    visitor.look("tipping")
    page.click("[data-act=enlarge]")
    visitor.frames(3)
    found["map"] = page.evaluate(WHOLE, ["#pdd-tabpanel svg[role=img]", ".pdd-floor", ".pdd-score-box"])
    assert found == {"light": [], "projector": [], "map": []}
    visitor.fine()
