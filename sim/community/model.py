"""The village in Mesa: couples are agents on a network, and one step is a day and the night between couples.

>>> from sim import scenario
>>> from sim.community.model import Community
>>> few = {"community.couples": 6, "community.network": "ring", "community.degree": 2, "turns": 5}
>>> village = Community(scenario("protest-polka").change(few), rng=1)
>>> village.step()
>>> sorted(neighbour.name for neighbour in next(iter(village.agents)).neighbours)
['1', '5']
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import mesa
import networkx as nx
import numpy as np
from mesa.discrete_space import FixedAgent, Network

from sim.checking.settings import check_number
from sim.community.beginnings import begun, goes, only, pairs_of, ready_of
from sim.community.couples import Couples, couples_of
from sim.community.results import Book, Village
from sim.engines.plain import Run
from sim.model import chance
from sim.model.outcomes import Outcomes
from sim.model.schedule import MAX_DAYS
from sim.model.state import Couple
from sim.model.ties.beginning import alone
from sim.model.ties.keeping import strength
from sim.model.ties.night import burden_of_a, burden_of_b, lot, shown, stands, with_tie
from sim.model.ties.state import KINDS, MEETING, NOBODY, WHOSE, Shown, Standing
from sim.scenario.schema import Scenario

COLUMNS = (*Outcomes._fields, "burden_a", "burden_b")


class CoupleAgent(FixedAgent):
    """A couple of the village. ``state`` is its ``model.state.Couple``, ``standing`` how it stands among the others
    (``model.ties.state.Standing``), ``shows`` what the others saw of it last evening."""

    def __init__(self, model: Community, place: int) -> None:
        """Move in at a place of the network, before the first morning."""
        super().__init__(model)
        couples = model.couples
        self.place, self.name = place, couples.network.names[place]
        self.number = int(couples.network.numbers[place])
        scenario = couples.scenario_of(place).altered(days=couples.days)
        self.course = Run(scenario, couples.seed, self.number)
        self.first_bond = self.course.scenario.couple.bond
        self.standing = MEETING
        self.shows = Shown(*(0.0,) * len(Shown._fields))
        self.ends: list[End] = []

    @property
    def state(self) -> Couple:
        """The couple as the laws see it; of two who have left each other, as they are now."""
        return self.course.state

    @property
    def together(self) -> bool:
        """Whether the two are a couple."""
        return self.standing.together > 0.0

    @property
    def outcomes(self) -> Outcomes:
        """What the couple has come to so far."""
        return self.course.outcomes

    @property
    def neighbours(self) -> list[CoupleAgent]:
        """The couples it is tied to."""
        return list(self.cell.neighborhood.agents)

    def step(self) -> None:
        """A day: the night before it, the morning and the conversation. Two who left each other have none."""
        if not self.together:
            return
        if self.model.day > 1:
            self.course.day = self.model.day - 1
            self.course.sleep()
        while self.course.turn < self.course.turns:
            self.course.step()

    def show(self) -> None:
        """The evening: what the others see."""
        run = self.course
        self.shows = shown(run.state, run.tally, self.standing, run.constants, self.model.constants)

    def pass_night(self) -> None:
        """The night between couples: what its ties carry, and how it stands then."""
        run, t, circle = self.course, self.model.constants, NOBODY
        for end in self.ends:
            circle = with_tie(circle, end.tie.strength, end.mine, end.theirs, end.other.shows)
        lots = lot(self.model.day, self.number, *run.key, float(run.scenario.mirrored))
        before = self.standing
        self.standing = stands(before, run.state, circle, lots, run.constants, t)
        if before.together > 0.0:
            a, b = burden_of_a(run.state, circle, t), burden_of_b(run.state, circle, t)
            run.state = run.state._replace(a=run.state.a._replace(burden=a), b=run.state.b._replace(burden=b))
        else:
            run.state = alone(run.state, run.constants)


class TieBetween:
    """A tie: ``strength`` now, and ``full`` where it is kept."""

    def __init__(self, first: CoupleAgent, second: CoupleAgent, kind: float, full: float) -> None:
        """As strong as it can be."""
        self.first, self.second, self.kind = first, second, kind
        self.full = self.strength = full

    def pass_night(self, t: Any) -> None:
        """The strength after the night."""
        first, second = self.first.shows.keeps, self.second.shows.keeps
        self.strength = strength(self.strength, self.full, self.kind, first, second, t)


class End:
    """A tie as one of its couples has it: whom it leads to, and whose it is here and there."""

    def __init__(self, tie: TieBetween, other: CoupleAgent, mine: float, theirs: float) -> None:
        """One of the two."""
        self.tie, self.other, self.mine, self.theirs = tie, other, mine, theirs


class Community(mesa.Model):
    """A village living a scenario; one ``step`` is one day of all couples and the night between them.

    ``rng`` is the seed of all chance; ``couples`` may be given instead of those that the scenario describes. ``space``
    is the network, its graph ``space.G`` has couples by name, and on each tie its kind, strength, and whose it is. With
    ``collect`` a ``DataCollector`` notes each day.
    """

    def __init__(
        self, scenario: Scenario, rng: int = 1, days: int | None = None, couples: Couples | None = None,
        collect: bool = True,
    ) -> None:  # fmt: skip
        """Everybody meets at the first morning."""
        super().__init__(rng=rng)
        self.couples = couples_of(scenario, rng, days) if couples is None else couples
        check_number("community", "days", self.couples.days, 1, MAX_DAYS)
        self.constants, self.day = self.couples.scenario.community.constants, 0
        net = self.couples.network
        graph = nx.Graph()
        graph.add_nodes_from(net.names)
        for at in range(net.ties):
            graph.add_edge(
                net.names[net.first[at]], net.names[net.second[at]], kind=KINDS[int(net.kind[at])],
                strength=float(net.strength[at]), whose_first=WHOSE[int(net.whose_first[at])],
                whose_second=WHOSE[int(net.whose_second[at])],
            )  # fmt: skip
        # Newer Mesas lay a network out by their own chance unless they are told not to.
        options = {"layout": None} if "layout" in inspect.signature(Network).parameters else {}
        self.space = Network(graph, capacity=1, random=self.random, **options)
        self.homes = [CoupleAgent(self, place) for place in range(len(net))]
        for home in self.homes:
            home.cell = self.space[home.name]
        self.ties = [
            TieBetween(self.homes[net.first[at]], self.homes[net.second[at]], float(net.kind[at]),
                       float(net.strength[at]))
            for at in range(net.ties)
        ]  # fmt: skip
        for home in self.homes:
            for at in range(net.ends.starts[home.place], net.ends.starts[home.place + 1]):
                tie, other = self.ties[net.ends.tie[at]], self.homes[net.ends.other[at]]
                home.ends.append(End(tie, other, float(net.ends.mine[at]), float(net.ends.theirs[at])))
        self.datacollector = collector() if collect else None

    @property
    def satisfaction(self) -> float:
        """The mean satisfaction of those who are together, in DAS points; NaN where nobody is."""
        found = [home.outcomes.satisfaction for home in self.homes if home.together]
        return float(np.mean(found)) if found else float("nan")

    def step(self) -> None:
        """One day of every couple, and the night between them."""
        self.live()
        self.sleep()
        if self.datacollector:
            self.datacollector.collect(self)

    def live(self) -> None:
        """The next day."""
        self.day += 1
        self.agents.do("step")

    def sleep(self, begins: Callable[[int, int, int], None] | None = None) -> None:
        """The night between couples; who begins again is told to ``begins``: day, place, and from where one comes."""
        self.agents.do("show")
        self.agents.do("pass_night")
        for tie in self.ties:
            tie.pass_night(self.constants)
            self.space.G.edges[tie.first.name, tie.second.name]["strength"] = tie.strength
        self._begin_again(begins or (lambda *_: None))
        self.running = self.day < self.couples.days

    def _begin_again(self, begins: Callable[[int, int, int], None]) -> None:
        """Those who are ready begin again, crosswise."""
        waiting = [(home.number, home.place) for home in self.homes if home.standing.waiting > 0.0]
        mirrored = float(self.couples.scenario.mirrored)
        ready = ready_of(waiting, self.day, chance.key(self.couples.seed), mirrored)
        for one, other in pairs_of(ready):
            homes = [self.homes[place] for _, place, _ in (one, other)]
            gone = [goes(lots) for *_, lots in (one, other)]
            states = [home.state for home in homes]
            for i, home in enumerate(homes):
                p = home.course.constants
                home.course.state = begun(states[i], states[1 - i], gone[i], gone[1 - i], home.first_bond, p)
                home.standing = MEETING
                for end in home.ends:
                    if end.mine == only(gone[i]):
                        end.tie.full = 0.0
                begins(self.day, home.place, homes[1 - i].place)

    def release(self) -> None:
        """Let a village that is over be forgotten: Mesa 3 keeps a counter of agents for every model that ever was."""
        getattr(mesa.Agent, "_ids", {}).pop(self, None)


def collector() -> mesa.DataCollector:
    """What a Mesa user finds in ``datacollector``: the village a row a day, and each couple."""
    return mesa.DataCollector(
        model_reporters={
            "day": "day",
            "together": lambda model: sum(home.together for home in model.homes),
            "satisfaction": "satisfaction",
        },
        agent_reporters={
            "name": "name",
            "together": "together",
            "satisfaction": lambda home: home.outcomes.satisfaction,
            **{name: lambda home, name=name: getattr(home.standing, name) for name in Standing._fields[2:]},
        },
    )


def run_by_agents(couples: Couples, kept: np.ndarray, progress: Callable[[int], Any] | None = None) -> Village:
    """The whole village by Mesa's agents."""
    model = Community(couples.scenario, couples.seed, couples=couples, collect=False)
    book = Book(couples, kept, COLUMNS)
    for day in range(1, couples.days + 1):
        model.live()
        together = np.array([home.together for home in model.homes])
        measured = np.array([(*home.outcomes, home.state.a.burden, home.state.b.burden) for home in model.homes])
        model.sleep(book.begins)
        standing = np.array([home.standing for home in model.homes])
        if day in book.places:
            book.keep(day, measured, standing, np.array([tie.strength for tie in model.ties]), together)
        for place in np.flatnonzero(together & (standing[:, 0] == 0.0)).tolist():
            book.ends(day, place)
        if progress:
            progress(len(couples))
    model.release()
    return book.village(np.array([[*h.state.a, *h.state.b, h.state.bond, h.state.hardship] for h in model.homes]))
