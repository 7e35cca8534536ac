"""A user's own network: four kinds of file, and whatever is wrong with one is told in one line."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.checking.errors import ScenarioError
from sim.community.couples import couples_of
from sim.community.reading import READERS, read_network
from sim.scenario.files import scenario
from sim.scenario.link import to_link


@pytest.fixture
def graph() -> nx.Graph:
    made = nx.Graph()
    made.add_node("Ada and Ben", bond=0.9, anxiety_a=0.25)
    made.add_edge("Ada and Ben", "Cleo and Dan", kind="kin", strength=0.8, whose_first="a", whose_second="both")
    made.add_edge("Cleo and Dan", "Eve and Finn", kind="work", strength=0.25)
    made.add_node("Gia and Hal")
    return made


def contents(network) -> set[tuple]:
    names = network.names
    rows = zip(network.first, network.second, network.kind, network.strength, strict=True)
    return {(frozenset((names[one], names[other])), kind, strength) for one, other, kind, strength in rows}


def test_graphml_and_gexf_say_the_same_network(graph, tmp_path):
    nx.write_graphml(graph, tmp_path / "friends.graphml")
    nx.write_gexf(graph, tmp_path / "friends.gexf")
    one, other = read_network(tmp_path / "friends.graphml"), read_network(tmp_path / "friends.gexf")
    assert one.names == other.names and contents(one) == contents(other)
    assert contents(one) == {
        (frozenset(("Ada and Ben", "Cleo and Dan")), 1.0, 0.8),
        (frozenset(("Cleo and Dan", "Eve and Finn")), 2.0, 0.25),
    }  # fmt: skip
    ada = one.names.index("Ada and Ben")
    assert one.given["bond"][ada] == 0.9 and np.isnan(np.delete(one.given["bond"], ada)).all()


def test_what_a_file_says_of_a_couple_is_what_it_is(graph, tmp_path):
    nx.write_graphml(graph, tmp_path / "friends.graphml")
    given = scenario("protest-polka").change({"community.network": str(tmp_path / "friends.graphml")})
    couples = couples_of(given, 1)
    ada = couples.state(couples.network.names.index("Ada and Ben"))
    assert (ada.bond, ada.a.anxiety, ada.a.anxiety_disposition) == (0.9, 0.25, 0.25)
    assert ada.b.anxiety != 0.25


@pytest.mark.parametrize(
    "text",
    ["Ada,Ben,0.8\nBen,Cleo\nDan\n", "Ada Ben 0.8\nBen Cleo\nDan", "# mine\nAda\tBen\t0.8\nBen\tCleo\nDan\t\t\n",
     "first,second,strength\nAda,Ben,0.8\nBen,Cleo,\nDan,,\n",
     "first;second;kind;strength\nAda;Ben;friend;0.8\nBen;Cleo\nDan",
     ",Ada,Ben,Cleo,Dan\nAda,,0.8,,\nBen,0.8,,0.5,0\nCleo,0,0.5,0,0\nDan,,,,\n"],
)  # fmt: skip
def test_an_edge_list_and_an_adjacency_table_say_the_same_network(text, tmp_path):
    path = tmp_path / ("table.csv" if "," in text.splitlines()[0] else "ties.edges")
    path.write_text(text, "utf-8")
    network = read_network(path)
    assert set(network.names) == {"Ada", "Ben", "Cleo", "Dan"}
    assert contents(network) == {(frozenset(("Ada", "Ben")), 0.0, 0.8), (frozenset(("Ben", "Cleo")), 0.0, 0.5)}


HEAD = '<?xml version="1.0"?>\n'
GRAPHML = HEAD + '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{}</graphml>'
EDGE = '<node id="A"/><node id="B"/><edge source="A" target="B"/>'
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
WEIGHT = '<key id="w" for="edge" attr.name="weight" attr.type="double"/>'

BAD = {
    "a bomb": ("b.graphml", HEAD + f'<!DOCTYPE lolz [<!ENTITY l0 "ha">{LAUGHS}]><graphml>&l9;</graphml>',
               "line 2: given a document type or an entity; allowed: GraphML without one"),
    "a file from elsewhere": ("x.gexf", HEAD + '<!DOCTYPE a SYSTEM "file:///etc/passwd"><gexf/>', "a document type or"),
    "cut off": ("c.graphml", GRAPHML.format(f'<graph edgedefault="undirected">{EDGE}')[:-25], "XML that is cut off"),
    "directed": ("d.graphml", GRAPHML.format(f'<graph edgedefault="directed">{EDGE}</graph>'),
                 "ties: given ties with a direction; allowed: ties that lead both ways"),
    "weighted": ("w.graphml", GRAPHML.format(
        WEIGHT + '<graph edgedefault="undirected"><node id="A"/><node id="B"/><edge source="A" target="B">'
        '<data key="w">12.5</data></edge></graph>'),
        "tie A to B: given a weight of 12.5; allowed: a strength from 0 to 1"),
    "no graph": ("n.graphml", HEAD + "<html/>", "given what cannot be read as that"),
    "no XML": ("n.gexf", "A,B,0.5", "given XML that is cut off or broken"),
    "itself": ("s.csv", "first,second\nAda,Ada\n", "given 'Ada' tied to itself; allowed: ties between two couples"),
    "twice": ("t.csv", "Ada,Ben\nCleo,Ben\nBen,Ada\n", "tie 3: given Ben and Ada a second time"),
    "an unknown kind": ("k.csv", "first,second,kind\nAda,Ben,frend\n", "kind: given 'frend'; allowed: friend or kin or "
                        "work. Did you mean 'friend'?"),
    "an unknown column": ("c.csv", "first,second,strenght\nA,B,0.5\n", "the unknown column 'strenght'; allowed: kind, "
                          "strength, whose, whose_first, whose_second. Did you mean 'strength'?"),
    "too strong": ("q.csv", "A,B,1.5\n", "line 1: tie A to B, strength: given '1.5'; allowed: a number from 0 to 1"),
    "not a number": ("q.csv", "A,B,strong\n", "strength: given 'strong'; allowed: a number from 0 to 1"),
    "an unknown couple": ("u.csv", ",Ada,Ben\nAda,,1\nBeh,1,\n", "line 3: given 'Beh'; allowed: a couple of the first "
                          "line. Did you mean 'Ben'?"),
    "two strengths": ("a.csv", ",Ada,Ben\nAda,,1\nBen,0.5,\n", "Ada and Ben: given 1 one way and 0.5 the other"),
    "a diagonal": ("d.csv", ",Ada,Ben\nAda,1,1\nBen,1,\n", "given 'Ada' tied to itself"),
    "too many cells": ("m.csv", "A,B,0.5,x\n", "line 1: given 4 cells; allowed: at most 3"),
    "ragged": ("r.csv", ",Ada,Ben\nAda,1\nBen,1,\n", "line 2: given 2 cells; allowed: 3, as in the first line"),
    "empty": ("e.csv", "\n \n", "file: given an empty file; allowed: a network"),
    "remarks": ("e.edges", "# nothing\n", "file: given nothing that is no remark; allowed: a network"),
    "another ending": ("friends.graphmll", "x", "given a name that ends in '.graphmll'; allowed: one of .graphml"),
    "a huge number": ("h.csv", "A,99999999999\n", "line 1: couple: given '99999999999'; allowed: a name, or a number "
                      "below 4,294,967,296"),
    "a bond beyond": ("b.graphml", GRAPHML.format(
        '<key id="b" for="node" attr.name="bond" attr.type="double"/><graph edgedefault="undirected"><node id="A">'
        '<data key="b">7</data></node></graph>'), "couple A, bond: given 7.0; allowed: a number from 0 to 1"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_bad_network_is_told_in_one_line(what, tmp_path):
    name, text, message = BAD[what]
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(ScenarioError) as error:
        read_network(tmp_path / name)
    line = str(error.value)
    assert message in line
    assert line.startswith(str(tmp_path / name)) and line.isprintable() and len(line) < 1000


def test_what_is_no_file_is_told_with_the_nearest(tmp_path):
    (tmp_path / "friends.graphml").write_text("x")
    with pytest.raises(ScenarioError, match=r"no such file; .* Did you mean .*friends\.graphml"):
        read_network(tmp_path / "freinds.graphml")
    (tmp_path / "bytes.csv").write_bytes(b"A,B\xff\n")
    with pytest.raises(ScenarioError, match="bytes that are no text"):
        read_network(tmp_path / "bytes.csv")


@pytest.mark.parametrize("name", ["many.edges", "many.graphml"])
def test_too_many_ties_are_told_before_they_are_read(name, tmp_path, monkeypatch):
    monkeypatch.setattr("sim.community.reading.MAX_TIES", 100)
    monkeypatch.setattr("sim.community.reading.MAX_COUPLES", 10)
    ties = "".join(f'<edge source="A" target="n{i}"/>' for i in range(200))
    lines = "".join(f"A,n{i}\n" for i in range(200))
    (tmp_path / name).write_text(GRAPHML.format(ties) if name.endswith("l") else lines, "utf-8")
    with pytest.raises(ScenarioError, match="at most 100"):
        read_network(tmp_path / name)


def test_ten_million_ties_are_refused_whether_made_or_given():
    with pytest.raises(ScenarioError, match="given 10,000,000 ties; allowed: at most 5,000,000"):
        couples_of(scenario("protest-polka").change({"community.couples": 1_000_000, "community.degree": 20}), 1)


def test_a_network_that_nobody_knows_is_told_with_the_nearest():
    with pytest.raises(ScenarioError, match=r"community\.network: given 'smal-world'; .* Did you mean 'small-world'"):
        scenario("protest-polka").change({"community.network": "smal-world"})


def test_a_village_is_a_link_as_any_scenario_is():
    village = scenario("protest-polka").change({"community.couples": 12, "community.support": 0.1})
    assert "community.support" in to_link(village)


PIECES = st.sampled_from([
    "<graphml>", "</graphml>", "<graph edgedefault='undirected'>", "<node id='A'/>", "<edge source='A' target='B'/>",
    "<gexf>", "<nodes>", "<edges>", "<!DOCTYPE x>", "<!ENTITY a 'b'>", "<data key='d0'>1</data>", ",", ";", "\n", "A,B",
    "first,second,kind", "0.5", '"', "\t", "#",
])  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(READERS)), st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join))
def test_anything_is_a_network_or_is_refused_in_one_line(tmp_path, ending, text):
    path = tmp_path / f"any{ending}"
    path.write_text(text, "utf-8")
    try:
        network = read_network(path)
    except ScenarioError as error:
        assert str(error).isprintable()
    else:
        assert len(network) >= 1
