"""The studies of the village: what theory demands with certainty, and figures by hand."""

import numpy as np
import pytest

import sim
from experiments.evidence.lab import Lab
from experiments.paired import AS, Prediction, verdict
from experiments.village.__main__ import STUDIES
from experiments.village.ablations import REMOVALS
from experiments.village.picture import draw
from experiments.village.studies import buffering, following, helping
from experiments.village.villages import WAVE_DAYS, Place, correlation, slope
from sim.community.couples import couples_of
from sim.community.network import Tie, network_of
from sim.community.results import Village
from sim.model.ties.constants import TIE_CONSTANTS


@pytest.fixture(scope="module")
def place() -> Place:
    """Four villages."""
    return Place(Lab(size=400, seed=3, resamples=60, threads=1))


@pytest.fixture(scope="module")
def buffered(place) -> Prediction:
    """Whether ties buffer stress."""
    return Prediction("Buffering", "", buffering(place).quantities)


@pytest.fixture(scope="module")
def helped(place) -> Prediction:
    """Whom help reaches."""
    return Prediction("Help", "", helping(place).quantities)


@pytest.mark.slow
def test_the_studies_are_drawn_a_panel_each(buffered, helped):
    figure = draw([buffered, helped])
    titles = [axis.get_title(loc="left") for axis in figure.axes if axis.get_visible()]
    assert titles == ["Buffering", "Help"]


@pytest.mark.slow
def test_ties_buffer_stress(buffered):
    assert verdict(buffered.quantities[0]) == AS


@pytest.mark.slow
def test_help_reaches_those_tied_to_the_helped_and_no_stranger(helped):
    they, tied, strangers = helped.quantities
    assert verdict(they) == verdict(tied) == AS
    assert abs(strangers.value) < 0.1 * tied.value < they.value


def ended_on(*waves: int) -> Village:
    """Couples in a row, A to D, whose union ended in the middle of a wave, or never for 0."""
    network = network_of("ABCD", [Tie("A", "B"), Tie("B", "C"), Tie("C", "D")])
    couples = couples_of(sim.scenario("village"), 1, 4 * WAVE_DAYS, network)
    when = {name: int((wave - 0.5) * WAVE_DAYS) for name, wave in zip("ABCD", waves, strict=True) if wave}
    rows = np.array(sorted((day, network.names.index(name), 1) for name, day in when.items()), np.int64)
    none, kept = np.zeros((0, 3), np.int64), np.array([4 * WAVE_DAYS])
    return Village(couples, kept, (), np.zeros((1, 4, 0)), np.ones((1, 4), bool), np.ones((1, 3)),
                   rows.reshape(-1, 3), none, np.zeros((4, 0)))  # fmt: skip


def test_an_ending_that_follows_one_next_to_it_is_likelier_than_any():
    # Of B, C and D each ends right after one next to it; of the pairs of that wave 2 of 5, 2 of 3 and 1 of 1 end.
    assert following([ended_on(1, 2, 3, 4)], 1) == pytest.approx(3.0 / (2 / 5 + 2 / 3 + 1.0))
    assert following([ended_on(1, 0, 2, 0)], 1) == 0.0
    assert following([ended_on(1, 0, 2, 0)], 2) > 1.0
    assert np.isnan(following([ended_on(0, 0, 0, 0)], 1))


def test_a_slope_and_a_correlation_are_over_all_villages():
    rng = np.random.default_rng(1)
    x = rng.standard_normal(400)
    parts = np.split(np.stack([x, 2.0 * x + 1.0], 1), 4)
    assert slope(parts) == pytest.approx(2.0)
    assert correlation(parts) == pytest.approx(1.0)


def test_every_law_that_a_tie_carries_is_taken_out_once_and_every_row_has_a_study():
    silenced = {name for removal in REMOVALS for name in removal.without}
    assert silenced <= TIE_CONSTANTS.keys()
    assert {"support", "crossover", "approval", "ending", "example", "beginning", "contact"} <= silenced
    assert len(STUDIES) == len(set(STUDIES)) == 9
