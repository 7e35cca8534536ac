"""The house has floors, and nothing is built on what stands above it."""

import ast
import graphlib
import sys

from source import FLOORS, MODULES, ROOT, files, first_name, imports, tree

import sim

LONGEST, WIDEST = 300, 120
RESULTS = {"sim.model.trajectory", "sim.model.table_file"}
"""What a run is given back as."""
RUN_PATH = [name for name in MODULES if name.startswith("sim.model") and name not in RESULTS]
"""What a run needs: it works wherever Python works, without anything installed."""
OPENERS = {"to_csv", "to_parquet", "savefig", "read_csv", "read_parquet", "read_table", "read_schema", "ParquetFile",
           "ParquetWriter", "loadtxt", "savetxt", "write_graphml", "read_graphml"}  # fmt: skip
OPENED = {"file", "text"}
"""Functions of libraries that would read a path in their own way, and what they are given here."""
FORBIDDEN = {"time", "datetime", "random", "secrets", "logging", "os"}


def floor(name: str) -> int:
    """The floor of a module."""
    return next(i for i, names in enumerate(FLOORS) if first_name(name) in names)


def test_every_module_has_a_floor_and_imports_from_its_own_package_or_from_below():
    for name, path in MODULES.items():
        for other in imports(tree(path)):
            if other.partition(".")[0] == "sim":
                below = floor(other) < floor(name) or first_name(other) == first_name(name)
                assert below, f"{name} imports {other}, which is not below it"


def test_no_two_modules_need_each_other_even_through_an_import_inside_a_function():
    graph = {name: imports(tree(path)) & MODULES.keys() - {name} for name, path in MODULES.items()}
    list(graphlib.TopologicalSorter(graph).static_order())


def test_no_two_experiments_need_each_other():
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in files("experiments")}
    modules = {name.removesuffix(".__init__"): path for name, path in modules.items()}
    graph = {name: {one for one in imports(tree(path)) if one in modules} - {name} for name, path in modules.items()}
    list(graphlib.TopologicalSorter(graph).static_order())


def test_the_run_path_imports_the_standard_library_and_itself_only_and_reads_no_clock_and_no_dice():
    for name in RUN_PATH:
        for other in imports(tree(MODULES[name])):
            root = other.partition(".")[0]
            assert other in RUN_PATH if root == "sim" else root in sys.stdlib_module_names, f"{name} imports {other}"
            assert root not in FORBIDDEN, f"{name} imports {other}"


def test_mesa_and_numba_stay_in_the_engines_and_the_community():
    for name, path in MODULES.items():
        if first_name(name) not in ("engines", "community"):
            heavy = {"mesa", "numba", "llvmlite"} & {other.partition(".")[0] for other in imports(tree(path))}
            assert not heavy, f"{name} imports {heavy}"


def test_no_library_reads_a_path():
    """Pandas, Arrow and Matplotlib get files that are open."""
    for path in files("sim", "experiments"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in OPENERS:
                given = {one.id for one in node.args if isinstance(one, ast.Name)}
                assert given & OPENED or not node.args, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_no_file_is_longer_or_wider_than_one_can_read():
    python, page = (("sim", "experiments", "tests", "docs", ".ci"), "*.py"), (("sim", "tests"), "*.js")
    kinds = (python, page, (("sim",), "*.vue"), (("sim",), "*.css"))
    for folders, kind in kinds:
        for path in files(*folders, kind=kind):
            lines = path.read_text("utf-8").splitlines()
            assert len(lines) <= LONGEST, f"{path.relative_to(ROOT)}: {len(lines)} lines"
            wide = [number for number, line in enumerate(lines, 1) if len(line) > WIDEST]
            assert not wide, f"{path.relative_to(ROOT)}: lines {wide[:5]} are longer than {WIDEST} letters"


def test_what_is_named_in_public_is_there():
    assert all(hasattr(sim, name) for name in sim.__all__)
