"""Sentence and picture are on the first screen and on the first printed page, whatever the design and however long the
words."""

import numpy as np
import pytest
from folders import noisy, swept

from sim.report.writing import PAGE, write

pytestmark = pytest.mark.browser
SCREENS = [(1024, 768), (1440, 900)]
A4_INSIDE = round((210 - 2 * 16) / 25.4 * 96), round((297 - 2 * 17) / 25.4 * 96)
"""Width and height of what is printed on, in pixels of 1/96 inch, within the margins of the style sheet."""
NAMES = ["noise", "trust_shield", "touch_base", "attack_sting", "separation_sting", "relief", "hearing", "threat_pace"]
LONG = "The more of all the things that were varied here a couple has, the more often and the longer it is caught, "


def outcomes(arm, replicate, **columns):
    first, *_ = columns.values()
    return {"dance": 0.3 + 0.4 * first / first.max() - 0.1 * (arm == "with") + noisy(replicate, 0.05)}


@pytest.fixture(scope="module", params=["map", "curve", "indices", "none"])
def page(request, tmp_path_factory):
    """A report whose leading picture is of one kind, with long words; and one that predicts nothing."""
    kinds = {
        "map": {"half": "couple.bond", "along": "partner_a.anxiety", "goes": "up"},
        "curve": {"of": "difference", "along": "couple.bond", "goes": "down"},
        "indices": {"first": NAMES[:1]},
    }
    said = (
        [{"that": LONG + "as was said.", "outcome": "dance", **kinds[request.param]}] if request.param in kinds else []
    )
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "indices":
        spans = {name: {"low": 0.2, "high": 0.8} for name in NAMES}
        spans |= {"attack_sting": {"low": 4, "high": 8}, "separation_sting": {"low": 2, "high": 6}}
        swept(folder, spans, outcomes, "sobol", 16, 2, analysis={"main": ["dance"], "resamples": 50, "predict": said})
    else:
        grid = {"couple.bond": np.linspace(0.1, 1.0, 10).round(1).tolist(), "partner_a.anxiety": [0.2, 0.5, 0.8]}
        swept(folder, grid, outcomes, replicates=4, paired=True, analysis={"main": ["dance"], "predict": said})
    return next(path for path in write(folder).files if path.name == PAGE)


def lowest(browser, page, wide, high, media):
    """The lowest edge of sentence and picture, and the width that the page wants."""
    tab = browser.new_page(viewport={"width": wide, "height": high})
    try:
        tab.emulate_media(media=media)
        tab.goto(page.as_uri())
        edges = "[...document.querySelectorAll('.answer, #answer figure')].map(e => e.getBoundingClientRect().bottom)"
        found = tab.evaluate(edges)
        assert len(found) == 2
        return max(found), tab.evaluate("document.documentElement.scrollWidth")
    finally:
        tab.close()


@pytest.mark.parametrize("wide, high", SCREENS)
def test_answer_and_picture_are_on_the_first_screen(browser, page, wide, high):
    bottom, wanted = lowest(browser, page, wide, high, "screen")
    assert bottom <= high
    assert wanted <= wide


def test_answer_and_picture_are_on_the_first_printed_page(browser, page):
    wide, high = A4_INSIDE
    bottom, wanted = lowest(browser, page, wide, high, "print")
    assert bottom <= high
    assert wanted <= wide


def test_nothing_is_wider_than_a_telephone(browser, page):
    assert lowest(browser, page, 400, 800, "screen")[1] <= 400
