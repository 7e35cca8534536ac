"""What a visitor does on the page, in a real browser."""

import pytest

import sim

pytestmark = pytest.mark.browser


def test_taking_the_hand_at_the_playhead_draws_the_ghost_and_says_the_difference(arrive):
    visitor = arrive()
    before = visitor.picture()
    turn = visitor.turn()
    visitor.page.click("[data-act=take]")
    visitor.page.wait_for_selector("[data-ghost=yes]")
    assert visitor.page.locator(".pdd-ghost").count() >= 5
    assert visitor.page.locator("[data-block=hand-holding]").count() == 1
    assert visitor.picture() != before
    said = visitor.page.text_content("[data-sentence]")
    assert "instead of" in said and any(digit in said for digit in "0123456789")
    assert visitor.turn() == turn

    visitor.page.click("[data-act=let-go]")
    visitor.page.wait_for_selector("[data-ghost=no]")
    assert visitor.picture() == before
    visitor.fine()


def test_a_held_hand_can_be_let_go_of_at_the_playhead(arrive):
    visitor = arrive()
    visitor.press("h")
    visitor.page.wait_for_selector("[data-offer=held]")
    for _ in range(12):
        visitor.press("ArrowRight")
    visitor.page.wait_for_selector("[data-offer=release]")
    visitor.press("h")
    visitor.until("() => /12%2C|turns%22%3A\\+12\\b/.test(location.search)")
    assert visitor.page.get_attribute("[data-act=take]", "data-offer") == "move"


def test_a_slider_changes_the_picture_and_the_address(arrive):
    visitor = arrive()
    before = visitor.picture()
    visitor.slide("partner_b.avoidance", 0.1)
    visitor.until("() => location.search.includes('partner_b.avoidance=0.1')")
    assert visitor.picture() != before
    visitor.fine()


def test_dragging_a_slider_ends_on_its_last_value(arrive):
    visitor = arrive()
    for value in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75):
        visitor.slide("couple.bond", value)
    visitor.until("() => location.search.includes('couple.bond=0.75')")
    assert visitor.page.input_value('[data-slider="couple.bond"]') == "0.75"


def test_another_scenario_is_another_couple(arrive):
    visitor = arrive()
    names = visitor.page.eval_on_selector_all("[data-pick=scenario] option", "all => all.map(e => e.value)")
    if len(names) < 2:
        pytest.skip("the gallery has one scenario only")
    before = visitor.picture()
    visitor.page.select_option("[data-pick=scenario]", names[1])
    visitor.until("([name]) => location.search.includes('scenario=' + name)", names[1])
    assert visitor.picture() != before
    assert "Protest Polka" not in visitor.page.text_content("h1")
    visitor.fine()


def test_another_evening_is_other_chance_for_the_same_couple(arrive):
    visitor = arrive()
    before = visitor.picture()
    visitor.page.click("[data-act=seed]")
    visitor.until("() => document.querySelector('[data-seed]').textContent === '2'")
    assert visitor.picture() != before


def test_play_moves_the_playhead_and_pause_stops_it(arrive):
    visitor = arrive()
    start = visitor.turn()
    visitor.press(" ")
    visitor.until("([turn]) => Number(document.querySelector('.pdd').dataset.turn) > turn + 2", start)
    visitor.press(" ")
    visitor.page.wait_for_selector(".pdd[data-playing=no]")
    stopped = visitor.turn()
    visitor.page.wait_for_timeout(400)
    assert visitor.turn() == stopped
    visitor.fine()


def test_the_keyboard_goes_everywhere(arrive):
    visitor = arrive()
    visitor.press("Home")
    assert visitor.turn() == 0
    visitor.press("ArrowRight")
    visitor.press("ArrowRight")
    visitor.press("ArrowLeft")
    assert visitor.turn() == 1
    visitor.press("End")
    assert visitor.turn() == 150
    visitor.press("p")
    visitor.page.wait_for_selector(".pdd-projector")


def test_dragging_on_the_score_scrubs(arrive):
    visitor = arrive()
    box = visitor.page.locator(".pdd-score > svg").bounding_box()
    visitor.page.mouse.move(box["x"] + 200, box["y"] + 60)
    visitor.page.mouse.down()
    early = visitor.turn()
    visitor.page.mouse.move(box["x"] + 500, box["y"] + 60, steps=4)
    visitor.page.mouse.up()
    assert 0 < early < visitor.turn() < 150


def hand_in_link(page) -> tuple[int, int]:
    """(turn, turns) of the visitor's hand, as the scenario in the address has it."""
    plan = sim.from_link(page.evaluate("location.search"))[0].interventions[-1]
    return plan.turn, plan.turns


def test_the_block_of_the_hand_is_dragged_and_stretched(arrive):
    visitor = arrive()
    visitor.press("h")
    visitor.page.wait_for_selector("[data-ghost=yes]")
    turn, turns = hand_in_link(visitor.page)
    mouse, block = visitor.page.mouse, visitor.page.locator("[data-block=hand-holding]")

    box = block.bounding_box()
    mouse.move(box["x"] + 30, box["y"] + 10)
    mouse.down()
    mouse.move(box["x"] + 110, box["y"] + 10, steps=3)
    mouse.up()
    visitor.until("([x]) => document.querySelector('[data-block]').getBoundingClientRect().x > x + 60", box["x"])
    moved, same = hand_in_link(visitor.page)
    assert moved > turn and same == turns

    box = block.bounding_box()
    mouse.move(box["x"] + box["width"] - 2, box["y"] + 10)
    mouse.down()
    mouse.move(box["x"] + box["width"] - 90, box["y"] + 10, steps=3)
    mouse.up()
    visitor.until(
        "([w]) => document.querySelector('[data-block]').getBoundingClientRect().width < w - 60", box["width"]
    )
    assert hand_in_link(visitor.page)[0] == moved and hand_in_link(visitor.page)[1] < turns
    visitor.fine()


def test_reset_undoes_everything_and_never_plays(arrive):
    visitor = arrive()
    opened, before = visitor.turn(), visitor.picture()
    visitor.slide("couple.bond", 0.9)
    visitor.press("h")
    visitor.page.wait_for_selector("[data-ghost=yes]")
    visitor.press(" ")
    visitor.page.wait_for_selector(".pdd[data-playing=yes]")
    visitor.press("r")
    visitor.page.wait_for_selector("[data-ghost=no]")
    visitor.until("() => location.search === ''")
    visitor.until("([turn]) => Number(document.querySelector('.pdd').dataset.turn) === turn", opened)
    assert visitor.of_stage("playing") == "no"
    assert visitor.picture() == before
