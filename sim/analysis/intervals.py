"""Intervals at 95 %: of a share, and of a mean.

Sources: Wilson (1927) for the share; Student's t for the mean.
"""

import math

import numpy as np

Z95 = 1.959963984540054


def wilson(count: np.ndarray, times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's interval of the share ``count / times`` (any shape); 0 to 1 where there is nothing to share."""
    n = np.maximum(times, 1.0)
    share, zz = count / n, Z95 * Z95
    middle = (share + zz / (2.0 * n)) / (1.0 + zz / n)
    half = Z95 / (1.0 + zz / n) * np.sqrt(share * (1.0 - share) / n + zz / (4.0 * n * n))
    empty = times <= 0.0
    return np.where(empty, 0.0, np.maximum(middle - half, 0.0)), np.where(empty, 1.0, np.minimum(middle + half, 1.0))


def of_mean(values: np.ndarray) -> tuple[float, float]:
    """The t interval of the mean of ``values`` (n,); from minus to plus infinity for fewer than two of them."""
    count, mean = len(values), float(values.mean())
    if count < 2:
        return -math.inf, math.inf
    from scipy.special import stdtrit  # the quantile of scipy.stats.t, without the second that its import takes

    half = float(stdtrit(count - 1, 0.975)) * float(values.std(ddof=1)) / math.sqrt(count)
    return mean - half, mean + half
