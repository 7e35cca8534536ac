"""The couples of a village before their first morning: what they are like, and what is planned for each.

What comes to some couples only (``[[community.some]]``) makes plans: couples with the same plan share one scenario.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.checking.errors import complaint, nearest, shown
from sim.community.generators import check_size, generated
from sim.community.network import GIVEN, Network
from sim.community.population import drawn, ranks
from sim.community.reading import read_network
from sim.model.state import Couple, Partner
from sim.model.trajectory import STATE, couple_of
from sim.scenario.community import NETWORKS, Some
from sim.scenario.schema import Scenario

CHOOSING = 8
"""The draws of ``population.ranks`` that a couple's person takes; what comes to it by lot takes those after."""


@dataclass(frozen=True, eq=False)
class Couples:
    """The couples of a ``network``. ``start``: float64 (couples, state) in the order of ``trajectory.STATE``;
    ``plans``: scenarios that differ in what is planned only, and ``plan`` (couples,), the number of each couple's;
    ``some`` (kinds, couples): to whom each entry of ``[[community.some]]`` comes."""

    scenario: Scenario
    network: Network
    seed: int
    days: int
    start: np.ndarray
    plans: tuple[Scenario, ...]
    plan: np.ndarray
    some: np.ndarray

    def __len__(self) -> int:
        """How many couples there are."""
        return len(self.network)

    def state(self, index: int) -> Couple:
        """One couple before the first morning."""
        return couple_of(self.start[index].tolist())

    def scenario_of(self, index: int) -> Scenario:
        """One couple as a scenario of its own: it lives alone what it lives here as long as nobody is tied to it."""
        people = {who: self._person(index, who) for who in ("partner_a", "partner_b")}
        plan = self.plans[self.plan[index]]
        bond, hardship = self.start[index, -2:].tolist()
        pair = plan.couple.altered(bond=bond, hardship=hardship)
        return plan.altered(name=f"{plan.name[:150]}-{self.network.names[index][:40]}", couple=pair, **people)

    def _person(self, index: int, who: str):
        """One partner as the scenario's form has it."""
        state = getattr(self.state(index), who[-1])
        own = getattr(self.scenario, who)
        settings = {name: value for name, value in state._asdict().items() if name in type(own).model_fields}
        return own.altered(**settings)

    @cached_property
    def lengths(self) -> list[tuple[int, ...]]:
        """The turns of each day's conversation of each plan."""
        return [plan.lengths_over(self.days) for plan in self.plans]

    def cut(self) -> "Couples":
        """The same couples with the same plans, without any ties."""
        return replace(self, network=self.network.cut())

    def without_some(self) -> "Couples":
        """The same couples and ties, without what comes to some only."""
        return replace(self, plans=self.plans[:1], plan=np.zeros_like(self.plan))


def couples_of(scenario: Scenario, seed: int, days: int | None = None, network: Network | None = None) -> Couples:
    """Who lives in a scenario's village. ``network`` stands instead of that of ``[community]``. Raises
    ``ScenarioError`` for a network that cannot be made or read."""
    form = scenario.community
    days = scenario.days if days is None else days
    if network is None and form.network not in NETWORKS:
        network = read_network(form.network)
    if network is None:
        check_size(form)
        numbers = np.arange(form.couples)
        people = drawn(numbers, seed) if form.people == "population" else {}
        traits = sum(_standard(people[f"{name}_{who}"]) for name in ("anxiety", "avoidance") for who in "ab"
                     ) + _standard(people["hardship"]) if people else None  # fmt: skip
        network = generated(form, seed, traits)
    elif form.people == "population":
        people = drawn(network.numbers, seed)
    else:
        people = {}
    people = {**people, **{name: np.where(np.isnan(values), people.get(name, values), values)
                           for name, values in network.given.items()}}  # fmt: skip
    if form.tie:
        network = network.changed(form.tie)
    some = np.array([chosen(some, network, seed, at) for at, some in enumerate(form.some)], bool)
    some = some.reshape(len(form.some), len(network))
    plans, plan = _plans(scenario, some)
    return Couples(scenario, network, seed, days, _start(scenario, len(network), people), plans, plan, some)


def _standard(values: np.ndarray) -> np.ndarray:
    """Values in standard deviations from their mean; zeros where nothing varies."""
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 0.0 else np.zeros(len(values))


def _start(scenario: Scenario, count: int, people: dict[str, np.ndarray]) -> np.ndarray:
    """The state of each couple, (couples, state): the scenario's own where nothing else is said."""
    first = scenario.start()
    start = np.tile([*first.a, *first.b, first.bond, first.hardship], (count, 1))
    for name in GIVEN:
        if name not in people:
            continue
        said = ~np.isnan(people[name])
        trait, _, who = name.rpartition("_")
        for column in {name, f"{trait}_disposition_{who}"} & set(STATE):
            start[said, STATE.index(column)] = people[name][said]
    return start


assert len(STATE) == 2 * len(Partner._fields) + 2


def chosen(some: Some, network: Network, seed: int, at: int) -> np.ndarray:
    """To whom an entry of ``[[community.some]]`` comes, (couples,) of bool.

    By lot: each couple's own draw is below ``share``. A neighbourhood: the couple whose draw is lowest, those tied to
    it, those tied to them, until they are ``share`` of all; of the last ring those whose draws are lowest. One that
    begins with couples by name has those in any case. Raises ``ScenarioError`` for a couple that is not there.
    """
    lots = ranks(network.numbers, seed, CHOOSING + at + 1)[-1]
    if some.whom == "by-lot":
        return lots < some.share
    place = {name: i for i, name in enumerate(network.names)}
    for name in some.couples:
        if name not in place:
            raise complaint(f"community.some.{at + 1}", "couples", shown(name), "a couple of this network",
                            nearest(name, place))  # fmt: skip
    ring = np.zeros(len(network), bool)
    ring[[place[name] for name in some.couples]] = True
    if some.whom == "named":
        return ring
    wanted = max(round(some.share * len(network)), int(ring.sum()))
    found = np.zeros(len(network), bool)
    if not some.couples:
        ring[np.argmin(lots)] = wanted > 0
    while found.sum() < wanted:
        left = wanted - int(found.sum())
        members = np.flatnonzero(ring)
        if not len(members):
            members = np.flatnonzero(~found)[np.argmin(lots[~found])][None]
        members = members[np.argsort(lots[members], kind="stable")][:left]
        found[members] = True
        ring[:] = False
        ring[network.second[found[network.first]]] = True
        ring[network.first[found[network.second]]] = True
        ring &= ~found
    return found


def _plans(scenario: Scenario, some: np.ndarray) -> tuple[tuple[Scenario, ...], np.ndarray]:
    """The scenario of each set of entries that comes to any couple, that of none first, and the number of each
    couple's."""
    sets, plan = np.unique(some.T, axis=0, return_inverse=True) if len(some) else (np.zeros((1, 0)), None)
    plan = np.zeros(some.shape[1], np.int64) if plan is None else plan.reshape(-1)
    none = np.zeros((1, some.shape[0]), bool)
    rest = sets[sets.any(1)]
    every = np.concatenate([none, rest]) if len(some) else none
    place = {tuple(row): i for i, row in enumerate(every.tolist())}
    numbers = np.array([place[tuple(row)] for row in sets.tolist()]) if len(some) else np.zeros(1, np.int64)
    return tuple(_with(scenario, row) for row in every), numbers[plan]


def _with(scenario: Scenario, row: np.ndarray) -> Scenario:
    """The scenario with the entries that are set."""
    entries = [entry for entry, is_set in zip(scenario.community.some, row, strict=True) if is_set]
    if not entries:
        return scenario
    life = scenario.life.altered(event=(*scenario.life.event, *(event for some in entries for event in some.event)))
    plans = (*scenario.intervention, *(plan for some in entries for plan in some.intervention))
    return scenario.altered(life=life, intervention=plans)
