"""Strategy: danger or longing activates the attachment system; attachment decides what is done about it.

Sources: Mikulincer & Shaver (2016) for hyperactivation (pursue) and deactivation (withdraw) as secondary strategies;
Driver & Gottman (2004) and Gable & Reis (2010) for bids in calm, which need no danger;
Luce (1959) for the ratio rule; Papp, Kouros & Cummings (2009) for the one who raises the topic; Kuppens, Allen &
Sheeber (2010) for inertia. The ratio rule of squares has the shape of a softmax and needs arithmetic only.
"""

from typing import NamedTuple

from sim.model.registry import law


class Moves(NamedTuple):
    """The three strategies; ``respond`` is care's."""

    pursue: float
    withdraw: float
    reach: float


@law
def activation(threat_now, need, p):
    """How active the attachment system is, 0 to 1: ``1 - (1 - threat)(1 - w·need)``; either will do."""
    return 1.0 - (1.0 - threat_now) * (1.0 - p.need_weight * need)


@law
def square(x):
    """x²."""
    return x * x


@law
def moves(me, active, threat_now, flood, support, p):
    """The strength of each move, 0 to 1 each.

    Weights ``reach (1 + z_s·security + z_f·softness)² (1 - z_h·flooded)``, ``pursue (1 + z_a·anxiety + z_t·spark)²``,
    ``withdraw (1 + z_a·avoidance·(u + (1 - u)·threat))²``; a move is activation × its share of the weights, carried on
    with inertia. Where the system rests, longing alone reaches,
    ``(1 - activation)·longing·need·[l₀ + (1 - l₀)·security]·(1 - avoidance)``. A reach made on purpose adds to it;
    during a time-out nothing is done.
    """
    reaching = square(1.0 + p.security_pull * me.security + p.softness_pull * me.softness)
    reaching = reaching * (1.0 - p.flooding_block * flood)
    pursuing = square(1.0 + p.attachment_pull * me.anxiety + p.topic_pull * me.spark)
    shown = p.calm_avoidance + (1.0 - p.calm_avoidance) * threat_now
    withdrawing = square(1.0 + p.attachment_pull * me.avoidance * shown)
    drive = (1.0 - p.inertia) * active / (reaching + pursuing + withdrawing)
    present = 1.0 - support.pause
    trusting = p.longing_base + (1.0 - p.longing_base) * me.security
    longing = (1.0 - active) * p.longing * me.need * trusting * (1.0 - me.avoidance)
    reach = p.inertia * me.reach + drive * reaching + (1.0 - p.inertia) * longing
    return Moves(
        pursue=present * (p.inertia * me.pursue + drive * pursuing),
        withdraw=present * (p.inertia * me.withdraw + drive * withdrawing),
        reach=present * (1.0 - (1.0 - reach) * (1.0 - support.reach)),
    )
