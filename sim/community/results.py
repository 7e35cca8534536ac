"""What came of a village: its couples by day, its ties, endings and beginnings, as arrays and as tidy tables."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.community.couples import Couples
from sim.community.network import Network
from sim.model.ties.state import KINDS, WHOSE, Standing

if TYPE_CHECKING:
    import pandas as pd

CARRIED = ("shaken", "commitment", "support_a", "support_b")
"""What is kept of how a couple stands, besides what is kept of its day."""


@dataclass(frozen=True, eq=False)
class Village:
    """What came of a village. ``kept``: the days that are kept, from 1; ``columns``: what is kept of a couple, by name;
    ``table``: float64 (days kept, couples, columns), NaN of a couple that is over; ``together``: bool (days kept,
    couples); ``strengths``: float64 (days kept, ties); ``endings``: int64 (endings, 3), the day, the couple and the
    days that it had been together; ``beginnings``: int64 (beginnings, 3), the day, the couple, and the couple that one
    of the two has come from; ``state``: float64 (couples, state), each couple in the end, in the order of
    ``trajectory.STATE``, after the last night between couples. A day is kept as its conversations end, and the night
    after it in ``strengths`` and in how couples stand."""

    couples: Couples
    kept: np.ndarray
    columns: tuple[str, ...]
    table: np.ndarray
    together: np.ndarray
    strengths: np.ndarray
    endings: np.ndarray
    beginnings: np.ndarray
    state: np.ndarray

    @property
    def network(self) -> Network:
        """Who is tied to whom."""
        return self.couples.network

    @property
    def names(self) -> tuple[str, ...]:
        """What the couples are called."""
        return self.network.names

    def of(self, name: str) -> np.ndarray:
        """A column on every day that is kept, (days, couples)."""
        return self.table[:, :, self.columns.index(name)]

    @cached_property
    def ended(self) -> np.ndarray:
        """The day on which each couple ended first, (couples,); 0 where it did not."""
        found = np.zeros(len(self.names), np.int64)
        days, who = self.endings[::-1, 0], self.endings[::-1, 1]
        found[who] = days
        return found

    def couples_by_day(self) -> "pd.DataFrame":
        """A row a couple and kept day: ``couple``, ``day``, ``together``, and what is kept of it."""
        import pandas as pd

        days, count = len(self.kept), len(self.names)
        found = {"couple": np.tile(np.array(self.names, object), days), "day": np.repeat(self.kept, count),
                 "together": self.together.reshape(-1)}  # fmt: skip
        flat = self.table.reshape(days * count, len(self.columns))
        return pd.DataFrame(found | {name: flat[:, i] for i, name in enumerate(self.columns)})

    def ties_by_day(self) -> "pd.DataFrame":
        """A row a tie and kept day: its couples ``first`` and ``second``, ``day``, ``kind`` and ``strength``."""
        import pandas as pd

        days, net, names = len(self.kept), self.network, np.array(self.names, object)
        found = {"first": np.tile(names[net.first], days), "second": np.tile(names[net.second], days),
                 "day": np.repeat(self.kept, net.ties),
                 "kind": np.tile(np.array(KINDS, object)[net.kind.astype(int)], days)}  # fmt: skip
        return pd.DataFrame(found | {"strength": self.strengths.reshape(-1)})

    def endings_by_day(self) -> "pd.DataFrame":
        """A row an ending: ``couple``, ``day``, and the ``days`` that the two had been together."""
        import pandas as pd

        names = np.array(self.names, object)
        return pd.DataFrame(
            {"couple": names[self.endings[:, 1]], "day": self.endings[:, 0], "days": self.endings[:, 2]}
        )

    def beginnings_by_day(self) -> "pd.DataFrame":
        """A row a couple that began again: ``couple``, ``day``, and ``with_one_of``, whom one of the two had left."""
        import pandas as pd

        names = np.array(self.names, object)
        return pd.DataFrame({"couple": names[self.beginnings[:, 1]], "day": self.beginnings[:, 0],
                             "with_one_of": names[self.beginnings[:, 2]]})  # fmt: skip

    def graph(self) -> Any:
        """The village on its last kept day as a ``networkx.Graph``: each couple with what it has come to, each tie with
        its kind, its strength, and whose it is."""
        import networkx as nx

        graph, net = nx.Graph(), self.network
        for i, name in enumerate(self.names):
            found = {column: float(value) for column, value in zip(self.columns, self.table[-1, i], strict=True)
                     if np.isfinite(value)}  # fmt: skip
            graph.add_node(name, together=bool(self.together[-1, i]), ended=int(self.ended[i]), **found)
        for at in range(net.ties):
            graph.add_edge(
                self.names[net.first[at]], self.names[net.second[at]], kind=KINDS[int(net.kind[at])],
                strength=float(self.strengths[-1, at]), whose_first=WHOSE[int(net.whose_first[at])],
                whose_second=WHOSE[int(net.whose_second[at])],
            )  # fmt: skip
        return graph


class Book:
    """What is kept while a village is lived, the same for both engines."""

    def __init__(self, couples: Couples, kept: np.ndarray, columns: tuple[str, ...]) -> None:
        """Nothing has happened yet."""
        count, ties = len(couples), couples.network.ties
        self.couples, self.kept, self.columns = couples, kept, (*columns, *CARRIED)
        self.places = {int(day): i for i, day in enumerate(kept)}
        self.table = np.full((len(kept), count, len(self.columns)), np.nan)
        self.together = np.zeros((len(kept), count), bool)
        self.strengths = np.empty((len(kept), ties))
        self.since = np.zeros(count, np.int64)
        self.endings: list[tuple[int, int, int]] = []
        self.beginnings: list[tuple[int, int, int]] = []

    def keep(
        self, day: int, measured: np.ndarray, standing: np.ndarray, strengths: np.ndarray, together: np.ndarray
    ) -> None:
        """A day that is kept: what was seen at the conversations' end of those who were ``together``, and the night."""
        place = self.places[day]
        carried = standing[:, [Standing._fields.index(name) for name in CARRIED]]
        self.table[place] = np.where(together[:, None], np.concatenate([measured, carried], 1), np.nan)
        self.together[place], self.strengths[place] = together, strengths

    def ends(self, day: int, place: int) -> None:
        """A couple ended in the night after ``day``."""
        self.endings.append((day, place, day - int(self.since[place])))

    def begins(self, day: int, place: int, other: int) -> None:
        """A couple began in the night after ``day``, with one who had left ``other``."""
        self.beginnings.append((day, place, other))
        self.since[place] = day

    def village(self, state: np.ndarray) -> Village:
        """What came of it, given the state of each couple in the end."""
        endings, beginnings = (np.array(rows, np.int64).reshape(-1, 3) for rows in (self.endings, self.beginnings))
        return Village(self.couples, self.kept, self.columns, self.table, self.together, self.strengths, endings,
                       beginnings, state)  # fmt: skip
