"""Example: that a tied couple has ended lowers the commitment of others, at one step and faintly at two.

Sources: McDermott, Fowler & Christakis (2013): divorces cluster among friends and friends of friends. Contested: that
alike couples are tied looks the same from outside (Shalizi & Thomas 2011).
"""

from sim.model.registry import tie_law


@tie_law
def shock(circle, t):
    """What the endings of one's own circle do in a night, 0 to ``example``: ``example · endings / (ties + half)``.

    Endings and ties are sums of strengths: who has many others sees many who stay, as the popular do, who end less.
    """
    return t.example * circle.endings / (circle.ties + t.circle_half)


@tie_law
def hearsay(circle, t):
    """What one hears of endings two ties away, 0 to ``hearsay``: of what last night did to those one is tied to, as
    large a share as one's own circle has in it, ``hearsay · heard / (ties + half)``."""
    return t.hearsay * circle.hearsay / (circle.ties + t.circle_half)


@tie_law
def shaken(before, shocked, heard, t):
    """How shaken a couple is, 0 to 1; it fades by the night: ``1 - (1 - before·(1 - fade))(1 - shock)(1 - heard)``."""
    return 1.0 - (1.0 - before * (1.0 - t.example_fade)) * (1.0 - shocked) * (1.0 - heard)
