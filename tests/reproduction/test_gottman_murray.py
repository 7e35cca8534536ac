"""The mathematics of marriage: steady states, stability by the order of turns, and what a fit gives back."""

from itertools import product

import numpy as np
import pytest
from many_starts import found, same

from experiments.series import partner
from sim.checking.errors import ScenarioError
from sim.peers import eigenvalues, peer, settles, simulate
from sim.peers.laws import Bilinear, Ojive, Repair

ORDERS = ("together", "wife-first", "husband-first")


def couple(r=(0.3, 0.4), slopes=(0.3, 0.2), constants=(0.6, 0.4), **more):
    """Both inertias, both slopes (on her, on him; the same below and above 0), both constants."""
    made = {}
    for who, inertia, slope, constant in zip(("wife", "husband"), r, slopes, constants, strict=True):
        made |= {f"{who}_inertia": inertia, f"{who}_constant": constant}
        made |= {f"{who}_negative": slope, f"{who}_positive": slope}
    return peer("gottman-murray", **{**made, **more})


def test_the_uninfluenced_steady_states():
    pair = couple(r=(0.25, 0.6), constants=(1.5, -2.0), slopes=(0.0, 0.0))
    assert pair.steady_states()[:, 0] == pytest.approx([1.5 / 0.75, -2.0 / 0.4])
    assert simulate(pair, turns=200).values[:, -1] == pytest.approx([1.5 / 0.75, -2.0 / 0.4])


@pytest.mark.parametrize("constants", [(0.6, 0.4), (-0.6, -0.4), (1.0, -0.8), (-0.5, 1.5)])
def test_the_influenced_steady_state_of_a_quadrant(constants):
    (a, b), (r1, r2) = constants, (0.3, 0.4)
    slopes = {"wife_negative": 0.5, "wife_positive": 0.3, "husband_negative": 0.35, "husband_positive": 0.2}
    pair = couple((r1, r2), constants=constants, **slopes)
    states = pair.steady_states()
    assert states.shape == (2, 1)
    wife, husband = states[:, 0]
    on_her = 0.3 if husband > 0.0 else 0.5
    on_him = 0.2 if wife > 0.0 else 0.35
    delta = (1.0 - r1) * (1.0 - r2) - on_her * on_him
    assert wife == pytest.approx((on_her * b + a * (1.0 - r2)) / delta)
    assert husband == pytest.approx((on_him * a + b * (1.0 - r1)) / delta)
    assert simulate(pair, turns=300).values[:, -1] == pytest.approx([wife, husband])


def test_a_couple_may_have_a_good_state_and_a_watershed():
    slopes = {"wife_negative": 1.2, "wife_positive": 0.1, "husband_negative": 1.2, "husband_positive": 0.1}
    pair = couple(**slopes)
    states = pair.steady_states()
    assert np.sign(states).T.tolist() == [[-1.0, -1.0], [1.0, 1.0]]
    assert [settles(pair, state) for state in states.T] == [False, True]
    watershed = states[:, 0]
    assert simulate(pair, turns=200, start=watershed + 0.1).values[:, -1] == pytest.approx(states[:, 1])
    assert (simulate(pair, turns=20, start=watershed - 0.1).values[:, -1] < watershed).all()


def test_the_order_of_turns_decides_on_stability():
    pairs = [couple((0.6, 0.3), (1.5, -1.0), order=order) for order in ORDERS]
    radii = [np.abs(eigenvalues(pair, np.zeros(2))).max() for pair in pairs]
    assert radii == pytest.approx([1.296, 0.424, 0.424], abs=5e-4)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("r", [(0.6, 0.3), (0.0, 0.0), (0.1, 0.9), (-0.4, 0.5), (-0.8, -0.7)])
def test_a_steady_state_is_stable_between_the_two_products(order, r):
    # Both at once: r₁r₂ - 1 < s_H·s_W < (1-r₁)(1-r₂); taking turns: -(1+r₁)(1+r₂) < s_H·s_W < (1-r₁)(1-r₂). For
    # negative inertia the conditions of Jury, from which these come.
    high, other = (1.0 - r[0]) * (1.0 - r[1]), (1.0 + r[0]) * (1.0 + r[1])
    low, high = (r[0] * r[1] - 1.0, min(high, other)) if order == "together" else (-other, high)
    for product_, stable in ((low - 1e-3, False), (low + 1e-3, True), (high - 1e-3, True), (high + 1e-3, False)):
        pair = couple(r, (1.3, product_ / 1.3), order=order)
        assert settles(pair, np.array([1.0, 1.0])) is stable


@pytest.mark.parametrize("form", ["bilinear", "ojive", "repair", "damping"])
def test_the_order_of_turns_does_not_move_the_steady_states(form):
    states = [peer("gottman-murray", form=form, order=order) for order in ORDERS]
    assert all(same(one.steady_states(), states[0].steady_states()) for one in states)


OJIVE = {"form": "ojive", "wife_low": -1.0, "wife_high": 1.0, "husband_low": -1.0, "husband_high": 1.0,
         "wife_drop": -2.0, "wife_lift": 2.0, "husband_drop": -2.0, "husband_lift": 2.0}  # fmt: skip


def test_two_steps_each_have_up_to_nine_steady_states_all_nodes():
    assert couple(constants=(0.0, 0.0), **OJIVE).steady_states().shape == (2, 3)
    rng = np.random.default_rng(7)
    counts = set()
    for _ in range(400):
        steps = dict(zip(OJIVE, ["ojive", *np.round(np.sort(rng.uniform(-3, 3, 2)), 2),
                                 *np.round(np.sort(rng.uniform(-3, 3, 2)), 2),
                                 *rng.uniform(-4.0, 4.0, 4)], strict=True))  # fmt: skip
        pair = couple((0.5, 0.2), constants=tuple(rng.uniform(-1, 1, 2)), **steps)
        states = pair.steady_states()
        counts.add(states.shape[1])
        for state in states.T:
            assert sorted(eigenvalues(pair, state).real) == pytest.approx([0.2, 0.5])
            assert settles(pair, state)
    assert max(counts) <= 9
    assert len(counts) > 2


def test_a_candidate_is_kept_where_it_stands_on_the_step_it_assumes():
    pair = couple((0.3, 0.4), constants=(0.0, 0.0), **OJIVE)
    kept = []
    for on_her, on_him in product((-2.0, 0.0, 2.0), repeat=2):
        state = np.array([on_her / 0.7, on_him / 0.6])
        if np.allclose(pair.move(state), state):
            kept.append(state)
    assert pair.steady_states() == pytest.approx(np.transpose(kept))


def test_the_edges_of_the_steps():
    scores = np.array([-2.0, -1.0, -0.999, 1.0, 1.001])
    assert Ojive(0.0, 0.0, -5.0, 3.0, -1.0, 1.0).influence(scores).tolist() == [-5.0, -5.0, 0.0, 0.0, 3.0]


def test_repair_and_damping_set_in_at_their_threshold():
    both = Repair(0.0, 0.0, 0.0, 0.0, 1.0, 1.0, -2.0, 2.0)
    assert both.influence(np.array([-5.0, 5.0])) == pytest.approx([1.5, -1.5])
    between, sloped = np.array([-2.0, -1.0, 0.0, 2.0]), Repair(0.0, 0.0, 0.5, 0.2, 4.0, 4.0, -2.0, 2.0)
    assert sloped.influence(between) == pytest.approx(Bilinear(0.0, 0.0, 0.5, 0.2).influence(between))
    assert Repair(0.0, 0.0, 0.0, 0.0, 3.0, 0.0, -2.0, 2.0).influence(-1e9) == pytest.approx(6.0), "at most 2c"


def test_repair_lifts_a_couple_out_of_a_bad_state():
    bad = {"wife_negative": 0.5, "husband_negative": 0.5, "constants": (-1.0, -1.0)}
    states = [couple(form=form, **bad).steady_states() for form in ("bilinear", "repair")]
    assert (states[1][:, -1] > states[0][:, -1]).all()


@pytest.mark.parametrize("form", ["bilinear", "repair", "damping"])
@pytest.mark.parametrize("slope", [0.2, 0.5, 1.2, -0.6])
def test_a_general_solver_finds_the_same_steady_states(form, slope):
    pair = couple(constants=(0.5, -0.3), form=form, wife_negative=slope, husband_negative=slope)
    assert same(pair.steady_states(), found(pair, -15.0, 15.0, starts=16))


MADE = {
    "wife_constant": 0.3, "wife_inertia": 0.4, "wife_negative": 0.9, "wife_positive": 0.7,
    "husband_constant": -0.2, "husband_inertia": 0.5, "husband_negative": -0.8, "husband_positive": -0.6,
}  # fmt: skip


def wanted(who):
    return [MADE[f"{who}_{one}"] for one in ("constant", "inertia", "negative", "positive")]


def test_a_fit_gives_a_simulated_couple_back():
    course = simulate(peer("gottman-murray", **MADE), turns=40, start=[6.0, 3.0])
    wife, husband = course["wife"], course["husband"]
    assert partner(wife, husband).values()[:4] == pytest.approx(wanted("wife"), abs=1e-8)
    assert partner(husband, wife).values()[:4] == pytest.approx(wanted("husband"), abs=1e-8)


def test_a_fit_gives_a_couple_that_takes_turns_back():
    course = simulate(peer("gottman-murray", order="wife-first", **MADE), turns=40, start=[6.0, 3.0])
    wife, husband = course["wife"], course["husband"]
    assert partner(wife, husband).values()[:4] == pytest.approx(wanted("wife"), abs=1e-8)
    # He answers her score of the same turn: her series, one turn ahead of his.
    assert partner(husband[:-1], wife[1:]).values()[:4] == pytest.approx(wanted("husband"), abs=1e-8)


def test_a_fit_gives_a_couple_with_chance_back():
    pair, rng, turns = peer("gottman-murray", **MADE), np.random.default_rng(2), 4000
    scores = np.zeros((2, turns))
    for turn in range(1, turns):
        scores[:, turn] = pair.move(scores[:, turn - 1]) + 0.5 * rng.standard_normal(2)
    # Four standard errors of a slope on one side: noise over the spread of half the scores.
    within = 4.0 * 0.5 / (scores.std(1).min() / 2.0 * np.sqrt(turns / 2.0))
    assert partner(*scores).values()[:4] == pytest.approx(wanted("wife"), abs=within)
    assert partner(*scores[::-1]).values()[:4] == pytest.approx(wanted("husband"), abs=within)


def test_thresholds_the_wrong_way_round_are_refused():
    with pytest.raises(ScenarioError, match=r"wife_low.*wife_high"):
        peer("gottman-murray", wife_low=3.0)
