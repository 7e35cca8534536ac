"""The house has floors, and nothing is built on what stands above it."""

import ast
import graphlib
import sys

import pytest
from source import MODULES, ROOT, RUN_PATH, files, first_name, floor, imports, tree

import sim

LONGEST = 300


@pytest.mark.parametrize("name", MODULES)
def test_a_module_has_a_floor_and_imports_from_its_own_or_from_below(name):
    assert floor(name) is not None, f"{name} has no floor: give it one in tests/architecture/source.py"
    ours = {one for one in imports(tree(MODULES[name])) if one.partition(".")[0] == "sim"}
    above = {one for one in ours if floor(one) is None or floor(one) > floor(name)}
    assert not above, f"{name} (floor {floor(name)}) imports from above: {sorted(above)}"


def test_no_two_modules_need_each_other_to_be_imported():
    graph = {}
    for name, path in MODULES.items():
        body = [node for node in tree(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
        graph[name] = imports(ast.Module(body, [])) & MODULES.keys() - {name, "sim"}
    list(graphlib.TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("name", [name for name in MODULES if first_name(name) in RUN_PATH])
def test_the_run_path_imports_the_standard_library_and_itself_only(name):
    for one in imports(tree(MODULES[name])):
        root = one.partition(".")[0]
        allowed = first_name(one) in RUN_PATH if root == "sim" else root in sys.stdlib_module_names
        assert allowed, f"{name} imports {one}"


@pytest.mark.parametrize("path", files("sim", "experiments", "tests"), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_one_can_read(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith("sim.engines")])
def test_mesa_and_numba_stay_in_the_engines(name):
    if first_name(name) != "community":
        assert not {"mesa", "numba", "llvmlite"} & {one.partition(".")[0] for one in imports(tree(MODULES[name]))}


@pytest.mark.parametrize("name", [name for name in MODULES if first_name(name) in RUN_PATH])
def test_the_run_path_reads_no_clock_no_dice_and_writes_no_log(name):
    forbidden = {"time", "datetime", "random", "secrets", "logging", "os"}
    assert not forbidden & {one.partition(".")[0] for one in imports(tree(MODULES[name]))}


def test_what_is_named_in_public_is_there():
    assert all(hasattr(sim, name) for name in sim.__all__)
