"""How likely a move is after another one, and whether that is more than chance.

Each pair of moves makes a 2×2 table in each couple: given or not, taken or not: ``n11 n12 / n21 n22``, ``N`` in all.
What stands in it goes by name. The ``whole`` table holds every code of either partner, given and taken at the lag, as
is published: an answer is also likely where a partner has the next turn more often than not. The ``partner`` tables,
one for each giver and taker, ask what is made of a turn that the taker has. Where both have a code in a turn there are
two sequences and not one, and where one partner's codes never follow at all (strict turns) those cells cannot be
filled and nothing is expected in them: expected counts over the others are those of the partners' tables.

What is assumed. Under chance, what one partner does does not depend on the given move, and turns are drawn anew. Real
turns are not: partners stay in a move, and both drift with the conversation. A move that is told by the partner's own
last one is autocorrelation and not an answer, and where both drift together z is too large in one conversation. With
``MIN_COUPLES`` or more, couples are the units instead: an edge must then also hold over resampled couples.

Sources: the R package LagSequential, by Draper and O'Connor, for the whole table with its expected counts, adjusted
residuals and Yule's Q; Allison & Liker (1982), Psychological Bulletin 91, 393, for z between two partners; Bakeman &
Gottman (1997) for its use and for Yule's Q (Yule 1900); Mantel & Haenszel (1959) for adding tables of several couples
without mixing their base rates; Robins, Breslow & Greenland (1986) for the interval; Holm (1979).
"""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from sim.analysis.cycle.counting import Transitions
from sim.analysis.intervals import Z95, wilson
from sim.checking.errors import complaint, nearest, shown

MIN_COUPLES = 8
"""Couples from which on intervals come from resampling couples."""
MIN_EXPECTED = 5.0
"""Times that a transition is expected by chance, from which on z can be read as normal (Bakeman & Gottman 1997 ask for
enough data in each cell; this line is a convention, *assumed*)."""
DRAWS = 1000
WHOLE, PARTNER = TABLES = ("whole", "partner")
"""What an expected count is worked out from; the published one first."""


@dataclass(frozen=True, eq=False)
class Links:
    """Every transition's numbers, arrays of (2, 2, codes, codes): giver, taker, given code, taken code.

    ``count`` and ``given`` are times; ``chance`` is the probability expected by chance. ``low`` and ``high`` hold the
    probability at 95 %, ``q_low`` and ``q_high`` Yule's Q. ``p`` is two-sided; ``holm`` is p after Holm's correction
    over all transitions of a kind (to the other, or to one's own) that could be tested. ``tested``: expected often
    enough. ``sign``: 1 more likely than chance, -1 less, 0 neither or unknown. Where nothing can be said z and Q are 0.
    ``table``: the one of ``TABLES`` that was used.
    """

    count: np.ndarray
    given: np.ndarray
    probability: np.ndarray
    low: np.ndarray
    high: np.ndarray
    chance: np.ndarray
    z: np.ndarray
    p: np.ndarray
    holm: np.ndarray
    q: np.ndarray
    q_low: np.ndarray
    q_high: np.ndarray
    known: np.ndarray
    tested: np.ndarray
    sign: np.ndarray
    resampled: bool
    table: str


def table_of(transitions: Transitions, wanted: str = WHOLE) -> str:
    """The table that is used where ``wanted`` is asked for: the whole one stands only for one sequence of codes in
    which each partner may follow each. Raises ``ScenarioError`` for one that is none."""
    if wanted not in TABLES:
        raise complaint("cycle", "table", shown(wanted), " or ".join(TABLES), nearest(str(wanted), TABLES))
    followed = transitions.counts.sum((0, 3, 4)) > 0
    one = followed.diagonal().any() and followed[[0, 1], [1, 0]].any()
    return wanted if one and not transitions.parallel else PARTNER


def links(
    transitions: Transitions, rng: np.random.Generator | None = None, alpha: float = 0.05, table: str = WHOLE
) -> Links:
    """The numbers of every transition by a ``table`` of ``TABLES``; ``rng`` resamples couples where there are enough
    (default: a fixed seed). Raises ``ScenarioError`` as ``table_of`` does.

    ``P(taken | given) = n11/n1.``; ``chance = Σ n1.·n.1/N / Σ n1.``; ``z = Σ (n11 - e)/sqrt(Σ v)``, sums over couples,
    with ``e = n1.·n.1/N`` and ``v = e·(1 - n1./N)·(1 - n.1/N)``: for one couple, Allison and Liker's z.
    ``Q = (R - S)/(R + S)`` with ``R = Σ n11·n22/N`` and ``S = Σ n12·n21/N``: for one couple, Yule's Q.
    """
    counts, table = transitions.counts.astype(float), table_of(transitions, table)
    givers, takers = ((1, 3), (2, 4)) if table == WHOLE else ((3,), (4,))
    row, column = counts.sum(takers, keepdims=True), counts.sum(givers, keepdims=True)
    total = counts.sum(givers + takers, keepdims=True)
    whole = np.maximum(total, 1.0)
    expected = row * column / whole
    variance = (expected * (1.0 - row / whole) * (1.0 - column / whole)).sum(0)
    given = np.broadcast_to(row, counts.shape)
    count, times, hoped = counts.sum(0), given.sum(0), expected.sum(0)
    known = variance > 1e-12
    z = np.where(known, (count - hoped) / np.sqrt(np.where(known, variance, 1.0)), 0.0)
    p = np.vectorize(lambda size: erfc(abs(size) / sqrt(2.0)))(z)
    probability, chance = count / np.maximum(times, 1.0), hoped / np.maximum(times, 1.0)
    cells = (counts, row - counts, column - counts, total - row - column + counts)
    q, q_low, q_high = yule(*cells, known)
    low, high = wilson(count, times)
    resampled = transitions.couples >= MIN_COUPLES
    if resampled:
        rng = np.random.default_rng(1) if rng is None else rng
        low, high, q_low, q_high = _resampled(cells, given, known, rng)
    tested = known & (hoped >= MIN_EXPECTED)
    tested[:, :, 0, :] = tested[:, :, :, 0] = False
    corrected = np.ones_like(p)
    cross = ~np.eye(2, dtype=bool)[:, :, None, None]
    for family in (tested & cross, tested & ~cross):
        corrected[family] = holm(p[family])
    sign = np.where(tested & (corrected <= alpha), np.sign(z), 0.0)
    if resampled:
        sign = np.where((q_low > 0.0) | (q_high < 0.0), sign, 0.0)
    return Links(
        count.astype(int), times.astype(int), probability, low, high, chance, z, p, corrected, q, q_low, q_high,
        known, tested, sign.astype(int), resampled, table,
    )  # fmt: skip


def yule(
    n11: np.ndarray, n12: np.ndarray, n21: np.ndarray, n22: np.ndarray, known: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Yule's Q and its 95 % interval from tables of (couples, …), over the couples; 0 from -1 to 1 where unknown.

    The interval is that of the logarithm of the odds ratio (its variance for one couple: ``1/n11 + 1/n12 + 1/n21 +
    1/n22``), turned into Q by ``tanh(log(odds)/2)``. Where Q is 1 or -1, half a time is added to each cell for it.
    """
    r, s = _products(n11, n12, n21, n22)
    q = np.where(known, (r.sum(0) - s.sum(0)) / np.where(known, r.sum(0) + s.sum(0), 1.0), 0.0)
    empty = known & ((r.sum(0) <= 0.0) | (s.sum(0) <= 0.0))
    informative = (n11 + n12 > 0) & (n21 + n22 > 0) & (n11 + n21 > 0) & (n12 + n22 > 0)
    half = np.where(empty & informative, 0.5, 0.0)
    cells = [cell + half for cell in (n11, n12, n21, n22)]
    r, s = _products(*cells)
    n = np.maximum(cells[0] + cells[1] + cells[2] + cells[3], 1.0)
    straight = (cells[0] + cells[3]) / n
    up, down = (np.where(known, product.sum(0), 1.0) for product in (r, s))
    variance = (
        (straight * r).sum(0) / (2.0 * up * up)
        + (straight * s + (1.0 - straight) * r).sum(0) / (2.0 * up * down)
        + ((1.0 - straight) * s).sum(0) / (2.0 * down * down)
    )
    middle, wide = np.log(up / down), Z95 * np.sqrt(variance)
    low, high = np.tanh((middle - wide) / 2.0), np.tanh((middle + wide) / 2.0)
    return q, np.where(known, np.minimum(low, q), -1.0), np.where(known, np.maximum(high, q), 1.0)


def _products(n11: np.ndarray, n12: np.ndarray, n21: np.ndarray, n22: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two products of each table, over its size."""
    n = np.maximum(n11 + n12 + n21 + n22, 1.0)
    return n11 * n22 / n, n12 * n21 / n


def _resampled(
    cells: tuple[np.ndarray, ...], given: np.ndarray, known: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, ...]:
    """Percentile 95 % intervals of the probability and of Q over couples drawn anew ``DRAWS`` times."""
    there = np.flatnonzero(given.sum((1, 2, 3, 4)) > 0)
    flat = [table[there].reshape(len(there), -1) for table in (cells[0], given, *_products(*cells))]
    weights = rng.multinomial(len(there), np.full(len(there), 1.0 / len(there)), DRAWS).astype(float)
    count, times, r, s = (weights @ table for table in flat)
    share = np.where(times > 0.0, count / np.maximum(times, 1.0), np.nan)
    q = np.where(r + s > 0.0, (r - s) / np.where(r + s > 0.0, r + s, 1.0), 0.0)
    shown = np.isfinite(share).any(0).reshape(known.shape)
    (low, high), (q_low, q_high) = (
        [end.reshape(known.shape) for end in _percentiles(draws, (0.025, 0.975))] for draws in (share, q)
    )
    return (np.where(shown, low, 0.0), np.where(shown, high, 1.0),
            np.where(known, q_low, -1.0), np.where(known, q_high, 1.0))  # fmt: skip


def _percentiles(draws: np.ndarray, levels: tuple[float, ...]) -> list[np.ndarray]:
    """Percentiles of each column, by nearest rank among its draws that are numbers."""
    ordered, last = np.sort(draws, 0), np.isfinite(draws).sum(0) - 1
    return [ordered[np.rint(level * np.maximum(last, 0)).astype(int), np.arange(draws.shape[1])] for level in levels]


def holm(p: np.ndarray) -> np.ndarray:
    """Holm's corrected p: that of the smallest times how many there are, of the next times one fewer, never falling."""
    order = np.argsort(p)
    steps = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)) if len(p) else p
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(1.0, steps)
    return corrected
