"""Every constant of the laws between couples, declared once, as ``sim.model.parameters`` has those of a couple.

They are keys of a scenario's ``[community]``. The sizes of what a tie carries were never measured by the night; those
that are not a source's own were set so that marriages end about as often as they do (``experiments/village``).
"""

from typing import NamedTuple

from sim.model.parameters import P, Parameter
from sim.model.registry import lines_of


class TieConstants(NamedTuple):
    """The value of every constant of the laws between couples, by name."""

    # Support and crossover
    support: float = P(
        0.02,
        0.0,
        1.0,
        "per night",
        "share of a burden that all the support one could have takes away",
        "cohen1985",
        "replicated",
    )
    circle_half: float = P(1.0, 0.05, 20.0, "ties", "strong ties that make up half of a full circle")
    asking: float = P(0.8, 0.0, 1.0, "share", "how much less the wholly avoidant ask of others, and get")
    spending: float = P(1.0, 0.0, 10.0, "per alarm", "how much one's own burden takes of what one has for others")
    crossover: float = P(
        0.001, 0.0, 0.1, "alarm per night", "burden that all the strain around a couple adds", "westman2001", "measured"
    )
    # Approval and commitment
    approval: float = P(
        0.25,
        0.0,
        1.0,
        "share",
        "how far the regard of those who see a couple satisfied holds it",
        "etcheverry2012",
        "replicated",
    )
    satisfaction_weight: float = P(
        0.51, 0.0, 1.0, "weight", "what satisfaction counts in commitment", "le2003", "replicated"
    )
    investment_weight: float = P(
        0.24, 0.0, 1.0, "weight", "what investment counts in commitment", "le2003", "replicated"
    )
    alternatives_weight: float = P(
        0.22, 0.0, 1.0, "weight", "what the lack of alternatives counts in commitment", "le2003", "replicated"
    )
    alternatives: float = P(0.2, 0.0, 1.0, "share", "how good alternatives look to one without avoidance")
    invested_years: float = P(4.0, 0.1, 40.0, "years", "years together that make half of what years can invest")
    # Ending, example, beginning again
    ending: float = P(0.0022, 0.0, 0.1, "per day", "chance that a couple without any commitment ends")
    example: float = P(
        0.9,
        0.0,
        1.0,
        "share",
        "commitment that the ending of all one's circle takes",
        "mcdermott2013",
        "contested",
    )
    hearsay: float = P(
        0.8, 0.0, 1.0, "share", "what an ending two ties away counts, against one tie", "mcdermott2013", "contested"
    )
    example_fade: float = P(0.001, 0.0001, 1.0, "per night", "how fast the example of an ending fades")
    beginning: float = P(
        0.0004, 0.0, 0.1, "per day", "chance that one who left is ready for someone else", "bramlett2001", "measured"
    )
    # Keeping
    contact: float = P(0.02, 0.0, 1.0, "per night", "how fast a tie that is kept comes back to its full strength")
    fade_friend: float = P(
        0.004, 0.0, 0.1, "per night", "how fast a friendship fades that is not kept", "roberts2015", "measured"
    )
    fade_kin: float = P(0.0005, 0.0, 0.1, "per night", "how fast kin fade who are not kept", "roberts2015", "measured")
    fade_work: float = P(0.004, 0.0, 0.1, "per night", "how fast a tie at work fades that is not kept")
    keeping_dance: float = P(0.5, 0.0, 1.0, "share", "keeping that the dance takes away")
    keeping_burden: float = P(0.3, 0.0, 1.0, "share", "keeping that a great burden takes away")
    keeping_avoidance: float = P(0.5, 0.0, 1.0, "share", "keeping that avoidance takes away")
    keeping_new: float = P(0.3, 0.0, 1.0, "share", "keeping that a new love takes away", "kalmijn2003", "measured")
    new_days: float = P(365.0, 1.0, 3650.0, "days", "days after which a love is half as new")
    keeping_apart: float = P(0.6, 0.0, 1.0, "share", "what those who left keep of their ties")


TIE_CONSTANTS: dict[str, Parameter] = lines_of(TieConstants)
"""Every constant's line of the table, by name."""
TIE_DEFAULTS = TieConstants(*(row.default for row in TIE_CONSTANTS.values()))
