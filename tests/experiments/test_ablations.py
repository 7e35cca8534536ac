"""What theory demands with certainty where a mechanism is taken out, whatever the constants' last digits are."""

import numpy as np
import pytest

from experiments.ablations import ABLATIONS, therapy
from experiments.ablations.laws import one_by_one
from experiments.ablations.picture import draw
from experiments.ablations.therapy import without_revision
from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity
from experiments.paired import AS, NOT, UNDECIDED, Prediction, caught, command, verdict
from sim.model.outcomes import Outcomes
from sim.model.trajectory import RECORDED


@pytest.fixture(scope="module")
def lab() -> Lab:
    """A small community."""
    return Lab(size=256, resamples=100)


@pytest.fixture(scope="module")
def studies(lab):
    """Every ablation's study, in order. Two are made of fewer couples: the one whose figures no test looks at, and the
    one that lasts eight years."""
    few, of_few = Lab(size=48, resamples=100), (one_by_one, without_revision)
    return [ablation.study(few if ablation.study in of_few else lab) for ablation in ABLATIONS]


@pytest.fixture(scope="module")
def found(studies) -> dict[str, dict[str, Quantity]]:
    """What every ablation finds: quantities by name, by the ablation's title."""
    return {
        ablation.title: {quantity.name: quantity for quantity in study.quantities}
        for ablation, study in zip(ABLATIONS, studies, strict=True)
    }


def as_predicted(quantities: dict[str, Quantity], *names: str) -> None:
    """All of these are as predicted, intervals included."""
    assert {name: verdict(quantities[name]) for name in names} == dict.fromkeys(names, AS)


@pytest.mark.slow
def test_a_hand_without_a_bond_takes_next_to_no_threat_away(found):
    as_predicted(found["Contact without bond"], "partner's hand, bond 0.9", "bond 0 against a high bond",
                 "a stranger's against the partner's")  # fmt: skip


@pytest.mark.slow
def test_the_dance_dies_out_below_the_tipping_point_and_goes_on_above_it(found):
    as_predicted(found["Loop gain around the tipping point"], "couples that tip at some gain",
                 "dancing after hours, 3 % below", "dancing after hours, 3 % above",
                 "threat gained across the tipping point", "threat gained by as large a step below")  # fmt: skip


@pytest.mark.slow
def test_without_coupling_nothing_escalates(found):
    quantities = found["No coupling"]
    as_predicted(quantities, "dancing after hours, no coupling", "threat after half an hour, no coupling",
                 "most threat of the one not struck, no coupling")  # fmt: skip
    assert quantities["dancing after hours, coupled less not"].value > 0.0


@pytest.mark.slow
def test_it_is_the_answer_that_heals(found):
    quantities = found["Softening with a partner who does not answer"]
    assert quantities["security, answered less unanswered"].value > 0.0
    assert quantities["bond, the other answers"].value > quantities["bond, the other never answers"].value


@pytest.mark.slow
def test_a_rebuff_is_remembered_and_what_a_time_out_left_open_comes_back(found):
    injury, topic = found["No memory of an injury"], found["No topic left open"]
    as_predicted(injury, *injury)
    as_predicted(topic, "threat the next evening, comes back less is forgotten")


def test_therapy_gains_more_with_softening_than_without(lab):
    full, contained, waiting = (therapy.seen(lab, name)[1].mean() for name in ("full", "contained", "none"))
    assert full > contained
    assert full > waiting


@pytest.mark.slow
def test_less_of_the_gain_is_kept_where_attachment_cannot_change(found):
    assert found["No change of attachment"]["kept, full less fixed"].value > 0.0


@pytest.mark.slow
def test_less_of_the_gain_is_kept_where_who_one_is_cannot_be_revised_and_ordinary_life_does_not_revise_it(found):
    quantities = found["No revision of who one is"]
    assert quantities["kept, full less fixed"].value > 0.0
    assert abs(quantities["a community after eight years, full less fixed"].value) < 3.0


def test_a_couple_is_the_same_before_either_arm(lab):
    assert np.array_equal(therapy.seen(lab, "full")[0], therapy.seen(lab, "full", "attachment_rate")[0])


@pytest.mark.slow
def test_every_ablation_says_what_it_expects(found):
    for ablation in ABLATIONS:
        assert ablation.sentence
        assert any(quantity.has_tolerance for quantity in found[ablation.title].values())


def test_the_dance_is_counted_as_the_observer_counts_it(lab):
    result = lab.run([lab.met[i].change({"days": 1}) for i in range(32)], 90, turns=True)
    moves = {name: result.turns[1:, row] for row, name in enumerate(RECORDED)}
    assert np.allclose(caught(moves).mean(0), result.outcomes[:, Outcomes._fields.index("dance")])


@pytest.mark.parametrize(
    ("interval", "expected"), [((0.2, 0.4), AS), ((-0.3, -0.1), NOT), ((-0.1, 0.3), UNDECIDED), ((0.1, 0.2), AS)]
)
def test_a_verdict_looks_at_the_whole_interval(interval, expected):
    assert verdict(Quantity("effect", sum(interval) / 2, at_least=0.1, interval=interval)) == expected


@pytest.mark.parametrize(
    "given", [["--size", "many"], ["--size", "3"], ["--seed", "-1"], ["--what"], ["--out", ""]], ids=" ".join
)
def test_bad_arguments_are_told_in_one_line(given, capsys):
    with pytest.raises(SystemExit) as left:
        command("ablations", "", 1, lambda lab, step: pytest.fail("it ran"), [], given)
    said = capsys.readouterr()
    assert left.value.code == 2
    assert not said.out
    assert len(said.err.splitlines()) == 1


@pytest.mark.slow
def test_what_was_found_is_drawn(studies):
    """Every ablation has its panel, under its title."""
    predictions = [
        Prediction(each.title, each.sentence, study.quantities) for each, study in zip(ABLATIONS, studies, strict=True)
    ]
    figure = draw(predictions, [study.panel for study in studies])
    titles = [axis.get_title(loc="left") for axis in figure.axes]
    assert [title for title in titles if title] == [each.title for each in ABLATIONS]
