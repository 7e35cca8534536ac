"""Attachment drifts toward what is lived (Fraley 2002; Arriaga et al. 2018); life sends sparks and events."""

import pytest
from hypothesis import given
from legal import (
    ALONE,
    CALM,
    ULP,
    extremes,
    fates,
    hardships,
    inner,
    lucks,
    ordered,
    partners,
    rises,
    shares,
    sizes,
    supports,
)  # fmt: skip

from sim.model.laws import attachment, life
from sim.model.parameters import DEFAULTS

DRIFTS = {"anxiety": attachment.anxiety, "avoidance": attachment.avoidance}


@pytest.mark.parametrize("trait", DRIFTS)
@given(me=partners, p=extremes)
def test_attachment_stays_a_share(trait, me, p):
    assert 0.0 <= DRIFTS[trait](me, p) <= 1.0 + ULP


@pytest.mark.parametrize(
    ("trait", "lived"),
    [("anxiety", "security"), ("anxiety", "softness"), ("avoidance", "security"), ("avoidance", "softness")],
)
@given(me=partners, first=shares, second=shares, p=extremes)
def test_security_and_softness_lower_anxiety_and_avoidance(trait, lived, me, first, second, p):
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


@given(me=partners, now=shares, disposition=shares, p=extremes)
def test_softness_eases_avoidance_at_least_as_much_as_anxiety(me, now, disposition, p):
    """All who were treated became less avoidant, only some less anxious (Burgess Moser et al. 2016)."""
    alike = me._replace(anxiety=now, avoidance=now, anxiety_disposition=disposition, avoidance_disposition=disposition)
    assert rises(attachment.avoidance(alike, p), attachment.anxiety(alike, p))
    unheard = p._replace(anxiety_soft=0.0)
    by_security = [attachment.anxiety(alike._replace(softness=softness), unheard) for softness in (0.0, 1.0)]
    assert by_security[0] == by_security[1]


@given(partners, shares, shares, shares, extremes)
def test_a_disposition_is_only_ever_lowered_and_only_by_safety_that_is_felt_while_open(me, before, first, second, p):
    assert 0.0 <= attachment.revised(before, me, p) <= before
    low, high = ordered(first, second)
    for lived in ("softness", "security"):
        after = (attachment.revised(before, me._replace(**{lived: share}), p) for share in (high, low))
        assert rises(*after), lived
        assert attachment.revised(before, me._replace(**{lived: 0.0}), p) == before, lived


def lost(nights: int, softness: float, security: float, p=DEFAULTS) -> float:
    """The share of a disposition that so many nights take away."""
    before = disposition = 0.8
    for _ in range(nights):
        disposition = attachment.revised(disposition, CALM._replace(softness=softness, security=security), p)
    return 1.0 - disposition / before


def test_a_year_of_ordinary_life_leaves_a_disposition_alone_and_a_season_wide_open_revises_it():
    """Couples in ordinary life are open to some 0.02 to 0.05; also four times that takes about a hundredth."""
    ordinary, a_little_open = lost(365, softness=0.05, security=1.0), lost(365, softness=0.2, security=0.5)
    assert ordinary < 0.0005
    assert a_little_open < 0.02
    assert lost(90, softness=0.9, security=0.9) > 0.5


@given(shares, inner, inner, extremes)
def test_half_as_open_revises_a_sixteenth(disposition, softness, security, p):
    """So that being a little open for long does not add up to what being wide open does."""
    half, whole = (
        disposition - attachment.revised(disposition, CALM._replace(softness=share, security=security), p)
        for share in (0.5 * softness, softness)
    )
    assert half == pytest.approx(whole / 16.0, abs=ULP)


@given(shares, shares)
def test_without_anything_lived_attachment_returns_to_the_disposition(now, disposition):
    for _ in range(20_000):
        now = attachment.toward(now, disposition, 0.0, DEFAULTS)
    assert now == pytest.approx(disposition, abs=1e-6)


@given(partners, sizes, supports, extremes)
def test_a_spark_fades_and_a_new_one_adds(me, struck, support, p):
    left = life.spark(me, 0.0, support, p)
    assert 0.0 <= left <= me.spark
    assert life.spark(me, struck, support, p) == pytest.approx(left + struck)


@given(partners, supports, extremes)
def test_a_time_out_leaves_what_was_raised_as_it_is(me, support, p):
    assert life.spark(me, 0.0, support._replace(pause=1.0), p) == me.spark


@given(lucks, hardships, supports, extremes)
def test_a_spark_is_one_partners_or_the_others_never_both_and_nobodys_in_a_time_out(luck, hardship, support, p):
    mine = life.spark_by_chance(luck, luck.spark_owner, hardship, support, p)
    theirs = life.spark_by_chance(luck, 1.0 - luck.spark_owner, hardship, support, p)
    assert mine >= 0.0
    assert theirs >= 0.0
    assert min(mine, theirs) == 0.0
    if luck.spark_chance >= p.spark_rate * hardship or support.pause == 1.0:
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
    assert life.spark_by_chance(luck, 0.2, low, ALONE, p) <= life.spark_by_chance(luck, 0.2, high, ALONE, p)
    assert life.event_by_chance(fate, 0.2, low, p) <= life.event_by_chance(fate, 0.2, high, p)
    assert life.spark_by_chance(luck, 0.2, 0.0, ALONE, p) == life.event_by_chance(fate, 0.2, 0.0, p) == 0.0
