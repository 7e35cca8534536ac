"""The village on the page, in plain Python: what may be done to it, what is told of it, and one couple's evening."""

import json
import threading
from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.community.village import lived
from sim.dashboard import views
from sim.dashboard.payload import village as page
from sim.dashboard.payload.downloads import command_of, file_of
from sim.dashboard.payload.payload import payload
from sim.dashboard.state import address, village_lives
from sim.dashboard.state.gestures import after
from sim.dashboard.state.runs import runs_of
from sim.dashboard.state.village import MAX_COUPLES, Village
from sim.dashboard.state.visit import TABS, Visit, opening
from sim.dashboard.village_stream import follow
from sim.run import evening
from sim.wording import village_page as words
from sim.wording.couple_names import PAIRS, called, people

SMALL = sim.scenario("village").change(
    {"name": "small", "turns": 6, "days": 90, "event_rate": 0.05, "community.couples": 30,
     "community.ending": 0.05, "community.beginning": 0.05}
)  # fmt: skip
IN_A_FILE = SMALL.change({"community.network": "x.gexf"})
AT = Visit(SMALL, SMALL, seed=3, answered=1)


def through(*gestures, visit=AT):
    """A visit after some gestures, each of which can be done."""
    for gesture in gestures:
        visit = after(visit, gesture)
        assert not visit.message, (gesture, visit.message)
    return visit


def heard(visit):
    """All that is told of a village: the pictures, and the words."""
    shown, said = [], []
    follow(visit, threading.Event(), shown.append, said.append)
    return shown, said


def test_what_is_done_is_part_of_the_scenario_and_comes_back_by_its_link_and_is_taken_back():
    visit = through(
        {"kind": "help", "day": 20}, {"kind": "help", "couple": "4", "day": 30},
        {"kind": "help", "couple": "5", "day": 30}, {"kind": "shock", "couple": "9", "day": 40},
        {"kind": "tie", "first": "1", "second": "20", "strength": 0.8},
        {"kind": "tie", "first": "20", "second": "1", "strength": 0.0}, {"kind": "tie", "first": "1", "second": "2",
        "strength": 0.0},
    )  # fmt: skip
    lot, two, shock = visit.scenario.community.some
    assert (lot.whom, lot.intervention[0].day, two.couples) == ("by-lot", 20, ("4", "5"))
    assert (shock.whom, shock.couples, shock.event[0].day) == ("neighbourhood", ("9",), 40)
    assert [(tie.first, tie.second, tie.strength) for tie in visit.scenario.community.tie] == [("1", "2", 0.0)]
    back = address.read(address.write(replace(visit, couple="7", day=41)))
    assert (back.scenario, back.seed, back.day, back.couple) == (visit.scenario, 3, 41, "7") and not back.message
    assert through(*[{"kind": "undo"}] * 3, visit=visit).scenario.community.some == (lot, two, shock)
    assert through({"kind": "reset"}, visit=visit).scenario == SMALL
    assert "pasdedeux village" in command_of(visit.scenario, visit.seed)


@pytest.mark.parametrize(
    ("gesture", "said"),
    [
        ({"kind": "help", "couple": "99", "day": 3}, "couple"),
        ({"kind": "shock", "couple": None}, "couple"),
        ({"kind": "tie", "first": "1", "second": "1", "strength": 0.5}, "itself"),
        ({"kind": "tie", "first": "1", "second": "2", "strength": 5}, "strength"),
        ({"kind": "size", "couples": MAX_COUPLES + 1}, "the command line lives up to a million"),
        ({"kind": "size", "couples": 5000, "days": 3650}, "at most 480 days"),
        ({"kind": "upload", "name": "a.csv", "text": "a,b\n" * 300_000}, "at most 1,000,000"),
        ({"kind": "evening", "couple": "99", "day": 3}, "couple"),
        ({"kind": "village"}, "no village"),
        ({"kind": "upload", "name": "a.graphml", "text": "<nothing"}, "XML"),
        ({"kind": "upload", "name": "a.csv", "text": "first,second\na,a\n"}, "itself"),
        ({"kind": "upload", "name": "b.toml", "text": IN_A_FILE.to_toml()}, "x.gexf"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_message_and_changes_nothing(gesture, said):
    visit = after(AT, gesture)
    assert said in visit.message and len(visit.message) < 400
    assert (visit.scenario, visit.brought, visit.evening) == (SMALL, None, None)
    assert "can be done in a village" in after(opening(), {"kind": "help"}).message


def test_a_network_of_ones_own_is_opened_and_its_couples_have_their_names():
    text = "first,second,kind,strength\nThe Smiths,Ada and Bo,kin,0.9\nAda and Bo,7,work,0.2\n"
    visit = through({"kind": "upload", "name": r"C:\me\friends.csv", "text": text})
    assert set(
        page.folk(visit)["called"]) == {called("7", 7), "Ada and Bo", "The Smiths"}  # fmt: skip
    assert visit.scenario.community.network == "friends.csv" and visit.scenario.name == "small"
    assert "friends.csv" in address.read(address.write(visit)).message
    assert through({"kind": "help", "couple": "The Smiths", "day": 2}, visit=visit).brought == visit.brought


def test_villages_open_from_the_gallery_and_by_link_and_a_bad_network_opens_the_first_page_with_a_message():
    for name in ("village", "one-in-ten", "the-plant-closes"):
        visit = through({"kind": "choose", "name": name}, visit=opening())
        show = payload(visit)
        json.dumps(show, allow_nan=False)
        assert len(page.folk(visit)["people"]) == sim.scenario(name).community.couples
        assert page.folk(visit)["folk"] == show["village"]["folk"]
        assert address.read(address.write(visit)).scenario == sim.scenario(name)
    assert "at most 20,000" in address.read("scenario=village&community.couples=2000&community.degree=40").message
    wrong = address.read("scenario=village&community.network=%2Fetc%2Fpasswd.csv")
    assert "passwd.csv" in wrong.message and not wrong.scenario.is_village


def test_everybody_has_two_names_and_no_two_couples_the_same():
    assert len({people(number) for number in range(PAIRS)}) == PAIRS
    assert all(first != second for first, second in map(people, range(PAIRS)))
    assert called("The Smiths", 7) == "The Smiths" and called(str(PAIRS + 1), PAIRS + 1).endswith("(2)")


def test_a_letter_says_a_level_and_a_blank_that_they_are_over():
    values = np.array([page.LOW, page.HIGH, np.nan, 80.0])
    text = page.letters(values, page.LOW, page.HIGH)
    assert text[2] == page.OVER and all(35 <= ord(one) < 127 for one in text.replace(" ", ""))
    back = [page.LOW + (ord(one) - page.FIRST_LETTER) / (page.LEVELS - 1) * (page.HIGH - page.LOW) for one in text]
    assert np.allclose(np.delete(back, 2), np.delete(values, 2), atol=0.6)


@pytest.fixture(scope="module")
def changed():
    """A village with help for some, and all that is told of it."""
    visit = through({"kind": "help", "day": 5})
    return visit, *heard(visit)


def test_what_is_told_is_what_was_lived_and_the_words_count_it(changed):
    visit, shown, said = changed
    whole, without = (lived(Village(scenario, 3).couples, 30) for scenario in (visit.scenario, SMALL))
    assert len(whole.endings) > 3 and len(whole.beginnings) > 0
    for told, village in ((shown[-1]["own"], whole), (shown[-1]["other"], without)):
        assert told["kept"] == village.kept.tolist()
        assert told["ended"] == [village.endings[:, 0].tolist(), village.endings[:, 1].tolist()]
        happy = village.of("satisfaction")
        assert told["levels"] == [page.letters(row, page.LOW, page.HIGH) for row in happy]
        assert np.allclose(told["mean"], np.nanmean(happy, 1), atol=0.006)
    assert said[-1]["over"] and said[-1]["sample"] == [12, 12] and not said[-1]["error"]
    main, aside = said[-1]["sentences"][-1]
    ended, other = (int((village.ended > 0).sum()) for village in (whole, without))
    assert f"{ended} couples have ended so far" in main and (f"instead of {other}" in main) == (ended != other)
    assert "In 12 other villages" in aside and "a prediction of the model" in aside
    assert sum(len(json.dumps(one)) for one in shown) < 4 * len(json.dumps(shown[-1]))


def test_what_other_villages_say_is_measured_and_their_interval_is_students(changed):
    visit, _, _ = changed
    found = []
    for seed in range(4, 16):
        one, other = (lived(Village(scenario, seed).couples, 30) for scenario in (visit.scenario, SMALL))
        found.append(village_lives.compared(one, other)[-1])
    ended, points = np.array(found).T
    assert changed[2][-1]["sentences"][-1][1] == words.predicted(ended, points)
    from scipy.stats import ttest_1samp

    ends = ttest_1samp(points, 0.0).confidence_interval(0.95)
    assert np.allclose(words.mean_with_interval(points), (points.mean(), ends.low, ends.high))


def test_who_leaves_lets_a_village_be_given_up_and_whoever_comes_back_has_it_lived():
    visit = replace(AT, seed=77)
    with village_lives.life_at(visit.village) as life:
        pass
    life.done.wait(120)
    assert life.given_up or life.village is not None
    assert heard(visit)[1][-1]["over"]


def test_an_evening_is_the_one_that_was_lived_there_to_the_last_bit_and_leads_back():
    couples, seen = AT.village.couples, 0
    for day in (1, 2, 47, 90):
        visit = after(replace(AT, couple="3"), {"kind": "evening", "couple": "3", "day": day, "n": 9})
        if visit.message:
            assert "left each other" in visit.message
            continue
        seen += 1
        place = couples.network.names.index("3")
        asleep = village_lives.before(AT.village, place, day)
        alone = evening(couples.scenario_of(place), day, asleep, 3, 3)
        assert runs_of(visit).run.equals(alone) and runs_of(visit).comparison is None
        show = payload(visit)
        assert (show["days"], show["day"], show["evening"]) == (1, day, True) and f"day {day}" in show["title"]
        assert "pasdedeux village" in show["command"]
        again = address.read(address.write(visit))
        assert (again.scenario, again.evening) == (visit.scenario, visit.evening)
        back = through({"kind": "village"}, visit=visit)
        assert (back.scenario, back.couple, back.day, back.seed) == (SMALL, "3", day, 3)
        assert "day-" in file_of(visit, runs_of(visit), "csv")["name"]
    assert seen > 1


def test_what_is_placed_and_set_on_an_evening_changes_it_alone_and_comes_back_by_its_link():
    visit = through({"kind": "evening", "couple": "11", "day": 2})
    plain = runs_of(visit).run
    held = through({"kind": "place", "what": "hand-holding", "turn": 2, "turns": 3}, visit=visit)
    assert runs_of(held).comparison.equals(plain) and not runs_of(held).run.equals(plain)
    calm = through({"kind": "set", "key": "partner_a.security", "value": 0.95}, visit=held)
    assert runs_of(calm).run["security_a"][0] > plain["security_a"][0] + 0.05
    assert runs_of(address.read(address.write(calm))).run.equals(runs_of(calm).run)
    swapped = runs_of(through({"kind": "swap"}, visit=visit)).run
    assert np.array_equal(swapped["threat_b"], plain["threat_a"])
    assert "one evening" in after(visit, {"kind": "zoom", "zoom": "season"}).message
    assert through({"kind": "undo"}, visit=held).evening == visit.evening


def test_every_tab_has_an_answer_on_an_evening_and_tomorrows_say_where_they_are_seen():
    visit = through({"kind": "evening", "couple": "11", "day": 2})
    for panel in TABS:
        seen = through({"kind": "open", "panel": panel}, visit=visit)
        found = views.answer(seen) if views.key(seen) else {"data": {}}
        assert ("village" in found["error"]) if panel == "tomorrows" else found["data"] is not None


def test_tables_of_a_village_are_its_own(changed):
    visit = changed[0]
    for what, name in (("csv", "couples"), ("season-csv", "endings")):
        file = file_of(visit, runs_of(visit), what)
        assert name in file["name"] and file["text"].startswith("couple,day")
    toml = file_of(visit, runs_of(visit), "toml")
    opened = through({"kind": "upload", "name": toml["name"], "text": toml["text"]})
    assert "pasdedeux village" in toml["text"] and opened.scenario.community == visit.scenario.community


@pytest.mark.parametrize(
    ("found", "helps", "said"),
    [
        ((5, 5, 0, 0, 0, 0.0), True, "as many as without."),
        ((4, 7, 3, 3, 0, 0.5), True, "All who were spared were helped"),
        ((4, 7, 3, 2, 0, -0.5), True, "Of the 3 spared, 1 was not helped"),
        ((1, 2, 1, 0, 0, 0.5), False, "1 that would have ended is still together."),
        ((6, 5, 0, 0, 1, -0.25), False, "0.25 points less satisfied"),
    ],
)
def test_the_sentence_says_what_was_found(found, helps, said):
    assert said in words.sentence("help for 3 couples", words.Difference(*found), helps)
