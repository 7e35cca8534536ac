"""A couple of one's own: every answer counts, in the way its source says, and the couple is a scenario like any."""

import itertools

import pytest

import sim
from sim.dashboard.state.gestures import after
from sim.dashboard.state.visit import opening
from sim.scenario.files import parse
from sim.vignettes import NOTE, couple, vignettes

EACH = [one for one in vignettes() if one.about == "each"]
(BOTH,) = (one for one in vignettes() if one.about == "both")


def answers(a=0, b=0, both=0):
    """The answers of two who always take the one at this place."""
    partner = [{one.key: one.answer[at].key for one in EACH} for at in (a, b)]
    return {"a": partner[0], "b": partner[1], "both": {BOTH.key: BOTH.answer[both].key}}


def test_each_answer_moves_what_it_declares_and_nothing_else():
    plain = couple(answers())
    for vignette in EACH:
        for answer in vignette.answer[1:]:
            given = answers()
            given["a"] = {**given["a"], vignette.key: answer.key}
            moved = couple(given)
            assert moved.partner_b == plain.partner_b and moved.couple == plain.couple
            for name in ("anxiety", "avoidance", "security"):
                before, now = getattr(plain.partner_a, name), getattr(moved.partner_a, name)
                own = answer.values.get(name)
                assert (now - before) * ((own or 0) - (vignette.answer[0].values.get(name) or 0)) >= 0
                assert (now == before) == (own is None or own == vignette.answer[0].values[name])


def test_protest_is_anxious_and_turning_away_avoidant():
    made = couple(answers(1, 2, 2))
    assert made.partner_a.anxiety > 0.7 > 0.3 > made.partner_a.avoidance
    assert made.partner_b.avoidance > 0.7 > 0.3 > made.partner_b.anxiety


def test_it_says_that_it_is_no_diagnosis_and_a_file_gives_the_same_couple_back():
    for places in itertools.product((0, 3), repeat=3):
        made = couple(answers(*places), ["Noor", "  "])
        assert NOTE in made.about.what and "Not a diagnosis" in NOTE
        assert (made.partner_a.name, made.partner_b.name) == ("Noor", "Robin")
        assert parse(made.to_toml(), "own.toml", made.name) == made


@pytest.mark.parametrize(
    "given, told",
    [
        (None, "a.late: given no answer"),
        ({"a": {"late": "go-onn"}}, "Did you mean 'go-on'"),
        ({**answers(), "c": {}}, "given 'c'; allowed: a, b and both"),
        ({**answers(), "b": {"late": ["x"]}}, "b.late: given ['x']"),
        ({**answers(), "both": 5}, "both.week: given no answer"),
    ],
)
def test_what_is_no_answer_is_refused_by_name_and_changes_nothing(given, told):
    with pytest.raises(sim.ScenarioError) as error:
        couple(given)
    assert told in str(error.value)
    visit = after(opening(), {"kind": "own", "answers": given})
    assert told in visit.message and visit.scenario == opening().scenario


def test_the_page_opens_on_it():
    visit = after(opening(), {"kind": "own", "answers": answers(1, 2), "names": ["Noor", "Kai"]})
    assert visit.message == "" and visit.scenario.partner_a.name == "Noor" and visit.start == visit.scenario
    assert "x" * 41 in after(opening(), {"kind": "own", "answers": answers(), "names": ["x" * 41, ""]}).message
