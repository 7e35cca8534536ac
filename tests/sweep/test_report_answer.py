"""The report leads with its answer, and what it says of a prediction is so by construction."""

import re

import numpy as np
import pytest
from folders import noisy, swept
from small_sweeps import SMALL

from sim.checking.errors import ScenarioError
from sim.report.contents import report_on
from sim.report.writing import PAGE, write
from sim.sweep.spec.specification import read
from sim.wording.sweep_answer import NONE_MADE

BOND = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
ANXIETY = [0.2, 0.5, 0.8]
GRID = {"couple.bond": BOND, "partner_a.anxiety": ANXIETY}


def slanted(arm, replicate, couple_bond, partner_a_anxiety):
    """The dance falls straight along bond; half is passed at bond 0.3 + 0.4·anxiety, and with help 0.1 before."""
    share = 0.5 - 0.4 * (couple_bond - 0.3 - 0.4 * partner_a_anxiety + 0.1 * (arm == "with"))
    return {"dance": share + noisy(replicate, 0.01)}


def predicted(tmp_path, *predictions, paired=False, parameters=GRID, outcomes=slanted, **more):
    entries = [{"that": "So it is.", "outcome": "dance", **entry} for entry in predictions]
    folder = swept(tmp_path / "sweep", parameters, outcomes, replicates=more.pop("replicates", 30), paired=paired,
                   analysis={"main": ["dance"], "resamples": 200, "predict": entries}, **more)  # fmt: skip
    return folder, report_on(folder)


@pytest.mark.parametrize(
    "prediction, verdict, estimate",
    [
        ({"along": "couple.bond", "goes": "down"}, "held", -0.4),
        ({"along": "couple.bond", "goes": "up"}, "failed", -0.4),
        ({"along": "couple.bond", "below": -0.3}, "held", -0.4),
        ({"along": "couple.bond", "above": -0.3}, "failed", -0.4),
        ({"along": "couple.bond", "at": {"couple.bond": [0.2, 0.6]}, "goes": "down"}, "held", -0.16),
        ({"at": {"couple.bond": 1.0, "partner_a.anxiety": 0.2}, "below": 0.5}, "held", 0.252),
        ({"at": {"couple.bond": [0.0, 0.1]}, "above": 0.6, "below": 0.8}, "held", 0.7),
        ({"half": "couple.bond", "at": {"partner_a.anxiety": 0.5}, "above": 0.4, "below": 0.6}, "held", 0.5),
        ({"half": "couple.bond", "along": "partner_a.anxiety", "goes": "up"}, "held", 0.24),
        ({"half": "couple.bond", "along": "partner_a.anxiety", "goes": "down"}, "failed", 0.24),
    ],
)
def test_a_prediction_is_judged_by_its_own_number(tmp_path, prediction, verdict, estimate):
    _, report = predicted(tmp_path, prediction)
    (row,) = report.tables["predictions"].itertuples()
    assert row.verdict == verdict
    assert row.estimate == pytest.approx(estimate, abs=0.02)
    assert row.low <= row.estimate <= row.high


@pytest.mark.parametrize("bound", [{"above": 0.7}, {"below": 0.7}, {"along": "couple.bond", "above": -0.4}])
def test_a_bound_within_the_interval_leaves_it_open(tmp_path, bound):
    def balanced(arm, replicate, couple_bond, partner_a_anxiety):
        """Half of the replicates have the opposite noise of the other half: the mean is the true value."""
        del arm, partner_a_anxiety
        side = np.where(replicate % 2, 0.05, -0.05)
        return {"dance": 0.7 - 0.4 * couple_bond + side * np.cos(9 * couple_bond)}

    at = {} if "along" in bound else {"at": {"couple.bond": 0.0}}
    _, report = predicted(tmp_path, bound | at, outcomes=balanced)
    (row,) = report.tables["predictions"].itertuples()
    assert row.verdict == "open"


def test_in_a_paired_design_the_arm_with_help_is_meant_unless_another_is_named(tmp_path):
    at = {"couple.bond": 0.0, "partner_a.anxiety": 0.5}
    asked = [{"at": at, "above": 0.5, **of} for of in ({}, {"of": "without"}, {"of": "difference"})]
    _, report = predicted(tmp_path, *asked, paired=True)
    rows = report.tables["predictions"]
    assert list(rows["arm"]) == ["with", "without", "difference"]
    assert rows["estimate"].to_numpy() == pytest.approx([0.66, 0.7, -0.04], abs=0.01)
    assert list(rows["verdict"]) == ["held", "held", "failed"]


def test_a_tipping_value_beyond_every_level_is_beyond_and_said_so(tmp_path):
    def never(arm, replicate, couple_bond, partner_a_anxiety):
        del arm
        return {"dance": np.where(partner_a_anxiety > 0.7, 0.9, 0.8 - 0.6 * couple_bond) + noisy(replicate, 0.005)}

    prediction = {"half": "couple.bond", "along": "partner_a.anxiety", "goes": "up"}
    _, report = predicted(tmp_path, prediction, outcomes=never)
    (row,) = report.tables["predictions"].itertuples()
    assert (row.verdict, row.last) == ("held", np.inf)
    assert row.first == pytest.approx(0.5, abs=0.02)
    assert "and at no bond from 0 to 1 (always more) where it is 0.8" in report.answer.checks[0].found


def test_where_runs_are_missing_a_tipping_value_is_not_made_up(tmp_path):
    prediction = {"half": "couple.bond", "along": "partner_a.anxiety", "goes": "up"}

    def missing(table):
        return (table["partner_a.anxiety"] == 0.8) & (table["couple.bond"] > 0.5)

    _, report = predicted(tmp_path, prediction, drop=missing)
    assert report.tables["predictions"].loc[0, "verdict"] == "open"
    assert "at a bond that is not known where it is 0.8" in report.answer.checks[0].found


def test_a_way_that_turns_is_told(tmp_path):
    def hump(arm, replicate, couple_bond, partner_a_anxiety):
        del arm, partner_a_anxiety
        return {"dance": 0.2 + 0.3 * couple_bond - 0.2 * (couple_bond == 0.6) + noisy(replicate, 0.005)}

    _, report = predicted(tmp_path, {"along": "couple.bond", "goes": "up"}, outcomes=hump)
    assert report.tables["predictions"].loc[0, "verdict"] == "held"
    assert "though the other way from 0.4 to 0.6" in report.answer.sentence


def test_without_an_interval_nothing_is_judged(tmp_path):
    _, report = predicted(tmp_path, {"along": "couple.bond", "goes": "down"}, replicates=1)
    assert report.tables["predictions"].loc[0, "verdict"] == "open"
    assert "whether the prediction held is open" in report.answer.sentence


@pytest.mark.parametrize(
    "first, verdict", [(["noise"], "held"), (["trust_shield"], "failed"), (["noise", "touch"], "open")]
)
def test_who_comes_first_is_judged_by_intervals(tmp_path, first, verdict):
    def three(arm, replicate, noise, trust_shield, touch):
        del arm
        return {"dance": 0.8 * noise + 0.1 * trust_shield + 0.1 * touch + noisy(replicate, 0.001)}

    spans = {name: {"low": 0.1, "high": 0.9} for name in ("noise", "trust_shield", "touch")}
    _, report = predicted(tmp_path, {"first": first}, parameters=spans, outcomes=three, kind="sobol", size=256,
                          replicates=2)  # fmt: skip
    assert report.tables["predictions"].loc[0, "verdict"] == verdict


def test_the_answer_comes_first_then_one_picture_then_the_outcomes(tmp_path):
    predictions = [{"along": "couple.bond", "goes": way, "that": f"It goes {way}."} for way in ("down", "up")]
    folder, report = predicted(tmp_path, *predictions)
    page = next(path for path in write(folder).files if path.name == PAGE).read_text("utf-8")
    assert report.answer.sentence.startswith("It goes down: from bond 0 to 1, caught in the dance: it falls from")
    assert report.answer.sentence.endswith("of 2 predictions 1 held and 1 did not.")
    parts = "<h1>", 'class="answer"', "<img", "Did not hold.", '<section id="dance">', "How it was made"
    order = [page.index(part) for part in parts]
    assert order == sorted(order)
    assert page[: page.index("Did not hold.")].count("<img") == 1
    assert (folder / "report" / "predictions.csv").read_text("utf-8").count("\n") == 3


def test_without_predictions_it_says_so_and_still_leads_with_what_was_found(tmp_path):
    folder = swept(tmp_path, GRID, slanted, replicates=10)
    report = report_on(folder)
    assert report.answer.sentence.startswith("From bond 0 to 1, caught in the dance: it falls from")
    assert report.answer.sentence.endswith(NONE_MADE[0].lower() + NONE_MADE[1:])
    assert not report.answer.checks


def test_a_prediction_changed_afterwards_is_told(tmp_path):
    folder, report = predicted(tmp_path, {"along": "couple.bond", "goes": "down"})
    assert not any("changed afterwards" in text for text in report.doubts)
    spec = folder / "spec.toml"
    spec.write_text(spec.read_text("utf-8").replace('goes = "down"', 'goes = "up"'), "utf-8")
    assert any("changed afterwards" in text for text in report_on(folder).warnings)


@pytest.mark.parametrize(
    "prediction, message",
    [
        ({}, "needs `above`, `below`, `along` with `goes`, or `first`"),
        ({"goes": "up"}, "needs `above`, `below`, `along` with `goes`, or `first`"),
        ({"above": 1.0, "below": 0.0}, "has `above` less than `below`"),
        ({"along": "couple.bond", "goes": "up", "above": 0.1}, "has either `goes` or bounds"),
        ({"first": ["touch"], "above": 0.1}, "has `first` with nothing beside it"),
        ({"first": ["touch"]}, r"predict\.1\.first: given .*a grid has no indices"),
        ({"outcome": "threat", "above": 0.1}, r"predict\.1\.outcome: given 'threat'; allowed: outcomes that are repor"),
        ({"along": "couple.bnd", "goes": "up"}, r"predict\.1\.along: given 'couple.bnd'.*Did you mean 'couple.bond'"),
        ({"of": "with", "above": 0.1}, None),
        ({"above": 50}, r"predict\.1\.above: given 50\.0; allowed: a number from 0 to 1"),
        ({"of": "difference", "below": -5}, "a number from -1 to 1"),
        ({"half": "couple.bond", "of": "difference", "above": 0.1}, "a share of one arm"),
        ({"half": "couple.bond", "along": "couple.bond", "goes": "up"}, "another key than that of half"),
        ({"at": {"couple.bond": 0.3}, "above": 0.1}, r"predict\.1\.at\.couple\.bond: given 0\.3; allowed: one of its"),
        ({"at": {"couple.bond": [0.6, 0.7]}, "above": 0.1}, "one of its values, or"),
        ({"at": {"couple.bond": ["a", 1]}, "above": 0.1}, "one of its values, or"),
        ({"at": {"couple.bond": [0.4, 0.6]}, "along": "couple.bond", "goes": "up"}, "two of its values or more"),
    ],
)
def test_what_cannot_be_checked_is_refused_before_the_first_run(prediction, message):
    entry = {"that": "So it is.", "outcome": "dance", **prediction}
    question = SMALL | {"analysis": {"main": ["dance"], "predict": [entry]}}
    if message is None:
        assert read(read(question).resolved).sections.analysis.predict[0].of == "with"
        return
    with pytest.raises(ScenarioError, match=message) as raised:
        read(question)
    assert "\n" not in str(raised.value) and re.search("analysis|prediction", str(raised.value))
