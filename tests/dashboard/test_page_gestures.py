"""What a visitor does on the page, in a real browser."""

import pytest

pytestmark = pytest.mark.browser


def test_the_hand_and_a_fork_draw_the_other_run_and_the_hand_says_the_difference(visitor):
    before, turn = visitor.picture(), visitor.turn()
    visitor.page.click("[data-act=take]")
    visitor.page.wait_for_selector("[data-comparison=yes]")
    assert visitor.page.locator(".pdd-comparison").count() >= 5
    assert visitor.page.locator("[data-block=hand-holding]").count() == 1
    assert visitor.picture() != before
    said = visitor.page.text_content("[data-sentence]")
    assert "instead of" in said and any(digit in said for digit in "0123456789")
    assert visitor.turn() == turn

    visitor.page.click("[data-act=remove]")
    visitor.page.wait_for_selector("[data-comparison=no]")
    assert visitor.picture() == before

    visitor.press("f")
    visitor.page.wait_for_selector("[data-comparison=yes]")
    assert "with the hand" in visitor.page.text_content(".pdd-legend")
    assert visitor.page.locator("[data-fork]").count() == 1
    visitor.press("f")
    visitor.page.wait_for_selector("[data-comparison=no]")
    visitor.fine()


def test_while_it_plays_help_and_trouble_take_effect_at_the_playhead_and_end_there(visitor):
    for key, kind in (("h", "hand-holding"), ("t", "time-out"), ("s", "softening"), ("d", "stress")):
        visitor.press("r")
        visitor.settled()
        visitor.press("Home")
        visitor.press(" ")
        visitor.until("() => Number(document.querySelector('.pdd').dataset.turn) >= 3")
        before = visitor.picture_until(2)
        visitor.press(key)
        visitor.page.wait_for_selector(f"[data-block={kind}]")
        assert visitor.of_stage("playing") == "yes"
        assert visitor.picture_until(2) == before, "what is past stays as it was"
        began = visitor.placed(kind)[0]
        visitor.until("([turn]) => Number(document.querySelector('.pdd').dataset.turn) >= turn", began + 3)
        was = visitor.page.evaluate("location.search")
        visitor.press(key)
        visitor.until("([was]) => location.search !== was", was)
        assert 1 <= visitor.placed(kind)[1] < 30
        visitor.press(" ")
    visitor.fine()


def test_dragging_a_slider_changes_picture_and_address_ends_on_its_last_value_and_is_one_step_back(visitor):
    before = visitor.picture()
    for value in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75):
        visitor.slide("couple.bond", value)
    visitor.until("() => location.search.includes('couple.bond=0.75')")
    assert visitor.picture() != before
    assert visitor.page.input_value('[data-slider="couple.bond"]') == "0.75"
    visitor.press("z")
    visitor.until("() => location.search === ''")
    assert visitor.picture() == before


def test_another_scenario_is_another_couple_and_another_evening_other_chance(visitor):
    before = visitor.picture()
    visitor.page.select_option("[data-pick=scenario]", "secure-base")
    visitor.until("() => location.search.includes('scenario=secure-base')")
    assert visitor.picture() != before
    assert "Protest Polka" not in visitor.page.text_content("h1")
    visitor.press("1")
    visitor.until("() => location.search === ''")
    assert visitor.picture() == before
    visitor.page.click("[data-act=seed]")
    visitor.until("() => document.querySelector('.pdd').__vue__.show.seed === '2'")
    assert visitor.picture() != before
    visitor.fine()


def test_play_moves_the_playhead_without_a_word_to_the_server_and_pause_stops_it(visitor):
    start, sent = visitor.turn(), []
    visitor.page.on("websocket", lambda socket: sent.append(socket.url))
    visitor.watch_frames()
    visitor.press(" ")
    visitor.until("([turn]) => Number(document.querySelector('.pdd').dataset.turn) > turn + 4", start)
    visitor.press(" ")
    visitor.page.wait_for_selector(".pdd[data-playing=no]")
    assert visitor.frames_sent() == 0 and sent == []
    stopped = visitor.turn()
    visitor.frames(20)  # at five turns a second more than one would have passed
    assert visitor.turn() == stopped
    visitor.fine()


def test_dragging_on_the_score_scrubs(visitor):
    box = visitor.page.locator(".pdd-score-box > svg").bounding_box()
    visitor.page.mouse.move(box["x"] + 200, box["y"] + 90)
    visitor.page.mouse.down()
    early = visitor.turn()
    visitor.page.mouse.move(box["x"] + 500, box["y"] + 90, steps=4)
    visitor.page.mouse.up()
    assert 0 < early < visitor.turn() < 150


def test_a_block_is_dragged_stretched_and_deleted_by_mouse_and_by_keys(visitor):
    visitor.press("h")
    visitor.page.wait_for_selector("[data-comparison=yes]")
    turn, turns = visitor.placed("hand-holding")
    mouse, block = visitor.page.mouse, visitor.page.locator("[data-block=hand-holding]")

    box = block.bounding_box()
    mouse.move(box["x"] + 30, box["y"] + 10)
    mouse.down()
    mouse.move(box["x"] + 110, box["y"] + 10, steps=3)
    mouse.up()
    visitor.settled()
    moved, same = visitor.placed("hand-holding")
    assert moved > turn and same == turns

    box = block.bounding_box()
    mouse.move(box["x"] + box["width"] - 4, box["y"] + 10)
    mouse.down()
    mouse.move(box["x"] + box["width"] - 90, box["y"] + 10, steps=3)
    mouse.up()
    visitor.settled()
    assert visitor.placed("hand-holding")[0] == moved and visitor.placed("hand-holding")[1] < turns

    block.focus()
    was = visitor.placed("hand-holding")
    visitor.page.keyboard.press("ArrowLeft")
    visitor.placed_becomes("hand-holding", was[0] - 1, was[1])
    visitor.page.keyboard.press("Shift+ArrowRight")
    visitor.placed_becomes("hand-holding", was[0] - 1, was[1] + 1)
    visitor.page.keyboard.press("Delete")
    visitor.page.wait_for_selector("[data-comparison=no]")
    visitor.fine()


def test_the_settings_of_a_block_can_be_changed(visitor):
    visitor.press("t")
    visitor.page.wait_for_selector("[data-editor=time-out]")
    visitor.page.click("[data-act=settings]")
    visitor.page.fill("[data-field=turns]", "17")
    visitor.page.press("[data-field=turns]", "Enter")
    visitor.page.dispatch_event("[data-field=turns]", "change")
    visitor.placed_becomes("time-out", visitor.placed("time-out")[0], 17)


def test_a_season_is_lived_and_a_click_on_a_day_opens_that_very_evening(arrive):
    import numpy as np

    import sim

    visitor = arrive(query="?v=1&scenario=protest-polka&days=12")
    visitor.page.click("[data-zoom=season]")
    visitor.page.wait_for_selector(".pdd[data-zoom=day]")
    box = visitor.page.locator(".pdd-score-box > svg").bounding_box()
    left, wide = (float(visitor.page.get_attribute(".pdd-lane", name)) for name in ("x", "width"))
    visitor.page.mouse.click(box["x"] + left + wide * 7 / 12, box["y"] + 120)
    visitor.page.wait_for_selector(".pdd[data-zoom=turn]")
    bond = visitor.page.evaluate("() => document.querySelector('.pdd').__vue__.show.series.bond")
    assert visitor.page.evaluate("() => document.querySelector('.pdd').__vue__.show.day") == 7
    assert bond == np.round(sim.simulate(visitor.scenario(), seed=1).day(7)["bond"], 3).tolist()
    visitor.fine()


def test_bookmarks_bring_back_their_moment_and_outlive_a_reload(visitor):
    for _ in range(7):
        visitor.press("ArrowRight")
    here = visitor.turn()
    visitor.press("b")
    visitor.page.wait_for_selector("[data-mark]")
    visitor.press("End")
    visitor.page.reload()
    visitor.page.wait_for_selector(".pdd[data-drawn=yes]")
    visitor.page.click("[data-mark]")
    assert visitor.turn() == here


def test_what_each_shows_feels_and_is_seen_as_stands_beside_them(visitor):
    assert visitor.page.locator("[data-feels]").count() == visitor.page.locator("[data-seen]").count() == 2
    assert "matter to you?" in visitor.page.text_content("[data-partner=a] [data-feels]")
    assert "Ana asks again" in visitor.page.text_content("[data-caption]")
    assert "an attack" in visitor.page.text_content("[data-seen=a]")
    visitor.press("Home")
    assert visitor.page.text_content("[data-caption]") == "A quiet moment."


def test_lived_the_rest_hangs_behind_a_curtain_that_takes_a_guess_and_opens_as_it_plays(visitor):
    visitor.press("Home")
    visitor.page.click("[data-act=live]")
    curtain = visitor.page.locator("[data-curtain]")
    box = curtain.bounding_box()
    visitor.page.mouse.move(box["x"] + 60, box["y"] + 90)
    visitor.page.mouse.down()
    visitor.page.mouse.move(box["x"] + 300, box["y"] + 130, steps=3)
    visitor.page.mouse.up()
    assert visitor.turn() == 0, "what is drawn moves no playhead"
    assert visitor.page.locator(".pdd-pencil").get_attribute("d").count("L") > 20
    visitor.press("Shift+ArrowRight")
    far = "() => Number(document.querySelector('.pdd-score-box > svg').dataset.far)"
    assert visitor.page.evaluate(far) == 10
    visitor.page.evaluate("() => document.querySelector('.pdd').__vue__.seek(99)")
    assert visitor.turn() == 10, "what is ahead is lived, and not sought"
    visitor.press("End")
    assert curtain.count() == 0 and visitor.page.locator(".pdd-pencil").count() == 1
    visitor.page.click("[data-act=live]")
    visitor.fine()


def test_the_way_back_is_a_step_back(visitor):
    visitor.press("2")
    visitor.until("() => location.search.includes('secure-base')")
    visitor.look("why")
    visitor.until("() => location.search.includes('page.panel=why')")
    visitor.page.click("[data-mode=lesson]")
    visitor.page.wait_for_selector("[data-lesson]")
    visitor.until("() => location.search.includes('page.panel=lesson')")
    visitor.page.go_back()
    visitor.page.wait_for_selector("[data-panel=why]")
    visitor.page.go_back()
    visitor.page.wait_for_selector("[data-panel]", state="detached")
    assert "secure-base" in visitor.page.evaluate("location.search")
    visitor.page.go_back()
    visitor.until("() => document.querySelector('.pdd').__vue__.show.name === 'protest-polka'")
    visitor.fine()


def test_reset_undoes_everything_and_never_plays(visitor):
    opened, before = visitor.turn(), visitor.picture()
    visitor.slide("couple.bond", 0.9)
    visitor.press("h")
    visitor.page.wait_for_selector("[data-comparison=yes]")
    visitor.press(" ")
    visitor.page.wait_for_selector(".pdd[data-playing=yes]")
    visitor.press("r")
    visitor.page.wait_for_selector("[data-comparison=no]")
    visitor.until("() => location.search === ''")
    visitor.until("([turn]) => Number(document.querySelector('.pdd').dataset.turn) === turn", opened)
    assert visitor.of_stage("playing") == "no"
    assert visitor.picture() == before
