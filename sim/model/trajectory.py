"""What a run returns: every quantity by name, a row a turn.

Rows are, for each day, turn 0 (the morning) and then the turns of the conversation. Columns are ``day``, ``turn``, for
each partner the fields of ``state.Partner`` with ``_a`` or ``_b`` and ``heart_rate`` (bpm) and ``flooded`` (0 to 1),
for the couple ``bond`` and the cues that were given (``hand``, ``containment``, ``pause`` …).
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sim.model.cues import COLUMNS, Cues
from sim.model.laws.physiology import flooded, heart_rate
from sim.model.parameters import Parameters
from sim.model.state import Couple, Partner
from sim.model.table_file import write_csv, write_parquet

STATE = (*(f"{f}_a" for f in Partner._fields), *(f"{f}_b" for f in Partner._fields), "bond", "hardship")
RECORDED = (*STATE, *COLUMNS)
"""The columns that an engine records, in its order; the rest is read from them."""


def row_of(couple: Couple, cues: Cues) -> list[float]:
    """One moment as the numbers of ``RECORDED``."""
    return [*couple.a, *couple.b, couple.bond, couple.hardship, *cues]


def couple_of(row: Any) -> Couple:
    """The couple in the first values of a row, in the order of ``STATE``: numbers, or arrays of them."""
    size = len(Partner._fields)
    return Couple(Partner(*row[:size]), Partner(*row[size : 2 * size]), *row[2 * size : len(STATE)])


@dataclass(frozen=True, eq=False)
class Trajectory:
    """One couple's run. ``columns`` are float64 arrays of equal length (``day`` and ``turn`` int64)."""

    scenario: str
    seed: int
    replicate: int
    columns: dict[str, np.ndarray]
    outcomes: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls, identity: tuple[str, int, int], rows: Any, lengths: tuple[int, ...], outcomes: Any, p: Parameters
    ) -> "Trajectory":
        """From ``rows`` (mornings and turns, ``RECORDED``), the turns of each day, and the outcomes."""
        values = np.asarray(rows, dtype=np.float64)
        columns: dict[str, np.ndarray] = {
            "day": np.repeat(np.arange(1, len(lengths) + 1), moments := np.array(lengths) + 1),
            "turn": np.arange(moments.sum()) - np.repeat(np.cumsum(moments) - moments, moments),
        }
        columns |= {name: np.ascontiguousarray(values[:, i]) for i, name in enumerate(RECORDED)}
        for partner in ("a", "b"):
            arousal = columns[f"arousal_{partner}"]
            columns |= {f"heart_rate_{partner}": heart_rate(arousal, p), f"flooded_{partner}": flooded(arousal, p)}
        return cls(*identity, columns, {name: float(value) for name, value in outcomes._asdict().items()})

    def __len__(self) -> int:
        """Rows: mornings and turns."""
        return len(self.columns["turn"])

    def __getitem__(self, name: str) -> np.ndarray:
        """One column by name."""
        return self.columns[name]

    def day(self, day: int) -> "Trajectory":
        """The rows of one day; the outcomes are still those of the whole run."""
        here = self.columns["day"] == day
        columns = {name: values[here] for name, values in self.columns.items()}
        return Trajectory(self.scenario, self.seed, self.replicate, columns, self.outcomes)

    def equals(self, other: "Trajectory") -> bool:
        """Whether every value is the same, to the last bit."""
        return self.columns.keys() == other.columns.keys() and all(
            np.array_equal(values, other.columns[name]) for name, values in self.columns.items()
        )

    def to_pandas(self) -> Any:
        """As a pandas table, a row a turn."""
        import pandas as pd

        return pd.DataFrame(self.columns)

    def to_csv(self, path: str | Path) -> None:
        """Write a CSV file; reading gives the same numbers back. Raises ``OSError``."""
        write_csv(self.to_pandas(), path)

    def to_parquet(self, path: str | Path) -> None:
        """Write a Parquet file. Raises ``OSError``."""
        write_parquet(self.to_pandas(), path)
