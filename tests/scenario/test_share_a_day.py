"""When two plans are given on a same day."""

from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.scenario.schema import share_a_day

HandHolding = sim.INTERVENTIONS["hand-holding"]
plans = st.builds(HandHolding, day=st.integers(1, 40), days=st.integers(1, 12), every=st.integers(1, 9))


@given(plans, plans)
def test_it_is_as_the_days_themselves_say(one, two):
    days = [{plan.day + i * plan.every for i in range(plan.days)} for plan in (one, two)]
    assert share_a_day(one, two) == share_a_day(two, one) == bool(days[0] & days[1])


def test_many_plans_over_many_days_are_told_apart_without_walking_through_the_days():
    polka = sim.scenario("protest-polka").change({"days": 3650})
    many = [{"kind": "hand-holding", "day": i, "days": 18, "every": 200, "turn": 5, "turns": 9} for i in range(1, 201)]
    assert len(polka.change({"intervention": many}).interventions) == 200
