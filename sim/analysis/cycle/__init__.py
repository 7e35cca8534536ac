"""From coded moves to the couple's named cycle.

``read_codes`` or ``sequences_of`` → ``transitions`` → ``links`` → ``graph`` → ``cycles``; ``find`` takes all steps at
once. ``sim.wording.cycle`` puts what is found into words, ``sim.plots.cycle`` into a picture.

Source: Bakeman & Gottman (1997), Observing Interaction, for lag-sequential analysis.
"""

from sim.analysis.cycle.chance import MIN_COUPLES, MIN_EXPECTED, Links, links
from sim.analysis.cycle.counting import Transitions, transitions
from sim.analysis.cycle.findings import Cycle, Findings, cycles, find, graph, to_dict, to_graphml
from sim.analysis.cycle.reading import read_codes
from sim.analysis.cycle.sequences import Sequences, sequences_of, sequences_of_many

__all__ = [
    "MIN_COUPLES", "MIN_EXPECTED", "Cycle", "Findings", "Links", "Sequences", "Transitions", "cycles", "find",
    "graph", "links", "read_codes", "sequences_of", "sequences_of_many",
    "to_dict", "to_graphml", "transitions",
]  # fmt: skip
