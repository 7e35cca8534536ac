"""The kernel is compiled into packed arithmetic, where nothing can be written too, and anew when a law changes."""

import json
import os
import platform
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from sim.checking.cache_folder import folder
from sim.engines.native import SOURCES, Native, digest
from sim.model.registry import LAWS

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import json, re, sys
import sim
from sim.engines import compiling
from sim.engines.packed import run_kernel

compiled, made = compiling.compiled, []
compiling.compiled = lambda *given: made.append(compiled(*given)) or made[-1]
run_kernel.ready()
lines = made[0].library.get_asm_str().splitlines()
labels = {m.group(1): i for i, line in enumerate(lines) if (m := re.match(r"(\\.?L\\w+):", line))}
jump = re.compile(r"\\s+(?:j\\w+|b|b\\.\\w+|cbn?z\\s+\\w+,|tbn?z\\s+\\w+,.*,)\\s+(\\.?L\\w+)")
loops = sorted({(labels[m.group(1)], i) for i, line in enumerate(lines)
                if (m := jump.match(line)) and labels.get(m.group(1), i) < i})
inner = [(s, e) for s, e in loops if not any((s, e) != (t, f) and s <= t and f <= e for t, f in loops)]

def count(pattern, start, end):
    return sum(1 for line in lines[start:end] if re.match(r"\\s+(?:" + pattern + r")", line))

PACKED, SCALAR = r"v?mulpd|fmul\\s+v\\d+\\.2d", r"v?mulsd|fmul\\s+d\\d"
WORDS, WORD = r"v?pmuludq|vpmullq|umull2?\\s+v", r"imulq|mulq|mul\\s+x|umull\\s+x"
print(json.dumps({
    "loops": [[count(kind, s, e) for kind in (PACKED, SCALAR, WORDS, WORD)] for s, e in inner],
    "lines": any(re.match(r"\\s+andq\\s+\\$-64, %rsp", line) for line in lines),
    "outcomes": list(sim.simulate("protest-polka", engine="ensemble").outcomes.values()),
}))
"""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> dict:
    """A first start of a read-only install whose user can write neither cache nor home."""
    place = tmp_path_factory.mktemp("install")
    for name in ("sim", "scenarios"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    blocked, temporary = place / "a-file", place / "temporary"
    blocked.write_text("not a folder")
    temporary.mkdir()
    for path in (place / "sim", place / "scenarios"):
        for item in (path, *path.rglob("*")):
            item.chmod(0o555 if item.is_dir() else 0o444)
    nowhere = {"PASDEDEUX_CACHE": str(blocked), "XDG_CACHE_HOME": str(blocked), "HOME": str(blocked)}
    environment = {**os.environ, **nowhere, "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, cwd=place, capture_output=True, text=True, timeout=300
    )
    for path in (place / "sim", place / "scenarios"):
        for item in (path, *path.rglob("*")):
            item.chmod(0o755)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return {**found, "left": [p.name for p in temporary.iterdir()], "beside": list(place.rglob("*.object"))}


def test_a_read_only_install_without_a_home_still_runs_the_same_couple(fresh):
    import sim

    assert fresh["outcomes"] == list(sim.simulate("protest-polka", engine="ensemble").outcomes.values())


def test_it_writes_nothing_beside_the_source_and_leaves_nothing_behind(fresh):
    assert fresh["beside"] == []
    assert [name for name in fresh["left"] if name.startswith("pas-de-deux")] == []


known_processor = pytest.mark.skipif(
    platform.machine().lower() not in ("x86_64", "amd64", "arm64", "aarch64"), reason="names of x86 and arm only"
)


@known_processor
def test_the_loop_over_turns_is_packed_arithmetic(fresh):
    packed, scalar, *_ = max(fresh["loops"])
    assert packed > 100, "the laws of two partners need more products than that"
    assert scalar < 0.1 * packed


x86 = pytest.mark.skipif(platform.machine().lower() not in ("x86_64", "amd64"), reason="as x86 does it")


@x86
def test_chance_is_drawn_in_packed_words_too(fresh):
    _, _, packed, scalar = max(fresh["loops"])
    assert packed >= 20, "some thirty products of words a turn"
    assert scalar < 0.2 * packed


@x86
def test_what_does_not_fit_into_registers_lies_within_lines_of_the_cache(fresh):
    assert fresh["lines"], "the stack of the compiled function begins with a line"


@pytest.fixture
def copies(tmp_path) -> list[Path]:
    """A copy of every source that the kernel is compiled from."""
    made = []
    for i, source in enumerate(SOURCES):
        made.append(tmp_path / f"{i:03}.py")
        shutil.copyfile(source, made[-1])
    return made


def test_a_changed_source_is_another_cache(copies):
    before = digest(copies)
    assert digest(reversed(copies)) == before, "the order of files is no change"
    names = {before}
    for path in copies:
        text = path.read_text("utf-8")
        path.write_text(text + "\n# changed\n", "utf-8")
        names.add(digest(copies))
        path.write_text(text, "utf-8")
    assert len(names) == 1 + len(copies)
    assert digest(copies) == before


def test_the_cache_is_named_after_every_law():
    known = set(SOURCES)
    assert {Path(sys.modules[function.__module__].__file__).resolve() for function in LAWS} <= known
    for name in ("model/state", "model/cues", "model/parameters", "model/chance", "engines/kernel", "engines/lanes"):
        assert (ROOT / "sim" / f"{name}.py").resolve() in known, name


def test_a_given_cache_folder_is_used(tmp_path, monkeypatch):
    monkeypatch.setenv("PASDEDEUX_CACHE", str(tmp_path))
    assert folder("x") == tmp_path / "pas-de-deux" / "x"
    (tmp_path / "taken").write_text("not a folder")
    monkeypatch.setenv("PASDEDEUX_CACHE", str(tmp_path / "taken"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "next"))
    assert folder("x") == tmp_path / "next" / "pas-de-deux" / "x"


AGAIN = """
import sys
import numpy as np
from sim.engines.turns import after
from sim.model.cues import NOTHING
from sim.model.parameters import DEFAULTS
from sim.model.trajectory import STATE
states = np.linspace(0.1, 0.9, len(STATE))[:, None]
print(after(states, np.array(NOTHING), np.array(DEFAULTS), 9).tolist(), "numba" in sys.modules)
"""


def test_what_is_kept_is_loaded_without_the_compiler_and_what_is_damaged_is_made_anew(tmp_path):
    def start() -> str:
        environment = {**os.environ, "PASDEDEUX_CACHE": str(tmp_path)}
        return subprocess.run([sys.executable, "-c", AGAIN], env=environment, cwd=ROOT, capture_output=True,
                              text=True, check=True).stdout  # fmt: skip

    first, second = start(), start()
    assert first.replace("True", "False") == second != first
    (kept,) = tmp_path.rglob("*.object")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1000] + bytes(1000))
    assert start() == first
    assert kept.read_bytes() == whole


def test_what_machine_code_cannot_take_is_refused():
    taken = Native("sim.engines.calm:take_turns", ("float64[:,::1]", "int64", "int64"))
    for wrong in (np.zeros(4), np.zeros((2, 4), np.float32), np.zeros((4, 2)).T):
        with pytest.raises(TypeError, match="calm:take_turns takes"):
            taken(wrong, 1, 0)
    with pytest.raises(ValueError):
        taken(np.zeros((2, 4)), 1)


def test_a_function_that_needs_a_helper_of_the_compiler_is_refused():
    from sim.engines.compiling import compiled

    def reshaped(rows):
        rows.reshape((2, 2))[0, 0] = 1.0

    with pytest.raises(TypeError, match="reshaped needs numba_attempt_nocopy_reshape"):
        compiled(reshaped, ["float64[::1]"])


def test_who_asks_while_it_is_being_loaded_waits_for_it(monkeypatch):
    """A compiler that is half imported by another thread does not work."""
    begun, go_on, loaded = threading.Event(), threading.Event(), []

    def slowly(native: Native) -> Callable:
        loaded.append(native.where)
        begun.set()
        go_on.wait()
        return print

    monkeypatch.setattr(Native, "_linked", slowly)
    one, other = Native("first:one", ()), Native("second:other", ())
    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(one.ready)]
        begun.wait()
        asked += [pool.submit(native.ready) for native in (one, other)]
        alone = list(loaded)
        go_on.set()
        assert [each.result() for each in asked] == [print] * 3
    assert alone == ["first:one"] and loaded == ["first:one", "second:other"]
