"""A user's own network, from GraphML, GEXF, an edge list or an adjacency table in CSV.

An XML file may say nothing of a document type: so no entity is ever declared, and none expands. Whatever cannot be used
is refused in one line.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

import networkx as nx

from sim.checking.errors import ScenarioError, complaint, nearest, shown
from sim.checking.settings import number_in
from sim.checking.text_file import text_of
from sim.community.network import GIVEN, WORDS, Network, Tie, network_of
from sim.model.state import MEANING
from sim.model.ties.state import KINDS, WHOSE
from sim.scenario.community import ENDINGS, MAX_COUPLES, MAX_TIES

MAX_BYTES = 500_000_000
LONGEST_NAME = 200
OF_TIE = ("kind", "strength", "whose", "whose_first", "whose_second")
"""What a file may say of a tie; ``whose`` is of both of its ends, in the order in which its couples are named."""
HIGH = {"hardship": 5.0}
"""The most that a couple's number may be, where that is not 1."""
WHAT = "a network: GraphML, GEXF, an edge list, or an adjacency table in CSV"


def read_network(path: str | Path) -> Network:
    """The network in a file, told by the name's ending. Raises ``ScenarioError`` for whatever keeps it from being used:
    no such file, no text, cut off, a document type, directed ties, weights that are no strengths, a couple tied to
    itself, a tie given twice, an unknown word, and too many couples or ties."""
    where = str(path)
    _ending(where)
    return network_in(text_of(Path(path), WHAT, MAX_BYTES, "a text in UTF-8"), where)


def _ending(where: str) -> str:
    """The ending of a file's name, which tells its form."""
    ending = Path(where).suffix.lower()
    if ending not in READERS:
        raise complaint(where, "file", f"a name that ends in {shown(ending)}", f"one of {', '.join(ENDINGS)}",
                        nearest(ending, ENDINGS))  # fmt: skip
    return ending


def network_in(text: str, where: str) -> Network:
    """The network in a text, told by the ending of ``where`` it is from; raises as ``read_network`` does."""
    ending = _ending(where)
    if not text.strip():
        raise complaint(where, "file", "an empty file", WHAT)
    names, ties, given = READERS[ending](text, where)
    return network_of(names, ties, where, given)


Read = tuple[list[str], Iterable[Tie], dict[str, dict[str, float]]]


def _xml(text: str, where: str, form: str, read: Callable[[io.BytesIO], Any]) -> Read:
    """A graph in XML, once it has been seen to be whole and to declare nothing."""

    def refuse(*_: Any) -> None:
        raise complaint(
            where, f"line {parser.CurrentLineNumber}", "a document type or an entity", f"{form} without one"
        )

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    ties = 0

    def count(name: str, _: Any) -> None:
        nonlocal ties
        ties += name.rpartition(":")[2] == "edge"
        if ties > MAX_TIES:
            raise complaint(where, "ties", f"more than {MAX_TIES:,}", f"at most {MAX_TIES:,}")

    parser.StartElementHandler = count
    raw = text.encode()
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        given = f"{expat.errors.messages[error.code]} in line {error.lineno}"
        raise complaint(where, form, f"XML that is cut off or broken ({given})", f"a whole file of {form}") from None
    try:
        graph = read(io.BytesIO(raw))
    except Exception as error:  # anybody's file: NetworkX answers some with errors of every kind
        raise complaint(
            where, form, f"what cannot be read as that ({shown(str(error))})", f"a graph in {form}"
        ) from None
    return _of_graph(graph, where)


def _of_graph(graph: nx.Graph, where: str) -> Read:
    """Couples and ties of a graph, with what it says of them."""
    if graph.is_directed():
        raise complaint(where, "ties", "ties with a direction", "ties that lead both ways (an undirected graph)")
    if graph.number_of_edges() > MAX_TIES or len(graph) > MAX_COUPLES:
        raise complaint(where, "size", f"{len(graph):,} couples, {graph.number_of_edges():,} ties",
                        f"at most {MAX_COUPLES:,} and {MAX_TIES:,}")  # fmt: skip
    given = {str(name): _said(where, str(name), data) for name, data in graph.nodes(data=True)}
    ties = (_tie(where, str(one), str(other), data) for one, other, data in graph.edges(data=True))
    return [_named(where, str(name)) for name in graph], ties, {name: said for name, said in given.items() if said}


def _said(where: str, name: str, data: dict[str, Any]) -> dict[str, float]:
    """What a file says of a couple by ``GIVEN``; a misspelt key is refused, one of something else is passed over."""
    found = {}
    for key, value in data.items():
        if key not in GIVEN:
            hint = nearest(key, GIVEN) if key.rpartition("_")[0] in MEANING or key in MEANING else ""
            if hint:
                raise complaint(where, f"couple {name}", f"the unknown key {shown(key)}", ", ".join(GIVEN), hint)
            continue
        found[key] = _number(where, f"couple {name}, {key}", value, HIGH.get(key, 1.0))
    return found


def _tie(where: str, first: str, second: str, data: dict[str, Any]) -> Tie:
    """One tie, with what a file says of it; a weight is none of ours, because nobody knows what it means."""
    place = f"tie {first} to {second}"
    if "weight" in data and "strength" not in data and data["weight"] not in (1, 1.0, "1", "1.0"):
        raise complaint(where, place, f"a weight of {shown(data['weight'])}", "a strength from 0 to 1, as `strength`")
    strength = _number(where, f"{place}, strength", data.get("strength", 0.5), 1.0)
    whose = str(data.get("whose", "both"))
    ends = [str(data.get(f"whose_{end}", whose)) for end in ("first", "second")]
    for key, word, known in (("kind", str(data.get("kind", "friend")), KINDS), *(("whose", w, WHOSE) for w in ends)):
        if word not in known:
            raise complaint(where, f"{place}, {key}", shown(word), " or ".join(known), nearest(word, known))
    return Tie(first, second, str(data.get("kind", "friend")), strength, *ends)


def _number(where: str, place: str, value: Any, high: float) -> float:
    number = number_in(value.strip()) if isinstance(value, str) else value
    if isinstance(number, int | float) and not isinstance(number, bool) and 0.0 <= number <= high:
        return float(number)
    raise complaint(where, place, shown(value), f"a number from 0 to {high:g}")


def _named(where: str, name: str) -> str:
    """The name of a couple."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise complaint(where, "couple", shown(name), f"a name of 1 to {LONGEST_NAME} characters")
    if name.isdecimal() and int(name) >= WORDS:
        raise complaint(where, "couple", shown(name), f"a name, or a number below {WORDS:,}")
    return name


def _graphml(text: str, where: str) -> Read:
    return _xml(text, where, "GraphML", nx.read_graphml)


def _gexf(text: str, where: str) -> Read:
    return _xml(text, where, "GEXF", nx.read_gexf)


def _table(text: str, where: str) -> Read:
    """An adjacency table: couples' names along the top and down the side, strengths within, 0 or nothing for no tie."""
    rows = _cells(text, where)
    (_, head), *body = rows
    names = [_named(where, name) for name in head[1:]]
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise complaint(where, "line 1", f"{shown(twice)} twice", "each couple once")
    strengths: dict[tuple[str, str], float] = {}
    for line, cells in body:
        if len(cells) != len(head):
            raise complaint(where, f"line {line}", f"{len(cells)} cells", f"{len(head)}, as in the first line")
        if cells[0] not in names:
            raise complaint(where, f"line {line}", shown(cells[0]), "a couple of the first line",
                            nearest(cells[0], names))  # fmt: skip
        for other, cell in zip(names, cells[1:], strict=True):
            if cell:
                strengths[cells[0], other] = _number(where, f"line {line}, {other}", cell, 1.0)
    return names, list(_both_ways(strengths, where)), {}


def _both_ways(strengths: dict[tuple[str, str], float], where: str) -> Iterator[Tie]:
    """The ties of an adjacency table, which must say the same above and below its diagonal, or one of them nothing."""
    for (one, other), strength in strengths.items():
        back = strengths.get((other, one))
        if strength > 0.0 and one != other and back is not None and back != strength:
            raise complaint(where, f"{one} and {other}", f"{strength:g} one way and {back:g} the other",
                            "the same both ways (ties have no direction)")  # fmt: skip
        if strength > 0.0 and (back is None or one == other or one < other):
            yield Tie(one, other, strength=strength)


def _edges(text: str, where: str) -> Read:
    """An edge list: a tie a line, ``first,second`` and then its strength, or columns that a header names; a line with
    one name is a couple without ties."""
    rows = _cells(text, where)
    columns: list[str] = ["first", "second", "strength"]
    if rows[0][1][:2] == ["first", "second"]:
        columns = rows.pop(0)[1]
        for key in columns[2:]:
            if key not in OF_TIE:
                raise complaint(where, "line 1", f"the unknown column {shown(key)}", ", ".join(OF_TIE),
                                nearest(key, OF_TIE))  # fmt: skip
    names: dict[str, None] = {}
    ties = []
    for line, cells in rows:
        if len(cells) > len(columns):
            raise complaint(
                where, f"line {line}", f"{len(cells)} cells", f"at most {len(columns)}: {', '.join(columns)}"
            )
        said = {key: cell for key, cell in zip(columns, cells, strict=False) if cell}
        for end in ("first", "second"):
            if end in said:
                names[_named(f"{where}: line {line}", said[end])] = None
        if "first" in said and "second" in said:
            rest = {key: value for key, value in said.items() if key not in ("first", "second")}
            ties.append(_tie(f"{where}: line {line}", said["first"], said["second"], rest))
        if len(ties) > MAX_TIES:
            raise complaint(where, "ties", f"more than {MAX_TIES:,}", f"at most {MAX_TIES:,}")
    return list(names), ties, {}


def _cells(text: str, where: str) -> list[tuple[int, list[str]]]:
    """Lines that say something, with their number and cells: apart by tabs, semicolons, commas or blanks."""
    if text.count("\n") > MAX_TIES + MAX_COUPLES:
        raise complaint(where, "ties", f"{text.count(chr(10)):,} lines", f"at most {MAX_TIES:,} ties")
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    separator = next((s for s in "\t;," if s in first), " ")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    found: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
                found.append((reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error as error:
        line = f"line {reader.line_num}"
        raise complaint(where, line, f"{error}, which is no table", "cells, quotes closed") from None
    if not found:
        raise complaint(where, "file", "nothing that is no remark", WHAT)
    return found


def _csv(text: str, where: str) -> Read:
    """A table whose first cell is empty, or whose first line names as many couples as there are lines, is one of
    adjacency; any other is an edge list."""
    rows = _cells(text, where)
    head = rows[0][1]
    square = len(rows) == len(head) and len(head) > 2 and all(cells[0] in head[1:] for _, cells in rows[1:])
    return _table(text, where) if head[0] == "" or square else _edges(text, where)


READERS: dict[str, Callable[[str, str], Read]] = {
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".csv": _csv,
    ".edges": _edges,
    ".edgelist": _edges,
    ".txt": _edges,
}
assert set(READERS) == set(ENDINGS)
__all__ = ["OF_TIE", "ScenarioError", "network_in", "read_network"]
