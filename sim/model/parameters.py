"""Every constant of the model, declared once.

Each line gives default, range, unit, meaning, source and status. Status says how well the claim that a parameter
carries is supported: *measured* (a study found it), *replicated* (several did), *contested* (studies disagree), or
*assumed*. What has a physical unit (heart rates, minutes) or a scale of its own has its number from the source; the
other numbers were found by the search in ``experiments/calibration``, so that the regimes and findings of the model
appear together. Sources are keys of ``docs/references.bib``. A *turn* is 6 seconds.
"""

from typing import Any, NamedTuple

from sim.model.registry import lines_of

STATUSES = ("measured", "replicated", "contested", "assumed")


class Parameter(NamedTuple):
    """One constant: ``low <= default <= high``; ``source`` is empty only where ``status`` is *assumed*."""

    default: float
    low: float
    high: float
    unit: str
    meaning: str
    source: str = ""
    status: str = "assumed"


def P(*row: Any) -> Any:  # noqa: N802 - short, because a line of the table should be one line
    """A line of the table. A default out of range, or a source that does not fit its status, is an error of ours."""
    made = Parameter(*row)
    assert made.low <= made.default <= made.high, f"{made.meaning}: default out of range"
    assert made.status in STATUSES, f"{made.meaning}: unknown status"
    assert bool(made.source) != (made.status == "assumed"), f"{made.meaning}: a source, or assumed"
    return made


class Parameters(NamedTuple):
    """The value of every constant, by name."""

    # Appraisal
    trust_shield: float = P(0.785, 0.0, 1.0, "share", "how much trust takes the sting out of the other's moves")
    hearing: float = P(0.5934, 0.0, 1.0, "share", "how far open softness reads the other as kindly as trust does")
    base_sensitivity: float = P(
        0.8443, 0.0, 1.0, "share", "how much a move stings someone without attachment insecurity"
    )
    separation_sting: float = P(3.459, 0.0, 12.0, "alarm per move", "alarm at the other's withdrawal, by anxiety")
    attack_sting: float = P(
        5.125, 0.0, 12.0, "alarm per move", "alarm at the other's pursuit, by avoidance and anxiety"
    )
    attack_anxious: float = P(
        0.2501, 0.0, 1.0, "share", "how much of that is by anxiety; the rest by avoidance", "overall2015", "replicated"
    )
    disarm: float = P(
        0.454, 0.0, 1.0, "share", "sting taken away while the other's need is shown", "overall2013", "measured"
    )
    relief: float = P(0.2247, 0.0, 2.0, "alarm per move", "alarm taken away by the other's response")
    buffer: float = P(
        0.84, 0.0, 1.0, "share", "burden that a wholly trusted full bond carries", "coan2015", "contested"
    )
    noise: float = P(0.8253, 0.0, 1.0, "alarm", "standard deviation of the moment-to-moment noise on alarm")
    touch: float = P(
        0.92,
        0.0,
        1.0,
        "share",
        "alarm taken away by the partner's hand at full bond and trust",
        "coan2006",
        "contested",
    )
    touch_base: float = P(0.375, 0.0, 1.0, "share", "how much of that the hand does without any bond or trust")
    hand_flooded: float = P(0.3165, 0.0, 3.0, "reluctance", "reluctance to take the hand while flooded")
    hand_stung: float = P(
        0.09467, 0.0, 3.0, "reluctance per alarm", "reluctance to take the hand of one whose moves sting",
        "vanraalte2020", "measured",
    )  # fmt: skip
    hand_avoidance: float = P(
        0.4891, 0.0, 3.0, "reluctance", "reluctance of the wholly avoidant to take a hand", "debrot2021", "replicated"
    )
    touch_stranger: float = P(
        0.08, 0.0, 1.0, "share", "alarm taken away by a stranger's hand", "coan2017", "replicated"
    )
    touch_picture: float = P(
        0.15, 0.0, 1.0, "share", "alarm taken away by the partner's picture", "master2009", "measured"
    )
    comfort_pace: float = P(0.0173, 0.001, 0.2, "per turn", "how fast the comfort of contact builds up, and fades")
    threat_midpoint: float = P(1.798, 0.05, 4.0, "alarm", "alarm at which threat settles at one half")
    threat_pace: float = P(0.3269, 0.01, 1.0, "per turn", "how fast threat follows alarm")
    # Physiology
    arousal_rise: float = P(0.1576, 0.01, 0.6, "per turn", "how fast arousal climbs toward threat (half a minute)")
    arousal_fall: float = P(
        0.008,
        0.001,
        0.2,
        "per turn",
        "how fast arousal falls: a flooded heart is back near rest in 20 min",
        "gottman1999clinic",
        "measured",
    )
    contact_calming: float = P(6.955, 0.0, 20.0, "factor", "how much contact speeds the fall of arousal, by comfort")
    coregulation: float = P(
        0.15, 0.0, 0.5, "share", "how far the other's body counts in one's own, hand in hand", "butler2013", "contested"
    )
    flooding_arousal: float = P(0.6, 0.1, 0.95, "arousal", "arousal at which a partner is half flooded")
    resting_heart_rate: float = P(75.0, 50.0, 90.0, "bpm", "heart rate at rest", "gottman1999clinic", "measured")
    flooding_heart_rate: float = P(
        100.0, 90.0, 130.0, "bpm", "heart rate at which one is flooded", "gottman1999clinic", "measured"
    )
    # Strategy
    need_weight: float = P(0.09524, 0.0, 1.0, "share", "how much longing alone activates the attachment system")
    longing: float = P(
        0.1544, 0.0, 1.0, "move", "the reach of full longing in calm, at full trust, without avoidance", "gable2010",
        "replicated",
    )  # fmt: skip
    longing_base: float = P(0.4528, 0.0, 1.0, "share", "how much of that without any trust")
    security_pull: float = P(9.631, 0.0, 20.0, "weight", "how strongly felt security favours reaching")
    softness_pull: float = P(2.921, 0.0, 20.0, "weight", "how strongly softness favours reaching")
    attachment_pull: float = P(
        7.157, 0.0, 20.0, "weight", "how strongly anxiety favours pursuit, and avoidance withdrawal"
    )
    topic_pull: float = P(
        1.384, 0.0, 10.0, "weight", "how strongly one's own trouble favours raising it: pursuit", "papp2009", "measured"
    )
    calm_avoidance: float = P(0.1698, 0.0, 1.0, "share", "share of avoidance that shows without threat")
    flooding_block: float = P(0.8988, 0.0, 1.0, "share", "how much flooding blocks reaching")
    inertia: float = P(0.1191, 0.0, 0.99, "share", "share of a move carried into the next turn")
    # Care
    care_base: float = P(0.2531, 0.0, 1.0, "share", "care for the other's bid without any bond")
    avoidance_care: float = P(0.2399, 0.0, 1.0, "share", "care held back by unsoftened avoidance")
    spillover: float = P(
        2.988, 0.0, 10.0, "per alarm", "how much a burden takes of what one has to give", "buck2012", "replicated"
    )
    enactment: float = P(0.3977, 0.0, 1.0, "share", "how far a therapist's help stands in for the bond in an answer")
    protest_bid: float = P(0.6192, 0.0, 1.0, "share", "the reach heard inside a protest, at full trust")
    need_growth: float = P(0.002903, 0.0, 0.1, "per turn", "how fast need grows")
    need_avoidance: float = P(0.6546, 0.0, 1.0, "share", "need deactivated by avoidance")
    need_met: float = P(0.009397, 0.0, 0.5, "per turn", "how fast the other's response meets need")
    # Softness
    softening_rate: float = P(0.002316, 0.0, 0.1, "per turn", "how fast an invitation opens primary emotion")
    alliance: float = P(0.8033, 0.0, 1.0, "share", "how far trust in the therapist stands in for trust in the other")
    deactivation: float = P(0.08426, 0.0, 1.0, "share", "how much avoidance holds an invitation back")
    softness_fade: float = P(0.0002574, 0.0, 0.05, "per turn", "how fast softness closes by itself")
    softness_met: float = P(
        0.24, 0.0, 5.0, "factor", "softness strengthened by a reach that is met, against an invitation"
    )
    softness_hurt: float = P(
        3.43, 0.0, 20.0, "factor", "softness broken by a reach that is hurt, against an invitation"
    )
    # Security and bond
    security_rate: float = P(3.156e-05, 0.0, 0.01, "per turn", "how fast being responded to builds felt security")
    correction: float = P(1.006, 0.0, 30.0, "factor", "how much more a response does when softness is open")
    security_wear: float = P(1.839, 0.0, 20.0, "factor", "wear by being hurt, against the growth by being responded to")
    security_drift: float = P(0.03982, 0.0, 0.2, "per night", "how fast felt security falls back to what is expected")
    open_hope: float = P(0.5577, 0.0, 1.0, "share", "how far open softness lifts what is expected of the other")
    bond_rate: float = P(0.0006608, 0.0, 0.01, "per turn", "how fast a reach met by a response builds the bond")
    bond_wear: float = P(0.3439, 0.0, 10.0, "factor", "wear of the bond by pursuit and withdrawal on both sides")
    bond_drift: float = P(
        0.005342, 0.0, 0.1, "per night", "drift of the bond without maintenance, in the wholly insecure"
    )
    bond_upkeep: float = P(0.2847, 0.0, 1.0, "share", "how much of that drift is everyone's, the secure included")
    injury_rate: float = P(0.0032, 0.0, 1.0, "per turn", "how fast a hurt at a moment of need makes an injury")
    injury_met: float = P(0.02115, 0.0, 1.0, "per turn", "how fast an answer while open heals it")
    # Attachment
    attachment_rate: float = P(0.009444, 0.0, 0.1, "per night", "how fast anxiety and avoidance follow what is lived")
    attachment_eased: float = P(0.3247, 0.0, 1.0, "share", "how far lived safety can lower them from the disposition")
    attachment_raised: float = P(
        0.2974, 0.0, 1.0, "share", "how far a lack of safety can raise them from the disposition"
    )
    anxiety_soft: float = P(0.472, 0.0, 1.0, "share", "how far open softness stands in for security in easing anxiety")
    revision: float = P(0.0481, 0.0, 0.2, "per night", "how fast safety felt wide open revises what one brought along")
    # Night and life
    night_calm: float = P(0.92, 0.0, 1.0, "per night", "share of threat, arousal and moves that a night takes away")
    night_need: float = P(0.4991, 0.0, 1.0, "per night", "share of the way back to full need that a night makes")
    spark_rate: float = P(0.004067, 0.0, 1.0, "per turn", "chance of a spark, one partner's or the other's")
    spark_size: float = P(0.1667, 0.0, 5.0, "alarm", "mean size of a spark")
    spark_fade: float = P(0.0251, 0.001, 1.0, "per turn", "how fast a spark fades")
    topic_open: float = P(0.3632, 0.0, 1.0, "share", "how much of what was left open is there again the next evening")
    event_rate: float = P(0.003723, 0.0, 1.0, "per day", "chance of a life event")
    event_size: float = P(2.647, 0.0, 5.0, "alarm", "mean size of a life event")
    event_shared: float = P(0.5034, 0.0, 1.0, "share", "life events that strike both")
    event_fade: float = P(0.01425, 0.001, 1.0, "per night", "how fast a life event's stress fades")
    # Reading
    das_floor: float = P(
        66.98, 0.0, 90.0, "DAS", "satisfaction without bond or security on the Dyadic Adjustment Scale"
    )
    das_ceiling: float = P(146, 100.0, 151.0, "DAS", "satisfaction with full bond and security")
    das_bond: float = P(0.7092, 0.0, 1.0, "share", "how much of satisfaction is the bond; the rest is felt security")
    das_standard: float = P(0.82, 0.0, 1.0, "share", "how much of satisfaction is what one asks of a relationship")
    das_distressed: float = P(
        97.0, 80.0, 107.0, "DAS", "below this a couple counts as distressed", "spanier1976", "replicated"
    )


PARAMETERS: dict[str, Parameter] = lines_of(Parameters)
"""Every constant's line of the table, by name."""
DEFAULTS = Parameters(*(row.default for row in PARAMETERS.values()))
