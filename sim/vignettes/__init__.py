"""A couple made of answers to a few plain vignettes: ``vignettes()`` to ask, ``couple()`` to make it.

What each answer does to the two stands in ``vignettes.toml`` and nowhere else. It is a way into the model and no
measurement of anybody: not a diagnosis.
"""

from sim.vignettes.making import NAMES, NOTE, couple
from sim.vignettes.reading import Answer, Vignette, vignettes

__all__ = ["NAMES", "NOTE", "Answer", "Vignette", "couple", "vignettes"]
