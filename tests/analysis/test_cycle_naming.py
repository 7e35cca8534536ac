"""Rounds whose answer is known, their names, and what is told, saved and drawn of them."""

import itertools
import json
import math

import networkx as nx
import numpy as np
import pytest
from many_couples import of_columns, one_talk

from sim.analysis import cycle
from sim.analysis.coding import CODES
from sim.analysis.cycle_names import Name, named
from sim.plots.cycle import SIZE, draw
from sim.plots.cycle_layout import boxes, shapes
from sim.plots.style import save
from sim.wording.cycle import describe

NONE = "neutral"
P, W, R, S = "pursue", "withdraw", "reach", "respond"
ROUNDS = {
    "a pursues": ((P, NONE), (NONE, W), "Protest Polka", "a"),
    "b pursues": ((W, NONE), (NONE, P), "Protest Polka", "b"),
    "both pursue": ((P, NONE), (NONE, P), "Find the Bad Guy", ""),
    "both withdraw": ((W, NONE), (NONE, W), "Freeze and Flee", ""),
    "a reach is met": ((R, NONE), (NONE, S), "Secure Reach", ""),
    "a reach is met by a": ((S, NONE), (NONE, R), "Secure Reach", ""),
    "both reach": ((R, NONE), (NONE, R), "Secure Reach", ""),
    "both ways": ((R, NONE, S, NONE), (NONE, S, NONE, R), "Secure Reach", ""),
    "a protest is met": ((P, NONE), (NONE, S), "", ""),
    "answers without a bid": ((S, NONE), (NONE, S), "", ""),
    "a mixed round": ((P, NONE, R, NONE), (NONE, W, NONE, S), "", ""),
}
"""What each partner does again and again, and what that is called."""


def repeated(a: tuple[str, ...], b: tuple[str, ...], turns: int = 121, names=("A", "B")) -> cycle.Sequences:
    codes = [[CODES.index(one) for one in itertools.islice(itertools.cycle(moves), turns)] for moves in (a, b)]
    return one_talk(*codes, names=names)


@pytest.mark.parametrize("case", ROUNDS)
def test_a_round_without_exception_is_found_and_named(case):
    """Each move is always followed by the next: the strength is 1, and nothing else stands above chance."""
    a, b, name, pursuer = ROUNDS[case]
    found = cycle.find(repeated(a, b))
    (one,) = found.cycles
    assert found.dominant is one
    assert (one.name, one.pursuer, one.strength) == (name, pursuer, 1.0)
    assert one.probabilities == (1.0,) * len(a)
    assert set(one.moves) == {(who, move) for who, moves in (("a", a), ("b", b)) for move in moves if move != NONE}


def test_its_numbers_are_those_of_arithmetic():
    """120 pairs; A pursues in 60 of them and B withdraws after each: 30 are expected, z = 30/sqrt(60·½·½·½)."""
    (one,) = cycle.find(repeated((P, NONE), (NONE, W))).cycles
    assert one.moves == (("a", P), ("b", W))
    assert (one.counts, one.chances) == ((60, 60), (0.5, 0.5))
    assert one.zs == pytest.approx((30.0 / math.sqrt(7.5),) * 2)


def test_at_another_lag_it_is_another_question():
    assert cycle.find(repeated((P, NONE), (NONE, W)), 2).cycles == ()
    assert cycle.find(repeated((P, NONE), (NONE, W)), 3).dominant.name == "Protest Polka"


def test_strength_is_the_geometric_mean_of_the_steps():
    rng = np.random.default_rng(2)
    a, b = rng.integers(0, 5, (2, 4000))
    for t in range(1, 4000):
        b[t] = 2 if a[t - 1] == 1 and rng.random() < 0.7 else b[t]
        a[t] = 1 if b[t - 1] == 2 and rng.random() < 0.4 else a[t]
    one = cycle.find(one_talk(a, b)).dominant
    assert (one.name, one.pursuer) == ("Protest Polka", "a")
    assert one.probabilities == pytest.approx((0.7 + 0.3 * 0.2, 0.4 + 0.6 * 0.2), abs=0.05)
    assert one.strength == pytest.approx(math.sqrt(math.prod(one.probabilities)))


def test_swapped_partners_swap():
    codes = np.random.default_rng(3).integers(0, 5, (2, 3000))
    codes[1, 1:] = np.where((codes[0, :-1] == 1) | (codes[0, :-1] == 3), codes[0, :-1] + 1, codes[1, 1:])
    codes[0, 2:] = np.where(codes[1, 1:-1] == 2, 1, codes[0, 2:])
    there, back = cycle.find(one_talk(*codes)), cycle.find(one_talk(*codes[::-1]))
    swap = {"a": "b", "b": "a", "": ""}
    assert there.dominant.pursuer == "a"
    assert {(one.name, swap[one.pursuer], one.strength) for one in there.cycles} == {
        (one.name, one.pursuer, one.strength) for one in back.cycles
    }


@pytest.mark.parametrize("moves", list(itertools.product(CODES[1:], repeat=2)))
def test_a_name_does_not_depend_on_who_begins(moves):
    a, b = (("a", moves[0]), ("b", moves[1])), (("b", moves[1]), ("a", moves[0]))
    assert named(a) == named(b)
    assert named((("a", moves[0]),)) == Name()


def test_an_exchange_that_never_changes_leaves_nothing_above_chance_and_says_what_is_done():
    found = cycle.find(repeated((P,), (W,), names=("Ana", "Ben")))
    assert (found.cycles, found.dominant) == ((), None)
    words = describe(found)
    assert words.startswith("No cycle stands above chance. Made most: Ana pursues in 100% of turns, Ben withdraws in")
    assert cycle.to_dict(found)["dominant"] is None


def test_where_nobody_does_anything_that_is_told():
    assert "A makes no coded move, B makes no coded move" in describe(cycle.find(repeated((NONE,), (NONE,))))


def test_the_dominant_cycle_is_told_in_one_plain_sentence():
    first, *_, last = describe(cycle.find(repeated((P, NONE), (NONE, W), names=("Ana", "Ben")))).split("\n\n")
    assert first == (
        "The strongest cycle is the Protest Polka with Ana pursuing: after Ana pursues, Ben withdraws in the next turn"
        " with probability 1.00 (by chance 0.50; z = 11.0); after Ben withdraws, Ana pursues with probability 1.00"
        " (by chance 0.50; z = 11.0); strength 1.00."
    )
    assert "fewer than 8 couples" in last


def mixed(couples: int = 12) -> cycle.Sequences:
    """Couples who do a little of everything, with some Bad Guy and some Secure Reach in it."""
    rng = np.random.default_rng(4)
    a, b = rng.integers(0, 5, (2, 200, couples))
    for t in range(1, 200):
        b[t] = np.where((a[t - 1] == 1) & (rng.random(couples) < 0.6), 1, b[t])
        a[t] = np.where((b[t - 1] == 1) & (rng.random(couples) < 0.6), 1, a[t])
        b[t] = np.where((a[t - 1] == 3) & (rng.random(couples) < 0.4), 4, b[t])
        a[t] = np.where((b[t - 1] == 4) & (rng.random(couples) < 0.4), 3, a[t])
    return of_columns(a, b)


def test_a_couple_may_have_several_and_the_strongest_is_dominant():
    found = cycle.find(mixed())
    assert [one.name for one in found.cycles if one.name][:2] == ["Find the Bad Guy", "Secure Reach"]
    assert [one.strength for one in found.cycles] == sorted((one.strength for one in found.cycles), reverse=True)
    assert found.dominant is found.cycles[0]
    assert "Also more likely than chance: Secure Reach (A reaches → B responds → A reaches; " in describe(found)
    assert "resampling the couples" in describe(found)


def test_what_programs_get_is_plain():
    found = cycle.find(mixed())
    read = json.loads(json.dumps(cycle.to_dict(found), allow_nan=False))
    assert read == cycle.to_dict(found)
    assert read["dominant"]["moves"] == ["A pursues", "B pursues"]
    assert len(read["edges"]) == found.graph.number_of_edges() == 64


def test_a_graph_reads_back_from_graphml_the_same(tmp_path):
    made = cycle.find(mixed()).graph
    cycle.to_graphml(made, tmp_path / "cycle.graphml")
    cycle.to_graphml(made, tmp_path / "cycle.gz")  # a name is a name, and nothing is compressed by it
    assert (tmp_path / "cycle.gz").read_bytes() == (tmp_path / "cycle.graphml").read_bytes()
    read = nx.read_graphml(tmp_path / "cycle.graphml")
    assert dict(read.nodes(data=True)) == dict(made.nodes(data=True))
    one, other = ({(start, end): of for start, end, of in which.edges(data=True)} for which in (made, read))
    assert one == other
    assert made.graph == {key: read.graph[key] for key in made.graph}
    assert all(type(value) in (int, float, bool, str) for *_, of in made.edges(data=True) for value in of.values())


def test_nodes_are_moves_and_edges_say_whose():
    made = cycle.find(mixed()).graph
    assert set(made) == {f"{who} {verb}" for who in "AB" for verb in ("pursues", "withdraws", "reaches", "responds")}
    assert made.edges["A pursues", "B pursues"]["kind"] == "cross"
    assert made.edges["A pursues", "A withdraws"]["kind"] == "own"
    edge = made.edges["A pursues", "B pursues"]
    assert edge["low"] < edge["probability"] == edge["count"] / edge["given"] < edge["high"]


@pytest.mark.parametrize("sequences", [mixed(), repeated((P,), (W,)), repeated((NONE,), (NONE,))])
def test_a_picture_is_drawn_at_its_size(tmp_path, sequences):
    found = cycle.find(sequences)
    for name in ("one.png", "two.png", "one.svg"):
        save(draw(found), tmp_path / name)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
    assert [round(150 * side) for side in SIZE] == [1200, 800]


def test_arrows_end_at_boxes_and_lie_apart():
    made = nx.complete_graph([f"{who} {verb}" for who in "AB" for verb in ("pursues", "withdraws", "reaches")],
                             nx.DiGraph)  # fmt: skip
    places = boxes(made)
    assert {x for x, _ in places.values()} == {0.0, 1.0}
    drawn = shapes(list(made.edges), places, {("A pursues", "B withdraws")})
    assert set(drawn) == set(made.edges)
    ends = [(name, shape[at]) for (one, other), shape in drawn.items() for name, at in ((one, 0), (other, 2))]
    assert len({(round(x, 6), round(y, 6)) for _, (x, y) in ends}) == len(ends)
    assert all(abs(y - places[name][1]) < 0.33 for name, (_, y) in ends)
