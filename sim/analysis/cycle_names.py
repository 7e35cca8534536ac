"""What theory calls a cycle of moves.

Sources: Johnson (2008) for the Protest Polka, Find the Bad Guy and Freeze and Flee; Johnson (2019) for a secure pair's
reach and response.
"""

from typing import NamedTuple

POLKA, BAD_GUY, FREEZE, SECURE = "Protest Polka", "Find the Bad Guy", "Freeze and Flee", "Secure Reach"

Move = tuple[str, str]
"""Who (a or b), and a code."""


class Name(NamedTuple):
    """A cycle's name by theory, and who pursues in it; both empty where there is none."""

    name: str = ""
    pursuer: str = ""


def named(moves: tuple[Move, ...]) -> Name:
    """What theory calls a cycle of moves.

    One only pursues and the other only withdraws: the Protest Polka. Both only pursue: Find the Bad Guy. Both only
    withdraw: Freeze and Flee. Reaches and responses only, a reach among them: Secure Reach. Anything else has no name.
    """
    made = {who: {move for partner, move in moves if partner == who} for who in "ab"}
    together = made["a"] | made["b"]
    if not made["a"] or not made["b"]:
        return Name()
    if together == {"pursue"}:
        return Name(BAD_GUY)
    if together == {"withdraw"}:
        return Name(FREEZE)
    if "reach" in together and together <= {"reach", "respond"}:
        return Name(SECURE)
    if together == {"pursue", "withdraw"} and len(made["a"]) == len(made["b"]) == 1:
        return Name(POLKA, "a" if made["a"] == {"pursue"} else "b")
    return Name()
