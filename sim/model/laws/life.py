"""Life: sparks within a conversation, events across days.

Sources: Papp, Kouros & Cummings (2009): either partner raises the topic, equally often; Karney & Bradbury (1995) and
Randall & Bodenmann (2009) for stress from outside, shared or one partner's; Luhmann, Hofmann, Eid & Lucas (2012) for
the months in which one gets used to what happened. Gender plays no part.
"""

from sim.model.registry import law


@law
def spark(me, struck, support, p):
    """What a partner has raised: ``spark·[1 - fade·(1 - pause)] + new``. A time-out leaves it as it is."""
    return me.spark * (1.0 - p.spark_fade * (1.0 - support.pause)) + struck


@law
def spark_by_chance(luck, mine, hardship, support, p):
    """The size of a spark that chance gives this turn to the partner for whom ``mine`` is below one half; 0 mostly.

    Its chance is ``spark_rate·hardship·(1 - pause)``: trouble outside is carried into the conversation, and in a
    time-out there is none.
    """
    strikes = luck.spark_chance < p.spark_rate * hardship * (1.0 - support.pause) and mine < 0.5
    return (p.spark_size * 2.0 * luck.spark_size) if strikes else 0.0


@law
def event_by_chance(fate, mine, hardship, p):
    """The size of a life event that chance gives this day to the partner; ``mine`` is uniform, small for own events.

    Its chance is ``event_rate·hardship``. A share of events strikes both; the rest is divided evenly.
    """
    hits = mine < 0.5 + 0.5 * p.event_shared
    return (p.event_size * 2.0 * fate.event_size) if fate.event_chance < p.event_rate * hardship and hits else 0.0
