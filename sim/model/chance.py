"""Chance as an input.

Every random number is a function of (seed, replicate, day, turn, purpose) and of nothing else: a counter-based
generator, Philox4x32 with ten rounds (Salmon, Moraes, Dror & Shaw 2011, SC'11), keyed by the seed, with the rest as its
counter. A turn always uses the same number of draws, whatever happens in it, so an intervention, an engine, a chunk or
another replicate never moves one. Words become numbers by arithmetic alone.

The functions take plain integers, NumPy ``int64`` arrays, or the compiled engine's lanes, and give the same words in
all three: every product is cut into its 32-bit halves before it is used, so a wrapped sign bit is never seen.
"""

from sim.model.registry import law
from sim.model.state import Fate, Luck

WORD = 0xFFFFFFFF
NOISE, SPARK, EVENT, TIES, DRAWING = 1, 2, 3, 4, 5
"""Purposes: noise on alarm, sparks of a turn, life events of a day, a night between couples, and who lives in a
village. A new kind of chance takes the next number."""

HALF = 65536
UNIT = 1.0 / 65536.0
ROOT_3 = 1.7320508075688772


@law
def rounds(c0, c1, c2, c3, k0, k1):
    """One round of Philox4x32: multiply, split in halves, mix with the key."""
    even = c0 * 0xD2511F53
    odd = c2 * 0xCD9E8D57
    return (
        ((odd >> 32) & WORD) ^ c1 ^ k0,
        odd & WORD,
        ((even >> 32) & WORD) ^ c3 ^ k1,
        even & WORD,
    )


@law
def words(c0, c1, c2, c3, k0, k1):
    """Four 32-bit words for a 128-bit counter ``c`` and a 64-bit key ``k``, each given in 32-bit parts."""
    c0, c1, c2, c3 = rounds(c0, c1, c2, c3, k0, k1)
    for i in range(1, 10):
        c0, c1, c2, c3 = rounds(c0, c1, c2, c3, (k0 + i * 0x9E3779B9) & WORD, (k1 + i * 0xBB67AE85) & WORD)
    return c0, c1, c2, c3


@law
def halves(word):
    """The sum of a word's two halves, 16 random bits each: a whole number from 0 to 131070."""
    return (word & (HALF - 1)) + (word >> 16)


@law
def bell(left, right):
    """A near-normal number (mean 0, sd 1, within ±3.5) from two words: the scaled sum of four uniforms.

    A uniform of 16 bits is ``(half + 1/2) / 65536``; the halves are summed as whole numbers, which is exact. Four
    uniforms have variance 4/12, hence the factor √3.
    """
    return ((halves(left) + halves(right) + 2.0) * UNIT - 2.0) * ROOT_3


@law
def mound(word):
    """A number in (0, 1) from one word, the mean of two uniforms: ``(halves + 1) / 131072``."""
    return (halves(word) + 1.0) * (0.5 * UNIT)


@law
def fraction(word):
    """A uniform number in (0, 1) from a whole word; ``1 - fraction`` is exact."""
    return (word + 0.5) * (UNIT * UNIT)


@law
def luck(turn, day, replicate, k0, k1, mirrored):
    """The chance of one turn (see ``Luck``). ``mirrored`` gives a the stream of b and the other way round."""
    n0, n1, n2, n3 = words(turn, day, replicate, NOISE, k0, k1)
    s0, s1, s2, _ = words(turn, day, replicate, SPARK, k0, k1)
    first, second, owner = bell(n0, n1), bell(n2, n3), fraction(s1)
    return Luck(
        second if mirrored > 0.0 else first,
        first if mirrored > 0.0 else second,
        fraction(s0),
        1.0 - owner if mirrored > 0.0 else owner,
        mound(s2),
    )


@law
def fate(day, replicate, k0, k1, mirrored):
    """The chance of one day (see ``Fate``)."""
    e0, e1, e2, _ = words(0, day, replicate, EVENT, k0, k1)
    owner = fraction(e1)
    return Fate(
        fraction(e0),
        1.0 - owner if mirrored > 0.0 else owner,
        mound(e2),
    )


def key(seed: int) -> tuple[int, int]:
    """The two halves of a seed (0 to 2**64 - 1) as the generator's key."""
    return seed & WORD, seed >> 32
