"""The same laws on the same chance by other means: NumPy over all couples at once, and JAX where it is installed."""

from collections.abc import Callable
from typing import Any

import numpy as np

import sim
from sim.engines.arrays import on_arrays
from sim.engines.rewriting import Rewriting
from sim.model import chance, dynamics, outcomes
from sim.model.cues import NOTHING
from sim.model.state import Couple, Partner


def by_arrays(scenario: sim.Scenario, replicates: int) -> np.ndarray:
    """NumPy: the laws on arrays of all couples, turn by turn. Outcomes (replicates, outcomes), the same bits."""
    couple, tally, p = _everyone(scenario.start(), replicates), outcomes.EMPTY, scenario.constants
    who, key = np.arange(replicates), chance.key(1)
    for day, turns in enumerate(scenario.lengths, 1):
        couple = on_arrays(dynamics.morning)(couple, on_arrays(chance.fate)(day, who, *key, 0.0), p)
        tally = outcomes.EMPTY
        for turn in range(1, turns + 1):
            couple = on_arrays(dynamics.turn)(couple, NOTHING, on_arrays(chance.luck)(turn, day, who, *key, 0.0), p)
            tally = on_arrays(outcomes.note)(tally, couple)
        if day < scenario.days:
            couple = on_arrays(dynamics.night)(couple, p)
    found = on_arrays(outcomes.read)(couple, tally, p)
    return np.stack(np.broadcast_arrays(*found), 1)


def _everyone(start: Couple, count: int) -> Couple:
    a, b = (Partner(*(np.full(count, value) for value in partner)) for partner in (start.a, start.b))
    return Couple(a, b, np.full(count, start.bond), np.full(count, start.hardship))


def jax_way() -> Callable[[sim.Scenario, int], np.ndarray] | None:
    """JAX: the laws on arrays, compiled by XLA, a loop over the turns of each day; none where it is not installed.

    XLA may contract and reorder, so its bits are its own.
    """
    try:
        import jax
        import jax.numpy as jnp
        from jax import lax
    except ImportError:
        return None
    jax.config.update("jax_enable_x64", True)

    def best(of: Callable) -> Callable:
        return lambda first, *others: best(of)(of(first, others[0]), *others[1:]) if others else first

    on_jax = Rewriting({"max": best(jnp.maximum), "min": best(jnp.minimum), "where": jnp.where,
                        "both": jnp.logical_and, "either": jnp.logical_or})  # fmt: skip

    def live(couple: Any, p: Any, who: Any, key: Any, lengths: Any) -> Any:
        def turn(at: Any, carried: Any, day: Any) -> Any:
            luck = on_jax(chance.luck)(at, day, who, *key, 0.0)
            after = on_jax(dynamics.turn)(carried[0], NOTHING, luck, p)
            return after, on_jax(outcomes.note)(carried[1], after)

        def lived(day: Any, carried: Any) -> Any:
            rested = on_jax(dynamics.night)(carried[0], p)
            now = jax.tree.map(lambda new, old: jnp.where(day > 1, new, old), rested, carried[0])
            now = on_jax(dynamics.morning)(now, on_jax(chance.fate)(day, who, *key, 0.0), p)
            nothing = jax.tree.map(jnp.zeros_like, carried[1])
            return lax.fori_loop(1, lengths[day - 1] + 1, lambda at, c: turn(at, c, day), (now, nothing))

        tally = outcomes.Tally(*(jnp.zeros_like(couple.bond) for _ in outcomes.EMPTY))
        end, tally = lax.fori_loop(1, len(lengths) + 1, lived, (couple, tally))
        return on_jax(outcomes.read)(end, tally, p)

    compiled = jax.jit(live)

    def by_jax(scenario: sim.Scenario, replicates: int) -> np.ndarray:
        couple = _everyone(scenario.start(), replicates)
        who, key = np.arange(replicates), chance.key(1)
        found = compiled(couple, scenario.constants, who, key, np.array(scenario.lengths))
        return np.stack([np.broadcast_to(np.asarray(value), (replicates,)) for value in found], 1)

    return by_jax
