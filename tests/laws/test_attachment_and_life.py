"""Attachment drifts toward what is lived (Fraley 2002; Arriaga et al. 2018); life sends sparks and events."""

import pytest
from hypothesis import given
from legal import CALM, ULP, extremes, fates, hardships, lucks, ordered, partners, rises, shares, sizes

from sim.model.laws import attachment, life
from sim.model.parameters import DEFAULTS

DRIFTS = {"anxiety": attachment.anxiety, "avoidance": attachment.avoidance}


@pytest.mark.parametrize("trait", DRIFTS)
@given(me=partners, p=extremes)
def test_attachment_stays_a_share(trait, me, p):
    assert 0.0 <= DRIFTS[trait](me, p) <= 1.0 + ULP


@pytest.mark.parametrize(
    ("trait", "lived"), [("anxiety", "security"), ("avoidance", "security"), ("avoidance", "softness")]
)
@given(me=partners, first=shares, second=shares, p=extremes)
def test_security_lowers_anxiety_and_softness_lowers_avoidance(trait, lived, me, first, second, p):
    low, high = (me._replace(**{lived: value}) for value in ordered(first, second))
    assert rises(DRIFTS[trait](high, p), DRIFTS[trait](low, p))


@pytest.mark.parametrize("trait", DRIFTS)
def test_the_default_partner_changes_slowly_in_both_directions(trait):
    safe = CALM._replace(security=1.0, softness=1.0)
    unsafe = CALM._replace(security=0.0, softness=0.0)
    down, up = (DRIFTS[trait](me, DEFAULTS) - getattr(CALM, trait) for me in (safe, unsafe))
    assert -0.05 < down < 0.0 < up < 0.05


@given(shares, shares, extremes)
def test_safety_never_raises_attachment_above_the_disposition_and_its_lack_never_lowers_it_below(disposition, lived, p):
    rate = p._replace(attachment_rate=1.0)
    assert attachment.toward(0.5, disposition, lived, rate) <= disposition + ULP
    assert disposition - ULP <= attachment.toward(0.5, disposition, -lived, rate) <= 1.0 + ULP


@given(me=partners, p=extremes)
def test_either_security_or_softness_alone_can_make_life_safe_for_the_avoidant(me, p):
    safe = [me._replace(security=1.0), me._replace(softness=1.0), me._replace(security=1.0, softness=1.0)]
    alone, *others = (attachment.avoidance(partner, p) for partner in safe)
    assert all(after == pytest.approx(alone, abs=ULP) for after in others)


@given(shares, shares)
def test_without_anything_lived_attachment_returns_to_the_disposition(now, disposition):
    for _ in range(20_000):
        now = attachment.toward(now, disposition, 0.0, DEFAULTS)
    assert now == pytest.approx(disposition, abs=1e-6)


@given(partners, sizes, extremes)
def test_a_spark_fades_and_a_new_one_adds(me, struck, p):
    assert life.spark(me, 0.0, p) <= me.spark
    assert life.spark(me, struck, p) == pytest.approx(life.spark(me, 0.0, p) + struck)


@given(lucks, hardships, extremes)
def test_a_spark_is_one_partners_or_the_others_never_both(luck, hardship, p):
    mine = life.spark_by_chance(luck, luck.spark_owner, hardship, p)
    theirs = life.spark_by_chance(luck, 1.0 - luck.spark_owner, hardship, p)
    assert mine >= 0.0
    assert theirs >= 0.0
    assert min(mine, theirs) == 0.0
    if luck.spark_chance >= p.spark_rate * hardship:
        assert mine == theirs == 0.0


@given(fates, hardships, extremes)
def test_an_event_strikes_someone_and_all_shared_ones_strike_both(fate, hardship, p):
    sizes = [life.event_by_chance(fate, mine, hardship, p) for mine in (fate.event_owner, 1.0 - fate.event_owner)]
    struck = fate.event_chance < p.event_rate * hardship and p.event_size * 2.0 * fate.event_size > 0.0
    assert (max(sizes) > 0.0) == struck
    shared = [life.event_by_chance(fate, m, hardship, p._replace(event_shared=1.0)) for m in (fate.event_owner, 0.999)]
    assert shared[0] == shared[1] or fate.event_owner == 1.0
    alone = [life.event_by_chance(fate, m, hardship, p._replace(event_shared=0.0)) for m in (0.25, 0.75)]
    assert alone[1] == 0.0


@given(fates)
def test_the_share_of_events_that_strike_both_is_the_parameter(fate):
    """Of owners spread evenly over 0 to 1, the share that hits both partners is ``event_shared``."""
    sure = DEFAULTS._replace(event_rate=1.0)
    chance = fate._replace(event_chance=0.0, event_size=0.5)
    owners = [(i + 0.5) / 1000 for i in range(1000)]
    both = sum(min(life.event_by_chance(chance, o, 1.0, sure), life.event_by_chance(chance, 1.0 - o, 1.0, sure)) > 0.0
               for o in owners)  # fmt: skip
    assert both / 1000 == pytest.approx(sure.event_shared, abs=0.002)


@given(lucks, fates, hardships, hardships, extremes)
def test_a_harder_life_never_brings_less(luck, fate, first, second, p):
    low, high = ordered(first, second)
    assert life.spark_by_chance(luck, 0.2, low, p) <= life.spark_by_chance(luck, 0.2, high, p)
    assert life.event_by_chance(fate, 0.2, low, p) <= life.event_by_chance(fate, 0.2, high, p)
    assert life.spark_by_chance(luck, 0.2, 0.0, p) == life.event_by_chance(fate, 0.2, 0.0, p) == 0.0
