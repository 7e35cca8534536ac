"""Couples drawn from the prior, and their coded conversations.

**The prior is even**: each value is drawn by itself and uniformly from 0 to 1. The alternative, couples as they are in
a community after a year, makes the values all but one another's shadow (felt security and anxiety correlate -.9 there):
whatever a conversation tells about one would seem to be told about the other. With the even prior, what comes back
comes from the conversation. Its price: couples of a community are not drawn from it, and intervals for them need not
hold as often as they say; ``experiments.recovery`` shows how often they do. Hardship, which nothing in the model
changes, is drawn as in the community.

What is not asked about is drawn too, about as it is found in a community after a year (*assumed* ranges), so that the
answer allows for it: softness and need of each partner, who owns the topic, the burden that life's events of the last
weeks have left, and all chance of turns, days and of the coder. Dispositions are today's attachment.
"""

from collections.abc import Iterator

import numpy as np

from experiments.evidence.lab import TOPIC_SIZE
from experiments.population import NORM, hardships
from experiments.recovery.inference.setup import OWN, VALUES, Setup, entries
from sim.analysis.coding import CODES, coded
from sim.engines.ensemble import Runs, run_each
from sim.model.parameters import DEFAULTS, Parameters
from sim.model.trajectory import RECORDED
from sim.scenario.schema import Scenario

EVERY = 50
"""Turns from one raising of the topic to the next (*assumed*)."""
SOFTNESS, NEED = (0.0, 0.45), (0.7, 1.0)
"""Ranges of what is drawn and not asked about."""
TOGETHER = 64
"""Couples that are observed at a time; the coder's chance is keyed by the first of them."""
PAST = 40
"""Days whose events may still be felt."""
MOVES = np.array([[RECORDED.index(f"{move}_{who}") for move in CODES[1:]] for who in "ab"])


def prior(count: int, rng: np.random.Generator) -> np.ndarray:
    """``count`` couples' values, (couples, values) in the order of ``VALUES``."""
    even = rng.random((count, len(VALUES) - 1))
    return np.column_stack([even, hardships(count, NORM.hardship_sd, rng)])


def burdens(hardship: np.ndarray, rng: np.random.Generator, p: Parameters = DEFAULTS) -> np.ndarray:
    """What is left of past events on the first morning, (couples, 2): drawn as the law of life events draws them."""
    shape = (len(hardship), PAST)
    happened = rng.random(shape) < p.event_rate * hardship[:, None]
    size = p.event_size * 2.0 * rng.random(shape) * happened * (1.0 - p.event_fade) ** np.arange(1, PAST + 1)
    lot, bound = rng.random(shape), 0.5 + 0.5 * p.event_shared
    return np.stack([(size * (lot < bound)).sum(1), (size * (1.0 - lot < bound)).sum(1)], 1).clip(0.0, 5.0)


def scenarios(values: np.ndarray, setup: Setup, rng: np.random.Generator) -> list[Scenario]:
    """Couples with these ``values``, (couples, values), as the setup observes them."""
    count = len(values)
    soft, need = (low + (high - low) * rng.random((count, 2)) for low, high in (SOFTNESS, NEED))
    left = burdens(values[:, VALUES.index("hardship")], rng)
    owners = rng.integers(0, 2, (count, setup.conversations))
    if setup.topic in ("a", "b"):
        owners[:] = "ab".index(setup.topic)
    raised = range(2, setup.turns, EVERY) if setup.topic != "none" else ()
    made = []
    for i, row in enumerate(values.tolist()):
        own = dict(zip(VALUES, row, strict=True))
        people = {
            f"partner_{who}": {"name": who.upper(), "softness": float(soft[i, j]), "need": float(need[i, j])}
            | {name: own[f"{name}_{who}"] for name in OWN}
            for j, who in enumerate("ab")
        }
        sparks = tuple(
            {"day": day, "turn": turn, "who": "ab"[owner], "size": TOPIC_SIZE}
            for day, owner in enumerate(owners[i].tolist(), 1) for turn in raised
        )  # fmt: skip
        events = tuple({"who": who, "size": float(left[i, j])} for j, who in enumerate("ab") if left[i, j] > 0.0)
        made.append(Scenario.model_validate({
            "name": f"couple-{i}", "days": setup.conversations, "turns": setup.turns,
            "about": {"title": f"Couple {i}", "what": "One drawn from the prior."}, **people,
            "couple": {"bond": own["bond"], "hardship": own["hardship"]}, "life": {"spark": sparks, "event": events},
        }))  # fmt: skip
    return made


def observed(made: list[Scenario], setup: Setup, seed: int) -> Iterator[np.ndarray]:
    """What is observed of couples, some at a time: entries (conversations, turns, 2, couples), int8.

    Couple ``i`` lives replicate ``i`` of the seed; the coder's chance is keyed by the seed and apart from the model's.
    """
    ends = np.arange(1, setup.conversations + 1) * (setup.turns + 1)
    for start in range(0, len(made), TOGETHER):
        rng = np.random.default_rng([seed, 12, start])
        runs = [Runs(couple, seed, range(i, i + 1)) for i, couple in enumerate(made[start : start + TOGETHER], start)]
        rows = run_each(runs, keep_turns=True).turns[:, MOVES]
        days = [rows[end - setup.turns : end].transpose(1, 2, 0, 3) for end in ends]
        codes = np.stack([np.stack([coded(talk, rng) for talk in day], 1) for day in days])
        yield entries(codes, setup.kind)
