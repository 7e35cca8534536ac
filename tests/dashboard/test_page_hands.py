"""What a hand on the mouse, or keys alone, do by the way: nothing is lost, doubled, or left where it is not."""

import pytest

from sim.model.schedule import clock

pytestmark = pytest.mark.browser

FOCUS = (
    "() => document.activeElement.dataset.act || document.activeElement.dataset.add || document.activeElement.tagName"
)


def seek(visitor, turn: int) -> None:
    """Bring the playhead to a turn."""
    visitor.page.evaluate("turn => document.querySelector('.pdd').__vue__.seek(turn)", turn)
    visitor.until("([turn]) => Number(document.querySelector('.pdd').dataset.turn) === turn", turn)


def enter(visitor, selector: str) -> None:
    """Reach a control by keys, and press it."""
    visitor.page.focus(selector)
    visitor.page.keyboard.press("Enter")


def blocks(visitor, kind: str) -> int:
    """How many things of a kind are placed."""
    scenario = visitor.scenario()
    return sum(one.kind == kind for one in scenario.interventions)


def test_a_double_click_on_remove_takes_one_thing_away(visitor):
    visitor.press("h")
    visitor.page.wait_for_selector("[data-editor=hand-holding]")
    visitor.press("t")
    visitor.page.wait_for_selector("[data-editor=time-out]")
    visitor.page.locator("[data-block=hand-holding]").click(position={"x": 40, "y": 8})
    visitor.page.wait_for_selector("[data-editor=hand-holding]")
    visitor.page.dblclick("[data-act=remove]")
    visitor.settled()
    visitor.until("() => !location.search.includes('hand-holding')")
    assert blocks(visitor, "time-out") == 1
    assert visitor.page.locator("[data-editor]").count() == 0
    visitor.fine()


def test_what_is_refused_springs_back(visitor):
    visitor.press("h")
    visitor.page.wait_for_selector("[data-editor=hand-holding]")
    seek(visitor, 10)
    visitor.press("h")
    visitor.page.wait_for_function("() => document.querySelectorAll('[data-block=hand-holding]').length === 2")
    visitor.settled()
    second = visitor.page.locator("[data-id='intervention.2']")
    before = second.bounding_box()
    visitor.page.mouse.move(before["x"] + 12, before["y"] + 10)
    visitor.page.mouse.down()
    visitor.page.mouse.move(before["x"] + 180, before["y"] + 10, steps=4)
    visitor.page.wait_for_selector("[role=alert]")
    visitor.settled()
    visitor.page.mouse.up()
    visitor.until(
        "([left]) => document.querySelector('[data-id=\"intervention.2\"]').getBoundingClientRect().x < left",
        before["x"] + 180,
    )
    spoken = second.get_attribute("aria-label")
    at = visitor.placed("hand-holding")[0]
    assert f"at {clock(at)}" in spoken


def test_a_list_chosen_from_by_hand_gives_the_keys_back(visitor):
    visitor.page.select_option("[data-pick=scenario]", "secure-base")
    visitor.until("() => location.search.includes('scenario=secure-base')")
    turn = visitor.turn()
    visitor.page.keyboard.press("ArrowRight")
    visitor.until("([turn]) => Number(document.querySelector('.pdd').dataset.turn) === turn + 1", turn)
    assert visitor.scenario().name == "secure-base"


def test_something_else_is_added_by_keys_alone_and_only_when_it_is_chosen(visitor):
    visitor.page.focus("[data-act=add]")
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector("[data-add=spark]")
    for _ in range(2):
        visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate(FOCUS) == "containment"
    visitor.page.keyboard.press("Escape")
    visitor.page.wait_for_selector("[data-add=spark]", state="detached")
    assert visitor.page.evaluate(FOCUS) == "add"
    assert visitor.scenario().interventions == ()
    visitor.page.click("[data-act=add]")
    visitor.page.click("[data-add=containment]")
    visitor.page.wait_for_selector("[data-editor=containment]")
    visitor.fine()


def test_the_space_bar_plays_after_scrubbing_and_what_is_pressed_keeps_the_focus(visitor):
    visitor.page.focus("[data-act=scrub]")
    visitor.page.keyboard.press("Space")
    visitor.page.wait_for_selector(".pdd[data-playing=yes]")
    visitor.page.keyboard.press("Space")
    visitor.page.wait_for_selector(".pdd[data-playing=no]")
    enter(visitor, "[data-act=take]")
    visitor.page.wait_for_selector("[data-editor=hand-holding]")
    assert visitor.page.evaluate(FOCUS) == "take"
    enter(visitor, "[data-act=remove]")
    visitor.page.wait_for_selector("[data-editor]", state="detached")
    visitor.until(f"() => ({FOCUS})() === 'take'")


def test_the_space_bar_plays_after_a_click_and_does_not_press_again_what_was_clicked(visitor):
    visitor.page.click("[data-act=play]")
    visitor.page.click("[data-act=take]")
    visitor.page.wait_for_selector("[data-editor=hand-holding]")
    hand = visitor.placed("hand-holding")
    visitor.until("([turn]) => Number(document.querySelector('.pdd').dataset.turn) > turn + 2", hand[0])
    visitor.page.keyboard.press("Space")
    visitor.page.wait_for_selector(".pdd[data-playing=no]")
    visitor.settled()
    assert visitor.placed("hand-holding") == hand
    visitor.page.click("[data-act=fork]")
    visitor.page.wait_for_selector("[data-act=fork][aria-pressed=true]")
    visitor.page.keyboard.press("Space")
    visitor.page.wait_for_selector(".pdd[data-playing=yes]")
    assert visitor.page.get_attribute("[data-act=fork]", "aria-pressed") == "true"
    visitor.page.keyboard.press("Space")


def test_the_list_of_what_can_be_added_stays_open_under_the_hand_and_closes_beside_it(visitor):
    visitor.page.click("[data-act=add]")
    visitor.page.click(".pdd-add .pdd-sheet-head >> nth=0")
    assert visitor.page.is_visible("[data-add=spark]")
    visitor.page.click(".pdd-time")
    visitor.page.wait_for_selector("[data-add=spark]", state="detached")


def test_share_closes_by_escape_after_a_picture_was_chosen(visitor):
    visitor.page.click("[data-act=share]")
    visitor.page.click(".pdd-share .pdd-sheet-head >> nth=0")
    visitor.page.focus("[data-pick=picture]")
    visitor.page.select_option("[data-pick=picture]", index=1)
    visitor.page.keyboard.press("Escape")
    visitor.page.wait_for_selector(".pdd-share .pdd-sheet", state="hidden")


@pytest.mark.parametrize(
    ("sheet", "inside"), [("share", "[data-act=command]"), ("add", ".pdd-add .pdd-sheet-head >> nth=0")]
)
def test_a_sheet_that_was_opened_by_hand_closes_by_escape_and_the_space_bar_plays(visitor, sheet, inside):
    visitor.page.click(f"[data-act={sheet}]")
    visitor.page.click(inside)
    visitor.page.keyboard.press("Escape")
    visitor.page.wait_for_selector(inside, state="hidden")
    visitor.page.keyboard.press("Space")
    visitor.page.wait_for_selector(".pdd[data-playing=yes]")
    visitor.page.keyboard.press("Space")


def test_after_the_help_and_after_adding_by_hand_the_space_bar_plays(visitor):
    visitor.page.click("[data-act=help]")
    visitor.page.wait_for_selector(".pdd-help")
    visitor.page.keyboard.press("Escape")
    visitor.page.wait_for_selector(".pdd-help", state="detached")
    visitor.page.click("[data-act=add]")
    visitor.page.click("[data-add=containment]")
    visitor.page.wait_for_selector("[data-editor=containment]")
    visitor.page.keyboard.press("Space")
    visitor.page.wait_for_selector(".pdd[data-playing=yes]")
    assert visitor.page.locator(".pdd-help, .pdd-add .pdd-sheet").count() == 0
    visitor.page.keyboard.press("Space")


def test_a_press_that_does_nothing_does_not_swallow_the_next(visitor):
    visitor.press("h")
    visitor.page.wait_for_selector("[data-editor=hand-holding]")
    visitor.settled()
    turn, _ = visitor.placed("hand-holding")
    visitor.press("h")
    seek(visitor, turn + 5)
    visitor.press("h")
    visitor.placed_becomes("hand-holding", turn, 5)


def test_a_lesson_by_keys_alone_never_loses_its_place(visitor):
    inside = "() => !!document.activeElement.closest('.pdd-lesson, .pdd-lessons')"
    enter(visitor, "[data-mode=lesson]")
    visitor.page.wait_for_selector("[data-lesson]")
    for step in ("[data-lesson=flooded]", "[data-act=lessons]", "[data-lesson=flooded]", "[data-act=begin]"):
        enter(visitor, step)
        visitor.page.wait_for_selector(step, state="detached")
        visitor.until(inside)
    enter(visitor, "[data-option] >> nth=0")
    visitor.page.wait_for_selector("[data-act=commit]:enabled")
    enter(visitor, "[data-act=commit]")
    visitor.page.wait_for_selector("[data-act=start]")
    visitor.until(inside)
    visitor.page.keyboard.press("Space")
    visitor.page.wait_for_selector(".pdd[data-playing=yes]")
    visitor.page.keyboard.press("Space")


def test_after_enter_the_space_bar_plays_and_does_not_press_again(visitor):
    enter(visitor, "[data-act=take]")
    visitor.page.wait_for_selector("[data-editor=hand-holding]")
    visitor.page.keyboard.press("Space")
    visitor.page.wait_for_selector(".pdd[data-playing=yes]")
    visitor.page.keyboard.press("Space")
    visitor.page.wait_for_selector(".pdd[data-playing=no]")
    assert blocks(visitor, "hand-holding") == 1


def test_bookmarks_of_another_story_outlive_a_reload(arrive):
    visitor = arrive()
    visitor.press("b")
    visitor.page.wait_for_selector("[data-mark]")
    visitor.press("2")
    visitor.until("() => location.search.includes('scenario=')")
    visitor.settled()
    assert visitor.page.locator("[data-mark]").count() == 0
    visitor.page.reload()
    visitor.page.wait_for_selector(".pdd[data-drawn=yes]")
    visitor.press("1")
    visitor.page.wait_for_selector("[data-mark]")


def test_a_therapy_is_lengthened_session_by_session_by_keys(arrive):
    plan = '[{"kind": "therapy-course", "day": 1, "days": 4, "turn": 1, "turns": 60}]'
    visitor = arrive(query=f"?v=1&scenario=protest-polka&days=140&intervention={plan}&page.zoom=season")
    visitor.page.focus("[data-block=therapy-course]")
    for days in (5, 6):
        visitor.page.keyboard.press("Shift+ArrowRight")
        visitor.until("([days]) => document.querySelector('.pdd').__vue__.show.blocks[0].values.days === days", days)


def test_a_hand_on_a_hundred_evenings_is_told_and_kept_as_such(arrive):
    plan = '[{"kind": "hand-holding", "days": 100, "turn": 30}]'
    visitor = arrive(query=f"?v=1&scenario=protest-polka&days=140&intervention={plan}&page.zoom=season")
    visitor.page.locator("[data-block=hand-holding]").click(position={"x": 30, "y": 8})
    visitor.page.wait_for_selector("[data-editor=hand-holding]")
    assert visitor.page.input_value("[data-act=turns]") == "100"
    visitor.page.press("[data-act=turns]", "ArrowLeft")
    visitor.settled()
    visitor.until("() => location.search.includes('99')")
    assert visitor.scenario().interventions[0].days == 99
    visitor.fine()


def test_a_hand_that_a_heart_has_called_for_is_not_offered_again(arrive):
    plan = '[{"kind": "hand-holding", "when": "heart", "bpm": 95, "whose_heart": "either"}]'
    visitor = arrive(query=f"?v=1&scenario=protest-polka&intervention={plan}")
    begun = visitor.page.evaluate("() => document.querySelector('.pdd').__vue__.show.blocks[0].at")
    seek(visitor, begun + 2)
    assert visitor.page.get_attribute("[data-act=take]", "data-offer") == "held"
    visitor.press("h")
    visitor.settled()
    assert blocks(visitor, "hand-holding") == 1


def test_a_bookmark_goes_with_its_season_and_comes_back_with_it(visitor):
    visitor.page.click("[data-zoom=season]")
    visitor.page.wait_for_selector(".pdd[data-zoom=day]")
    seek(visitor, 41)
    visitor.press("b")
    visitor.page.wait_for_selector("[data-mark] >> text=day 41")
    visitor.press("z")
    visitor.page.wait_for_selector(".pdd[data-zoom=turn]")
    assert visitor.page.locator("[data-mark]").count() == 0
    visitor.until("() => !location.search.includes('page.marks')")
    visitor.page.click("[data-zoom=season]")
    visitor.page.wait_for_selector("[data-mark] >> text=day 41")


def test_the_link_that_is_copied_has_the_playhead_and_the_bookmarks_of_a_lessons_case_too(visitor):
    visitor.gesture(kind="case", lesson="let-go-too-soon", case="two-minutes")
    visitor.settled()
    seek(visitor, 100)
    visitor.press("b")
    link = visitor.page.evaluate(
        "() => document.querySelector('.pdd').__vue__.$children.flatMap(one => one.$children)"
        ".find(one => one.address).address()"
    )
    assert link.endswith("page.turn=100&page.marks=1.100") and link.count("page.turn") == 1
    visitor.until("([link]) => location.href === link", link)


def test_a_chip_pressed_again_shows_its_claim_again(visitor):
    chip = ".pdd-key .pdd-dotchip >> nth=0"
    visitor.page.click(chip)
    visitor.page.wait_for_selector("[data-panel=evidence][data-ready=yes] [data-title] >> text=How sure is it")
    visitor.page.click("[data-panel=evidence] [data-act=all]")
    visitor.page.wait_for_selector("[data-title] >> text=How sure are we?")
    visitor.page.click(chip)
    visitor.page.wait_for_selector("[data-title] >> text=How sure is it")
