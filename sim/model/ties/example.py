"""Example: that a tied couple has ended lowers the commitment of others, at one step and faintly at two.

Sources: McDermott, Fowler & Christakis (2013): divorces cluster among friends and friends of friends. Contested: that
alike couples are tied looks the same from outside (Shalizi & Thomas 2011).
"""

from sim.model.registry import tie_law


@tie_law
def shock(circle, t):
    """What the endings of one's own circle do in a night, 0 to 1: at most all of it, ``example · ties``, ties being the
    strengths of the ties to those that ended."""
    return min(1.0, t.example * circle.endings)


@tie_law
def told(circle, t):
    """What one hears of endings two ties away, 0 to 1: ``hearsay`` of what last night did to those one is tied to."""
    return min(1.0, t.hearsay * circle.hearsay)


@tie_law
def shaken(before, shocked, heard, t):
    """How shaken a couple is, 0 to 1; it fades by the night: ``1 - (1 - before·(1 - fade))(1 - shock)(1 - heard)``."""
    return 1.0 - (1.0 - before * (1.0 - t.example_fade)) * (1.0 - shocked) * (1.0 - heard)
