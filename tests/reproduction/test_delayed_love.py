"""Love with a delay: when answering what was a while ago makes a couple cycle."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.special import lambertw

from sim.checking.errors import ScenarioError
from sim.peers import peer, settles, simulate


def couple(alpha, first, second, delay):
    return peer("delayed-love", forgetting=alpha, first_answer=first, second_answer=second, delay=delay)


def frequency(alpha, first, second):
    """ω of the cycle at the critical delay, for answers of opposite sign that are stronger than forgetting."""
    return np.sqrt(-first * second - alpha * alpha)


def critical_delay(alpha, first, second):
    """The delay from which they cycle. On ``λ = iω`` the characteristic equation asks for ``B·sin ωτ = α`` and
    ``B·cos ωτ = ω``, both positive: the angle ωτ lies in the first quadrant, and is arctan(α/ω)."""
    omega = frequency(alpha, first, second)
    return np.arctan(alpha / omega) / omega


def growth_rate(alpha, first, second, delay):
    """The largest real part of λ: ``λ = -α + W(±√(β₁β₂)·τ·e^(ατ))/τ``, W Lambert's function on its main branch."""
    root = np.sqrt(complex(first * second))
    if delay == 0.0:
        return abs(root.real) - alpha
    main = lambertw(np.array([root, -root]) * delay * np.exp(alpha * delay))
    return main.real.max() / delay - alpha


def stable(*settings):
    return growth_rate(*settings) < 0.0


def test_the_critical_delay():
    assert critical_delay(1.0, 1.5, -1.5) == pytest.approx(0.65269, abs=5e-6)


@pytest.mark.parametrize(("alpha", "first", "second"), [(1.0, 1.5, -1.5), (0.5, -0.4, 2.0), (2.0, 5.0, -1.0)])
def test_at_the_critical_delay_the_characteristic_equation_holds_on_the_axis(alpha, first, second):
    delay, root = critical_delay(alpha, first, second), 1j * frequency(alpha, first, second)
    assert (root + alpha) ** 2 == pytest.approx(first * second * np.exp(-2.0 * root * delay), abs=1e-12)
    assert growth_rate(alpha, first, second, delay) == pytest.approx(0.0, abs=1e-12)
    assert stable(alpha, first, second, 0.98 * delay)
    assert not stable(alpha, first, second, 1.02 * delay)


@pytest.mark.parametrize("delay", [0.0, 0.1, 0.65, 2.0, 10.0])
def test_answers_of_one_sign_are_stable_at_every_delay_or_at_none(delay):
    for sign in (1.0, -1.0):
        assert stable(1.0, sign * 0.9, sign * 1.1, delay)
        assert not stable(1.0, sign * 1.1, sign * 0.95, delay)
    assert stable(1.0, 1.0, -1.0, delay)


def peaks(values):
    """Where a course is highest, with its neighbours' parabola: places and heights."""
    left, here, right = values[:-2], values[1:-1], values[2:]
    at = np.flatnonzero((here > left) & (here >= right))
    bend, tilt = left[at] - 2.0 * here[at] + right[at], (right[at] - left[at]) / 2.0
    return at + 1.0 - tilt / bend, here[at] - tilt * tilt / (2.0 * bend)


@pytest.mark.parametrize("delay", [0.55, 0.75])
def test_a_lived_couple_grows_or_fades_at_the_rate_of_the_characteristic_equation(delay):
    pair = couple(1.0, 1.5, -1.5, delay)
    course = simulate(pair, turns=40, step=0.05)
    at, high = peaks(course["first"])
    rates = np.diff(np.log(high)) / (0.05 * np.diff(at))
    assert rates[3:] == pytest.approx(growth_rate(1.0, 1.5, -1.5, delay), abs=1e-3)
    assert (growth_rate(1.0, 1.5, -1.5, delay) > 0.0) == (delay > 0.65269)


def test_at_the_critical_delay_the_couple_cycles_with_the_frequency_of_the_formula():
    pair = couple(1.0, 1.5, -1.5, critical_delay(1.0, 1.5, -1.5))
    at, high = peaks(simulate(pair, turns=60, step=0.05)["first"])
    assert 0.05 * np.diff(at)[4:] == pytest.approx(2.0 * np.pi / frequency(1.0, 1.5, -1.5), abs=2e-3)
    assert high[-1] == pytest.approx(high[4], rel=2e-3)


@pytest.mark.parametrize("delay", [0.037, 0.5, 2.0])
def test_the_method_of_steps_is_exact_to_eight_digits_over_the_first_delays(delay):
    pair = couple(1.0, 1.5, -1.5, delay)
    start, held = pair.start(), []
    before = lambda t: start  # noqa: E731
    for part in range(3):
        done = solve_ivp(
            lambda t, s, before=before: pair.recall(s, before(t - delay)), (part * delay, (part + 1) * delay),
            held[-1](part * delay) if held else start, "DOP853", dense_output=True, rtol=1e-13, atol=1e-15,
        )  # fmt: skip
        held.append(done.sol)
        before = done.sol
    course = simulate(pair, turns=3 * delay, step=3 * delay / 17)
    exact = [held[min(int(t / delay), 2)](t) for t in course.times]
    assert course.values == pytest.approx(np.transpose(exact), abs=1e-8)


def test_a_vanishing_delay_is_no_delay():
    assert settles(couple(1.0, 1.5, -1.5, 0.0), np.zeros(2))
    short, none = (simulate(couple(1.0, 1.5, -1.5, delay), turns=5).values[:, -1] for delay in (1e-3, 0.0))
    assert short == pytest.approx(none, abs=1e-3)


def test_what_cannot_be_worked_out_is_refused():
    with pytest.raises(ScenarioError, match=r"turns.*delay"):
        simulate(couple(1.0, 1.5, -1.5, 1e-6), turns=100)
    with pytest.raises(ScenarioError, match=r"leaves all bounds"):
        simulate(couple(0.05, 5.0, 5.0, 1.0), turns=1000)
    with pytest.raises(ScenarioError, match=r"eigenvalues.*delay"):
        settles(couple(1.0, 1.5, -1.5, 0.5), np.zeros(2))
