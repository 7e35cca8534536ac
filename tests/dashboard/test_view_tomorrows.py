"""A thousand tomorrows as the panel is given them."""

import json
import re
from dataclasses import dataclass, field

import numpy as np
import pytest

import sim
from sim.analysis.tomorrows import Estimate, Fan, fans
from sim.dashboard.state.comparison_run import Alternative, alternative
from sim.dashboard.state.placing import place
from sim.dashboard.state.runs import PageRuns
from sim.dashboard.views import tomorrows
from sim.dashboard.views.tomorrows import view
from sim.wording import tomorrows as words
from sim.wording.numbers import percent

POLKA = sim.scenario("protest-polka")
HELD = POLKA.add("hand-holding", turn=40, turns=60)
STORY = sim.scenario("life-happens")


@dataclass
class Visit:
    """What a view reads of a visit."""

    scenario: sim.Scenario
    options: object = field(default_factory=dict)
    seed: int = 1
    day: int = 1
    start: sim.Scenario = POLKA
    evening: None = None


ALONE = PageRuns(None)


def against(*alternative) -> PageRuns:
    """The runs on view, with another scenario that they are compared with."""
    return PageRuns(None, None, Alternative(*alternative))


@pytest.fixture
def asked(monkeypatch):
    """The scenarios that are run, with few runs instead of a thousand."""
    seen = []

    def few(scenarios, replicates, seed, threads):
        seen.append((list(scenarios), replicates, seed))
        return fans(scenarios, 24, seed, threads)

    monkeypatch.setattr(tomorrows, "fans", few)
    return seen


def given(fan: dict, name: str = "satisfaction") -> np.ndarray:
    return np.array(fan[name])


def test_a_single_evening_is_lived_on_for_twelve_weeks_a_thousand_times(asked):
    shown = view(Visit(HELD, {"daily": False}, seed=5), against(POLKA, "the hand"))
    (((with_, without), runs, seed),) = asked
    assert (with_.days, without.days, runs, seed) == (84, 84, 1000, 5)
    assert with_ == HELD.change({"days": 84})
    assert without == POLKA.change({"days": 84})
    assert (shown["horizon"], len(shown["days"])) == (84, 70)
    assert (shown["days"][0], shown["days"][-1]) == (1, 84)
    assert shown["labels"] == {"with": "with the hand", "without": "without the hand"}
    for arm in ("with", "without"):
        assert given(shown["fans"][arm]).shape == (5, 70)
        assert sum(shown["hundred"][arm]) == round(100 * shown["ends"][arm]["share"])
        assert len(shown["hundred"][arm]) == 100


def test_everything_is_plain_json(asked):
    for visit, runs in ((Visit(HELD), against(POLKA, "the hand")), (Visit(STORY), ALONE)):
        json.dumps(view(visit, runs), allow_nan=False)


def test_what_was_placed_can_be_given_every_evening(asked):
    mixed = HELD.add("therapy-course", turn=101, turns=40, days=2)
    shown = view(Visit(mixed), against(POLKA, "the plan"))
    hand, course = asked[0][0][0].interventions
    assert (hand.day, hand.days, hand.every) == (1, 84, 1)
    assert (course.days, course.every) == (2, 7), "what has a rhythm of its own keeps it"
    assert shown["daily"] and shown["can_daily"]
    assert shown["labels"] == {"with": "with the plan every evening", "without": "without the plan"}


def test_the_other_run_is_lived_with_its_own_plan_every_evening_too(asked):
    rested = POLKA.add("time-out", turn=10, turns=20)
    view(Visit(rested.add("hand-holding", turn=60, turns=9), {"daily": True}), against(rested, "the hand"))
    assert [plan.days for one in asked[0][0] for plan in one.interventions] == [84, 84, 84]


def test_where_the_other_run_has_what_is_compared_the_run_on_view_is_without(asked):
    found = alternative(POLKA, POLKA, (1, 40))
    shown = view(Visit(POLKA, {"daily": True}), against(*found))
    (((here, there), *_),) = asked
    assert here == POLKA.change({"days": 84})
    assert there.interventions[0].days == 84
    same = view(Visit(found.scenario, {"daily": True}), against(POLKA, "the hand"))
    assert (shown["fans"], shown["ends"], shown["hundred"]) == (same["fans"], same["ends"], same["hundred"])
    span = "from 4:00 to 10:00"
    assert shown["labels"] == {"with": f"with the hand {span}, every evening", "without": f"without the hand {span}"}


def test_what_a_fork_has_cut_is_said_to_be_cut(asked):
    cut = alternative(HELD, POLKA, (1, 50))
    shown = view(Visit(HELD, {"daily": True}), against(*cut))
    assert [plan.turns for one in asked[0][0] for plan in one.interventions] == [60, 10]
    assert shown["labels"]["with"] == "with the hand from 5:00 on, every evening"
    assert shown["labels"]["without"] == "without the hand from 5:00 on"


def test_a_strain_that_was_placed_can_come_every_evening_and_the_storys_own_comes_once(asked):
    strain = {"turn": 5, "turns": 9, "who": "both", "size": 0.6}
    own = POLKA.change({"life.stress": [strain]})
    placed = own.change({"life.stress": [strain, strain | {"turn": 40}]})
    shown = view(Visit(placed, {"daily": True}, start=own), against(own, "the strain"))
    assert [one.days for one in asked[0][0][0].life.stress] == [1, 84]
    assert [one.days for one in asked[0][0][1].life.stress] == [1]
    assert shown["can_daily"]
    assert not view(Visit(own, start=own), ALONE)["can_daily"]


def test_after_the_two_have_swapped_the_storys_strain_is_still_its_own(asked):
    own = POLKA.change({"life.stress": [{"turn": 5, "turns": 9, "who": "a", "size": 0.6}]})
    held = own.swapped().add("hand-holding", turn=40, turns=60)
    assert view(Visit(held, {"daily": True}, start=own), against(own.swapped(), "the hand"))["daily"]
    assert [one.days for arm in asked[0][0] for one in arm.life.stress] == [1, 1]


@pytest.mark.parametrize("kind", ["spark", "event"])
def test_what_strikes_once_is_not_said_to_come_every_evening(asked, kind):
    struck = place(HELD, kind, 1, 60, who="a", size=1.0)
    shown = view(Visit(struck, {"daily": True}, start=HELD), against(HELD, f"the {kind}"))
    assert not shown["can_daily"] and not shown["daily"]
    assert shown["labels"]["with"] == f"with the {kind}"


@pytest.mark.parametrize("scenario", [POLKA, STORY, STORY.add("time-out", day=3)])
def test_where_nothing_is_placed_in_one_evening_there_is_nothing_to_repeat(asked, scenario):
    shown = view(Visit(scenario, {"daily": True}), ALONE)
    assert not shown["can_daily"]
    assert not shown["daily"]
    assert asked[0][0] == [scenario.change({"days": shown["horizon"]})]


@pytest.mark.parametrize(
    ("own", "turns", "days"), [(2, 150, 2), (147, 150, 147), (730, 20, 730), (900, 20, 730), (900, 150, 665)]
)
def test_a_longer_story_is_lived_for_its_own_days_and_says_where_it_is_cut(asked, own, turns, days):
    shown = view(Visit(STORY.change({"days": own, "turns": turns})), ALONE)
    assert shown["horizon"] == days
    assert str(min(own, days)) in shown["span"]
    assert (f"After the first {days} of {own} days" in shown["sentence"]) == (own > days)


@pytest.mark.parametrize("name", sim.scenarios())
def test_every_story_of_the_gallery_is_lived_to_its_end(name):
    scenario = sim.scenario(name)
    assert tomorrows._affordable(scenario) == scenario.days


def test_a_therapy_that_has_not_ended_is_not_judged_as_if_it_had(asked):
    story = sim.scenario("the-way-back")
    shown = view(Visit(story), against(story.without(), "the therapy"))
    assert shown["horizon"] == story.days
    assert shown["ends"]["with"]["share"] < 0.1
    assert shown["ends"]["with"]["high"] < shown["ends"]["without"]["low"]


def test_evenings_that_are_too_full_are_lived_for_fewer_days_in_both_arms(asked):
    full = POLKA.change({"turns": 2000})
    shown = view(Visit(full.add("hand-holding", turn=1, turns=2000), {"daily": True}), against(full, "the hand"))
    assert 1 <= shown["horizon"] < 84
    assert {one.days for one in asked[0][0]} == {shown["horizon"]}
    assert f"first {shown['horizon']} days" in shown["span"]


def test_alone_there_is_one_fan_and_no_difference(asked):
    shown = view(Visit(STORY), ALONE)
    assert list(shown["fans"]) == list(shown["ends"]) == list(shown["hundred"]) == ["with"]
    assert "instead" not in shown["sentence"]
    assert "without" not in shown["descriptions"]["bond"]


@pytest.mark.parametrize("options", [None, [], "daily", 3, {}, {"daily": False}, {"runs": 10**9}])
def test_what_is_not_asked_for_is_left_as_it_is(asked, options):
    two = POLKA.change({"days": 2})
    view(Visit(two, options, seed=7), ALONE)
    assert asked == [([two], 1000, 7)]


@pytest.mark.parametrize("daily", [1, "yes", None, [], {"a": 1}, "x" * 10_000])
def test_an_option_that_is_neither_true_nor_false_is_refused(daily):
    with pytest.raises(sim.ScenarioError, match="daily") as refused:
        view(Visit(HELD, {"daily": daily}), against(POLKA, "the hand"))
    assert len(str(refused.value)) < 200


def fan(satisfaction, distressed) -> Fan:
    ends = {"satisfaction": np.array(satisfaction, float), "bond": np.full(len(satisfaction), 0.5),
            "dance": np.linspace(0, 1, len(satisfaction)), "distressed": np.array(distressed, float)}  # fmt: skip
    bands = {name: np.quantile(one, (0.05, 0.25, 0.5, 0.75, 0.95))[:, None] for name, one in ends.items()}
    return Fan(bands, ends)


NAMED = {"with": "with the hand", "without": "without the hand"}
MANY, FEW = np.arange(1000) < 410, np.arange(1000) < 220
FOUND = {"with": fan(100 - 20.0 * FEW, FEW), "without": fan(100 - 20.0 * MANY, MANY)}


def test_the_sentence_has_both_shares_their_difference_and_its_interval():
    said = words.sentence(FOUND, NAMED, 97.0, 84, 84)
    assert "41 % end distressed without the hand and 22 % with the hand" in said
    assert "19 fewer in every 100" in said
    low, high = map(float, re.search(r"interval (\S+) to ([^)]+)\)", said).groups())
    assert low < 19 < high
    told = words.describe(FOUND, NAMED, "satisfaction")
    assert "3.8 points higher" in told


def test_what_helps_nobody_is_not_said_to_help():
    worse = words.sentence({"with": FOUND["without"], "without": FOUND["with"]}, NAMED, 97.0, 84, 84)
    assert "19 more in every 100" in worse
    same = words.sentence({"with": FOUND["with"], "without": FOUND["with"]}, NAMED, 97.0, 84, 84)
    assert "not one of the thousand" in same
    one = FEW.copy()
    one[500] = True
    little = words.sentence({"with": fan(FEW, FEW), "without": fan(FEW, one)}, NAMED, 97.0, 84, 84)
    assert "no more of a difference than chance can make" in little
    assert "no further apart than chance" in words.describe(FOUND, NAMED, "bond")


def test_a_couple_that_chance_does_not_touch_is_said_to_be_one():
    still = fan(np.full(9, 90.0), np.ones(9))
    still.ends["dance"][:] = 0.0
    assert words.note({"with": still}) == words.ALIKE
    assert words.note(FOUND) != words.ALIKE


def test_a_hundred_marks_stand_for_the_thousand():
    shown = tomorrows._hundred(FOUND)
    assert (sum(shown["with"]), sum(shown["without"])) == (22, 41)
    assert all(without >= with_ for with_, without in zip(shown["with"], shown["without"], strict=True))


@pytest.mark.parametrize(("share", "said"), [
    (0, "0 %"), (0.001, "under 1 %"), (0.005, "under 1 %"), (0.006, "1 %"), (0.5, "50 %"),
    (0.995, "over 99 %"), (0.999, "over 99 %"), (1, "100 %"),
])  # fmt: skip
def test_a_little_is_not_nothing(share, said):
    assert percent(share) == said


@pytest.mark.parametrize("low", [0.0, 0.12, 0.1234])
@pytest.mark.parametrize("width", [0.0004, 0.003, 0.04, 0.5])
def test_an_interval_has_the_digits_that_tell_its_ends_apart(low, width):
    one = Estimate(low + width / 2, low, low + width)
    ends = words.spread(one, 100.0).split(" to ")
    assert ends[0] != ends[1]
    assert float(ends[0]) == pytest.approx(100 * low, abs=100 * width / 2 + 1e-9)
