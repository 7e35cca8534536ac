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
    P("trust_shield", 0.98, 0.0, 1.0, "share", "how much felt security takes the sting out of the other's moves"),
    P("base_sensitivity", 0.6616, 0.0, 1.0, "share", "how much a move stings someone without attachment insecurity"),
    P("separation_sting", 5.505, 0.0, 6.0, "alarm per move", "alarm at the other's withdrawal, by anxiety"),
    P("attack_sting", 5.995, 0.0, 6.0, "alarm per move", "alarm at the other's pursuit, by anxiety and avoidance"),
    P("relief", 0.296, 0.0, 2.0, "alarm per move", "alarm taken away by the other's response"),
    P("noise", 0.5999, 0.0, 1.0, "alarm", "standard deviation of the moment-to-moment noise on alarm"),
    P("touch", 0.9434, 0.0, 1.0, "share", "alarm taken away by the partner's hand at full bond",
      "coan2006", "contested"),
    P("touch_stranger", 0.08, 0.0, 1.0, "share", "alarm taken away by a stranger's hand", "coan2017", "replicated"),
    P("touch_picture", 0.15, 0.0, 1.0, "share", "alarm taken away by the partner's picture", "master2009", "measured"),
    P("comfort_pace", 0.009766, 0.001, 0.2, "per turn", "how fast the comfort of contact builds up, and fades"),
    P("threat_midpoint", 1.946, 0.05, 2.0, "alarm", "alarm at which threat settles at one half"),
    P("threat_pace", 0.3786, 0.01, 1.0, "per turn", "how fast threat follows alarm"),
    # Physiology
    P("arousal_rise", 0.2423, 0.01, 1.0, "per turn", "how fast arousal climbs toward threat (half a minute)"),
    P("arousal_fall", 0.007691, 0.001, 0.2, "per turn",
      "how fast arousal falls: a flooded heart is back near rest in 20 min", "gottman1999clinic", "measured"),
    P("contact_calming", 7.799, 0.0, 20.0, "factor", "how much contact speeds the fall of arousal, by comfort"),
    P("flooding_arousal", 0.6, 0.1, 0.95, "arousal", "arousal at which a partner is half flooded"),
    P("resting_heart_rate", 75.0, 50.0, 90.0, "bpm", "heart rate at rest", "gottman1999clinic", "measured"),
    P("flooding_heart_rate", 100.0, 90.0, 130.0, "bpm", "heart rate at which one is flooded", "gottman1999clinic",
      "measured"),
    # Strategy
    P("need_weight", 0.07082, 0.0, 1.0, "share", "how much longing alone activates the attachment system"),
    P("security_pull", 8.947, 0.0, 20.0, "weight", "how strongly felt security favours reaching"),
    P("softness_pull", 3.25, 0.0, 20.0, "weight", "how strongly softness favours reaching"),
    P("attachment_pull", 7.019, 0.0, 20.0, "weight", "how strongly anxiety favours pursuit, and avoidance withdrawal"),
    P("topic_pull", 1.844, 0.0, 10.0, "weight", "how strongly one's own trouble favours raising it: pursuit",
      "papp2009", "measured"),
    P("calm_avoidance", 0.1593, 0.0, 1.0, "share", "share of avoidance that shows without threat"),
    P("flooding_block", 0.8894, 0.0, 1.0, "share", "how much flooding blocks reaching"),
    P("inertia", 0.204, 0.0, 0.99, "share", "share of a move carried into the next turn"),
    # Care
    P("care_base", 0.2463, 0.0, 1.0, "share", "care for the other's bid without any bond"),
    P("avoidance_care", 0.4751, 0.0, 1.0, "share", "care held back by unsoftened avoidance"),
    P("protest_bid", 0.8361, 0.0, 1.0, "share", "the reach heard inside a protest, at full trust"),
    P("need_growth", 0.001149, 0.0, 0.1, "per turn", "how fast need grows"),
    P("need_avoidance", 0.6796, 0.0, 1.0, "share", "need deactivated by avoidance"),
    P("need_met", 0.02505, 0.0, 0.5, "per turn", "how fast the other's response meets need"),
    # Softness
    P("softening_rate", 0.0003635, 0.0, 0.1, "per turn", "how fast an invitation opens primary emotion"),
    P("softness_fade", 7.213e-05, 0.0, 0.05, "per turn", "how fast softness closes by itself"),
    P("softness_met", 2.041, 0.0, 5.0, "factor", "softness strengthened by a reach that is met, against an invitation"),
    P("softness_hurt", 0.967, 0.0, 20.0, "factor", "softness broken by a reach that is hurt, against an invitation"),
    # Security and bond
    P("security_rate", 2.941e-05, 0.0, 0.01, "per turn", "how fast being responded to builds felt security"),
    P("correction", 26.11, 0.0, 30.0, "factor", "how much more a response does when softness is open"),
    P("security_wear", 1.349, 0.0, 20.0, "factor", "wear by being hurt, against the growth by being responded to"),
    P("exposure", 6.303, 0.0, 10.0, "factor", "how much deeper a hurt goes when softness is open"),
    P("security_drift", 0.001423, 0.0, 0.2, "per night", "how fast felt security falls back to what is expected"),
    P("bond_rate", 0.0002422, 0.0, 0.01, "per turn", "how fast a reach met by a response builds the bond"),
    P("bond_wear", 0.1137, 0.0, 10.0, "factor", "wear of the bond by pursuit and withdrawal on both sides"),
    P("bond_drift", 0.0005213, 0.0, 0.1, "per night", "drift of the bond without maintenance"),
    # Attachment
    P("attachment_rate", 0.008715, 0.0, 0.1, "per night", "how fast anxiety and avoidance follow what is lived"),
    P("attachment_lived", 0.9312, 0.0, 1.0, "share", "how far what is lived can move them from the disposition"),
    # Night and life
    P("night_calm", 0.8774, 0.0, 1.0, "per night", "share of threat, arousal and moves that a night takes away"),
    P("night_need", 0.5832, 0.0, 1.0, "per night", "share of the way back to full need that a night makes"),
    P("spark_rate", 0.01214, 0.0, 1.0, "per turn", "chance of a spark, one partner's or the other's"),
    P("spark_size", 0.1745, 0.0, 5.0, "alarm", "mean size of a spark"),
    P("spark_fade", 0.03309, 0.001, 1.0, "per turn", "how fast a spark fades"),
    P("event_rate", 0.0365, 0.0, 1.0, "per day", "chance of a life event"),
    P("event_size", 1.968, 0.0, 5.0, "alarm", "mean size of a life event"),
    P("event_shared", 0.4376, 0.0, 1.0, "share", "life events that strike both"),
    P("event_fade", 0.1766, 0.001, 1.0, "per night", "how fast a life event's stress fades"),
    # Reading
    P("das_floor", 44.12, 0.0, 90.0, "DAS", "satisfaction without bond or security on the Dyadic Adjustment Scale"),
    P("das_ceiling", 146.8, 100.0, 151.0, "DAS", "satisfaction with full bond and security"),
    P("das_bond", 0.4872, 0.0, 1.0, "share", "how much of satisfaction is the bond; the rest is felt security"),
    P("das_distressed", 97.0, 80.0, 107.0, "DAS", "below this a couple counts as distressed",
      "spanier1976", "replicated"),
)  # fmt: skip

Parameters = namedtuple("Parameters", PARAMETERS)
DEFAULTS = Parameters(*(row.default for row in PARAMETERS.values()))
