"""What a tie carries: each law says what its source says, and keeps its bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.outcomes import EMPTY, satisfaction
from sim.model.parameters import DEFAULTS as P
from sim.model.state import Couple, Partner
from sim.model.ties import approval, beginning, crossover, ending, example, keeping, support
from sim.model.ties.constants import TIE_CONSTANTS, TIE_DEFAULTS
from sim.model.ties.constants import TIE_DEFAULTS as T
from sim.model.ties.night import burden_of_a, burden_of_b, lot, of_end, shown, stands, with_tie
from sim.model.ties.state import BOTH, FRIEND, KIN, MEETING, NOBODY, ONLY_A, ONLY_B, Circle, Lot, Shown, Standing

shares = st.floats(0.0, 1.0)
sizes = st.floats(0.0, 50.0)
burdens = st.floats(0.0, 10.0)
partners = st.tuples(*(burdens if name in ("spark", "burden") else shares for name in Partner._fields)).map(
    lambda values: Partner(*values)
)
couples = st.builds(Couple, partners, partners, shares, st.floats(0.0, 5.0))
circles = st.builds(
    lambda ties, share, heard, *sums: Circle(*sums, ties, share * ties, heard * ties),
    sizes, shares, shares, sizes, sizes, sizes, sizes,
)  # fmt: skip
"""Sums over ties: no more of them lead to couples that ended than there are."""
constants = st.tuples(*(st.floats(line.low, line.high) for line in TIE_CONSTANTS.values())).map(
    lambda values: type(TIE_DEFAULTS)(*values)
)
standings = st.builds(
    Standing, st.sampled_from([0.0, 1.0]), st.floats(0.0, 7300.0), shares, st.sampled_from([0.0, 1.0]), shares,
    st.sampled_from([0.0, 1.0]), shares, shares, shares,
)  # fmt: skip
lots = st.builds(Lot, shares, shares, shares, shares)
tallies = st.builds(
    lambda turns, threat, dance: EMPTY._replace(turns=turns, threat=threat * turns, caught=dance * turns),
    st.floats(1.0, 2000.0), shares, shares,
)  # fmt: skip
ULP = 1e-9


def partner(**fields: float) -> Partner:
    return Partner(*(0.5,) * len(Partner._fields))._replace(**{"spark": 0.0, "burden": 0.0, **fields})


def pair(**fields: float) -> Couple:
    return Couple(partner(**fields), partner(**fields), fields.get("bond", 0.6), 1.0)


@given(couples, tallies, standings, circles, lots, constants)
def test_every_bound_holds_wherever_a_night_begins(couple, tally, standing, circle, night, t):
    shows = shown(couple, tally, standing, P, t)
    assert all(-ULP <= value <= 1.0 + ULP for value in shows)
    after = stands(standing, couple, circle, night, P, t)
    assert all(value >= 0.0 for value in after)
    assert all(value <= 1.0 + ULP for name, value in after._asdict().items() if name != "days")
    most = t.crossover + ULP
    assert 0.0 <= burden_of_a(couple, circle, t) <= couple.a.burden + most
    assert 0.0 <= burden_of_b(couple, circle, t) <= couple.b.burden + most


@given(couples, tallies)
def test_nobodys_ties_leave_burdens_as_they_are_to_the_last_bit(couple, tally):
    assert burden_of_a(couple, NOBODY, T) == couple.a.burden
    assert burden_of_b(couple, NOBODY, T) == couple.b.burden


def test_who_is_calm_satisfied_and_unburdened_has_most_to_give():
    best = support.gives(partner(security=1.0), 1.0, 0.0, P, T)
    assert best > support.gives(partner(security=1.0), 1.0, 0.5, P, T)
    assert best > support.gives(partner(security=0.2), 0.3, 0.0, P, T)
    assert best > support.gives(partner(security=1.0, burden=2.0), 1.0, 0.0, P, T)


def test_support_takes_of_the_burden_more_with_more_ties_and_less_of_who_withdraws():
    def left(ties: float, avoidance: float) -> float:
        return support.relieved(partner(burden=2.0, avoidance=avoidance), ties, T)

    assert left(0.0, 0.0) == 2.0
    assert left(3.0, 0.0) < left(1.0, 0.0) < 2.0
    assert left(1.0, 0.0) < left(1.0, 1.0) < 2.0


def test_strain_is_carried_home_as_less_than_ones_own():
    burdened = partner(burden=2.0)
    seen = crossover.strain(burdened, 0.0, T)
    a_night, lasting = crossover.carried_home(seen, T), P.event_fade
    assert 0.0 < a_night / lasting < burdened.burden
    assert crossover.strain(partner(), 0.0, T) == 0.0


def test_regard_follows_satisfaction_and_holds_what_is_there():
    assert approval.regard(0.0, 0.9, T) == 0.0
    assert approval.regard(2.0, 0.9, T) > approval.regard(2.0, 0.3, T)
    assert approval.held(0.5, 0.0, T) == 0.5
    assert approval.held(0.5, 0.8, T) > 0.5


def test_commitment_rises_with_satisfaction_investment_and_the_lack_of_alternatives():
    firm = ending.committed(pair(), 365.0, 0.6, T)
    assert ending.committed(pair(), 365.0, 0.8, T) > firm
    assert ending.committed(pair(), 3650.0, 0.6, T) > firm
    assert ending.committed(pair(avoidance=0.1), 365.0, 0.6, T) > firm
    assert ending.committed(pair()._replace(bond=0.9), 365.0, 0.6, T) > firm


def test_the_weights_of_commitment_are_those_of_the_meta_analysis():
    one = pair(avoidance=0.0)._replace(bond=0.0)
    t = T._replace(alternatives=1.0)
    assert ending.committed(one, 0.0, 1.0, t) == pytest.approx(0.51 / 0.97)


def test_the_hazard_is_all_of_it_without_commitment_and_none_with_full():
    assert ending.hazard(0.0, T) == T.ending
    assert ending.hazard(1.0, T) == 0.0
    assert ending.hazard(0.5, T) == pytest.approx(T.ending / 16.0)


def test_an_ending_shakes_at_one_step_and_faintly_at_two_and_fades():
    circle = NOBODY._replace(ties=3.0)
    near = example.shock(circle._replace(endings=1.0), T)
    far = example.hearsay(circle._replace(hearsay=near), T)
    assert 0.0 < far < 0.5 * near
    assert example.shaken(0.0, near, 0.0, T) == pytest.approx(near)
    assert example.shaken(near, 0.0, 0.0, T) < near


def test_one_ending_among_many_ties_weighs_less_than_among_few():
    assert example.shock(NOBODY._replace(ties=8.0, endings=1.0), T) < example.shock(
        NOBODY._replace(ties=2.0, endings=1.0), T
    )


def walk(nights: int) -> list[float]:
    """How shaken couples in a row are by the ending of the first, after so many nights."""
    standing = [MEETING._replace(together=0.0, news=1.0), *[MEETING] * 4]
    calm = pair(security=1.0)
    for _ in range(nights):
        shows = [shown(calm, EMPTY, each, P, T) for each in standing]
        circles = []
        for i in range(5):
            circle = NOBODY
            for other in (i - 1, i + 1):
                if 0 <= other < 5:
                    circle = with_tie(circle, 1.0, BOTH, BOTH, shows[other])
            circles.append(circle)
        standing = [stands(each, calm, circle, Lot(1.0, 1.0, 1.0, 1.0), P, T)
                    for each, circle in zip(standing, circles, strict=True)]  # fmt: skip
    return [each.shaken for each in standing]


def test_what_is_heard_goes_two_ties_and_no_further():
    assert walk(1)[1] > 0.0 and walk(1)[2] == 0.0
    after = walk(9)
    assert after[1] > after[2] > 0.0
    assert after[3] == after[4] == 0.0


def test_a_tie_fades_unless_it_is_kept_and_a_friendship_sooner_than_kin():
    def after(kept: float, kind: float) -> float:
        strong = 0.8
        for _ in range(365):
            strong = keeping.strength(strong, 0.8, kind, kept, 1.0, T)
        return strong

    assert after(0.0, FRIEND) < after(0.3, FRIEND) < after(1.0, FRIEND) <= 0.8
    assert after(0.0, FRIEND) < after(0.0, KIN)


def test_the_dance_a_burden_avoidance_and_a_new_love_keep_fewer():
    free = keeping.keeps(pair(avoidance=0.0), 0.0, 1e6, T)
    assert free == pytest.approx(1.0, abs=1e-3)
    assert keeping.keeps(pair(avoidance=0.0), 0.8, 1e6, T) < free
    assert keeping.keeps(pair(avoidance=0.0, burden=2.0), 0.0, 1e6, T) < free
    assert keeping.keeps(pair(avoidance=0.9), 0.0, 1e6, T) < free
    assert keeping.keeps(pair(avoidance=0.0), 0.0, 10.0, T) < free


def test_a_tie_is_of_whom_it_is_of():
    shows = Shown(0.8, 0.2, 0.3, 0.5, 1.0, 0.0, 0.0)
    to_a = with_tie(NOBODY, 0.5, ONLY_A, ONLY_B, shows)
    assert (to_a.support_a, to_a.support_b) == (0.5 * 0.2, 0.0)
    both = with_tie(NOBODY, 1.0, BOTH, BOTH, shows)
    assert both.support_a == both.support_b == pytest.approx(0.5)
    assert of_end(ONLY_A, 0.1, 0.9) == 0.1


def test_what_is_brought_along_is_disposition_softness_and_burden_not_the_old_injury():
    me = partner(anxiety=0.9, anxiety_disposition=0.3, avoidance_disposition=0.1, injury=0.7, softness=0.4, burden=1.5)
    new = beginning.afresh(me, P)
    assert (new.anxiety, new.avoidance, new.injury) == (0.3, 0.1, 0.0)
    assert (new.softness, new.burden, new.standard) == (0.4, 1.5, me.standard)
    assert new.security == pytest.approx(1.0 - 0.2 * (1.0 - P.open_hope * 0.4))
    assert new.pursue == new.withdraw == new.threat == 0.0


def test_alone_only_the_stress_of_life_fades():
    after = beginning.alone(pair(burden=2.0), P)
    assert after.a.burden == pytest.approx(2.0 * (1.0 - P.event_fade))
    assert (after.a.anxiety_disposition, after.a.softness) == (0.5, 0.5)


def test_the_lot_of_a_night_is_the_couples_own_and_is_mirrored():
    mine = lot(5, 77, 3, 0, 0.0)
    assert mine == lot(5, 77, 3, 0, 0.0)
    assert mine != lot(6, 77, 3, 0, 0.0) != lot(5, 78, 3, 0, 0.0)
    assert lot(5, 77, 3, 0, 1.0).goes == 1.0 - mine.goes


def test_satisfaction_is_between_its_floor_and_ceiling():
    couple = pair()
    share = ending.happiness(couple, P)
    assert P.das_floor + share * (P.das_ceiling - P.das_floor) == pytest.approx(satisfaction(couple, P))
