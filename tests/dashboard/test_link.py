"""The address of the page and the visit it stands for."""

from urllib.parse import quote

import pytest

import sim
from sim.dashboard.state import address
from sim.dashboard.state.changes import MAX_PAST
from sim.dashboard.state.gestures import after
from sim.dashboard.state.runs import runs_of
from sim.dashboard.state.visit import Visit, gallery, opening
from sim.model.parameters import PARAMETERS
from sim.scenario.link import FOREIGN
from sim.scenario.schema import Scenario
from sim.scenario.tables import dotted_keys

CHANGES = (
    {"kind": "set", "key": "partner_b.avoidance", "value": 0.41},
    {"kind": "seed", "seed": 12},
    {"kind": "place", "what": "hand-holding", "turn": 33, "turns": 16},
    {"kind": "fork", "turn": 40},
    {"kind": "open", "panel": "cycle"},
)


def changed(name="protest-polka", changes=CHANGES):
    visit = opening(name)
    for gesture in changes:
        visit = after(visit, gesture)
    return visit


def test_the_page_as_it_opens_has_a_plain_address():
    assert address.write(opening()) == ""
    assert address.read("") == address.read(None) == opening()


@pytest.mark.parametrize("name", [name for name, _ in gallery()])
@pytest.mark.parametrize("many", range(len(CHANGES) + 1))
def test_a_link_gives_the_same_visit_back(name, many):
    visit = changed(name, CHANGES[:many])
    for query in (address.write(visit), "?" + address.write(visit)):
        read = address.read(query)
        for part in ("scenario", "start", "seed", "day", "zoom", "fork", "panel"):
            assert getattr(read, part) == getattr(visit, part)


def test_a_season_its_day_and_a_case_of_a_lesson_are_in_the_link():
    visit = after(opening(), {"kind": "zoom", "zoom": "season"})
    assert address.read(address.write(visit)).zoom == "season"
    visit = after(visit, {"kind": "day", "day": 45, "zoom": "conversation"})
    read = address.read(address.write(visit))
    assert (read.day, read.zoom, read.scenario) == (45, "conversation", visit.scenario)
    case = after(opening(), {"kind": "case", "lesson": "no-villain", "case": "exchanged"})
    read = address.read(address.write(case) + "&page.turn=33")
    assert (read.case, read.start, read.turn) == (("no-villain", "exchanged"), case.scenario, 33)


@pytest.mark.parametrize(
    "look",
    ["day=x", "day=99999999999", "zoom=century", "fork=1", "fork=a.b", "fork=9.999999", "panel=../etc", "turn=-3",
     "case=a/b/c", "case=no-villain/%3Cscript%3E", "lesson=" + "x" * 999, "marks=<script>"],
)  # fmt: skip
def test_a_strange_look_does_no_harm_to_the_run(look):
    visit = address.read(address.write(changed(changes=CHANGES[:1])) + "&page." + look)
    assert visit.scenario == changed(changes=CHANGES[:1]).scenario and visit.message == ""


def test_the_command_line_reads_the_same_run_out_of_a_link():
    visit = changed()
    scenario, seed = sim.from_link(address.write(visit))
    assert (scenario, seed) == (visit.scenario, 12)


def test_a_stranger_s_hand_in_a_link_stays_in_the_plan():
    scenario = opening().scenario.add("hand-holding", turn=20, turns=9, whose="stranger")
    visit = address.read(sim.to_link(scenario, 1))
    assert visit.scenario == scenario


def test_a_scenario_that_is_not_in_the_gallery_opens_from_its_link():
    own = opening().scenario.model_copy(update={"name": "ours"})
    visit = address.read(sim.to_link(own, 3))
    assert visit.scenario == own and visit.message == ""
    assert after(visit, {"kind": "reset"}).scenario == own


def test_what_was_placed_in_a_scenario_of_ones_own_is_still_ones_own_after_a_reload():
    own = opening().scenario.change({"name": "ours"}).add("hand-holding", turn=20, turns=20)
    visit = after(Visit(own, own), {"kind": "place", "what": "softening", "turn": 60, "turns": 20})
    again = address.read(address.write(visit))
    assert again.scenario == visit.scenario
    assert runs_of(again).alternative == runs_of(visit).alternative
    assert runs_of(visit).alternative.what == "the softening"
    built = (
        {"kind": "change", "id": "intervention.1", "set": {"turn": 25}},
        {"kind": "set", "key": "couple.bond", "value": 0.9},
        {"kind": "set", "key": "couple.hardship", "value": 1.5},
        {"kind": "swap"},
        {"kind": "zoom", "zoom": "season"},
        {"kind": "remove", "id": "intervention.1"},
    )
    for gesture in built:
        visit = after(visit, gesture)
        again = address.read(address.write(visit))
        assert (again.scenario, again.start) == (visit.scenario, own), gesture
        assert after(again, {"kind": "reset"}).scenario == own
    deep = "[" * 5000
    for strange in (
        "",
        "1",
        "[]",
        "{}",
        '{"x":1}',
        '{"couple.bond":7}',
        "{",
        deep,
        "%00",
        '{"days":3650}',
        '{"about.title":null}',
    ):
        assert address.read(sim.to_link(own, 3) + "&page.start=" + quote(strange)).start == own


TAGS = (
    "fbclid", "gclid", "wbraid", "msclkid", "yclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid", "utm_source",
    "utm_campaign", "_ga", "_gl", "_hsenc", "_x_tr_sl", "ref", "ref_src", "li_fat_id", "vero_id", "srsltid", "mkt_tok",
)  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
def test_what_others_add_to_a_link_is_passed_over(tag):
    built = "v=1&scenario=protest-polka&seed=3&couple.bond=0.3"
    for query in (f"{built}&{tag}=IwAR0_x", f"{tag}=1&{built}", f"{tag}=&{tag}=2&{built}"):
        visit = address.read(query)
        assert (visit.message, visit.seed, visit.scenario.couple.bond) == ("", 3, 0.3)
        assert tag not in address.write(visit)
    assert address.read(f"{tag}=1").message == ""


def test_none_of_our_own_keys_is_taken_for_another_s():
    own = [*dotted_keys(Scenario), *Scenario.model_fields, *PARAMETERS, "v", "scenario", "seed"]
    assert [key for key in own if FOREIGN.fullmatch(key)] == []
    assert "Did you mean 'touch'" in address.read("tuch=0.3").message


@pytest.mark.parametrize(
    "query",
    [
        "scenario=nonsense",
        "v=99",
        "seed=-4",
        "seed=many",
        "couple.bond=7",
        "couple.bond=NaN",
        "no_such_key=1",
        "days=1e99",
        "intervention=[[[",
        "scenario=/etc/passwd",
        "%ff%fe=%00",
        "x" * 100_000,
    ],
)
def test_a_bad_link_opens_the_first_page_with_a_message(query):
    visit = address.read(query)
    assert visit.message.startswith("This link could not be opened")
    assert visit.scenario == opening().scenario


def test_two_cases_and_chosen_lanes_are_in_the_link():
    case = {"kind": "case", "lesson": "let-go-too-soon", "case": "six-minutes", "beside": "two-minutes"}
    visit = changed(changes=(case, {"kind": "lanes", "lanes": ["moves", "bond"]}))
    again = address.read(address.write(visit))
    assert (again.case, again.beside, again.lanes) == (visit.case, "two-minutes", ("moves", "bond"))
    assert again.scenario == visit.scenario and again.home == visit.home


def test_a_scenario_opens_on_its_moment_and_a_reset_goes_back_there():
    visit = opening("life-happens")
    assert (visit.zoom, visit.day, visit.lanes) == ("season", 75, ("moves", "alarm", "bond", "satisfaction"))
    away = changed("life-happens", ({"kind": "day", "day": 9, "zoom": "conversation"},))
    assert address.read(address.write(away)).zoom == "conversation"
    assert after(away, {"kind": "reset"}).zoom == "season"


def test_the_way_back_reads_an_address_and_keeps_what_undo_goes_back_to():
    visit = changed()
    back = address.back(visit, {"kind": "address", "n": 7, "query": address.write(opening("secure-base"))})
    assert back.scenario.name == "secure-base" and back.past == visit.past
    assert (back.answered, back.opened) == (7, visit.opened + 1)
    assert after(back, {"kind": "undo"}).scenario == visit.past[-1].scenario
    for query in ("?scenario=%00", 5, None, "x" * 100_000):
        assert address.back(visit, {"query": query}).scenario == opening().scenario


def test_undo_leads_the_same_way_back_from_a_page_that_came_back_by_its_address():
    steps, visit = [], opening()
    for gesture in (
        {"kind": "set", "key": "couple.bond", "value": 0.31},
        {"kind": "choose", "name": "secure-base"},
        {"kind": "place", "what": "hand-holding", "turn": 30, "turns": 20},
    ):
        steps.append(visit)
        visit = after(visit, gesture)
    links = [address.write(step) for step in steps]
    again = address.retrace(address.read(address.write(visit)), {"n": 1, "links": links})
    assert again.answered == 1
    for step in reversed(steps):
        again, visit = after(again, {"kind": "undo"}), after(visit, {"kind": "undo"})
        assert again.scenario == visit.scenario == step.scenario
        assert (again.zoom, again.day, again.seed) == (visit.zoom, visit.day, visit.seed)
    assert not again.past
    for links in (None, "seed=2", [5, None], ["?scenario=nonsense", "x" * 100_000]):
        assert address.retrace(visit, {"links": links}) == visit
    assert len(address.retrace(visit, {"links": ["seed=2"] * 500}).past) == MAX_PAST
