"""Every constant of the model, declared once (floor F0).

Each line gives default, range, unit, meaning, source and status. Status says how well the claim that a parameter
carries is supported: *measured* (a study found it), *replicated* (several did), *contested* (studies disagree), or
*assumed*. What has a physical unit (heart rates, minutes) or a scale of its own has its number from the source; the
other numbers were found by the search in ``experiments/calibration``, so that the regimes and findings of the model
appear together. Sources are keys of ``docs/references.bib``. A *turn* is 6 seconds.
"""

from collections import namedtuple
from dataclasses import dataclass

STATUSES = ("measured", "replicated", "contested", "assumed")


@dataclass(frozen=True)
class Parameter:
    """One constant: ``low <= default <= high``; ``source`` is empty only where ``status`` is *assumed*."""

    name: str
    default: float
    low: float
    high: float
    unit: str
    meaning: str
    source: str = ""
    status: str = "assumed"


def declare(*rows: Parameter) -> dict[str, Parameter]:
    """The table by name; a name declared twice, or a default out of its range, is a programming error."""
    table = {row.name: row for row in rows}
    assert len(table) == len(rows), "a parameter is declared twice"
    for row in rows:
        assert row.low <= row.default <= row.high, f"{row.name}: default out of range"
        assert row.status in STATUSES, f"{row.name}: unknown status"
        assert bool(row.source) != (row.status == "assumed"), f"{row.name}: a source, or assumed"
    return table


P = Parameter
PARAMETERS = declare(
    # Appraisal
    P("trust_shield", 0.9753, 0.0, 1.0, "share", "how much felt security takes the sting out of the other's moves"),
    P("base_sensitivity", 0.6613, 0.0, 1.0, "share", "how much a move stings someone without attachment insecurity"),
    P("separation_sting", 5.852, 0.0, 6.0, "alarm per move", "alarm at the other's withdrawal, by anxiety"),
    P("attack_sting", 5.987, 0.0, 6.0, "alarm per move", "alarm at the other's pursuit, by anxiety and avoidance"),
    P("relief", 0.3982, 0.0, 2.0, "alarm per move", "alarm taken away by the other's response"),
    P("noise", 0.6011, 0.0, 1.0, "alarm", "standard deviation of the moment-to-moment noise on alarm"),
    P("touch", 0.9303, 0.0, 1.0, "share", "alarm taken away by the partner's hand at full bond",
      "coan2006", "contested"),
    P("touch_stranger", 0.08, 0.0, 1.0, "share", "alarm taken away by a stranger's hand", "coan2017", "replicated"),
    P("touch_picture", 0.15, 0.0, 1.0, "share", "alarm taken away by the partner's picture", "master2009", "measured"),
    P("comfort_pace", 0.01056, 0.001, 0.2, "per turn", "how fast the comfort of contact builds up, and fades"),
    P("threat_midpoint", 1.959, 0.05, 2.0, "alarm", "alarm at which threat settles at one half"),
    P("threat_pace", 0.3989, 0.01, 1.0, "per turn", "how fast threat follows alarm"),
    # Physiology
    P("arousal_rise", 0.2352, 0.01, 1.0, "per turn", "how fast arousal climbs toward threat (half a minute)"),
    P("arousal_fall", 0.007522, 0.001, 0.2, "per turn",
      "how fast arousal falls: a flooded heart is back near rest in 20 min", "gottman1999clinic", "measured"),
    P("contact_calming", 7.809, 0.0, 20.0, "factor", "how much contact speeds the fall of arousal, by comfort"),
    P("flooding_arousal", 0.6, 0.1, 0.95, "arousal", "arousal at which a partner is half flooded"),
    P("resting_heart_rate", 75.0, 50.0, 90.0, "bpm", "heart rate at rest", "gottman1999clinic", "measured"),
    P("flooding_heart_rate", 100.0, 90.0, 130.0, "bpm", "heart rate at which one is flooded", "gottman1999clinic",
      "measured"),
    # Strategy
    P("need_weight", 0.08415, 0.0, 1.0, "share", "how much longing alone activates the attachment system"),
    P("security_pull", 10.92, 0.0, 20.0, "weight", "how strongly felt security favours reaching"),
    P("softness_pull", 3.444, 0.0, 20.0, "weight", "how strongly softness favours reaching"),
    P("attachment_pull", 7.431, 0.0, 20.0, "weight", "how strongly anxiety favours pursuit, and avoidance withdrawal"),
    P("topic_pull", 1.724, 0.0, 10.0, "weight", "how strongly one's own trouble favours raising it: pursuit",
      "papp2009", "measured"),
    P("calm_avoidance", 0.1831, 0.0, 1.0, "share", "share of avoidance that shows without threat"),
    P("flooding_block", 0.874, 0.0, 1.0, "share", "how much flooding blocks reaching"),
    P("inertia", 0.1626, 0.0, 0.99, "share", "share of a move carried into the next turn"),
    # Care
    P("care_base", 0.3182, 0.0, 1.0, "share", "care for the other's bid without any bond"),
    P("avoidance_care", 0.4234, 0.0, 1.0, "share", "care held back by unsoftened avoidance"),
    P("protest_bid", 0.9424, 0.0, 1.0, "share", "the reach heard inside a protest, at full trust"),
    P("need_growth", 0.004257, 0.0, 0.1, "per turn", "how fast need grows"),
    P("need_avoidance", 0.6685, 0.0, 1.0, "share", "need deactivated by avoidance"),
    P("need_met", 0.008599, 0.0, 0.5, "per turn", "how fast the other's response meets need"),
    # Softness
    P("softening_rate", 0.0003601, 0.0, 0.1, "per turn", "how fast an invitation opens primary emotion"),
    P("softness_fade", 6.627e-05, 0.0, 0.05, "per turn", "how fast softness closes by itself"),
    P("softness_met", 1.774, 0.0, 5.0, "factor", "softness strengthened by a reach that is met, against an invitation"),
    P("softness_hurt", 0.7676, 0.0, 20.0, "factor", "softness broken by a reach that is hurt, against an invitation"),
    # Security and bond
    P("security_rate", 2.852e-05, 0.0, 0.01, "per turn", "how fast being responded to builds felt security"),
    P("correction", 20.31, 0.0, 30.0, "factor", "how much more a response does when softness is open"),
    P("security_wear", 1.482, 0.0, 20.0, "factor", "wear by being hurt, against the growth by being responded to"),
    P("exposure", 6.933, 0.0, 10.0, "factor", "how much deeper a hurt goes when softness is open"),
    P("security_drift", 0.005851, 0.0, 0.2, "per night", "how fast felt security falls back to what is expected"),
    P("bond_rate", 0.0001734, 0.0, 0.01, "per turn", "how fast a reach met by a response builds the bond"),
    P("bond_wear", 0.1698, 0.0, 10.0, "factor", "wear of the bond by pursuit and withdrawal on both sides"),
    P("bond_drift", 0.003868, 0.0, 0.1, "per night", "drift of the bond without maintenance, in the wholly insecure"),
    # Attachment
    P("attachment_rate", 0.0157, 0.0, 0.1, "per night", "how fast anxiety and avoidance follow what is lived"),
    P("attachment_eased", 0.9236, 0.0, 1.0, "share", "how far lived safety can lower them from the disposition"),
    P("attachment_raised", 0.6781, 0.0, 1.0, "share", "how far a lack of safety can raise them from the disposition"),
    # Night and life
    P("night_calm", 0.851, 0.0, 1.0, "per night", "share of threat, arousal and moves that a night takes away"),
    P("night_need", 0.6871, 0.0, 1.0, "per night", "share of the way back to full need that a night makes"),
    P("spark_rate", 0.01134, 0.0, 1.0, "per turn", "chance of a spark, one partner's or the other's"),
    P("spark_size", 0.175, 0.0, 5.0, "alarm", "mean size of a spark"),
    P("spark_fade", 0.02782, 0.001, 1.0, "per turn", "how fast a spark fades"),
    P("event_rate", 0.03604, 0.0, 1.0, "per day", "chance of a life event"),
    P("event_size", 3.341, 0.0, 5.0, "alarm", "mean size of a life event"),
    P("event_shared", 0.4351, 0.0, 1.0, "share", "life events that strike both"),
    P("event_fade", 0.1617, 0.001, 1.0, "per night", "how fast a life event's stress fades"),
    # Reading
    P("das_floor", 44.29, 0.0, 90.0, "DAS", "satisfaction without bond or security on the Dyadic Adjustment Scale"),
    P("das_ceiling", 145.5, 100.0, 151.0, "DAS", "satisfaction with full bond and security"),
    P("das_bond", 0.5336, 0.0, 1.0, "share", "how much of satisfaction is the bond; the rest is felt security"),
    P("das_distressed", 97.0, 80.0, 107.0, "DAS", "below this a couple counts as distressed",
      "spanier1976", "replicated"),
)  # fmt: skip

Parameters = namedtuple("Parameters", PARAMETERS)
DEFAULTS = Parameters(*(row.default for row in PARAMETERS.values()))
