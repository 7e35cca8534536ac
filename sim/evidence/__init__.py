"""What the model rests on: cards of its claims, their references, and how far it agrees with them."""

from importlib import resources
from pathlib import Path


def document(name: str, place: str) -> str:
    """The text of a document that a wheel has in this package by ``name``, a checkout in ``docs`` at ``place``.

    Empty where neither has it.
    """
    files = (resources.files("sim.evidence") / name, Path(__file__).parents[2] / "docs" / place)
    return next((file.read_text("utf-8") for file in files if file.is_file()), "")
