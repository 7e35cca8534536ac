"""A village in the browser: it plays, a couple's evening is opened and left again, what is changed is told and taken
back; nothing fails, all fits, and axe finds nothing grave."""

import pytest
from test_page_walk import grave, too_wide

import sim

pytestmark = pytest.mark.browser

SMALL = sim.scenario("village").change(
    {"name": "street", "about.title": "Our street", "turns": 20, "days": 120, "community.couples": 40,
     "community.ending": 0.02, "event_rate": 0.05}
)  # fmt: skip
STAGE = "document.querySelector('.pdd').__vue__.$children.find(one => one.places)"


def lived(visitor):
    """Wait until the village on view is lived to its end."""
    visitor.page.wait_for_selector(".pdd-village[data-over=yes]")


def day(visitor):
    """The day under the playhead."""
    return int(visitor.of_stage("day"))


def click_on(visitor, couple):
    """Click on a couple where it stands in the picture."""
    x, y = visitor.page.evaluate(f"couple => [{STAGE}.places.x[couple], {STAGE}.places.y[couple]]", couple)
    visitor.page.click("[data-canvas]", position={"x": x, "y": y})


def test_a_village_is_opened_played_asked_gone_into_and_left_as_it_was(arrive):
    visitor = arrive(1440, 900)
    page = visitor.page
    page.click("[data-mode=village]")
    page.wait_for_selector(".pdd-village[data-drawn=yes]")
    visitor.open("?" + sim.to_link(SMALL, 5))
    lived(visitor)
    assert "40 couples together, none ended" in page.inner_text("[data-counts]")
    assert "40 couples" in page.get_attribute("[data-canvas]", "aria-label")

    # Playing asks the server nothing.
    visitor.watch_frames()
    visitor.press("Space")
    visitor.until("() => Number(document.querySelector('.pdd').dataset.day) > 5")
    visitor.press("Space")
    assert visitor.frames_sent() == 0 and visitor.of_stage("playing") == "no"
    visitor.press("End")
    assert day(visitor) == 120
    visitor.press("ArrowLeft")
    assert day(visitor) == 90

    # A change is told with its numbers, and drawn; undo takes it back.
    visitor.press("Home")
    page.click("[data-act=help-tenth]")
    page.wait_for_selector("[data-sentence]")
    visitor.press("End")
    visitor.until("() => document.querySelector('[data-sentence]').innerText.includes('ended so far')")
    visitor.until("() => document.querySelector('[data-elsewhere]').innerText.includes('In 12 other villages')")
    assert page.evaluate(f"{STAGE}.helped.length") > 0 and page.evaluate(f"!!{STAGE}.other")
    assert visitor.scenario().community.some[0].intervention[0].kind == "therapy-course"
    page.click("[data-act=share]")
    with page.expect_download() as saved:
        page.click("[data-act=png]")
    assert saved.value.suggested_filename == "street-the-village.png"
    page.keyboard.press("Escape")
    assert grave(page) == []
    page.click("[data-act=undo]")
    visitor.until("() => !document.querySelector('[data-sentence]')")

    # A couple is found by a click; its evening is opened, and left at the same place.
    together = page.evaluate(f"[...{STAGE}.lit].findIndex((share, at) => share > 0 && {STAGE}.circle && at > 3)")
    click_on(visitor, together)
    name = page.inner_text("[data-couple] h2")
    visitor.press("ArrowLeft")
    page.click("[data-act=evening]")
    page.wait_for_selector(".pdd:not(.pdd-village)[data-drawn=yes]")
    assert page.title().startswith(f"{name}, day 90 of Our street")
    drawn = visitor.picture()
    visitor.press("h")
    page.wait_for_selector("[data-comparison=yes]")
    page.reload()
    visitor.there()
    page.wait_for_selector("[data-comparison=yes]")
    assert drawn and page.locator("[data-zoom=season]").count() == 0
    page.click("[data-mode=village]")
    page.wait_for_selector(".pdd-village[data-drawn=yes]")
    assert page.inner_text("[data-couple] h2") == name and day(visitor) == 90
    page.click("[data-act=evening]")
    page.wait_for_selector(".pdd:not(.pdd-village)[data-drawn=yes]")
    page.click("[data-mode=village]")  # at once, and without a reload in between
    page.wait_for_selector(".pdd-village[data-drawn=yes]")

    # Ties are cut and added, a shock strikes, and it goes by name and by keyboard too.
    lived(visitor)
    other = page.evaluate("couple => (couple + 17) % 40", together)
    page.click("[data-act=add]")
    click_on(visitor, other)
    visitor.settled()
    assert len(visitor.scenario().community.tie) == 1
    page.click("[data-couple] .pdd-two-ties .pdd-quiet >> nth=1")
    page.click("[data-act=shock]")
    visitor.until("() => document.querySelector('.pdd').__vue__.show.village.some.length === 1")
    assert [tie.strength for tie in visitor.scenario().community.tie] == [0.8, 0.0]
    page.fill("[data-act=find]", "nobody of that name")
    page.press("[data-act=find]", "Enter")
    page.wait_for_selector("text=No couple here is called")
    lived(visitor)
    assert too_wide(visitor) == []
    page.click("[data-act=day-form]")
    visitor.press("p")
    page.wait_for_selector(".pdd-projector")
    visitor.resize(1024, 768)
    assert grave(page) == []
    visitor.fine()


def test_a_lesson_is_lived_in_its_village_and_a_bad_network_is_one_message(arrive):
    visitor = arrive()
    page = visitor.page
    visitor.look("lesson")
    page.click("[data-lesson=nobody-stands-alone]")
    page.click("[data-act=begin]")
    page.click("[data-option=scattered]")
    page.click("[data-act=commit]")
    page.wait_for_selector(".pdd-village[data-drawn=yes] [data-canvas]")
    assert day(visitor) == 58
    assert "not yet" in page.text_content("[data-curtain]"), "the end is not drawn before it is lived"
    page.click("[data-act=next-case]")
    visitor.until("() => document.querySelector('.pdd').__vue__.show.case[1] === 'scattered'")
    page.click("[data-step=Reveal]")
    page.wait_for_selector("[data-answer]")
    assert "B. Scattered" in page.inner_text("[data-answer]")
    page.click("[data-act=lessons]")
    page.click("[data-mode=village]")
    page.wait_for_selector("[data-act=share]")
    for name, text, said in (
        ("friends.csv", "first,second,strength\nAda,Bo,7\n", "strength"),
        ("friends.graphml", "<graphml", "XML"),
    ):
        page.click("[data-act=share]")
        page.set_input_files("[data-upload]", {"name": name, "mimeType": "text/plain", "buffer": text.encode()})
        visitor.until(
            "said => (document.querySelector('[role=alert]') || {innerText: ''}).innerText.includes(said)", said
        )
        page.keyboard.press("Escape")
    page.click("[data-act=share]")
    text = "first,second\nThe Smiths,Ada and Bo\nAda and Bo,Kim and Lou\n"
    page.set_input_files("[data-upload]", {"name": "friends.csv", "mimeType": "text/csv", "buffer": text.encode()})
    visitor.until("() => document.querySelector('.pdd').__vue__.show.village.called.includes('The Smiths')")
    visitor.fine()


def test_the_browsers_way_back_leads_from_a_village_to_the_couple_and_forward_again(arrive):
    visitor = arrive(1280, 800)
    page = visitor.page
    page.click("[data-mode=village]")
    page.wait_for_selector(".pdd-village[data-drawn=yes]")
    visitor.until("() => location.search.includes('scenario=village')")
    page.go_back()
    page.wait_for_selector(".pdd-floor")
    visitor.until("() => !location.search.includes('village') && document.title.startsWith('The Protest Polka')")
    page.go_forward()
    page.wait_for_selector(".pdd-village[data-drawn=yes]")
    visitor.fine()
