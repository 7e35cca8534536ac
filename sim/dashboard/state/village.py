"""A village on the page: how large it may be, who lives in it, and what is done to it. Pure but for its cache.

Whatever is done is part of the scenario, so a link, a file and the command line have it too.
"""

import hashlib
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from cachetools import LRUCache, cached

from sim.checking.errors import ScenarioError, complaint, nearest, shown
from sim.model.state import Couple, Partner
from sim.scenario.community import NETWORKS, Community
from sim.scenario.schema import Person, Scenario
from sim.wording.couple_names import called, people
from sim.wording.language import marked, say

if TYPE_CHECKING:
    from sim.community.couples import Couples

MAX_COUPLES, MAX_DRAWN_TIES, MAX_COUPLE_DAYS = 5_000, 20_000, 2_400_000
"""The most couples and ties that the page draws, and days of all couples together that it lives: some ten seconds of
one core (measured)."""
SOME = "community.some"
HELP = {"kind": "therapy-course"}
TENTH, STREET = 0.1, 0.1
"""How many are helped by lot, and how large the neighbourhood is that a shock strikes."""
SHOCK = {"who": "both", "size": 4.0}
"""A blow like the closing of a plant, as in the gallery (assumed)."""
STRENGTH = 0.8
"""How strong a tie is that is added: one of close friends (assumed)."""
ONE_EVENING = marked(
    "One evening out of the village, exactly as it is lived there. What is changed here changes this evening, and "
    "nothing in the village."
)


class Brought(NamedTuple):
    """A network's file that a visitor has opened."""

    name: str
    text: str


class Village(NamedTuple):
    """A village to be lived: its scenario, its chance, and the file that its network is in, if it is in one."""

    scenario: Scenario
    seed: int
    brought: Brought | None = None

    @property
    def key(self) -> str:
        """What its lives depend on, as a short digest."""
        parts = repr((self.scenario.model_dump_json(), self.seed, self.brought))
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def couples(self) -> "Couples":
        """Who lives there. Raises ``ScenarioError`` for a village that cannot be, or is too large for the page."""
        return _couples(self.key, self)


class Evening(NamedTuple):
    """One couple's evening out of a village: whose, on which day, how they had gone to sleep the evening before; and
    what is as it was in the village: its scenario and how that stood at first, and how the couple is called there."""

    village: Village
    start: Scenario
    couple: str
    number: int
    day: int
    before: Couple


@cached(LRUCache(16), key=lambda key, village: key, lock=threading.Lock())
def _couples(key: str, village: Village) -> "Couples":
    from sim.community.couples import couples_of  # SciPy and NetworkX: the page opens without them
    from sim.community.reading import network_in

    scenario, brought = village.scenario, village.brought
    name, days = scenario.community.network, scenario.days
    network = None
    if name not in NETWORKS:
        if brought is None or brought.name != name:
            raise ScenarioError(
                say("The network of this village is in the file {name}, which neither a link nor a scenario's file "
                    "holds. Open that file here first (Share, Open a file), and then this one.", name=shown(name))
            )  # fmt: skip
        network = network_in(brought.text, brought.name)
    count = scenario.community.couples if network is None else len(network)
    if count > MAX_COUPLES:
        raise complaint("village", "couples", f"{count:,}",
                        f"at most {MAX_COUPLES:,} on the page; the command line lives up to a million")  # fmt: skip
    if count * days > MAX_COUPLE_DAYS:
        raise complaint("village", "days", f"{days:,} days of {count:,} couples",
                        f"at most {MAX_COUPLE_DAYS // count:,} days of so many on the page; the command line lives "
                        "longer ones")  # fmt: skip
    couples = couples_of(scenario, village.seed, network=network)
    if couples.network.ties > MAX_DRAWN_TIES:
        raise complaint("village", "ties", f"{couples.network.ties:,}", f"at most {MAX_DRAWN_TIES:,} on the page")
    return couples


def helped(village: Village, couple: Any, day: int) -> Scenario:
    """A course of therapy from a day on: for one couple by name, or for one in ten. Who is added to those who are
    helped by name on that day already stands beside them."""
    plan = {**HELP, "day": _within(village, day)}
    if couple is None:
        return _with(village, {"whom": "by-lot", "share": TENTH, "intervention": [plan]})
    name = _named(village, couple)
    for at, some in enumerate(village.scenario.community.some, 1):
        begins = [each.day for each in some.intervention]
        if some.whom == "named" and begins == [plan["day"]] and not some.event:
            names = list(dict.fromkeys([*some.couples, name]))
            return village.scenario.change({f"{SOME}.{at}.couples": names}, "village")
    return _with(village, {"whom": "named", "couples": [name], "intervention": [plan]})


def struck(village: Village, couple: Any, day: int) -> Scenario:
    """A shock to the neighbourhood of a couple, on a day."""
    event = {**SHOCK, "day": _within(village, day)}
    name = _named(village, couple)
    return _with(village, {"whom": "neighbourhood", "couples": [name], "share": STREET, "event": [event]})


def tied(village: Village, first: Any, second: Any, strength: float) -> Scenario:
    """Two couples tied so strongly from the first day on; with 0 they never were."""
    names = {_named(village, first), _named(village, second)}
    if len(names) < 2:
        raise complaint("village", "tie", f"{shown(first)} tied to itself", "ties between two couples")
    kept = [tie.model_dump() for tie in village.scenario.community.tie if {tie.first, tie.second} != names]
    without = village.scenario.change({"community.tie": kept}, "village")
    if strength == 0.0 and not _tied(village._replace(scenario=without), names):
        return without  # one that was only added is cut
    tie = {"first": first, "second": second, "strength": strength}
    return without.change({"community.tie": [*kept, tie]}, "village")


def _tied(village: Village, names: set[str]) -> bool:
    """Whether two couples are tied to each other."""
    net = village.couples.network
    one, other = sorted(net.names.index(name) for name in names)
    return bool(((net.first == one) & (net.second == other)).any())


def resized(village: Village, couples: Any, days: Any) -> Scenario:
    """The same village with so many couples, lived for so many days; nothing for what stays as it is."""
    given = {"community.couples": couples, "days": days}
    return village.scenario.change({key: value for key, value in given.items() if value is not None}, "village")


def _with(village: Village, entry: dict[str, Any]) -> Scenario:
    """The village with something more that comes to some of its couples."""
    entries = [some.model_dump() for some in village.scenario.community.some]
    return village.scenario.change({SOME: [*entries, entry]}, "village")


def _within(village: Village, day: int) -> int:
    return min(max(1, day), village.scenario.days)


def _named(village: Village, name: Any) -> str:
    """The name of a couple that lives there."""
    names = village.couples.network.names
    if not isinstance(name, str) or name not in names:
        raise complaint("village", "couple", shown(name), "a couple of this village", nearest(str(name)[:80], names))
    return name


def place_of(village: Village, couple: Any) -> int:
    """The place of a couple by name. Raises ``ScenarioError`` where it is not there."""
    return village.couples.network.names.index(_named(village, couple))


def story_of(village: Village, place: int, day: int, before: Couple) -> Scenario:
    """A couple's story as one of its own, under the names of its two, who are as they went to sleep ``before`` a day:
    so that what is set of them is set of that evening (see ``as_set``)."""
    couples = village.couples
    net, own = couples.network, couples.scenario_of(place)
    number = int(net.numbers[place])
    title = say("{couple}, day {day} of {village}", couple=called(net.names[place], number), day=day,
                village=say(own.about.title))  # fmt: skip
    about = own.about.altered(title=title[:120], what=say(ONE_EVENING))
    partners = {
        f"partner_{who}": getattr(own, f"partner_{who}").altered(name=name, **_of_person(getattr(before, who)))
        for who, name in zip("ab", people(number), strict=True)
    }
    couple = own.couple.altered(bond=before.bond, hardship=before.hardship)
    return own.altered(community=Community(), about=about, expect=(), couple=couple, **partners)


def _of_person(state: Partner) -> dict[str, float]:
    """What a person's form holds of a state."""
    return {name: value for name, value in state._asdict().items() if name in Person.model_fields}


def as_set(before: Couple, start: Scenario, scenario: Scenario) -> Couple:
    """How a couple goes into an evening where ``scenario`` has set something of it otherwise than ``start``."""
    if scenario.mirrored != start.mirrored:
        before, start = before._replace(a=before.b, b=before.a), start.swapped()
    changed = {}
    for who in "ab":
        then, now = (getattr(one, f"partner_{who}") for one in (start, scenario))
        own = _of_person(getattr(before, who))
        given = {name: float(getattr(now, name)) for name in own if getattr(now, name) != getattr(then, name)}
        changed[who] = getattr(before, who)._replace(**given)
    for name in ("bond", "hardship"):
        if getattr(scenario.couple, name) != getattr(start.couple, name):
            changed[name] = float(getattr(scenario.couple, name))
    return before._replace(**changed)


def without_edits(village: Village, start: Scenario) -> Scenario | None:
    """What the village is compared with: how it stood before anything was done to it; else without what comes to some
    of its couples only; nothing where neither differs. Another size or chance is no comparison."""
    scenario = village.scenario
    for some, tie in ((start.community.some, start.community.tie), ((), ())):
        form = scenario.community.altered(some=some, tie=tie)
        if form != scenario.community:
            return scenario.altered(community=form)
    return None
