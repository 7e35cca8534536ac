"""The laboratory: one set of parameters, a community, a clinic, and conversations in front of a camera.

Every study of the evidence takes a ``Lab`` and measures in it. Runs are made once and kept, so that studies of the same
people share them. All chance is keyed by the lab's seed.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from experiments import measures
from experiments.population import NORM, Norms, carried_on, community
from experiments.timestep import retimed
from sim.analysis.coding import CODES, coded
from sim.engines.ensemble import Results, Runs, run_each
from sim.interventions import INTERVENTIONS
from sim.model.parameters import DEFAULTS, Parameters
from sim.model.schedule import TURN_SECONDS
from sim.model.state import Couple, Partner
from sim.model.trajectory import RECORDED, STATE
from sim.scenario.schema import Scenario

TOPIC_SIZE = 1
"""How much a topic of continuing disagreement alarms the one who raises it in the laboratory, in alarm (*assumed*)."""
TOPIC_TURNS = (2, 52, 102)
"""When it is raised in a conversation of fifteen minutes: at once, and again every five minutes (*assumed*)."""
TALK = 150
YEARS = (1, 2, 4, 8)
"""When those who are followed are asked."""
SESSIONS, EVERY, FOLLOWED = 20, 7, 730
"""Weekly sessions, and days of follow-up (Wiebe et al. 2016)."""


@dataclass(frozen=True)
class Lab:
    """``size`` couples of a community under the constants ``p`` and the ``norm`` of a population; experiments on
    contact and on flooding take the first ``probes`` of them, the clinic the first ``clinic`` distressed ones.

    The first ``elders`` are followed for eight years.

    ``resamples`` bootstrap draws give each figure its interval (0: none). With ``follow`` the community is seen again
    after two years; without, who ends is judged by how they stand now. Studies count in turns of six seconds, whatever
    the length of the model's own (``seconds``).
    """

    p: Parameters = DEFAULTS
    norm: Norms = NORM
    topic: float = TOPIC_SIZE
    size: int = 2000
    seed: int = 1
    resamples: int = 0
    follow: bool = True
    probes: int = 400
    clinic: int = 1_000_000
    elders: int = 1_000_000
    threads: int = 1
    seconds: float = TURN_SECONDS

    def chance(self, purpose: int) -> np.random.Generator:
        """Chance of measuring and sampling, one stream a purpose."""
        return np.random.default_rng([self.seed, 100 + purpose])

    def run(self, scenarios: list[Scenario], purpose: int, days: tuple[int, ...] = (), turns: bool = False) -> Results:
        """The scenarios' runs, couple ``i`` being replicate ``i`` of the lab's seed and purpose."""
        seed = self.seed * 1000 + purpose
        p = self.p if self.seconds == TURN_SECONDS else retimed(self.p, self.seconds)
        runs = [Runs(scenario, seed, range(i, i + 1), p) for i, scenario in enumerate(scenarios)]
        result = run_each(runs, self.threads, days, turns)
        return replace(result, turns=self.seen(result.turns)) if turns else result

    @cached_property
    def met(self) -> list[Scenario]:
        """The community's couples as they meet."""
        return community(self.size, self.seed, self.norm, self.timed({"turns": TALK})["turns"])

    @cached_property
    def now(self) -> dict[str, np.ndarray]:
        """The community after its time together: the state by name, (couples,) each."""
        return states(self.run(self.met, 1, (self.met[0].days,)).days[0])

    @cached_property
    def das(self) -> np.ndarray:
        """The community's DAS: (couples, 2), one a partner, as measured."""
        return das_of(self.now, self.p, self.chance(1))

    @cached_property
    def happy(self) -> np.ndarray:
        """The community's DAS as couples, (couples,): the mean of both partners."""
        return self.das.mean(1)

    @cached_property
    def satisfied(self) -> np.ndarray:
        """Which couples are not distressed."""
        return self.happy >= self.p.das_distressed

    @cached_property
    def years(self) -> dict[int, np.ndarray]:
        """The DAS of those followed, as measured, by the years that they have lived together: (couples, 2) each."""
        made = [scenario.altered(days=365 * YEARS[-1]) for scenario in self.met[: self.elders]]
        result = self.run(made, 1, tuple(365 * year for year in YEARS))
        return {
            year: das_of(states(rows), self.p, self.chance(60 + year))
            for year, rows in zip(YEARS, result.days, strict=True)
        }

    def today(
        self, index: int, now: dict[str, np.ndarray] | None = None, row: int | None = None, **fields: Any
    ) -> Scenario:
        """A couple of the community as it is now, on a new day; or as in the state ``now``, where it stands at ``row``
        (at its own number, unless another is given)."""
        fields = self.timed({"turns": TALK, **fields})
        couple = couple_of(self.now if now is None else now, index if row is None else row)
        return carried_on(self.met[index], couple, **fields)

    def timed(self, fields: dict[str, Any]) -> dict[str, Any]:
        """A scenario's fields with every turn of six seconds written in turns of the model's length."""
        if self.seconds == TURN_SECONDS:
            return fields
        part = TURN_SECONDS / self.seconds

        def retime(given: dict[str, Any]) -> dict[str, Any]:
            if "kind" in given:
                given = {"turns": INTERVENTIONS[given["kind"]]().turns, **given}
            new = {name: max(1, round(given[name] * part)) for name in ("turns",) if name in given}
            new |= {name: round((given[name] - 1) * part) + 1 for name in ("turn",) if name in given}
            return {**given, **new}

        life = {kind: [retime(each) for each in events] for kind, events in fields.get("life", {}).items()}
        plans = tuple(retime(each) for each in fields.get("intervention", ()))
        return retime({**fields, "life": life, "intervention": plans})

    def seen(self, rows: np.ndarray) -> np.ndarray:
        """Kept rows (morning and turns, kept, couples) as an observer of six-second turns sees them."""
        if self.seconds == TURN_SECONDS:
            return rows
        if self.seconds > TURN_SECONDS:
            return np.concatenate([rows[:1], rows[1:].repeat(round(self.seconds / TURN_SECONDS), 0)])
        part = round(TURN_SECONDS / self.seconds)
        return np.concatenate([rows[:1], rows[1:].reshape(-1, part, *rows.shape[1:]).mean(1)])

    @cached_property
    def owners(self) -> np.ndarray:
        """Who raises the topic in the laboratory: 0 for a, 1 for b, by lot."""
        return self.chance(2).integers(0, 2, self.size)

    def talk(self, purpose: int, topic: float) -> dict[str, np.ndarray]:
        """A conversation of fifteen minutes of every couple, by name: (turns, couples) each."""
        made = []
        for index, owner in enumerate(self.owners):
            raised = [{"turn": turn, "who": "ab"[owner], "size": topic} for turn in TOPIC_TURNS if topic]
            made.append(self.today(index, turns=TALK, life={"spark": raised}))
        result = self.run(made, purpose, turns=True)
        return {name: result.turns[1:, row] for row, name in enumerate(RECORDED)}

    @cached_property
    def conflict(self) -> dict[str, np.ndarray]:
        """A conversation about a continuing disagreement."""
        return self.talk(2, self.topic)

    @cached_property
    def warmth(self) -> list[np.ndarray]:
        """Each partner's moves toward the other less those away, in the conflict: (turns, couples) each."""
        talk = self.conflict
        return [
            talk[f"reach_{who}"] + talk[f"respond_{who}"] - talk[f"pursue_{who}"] - talk[f"withdraw_{who}"]
            for who in "ab"
        ]

    @cached_property
    def dinner(self) -> dict[str, np.ndarray]:
        """An ordinary conversation: nobody raises anything."""
        return self.talk(3, 0.0)

    @cached_property
    def codes(self) -> tuple[np.ndarray, np.ndarray]:
        """The coder's codes of both partners in the conflict conversation, (turns, couples) each."""
        return tuple(coded_moves(self.conflict, who, self.chance(3 + i)) for i, who in enumerate("ab"))

    @cached_property
    def followed(self) -> np.ndarray:
        """The community's satisfaction after two more years (with ``follow``), else now: (couples,)."""
        if not self.follow:
            return self.happy
        result = self.run([self.today(i, days=FOLLOWED) for i in range(self.size)], 4, (FOLLOWED,))
        return das_of(states(result.days[0]), self.p, self.chance(6)).mean(1)

    @cached_property
    def ended(self) -> np.ndarray:
        """Which couples end: the lowest 13 % at follow-up, the share of divorces in Gottman et al. (1998)."""
        return self.followed <= np.quantile(self.followed, 0.13)


def states(rows: np.ndarray) -> dict[str, np.ndarray]:
    """The rows of a kept day by name: (couples,) each."""
    return {name: rows[row] for row, name in enumerate(STATE)}


def couple_of(now: dict[str, np.ndarray], index: int) -> Couple:
    """One couple's state from states by name."""
    a, b = (Partner(*(float(now[f"{name}_{who}"][index]) for name in Partner._fields)) for who in "ab")
    return Couple(a, b, float(now["bond"][index]), float(now["hardship"][index]))


def das_of(now: dict[str, np.ndarray], p: Parameters, rng: np.random.Generator) -> np.ndarray:
    """Both partners' DAS as measured: (couples, 2)."""
    true = np.stack([measures.satisfaction_of(who, now, p) for who in "ab"], 1)
    return measures.DAS.read(true, rng)


def coded_moves(talk: dict[str, np.ndarray], who: str, rng: np.random.Generator) -> np.ndarray:
    """A conversation's codes for partner ``one``: (turns, couples)."""
    return coded(np.stack([talk[f"{move}_{who}"] for move in CODES[1:]]), rng)
