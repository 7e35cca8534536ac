"""What the couples of a village are called: two first names each, of no sex, and the same for a number everywhere."""

from sim.wording.language import say

FIRST = (
    "Ada", "Adi", "Ali", "Amal", "Ana", "Ari", "Ben", "Bo", "Cam", "Cleo", "Dani", "Dara", "Dev", "Eden", "Eli",
    "Emre", "Enis", "Fen", "Finn", "Gal", "Hana", "Hao", "Ida", "Ira", "Isa", "Jan", "Jo", "Juno", "Kai", "Kim", "Kit",
    "Lea", "Levi", "Lin", "Lou", "Luca", "Maia", "Mar", "Max", "Mika", "Milo", "Nao", "Nia", "Nico", "Noa", "Noor",
    "Nur", "Ode", "Omi", "Pau", "Rae", "Rio", "Robin", "Sam", "Sasha", "Sol", "Taj", "Tam", "Tove", "Uli", "Vida",
    "Wren", "Yan", "Yuki", "Zoe",
)  # fmt: skip
PAIRS = len(FIRST) * (len(FIRST) - 1)
"""So many couples have names of their own; the next bear them again, with a number."""
STEP = 1259
"""Neighbours in the order of numbers are called unlike: a step that visits every pair."""


def people(number: int) -> tuple[str, str]:
    """The two of the couple of this number."""
    first, second = divmod(number * STEP % PAIRS, len(FIRST) - 1)
    return FIRST[first], FIRST[second + (second >= first)]


def called(name: str, number: int) -> str:
    """A couple's name: its own, or where that is a number the names of its two."""
    if not name.isdecimal():
        return name
    again = number // PAIRS
    first, second = people(number)
    return say("{first} and {second}", first=first, second=second) + (f" ({again + 1})" if again else "")
