"""Two partners and constants in plain numbers, no two alike, for examples that are worked out by hand."""

from functools import partial

import pytest

from sim.model.cues import Support
from sim.model.parameters import DEFAULTS
from sim.model.state import Couple, Fate, Luck, Partner

ME = Partner(
    threat=0.3, arousal=0.4, soothed=0.2, taken=0.67, need=0.6, pursue=0.1, withdraw=0.25, reach=0.15, respond=0.35,
    softness=0.45, security=0.5, injury=0.16, anxiety=0.7, avoidance=0.8, anxiety_disposition=0.65,
    avoidance_disposition=0.75, standard=0.74, spark=0.9, burden=1.2,
)  # fmt: skip
OTHER = Partner(
    threat=0.55, arousal=0.62, soothed=0.12, taken=0.57, need=0.72, pursue=0.22, withdraw=0.32, reach=0.42,
    respond=0.52, softness=0.33, security=0.28, injury=0.21, anxiety=0.38, avoidance=0.48, anxiety_disposition=0.58,
    avoidance_disposition=0.68, standard=0.36, spark=0.78, burden=0.88,
)  # fmt: skip
BOND = 0.64
US = Couple(ME, OTHER, BOND, hardship=2.0)
ALONE = Support(*(0.0,) * len(Support._fields))
HELP = ALONE._replace(
    hand=0.95, stranger=0.81, picture=0.71, containment=0.61, pause=0.2, invite=0.91, reach=0.31, stress=0.41,
    spark=0.51, burden=0.21,
)  # fmt: skip
LUCK = Luck(noise_a=0.7, noise_b=-0.4, spark_chance=0.19, spark_owner=0.3, spark_size=0.6)
FATE = Fate(event_chance=0.09, event_owner=0.2, event_size=0.6)
P = DEFAULTS._replace(
    trust_shield=0.8, hearing=0.31, base_sensitivity=0.5, separation_sting=3.0, attack_sting=2.0, attack_anxious=0.3,
    disarm=0.44, relief=0.4, buffer=0.37, noise=0.6, touch=0.9, touch_base=0.29, hand_flooded=0.62, hand_stung=0.24,
    hand_avoidance=1.15, touch_stranger=0.1, touch_picture=0.15, comfort_pace=0.05, threat_midpoint=1.5,
    threat_pace=0.25, arousal_rise=0.24, arousal_fall=0.01, contact_calming=7.0, coregulation=0.18,
    flooding_arousal=0.625, resting_heart_rate=70.0, flooding_heart_rate=95.0, inertia=0.85, need_weight=0.35,
    longing=0.46, longing_base=0.27, security_pull=1.5, softness_pull=2.5, flooding_block=0.7, attachment_pull=3.5,
    topic_pull=0.55, calm_avoidance=0.45, care_base=0.26, avoidance_care=0.66, spillover=0.53, enactment=0.71,
    protest_bid=0.16, need_growth=0.02, need_avoidance=0.57, need_met=0.04, alliance=0.77, deactivation=0.34,
    softness_fade=0.003, softening_rate=0.03, softness_met=1.7, softness_hurt=1.3, security_rate=0.006, correction=9.0,
    security_wear=1.9, security_drift=0.07, open_hope=0.59, bond_rate=0.008, bond_wear=1.1,
    bond_drift=0.09, bond_upkeep=0.41, injury_rate=0.35, injury_met=0.23,
    attachment_rate=0.06, attachment_eased=0.95, attachment_raised=0.68,
    anxiety_soft=0.63, revision=0.13, night_calm=0.86, night_need=0.69, spark_rate=0.1, spark_size=0.25,
    spark_fade=0.03, topic_open=0.27, event_rate=0.05, event_size=3.0, event_shared=0.4,
    event_fade=0.17, das_floor=40.0,
    das_ceiling=140.0, das_bond=0.6, das_standard=0.33, das_distressed=97.5,
)  # fmt: skip
equals = partial(pytest.approx, rel=1e-12)
"""The same number, but for rounding."""
