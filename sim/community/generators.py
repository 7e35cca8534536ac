"""Networks that are made: a ring, a small world, one with hubs, communities, and none.

Sources: Watts & Strogatz (1998) for the small world, Barabási & Albert (1999) for hubs, both as NetworkX makes them;
McPherson, Smith-Lovin & Cook (2001): those who are alike are tied.
"""

import networkx as nx
import numpy as np

from sim.checking.errors import complaint
from sim.community.network import Network, made
from sim.scenario.community import MAX_TIES, Community

SPREAD = 0.5
"""How far strengths differ from their mean: from half of it to half more (assumed)."""


def generated(form: Community, seed: int, traits: np.ndarray | None = None) -> Network:
    """The network that ``[community]`` describes; couples are called 0, 1, 2 …, and those are their numbers.

    ``traits`` (couples,) is what the couples are like, where who is alike is tied (``alike``). The same ``seed`` gives
    the same network. Raises ``ScenarioError`` for more ties than can be.
    """
    check_size(form)
    count = form.couples
    rng = np.random.default_rng([seed, 3])
    edges = np.array(MAKERS[form.network](form, rng), np.int64).reshape(-1, 2)
    edges = _settled(edges, form, rng, traits)
    edges = np.unique(np.sort(edges, axis=1), axis=0)
    ties = len(edges)
    kinds = np.searchsorted([1.0 - form.kin - form.work, 1.0 - form.work], rng.random(ties), "right")
    strengths = np.minimum(1.0, form.strength * (1.0 + SPREAD * (2.0 * rng.random(ties) - 1.0)))
    ends = [np.where(rng.random(ties) < form.shared, 0, rng.integers(1, 3, ties)) for _ in range(2)]
    names = tuple(map(str, range(count)))
    return made(names, np.arange(count), (*edges.T, kinds.astype(float), strengths, *(e.astype(float) for e in ends)))


def check_size(form: Community) -> None:
    """Refuse a network of more ties than can be: ``ScenarioError``."""
    ties = 0 if form.network == "none" else form.couples * form.degree / 2.0
    if ties > MAX_TIES:
        raise complaint("community", "degree", f"{ties:,.0f} ties", f"at most {MAX_TIES:,}")


def _settled(edges: np.ndarray, form: Community, rng: np.random.Generator, traits: np.ndarray | None) -> np.ndarray:
    """Couples take the places of the network by lot, and as far as ``alike`` says next to those who are like them."""
    count = form.couples
    chance = rng.standard_normal(count)
    if traits is None or form.alike == 0.0:
        return edges
    spread = float(traits.std())
    like = (traits - traits.mean()) / (spread if spread > 0.0 else 1.0)
    order = np.argsort(form.alike * like + (1.0 - form.alike) * chance, kind="stable")
    return order[edges]


def _none(form: Community, rng: np.random.Generator) -> list:
    return []


def _ring(form: Community, rng: np.random.Generator) -> list:
    """Everyone is tied to those next to them, as many as ``degree`` says, an even number."""
    count, near = form.couples, _even(form)
    return [(i, (i + step) % count) for step in range(1, near // 2 + 1) for i in range(count)]


def _small_world(form: Community, rng: np.random.Generator) -> list:
    """A ring of which a share of ties leads anywhere."""
    near = _even(form)
    return list(nx.watts_strogatz_graph(form.couples, near, form.rewired, seed=_seed(rng)).edges) if near else []


def _scale_free(form: Community, rng: np.random.Generator) -> list:
    """Who comes later is tied to those who have many ties already."""
    each = min(round(form.degree / 2.0), form.couples - 1)
    return list(nx.barabasi_albert_graph(form.couples, each, seed=_seed(rng)).edges) if each >= 1 else []


def _communities(form: Community, rng: np.random.Generator) -> np.ndarray:
    """Groups next to each other; a share of ties stays within, the others lead anywhere."""
    count, ties = form.couples, round(form.couples * form.degree / 2.0)
    groups = min(form.groups, count)
    bounds = np.linspace(0, count, groups + 1).astype(np.int64)
    one = rng.integers(0, count, 2 * ties)
    group = np.searchsorted(bounds, one, "right") - 1
    low, high = bounds[group], bounds[group + 1]
    inside = rng.random(2 * ties) < form.within
    other = np.where(inside, rng.integers(low, high), rng.integers(0, count, 2 * ties))
    pairs = np.sort(np.stack([one, other], 1)[one != other], axis=1)
    _, first = np.unique(pairs, axis=0, return_index=True)
    return pairs[np.sort(first)][:ties]


def _even(form: Community) -> int:
    """An even number of neighbours near ``degree``, as many as there are at most."""
    most = form.couples - 1
    return min(2 * round(form.degree / 2.0), most - most % 2)


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(2**32))


MAKERS = {
    "none": _none,
    "ring": _ring,
    "small-world": _small_world,
    "scale-free": _scale_free,
    "communities": _communities,
}
