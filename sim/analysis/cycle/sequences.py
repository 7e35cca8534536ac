"""Coded conversations, and how a run of the model becomes some.

A run is coded as a study's would be, by ``sim.analysis.coding.coded``: one code for each partner and six-second turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.coding import CODES, coded
from sim.checking.errors import complaint, one_line
from sim.checking.settings import check_number
from sim.model.trajectory import RECORDED, Trajectory
from sim.scenario.schema import Scenario

MISSING = -1
"""A code that should be there and is not: nothing is counted to it, from it or across it."""
SILENT = -2
"""Not this partner's turn: nothing is counted to it or from it, but the conversation goes on."""
MAX_TURNS = 20_000_000
"""Turns that are coded at most: their codes take a few hundred megabytes."""
BATCH_BYTES = 200_000_000
"""Memory for replicates that are run but not coded yet."""
MOVES = np.array([[RECORDED.index(f"{move}_{who}") for move in CODES[1:]] for who in "ab"])
"""The columns of an engine's rows that a coder sees: (2, moves)."""


@dataclass(frozen=True, eq=False)
class Sequences:
    """Conversations of one couple or many, one behind the other.

    ``a`` and ``b``: (turns,) int8, an index of ``CODES``, ``MISSING`` or ``SILENT``. ``talk``: (turns,), the number of
    the conversation that a turn belongs to; its turns stand together and in order. ``couple``: (turns,), an index of
    ``couples``. ``names``: what the partners are called. ``notes``: what was done to the user's own.
    """

    a: np.ndarray
    b: np.ndarray
    talk: np.ndarray
    couple: np.ndarray
    couples: tuple[str, ...] = ("couple 1",)
    names: tuple[str, str] = ("A", "B")
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Turns."""
        return len(self.a)


def sequences_of(run: Trajectory, rng: np.random.Generator, names: tuple[str, str] = ("A", "B")) -> Sequences:
    """One run as a coder writes it down: each day's conversation is one, all of the same couple."""
    days = [run.day(int(day)) for day in np.unique(run["day"])]
    strengths = [np.stack([[day[f"{move}_{who}"][1:] for move in CODES[1:]] for who in "ab"]) for day in days]
    return _joined([_written(strengths, rng)], [talk.shape[2] for talk in strengths], names)


def sequences_of_many(scenario: Scenario, replicates: int = 200, seed: int = 1) -> Sequences:
    """Many replicates of a scenario, coded: each is a couple, and each conversation a sequence.

    The coder's chance is keyed by ``seed`` and replicate, and apart from the model's. Raises ``ScenarioError`` for
    replicates that are out of range, or for more than ``MAX_TURNS`` turns in all.
    """
    from sim.engines.ensemble import CHUNK, Runs, run_each

    check_number("cycle", "replicates", replicates, 1, MAX_TURNS)
    lengths = scenario.lengths
    if (whole := replicates * sum(lengths)) > MAX_TURNS:
        raise complaint("cycle", "turns", f"{whole:,} in all", f"at most {MAX_TURNS:,}: fewer replicates or days")
    names = (one_line(scenario.partner_a.name), one_line(scenario.partner_b.name))
    ends = np.cumsum([n + 1 for n in lengths])
    size = max(1, min(CHUNK, BATCH_BYTES // (8 * len(RECORDED) * int(ends[-1]))))
    codes = []
    for start in range(0, replicates, size):
        some = range(start, min(start + size, replicates))
        rows = run_each([Runs(scenario, seed, some)], keep_turns=True).turns[:, MOVES]
        for lane, replicate in enumerate(some):
            mine = rows[..., lane].transpose(1, 2, 0)
            strengths = [mine[..., end - turns : end] for end, turns in zip(ends, lengths, strict=True)]
            codes.append(_written(strengths, np.random.default_rng([seed, 7, replicate])))
    return _joined(codes, lengths, names)


def _written(strengths: Sequence[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """A couple's conversations as a coder writes them down, (2, turns); strengths of each: (2, moves, turns)."""
    lengths = np.array([talk.shape[2] for talk in strengths])
    codes: dict[int, np.ndarray] = {}
    for length in np.unique(lengths):
        alike = np.flatnonzero(lengths == length).tolist()
        of_both = np.stack([strengths[i] for i in alike], -1)
        coded_both = np.stack([coded(of_partner, rng) for of_partner in of_both])
        codes |= {i: coded_both[:, :, at] for at, i in enumerate(alike)}
    return np.concatenate([codes[i] for i in range(len(strengths))], 1)


def _joined(codes: list[np.ndarray], lengths: Sequence[int], names: tuple[str, str]) -> Sequences:
    """The codes of many couples, (2, turns) each, who all had conversations of these lengths."""
    a, b = np.concatenate(codes, 1)
    talk = np.repeat(np.arange(len(codes) * len(lengths)), np.tile(lengths, len(codes)))
    couples = tuple(f"couple {i}" for i in range(1, len(codes) + 1))
    return Sequences(a, b, talk, np.repeat(np.arange(len(codes)), sum(lengths)), couples, names)
