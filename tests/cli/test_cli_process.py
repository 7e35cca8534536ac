"""The command as a process of its own: pipes, terminals, Ctrl-C, and what it loads."""

import json
import os
import select
import signal
import subprocess
import sys
import threading

import pytest

from sim.cli.signals import ENDS, Signalled, heard

START = [sys.executable, "-m", "sim.cli"]
ENDLESS = ["run", "protest-polka", "--engine", "mesa", "--replicates", "1000000"]


def call(*arguments, **settings):
    return subprocess.run(
        [*START, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=120, **settings
    )


def test_a_pipe_gets_one_json_object_and_nothing_else():
    result = call("run", "protest-polka", "--replicates", "300", "--set", "turns=30", "--engine", "mesa", "--json")
    assert result.returncode == 0 and result.stderr == ""
    assert json.loads(result.stdout)["replicates"] == 300


def test_ctrl_c_on_a_terminal_ends_cleanly_and_leaves_nothing_behind(tmp_path):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    arguments = [*START, *ENDLESS, "--out", str(tmp_path / "new")]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True)
    os.close(theirs)
    try:
        seen = until(ours, b" left")
        assert b"couples/s" in seen  # the bar: its rate and the time left
        process.send_signal(signal.SIGINT)
        seen += until(ours, b"stopped")
        assert process.wait(120) == 130
    finally:
        process.kill()
        process.stdout.close()
        os.close(ours)
    assert b"Traceback" not in seen
    assert list(tmp_path.iterdir()) == []


def until(terminal, words):
    """What a terminal shows until it shows these words."""
    seen = b""
    while words not in seen:
        waiting, _, _ = select.select([terminal], [], [], 20)
        try:
            part = os.read(terminal, 4096) if waiting else b""
        except OSError:  # the process has gone
            part = b""
        assert part, f"{words!r} never came after {seen!r}"
        seen += part
    return seen


@pytest.mark.skipif(os.name == "nt", reason="a pipe without a reader is told otherwise there")
def test_a_reader_that_has_gone_is_no_error():
    process = subprocess.Popen([*START, "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0
    process.stderr.close()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_behind_the_pipe_is_one_line():
    with open("/dev/full", "w") as full:
        result = subprocess.run([*START, "list"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1 and "Traceback" not in result.stderr


def test_a_terminal_that_knows_only_ascii_is_served_too(tmp_path):
    file = tmp_path / "é.toml"
    settings = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert call("validate", str(file), env=settings).returncode == 2
    assert call("show", "protest-polka", "--set", "partner_a.name=Zoë", env=settings).returncode == 0


@pytest.mark.parametrize("arguments", [["list"], ["--help"], ["validate", "protest-polka"], ["show", "protest-polka"]])
def test_quick_commands_load_nothing_slow(arguments):
    code = (
        "import sys; from sim.cli.main import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: pass\n"
        "slow = {'pandas', 'matplotlib', 'numba', 'mesa', 'scipy', 'solara'}\n"
        "print(sorted(slow & set(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert result.stderr.strip() == "[]"


def test_the_first_picture_of_the_page_loads_nothing_slow_either():
    code = (
        "import sys; from sim.dashboard.server import prepare; prepare()\n"
        "import sim.dashboard.app\n"
        "from sim.dashboard.payload.payload import payload\n"
        "from sim.dashboard.state.visit import opening\n"
        "payload(opening())\n"
        "slow = {'pandas', 'matplotlib', 'numba', 'mesa', 'scipy', 'networkx', 'SALib', 'pyarrow'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert result.stdout.strip() == "[]", result.stderr


EARLY = """
import os, signal, sys

class Hook:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["WHEN"]:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), getattr(signal, os.environ["TOLD"]))

sys.meta_path.insert(0, Hook())
"""
"""Run by Python before anything else: the signal comes when a module is about to be loaded."""
LOADED = [
    "click",
    "numpy",
    "pydantic",
    "sim.scenario.schema",
    "sim.cli.main",
    "sim.engines.ensemble",
    "llvmlite",
    "pandas",
]


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
@pytest.mark.parametrize("when", LOADED)
def test_ctrl_c_while_it_loads_is_one_line_at_most(tmp_path, when):
    (tmp_path / "sitecustomize.py").write_text(EARLY, "utf-8")
    settings = {**os.environ, "PYTHONPATH": f"{tmp_path}:{os.getcwd()}", "WHEN": when, "TOLD": "SIGINT"}
    result = call("run", "protest-polka", "--replicates", "2", env=settings)
    assert (result.returncode, result.stderr) in ((-signal.SIGINT, ""), (130, "stopped\n"))
    assert result.stdout == ""


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
@pytest.mark.parametrize(("told", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_system_that_ends_the_command_is_heard_as_ctrl_c_is(tmp_path, told, code):
    (tmp_path / "sitecustomize.py").write_text(EARLY, "utf-8")
    settings = {**os.environ, "PYTHONPATH": f"{tmp_path}:{os.getcwd()}", "WHEN": "pandas", "TOLD": told}
    result = call("run", "protest-polka", "--replicates", "2", "--out", str(tmp_path / "out"), env=settings)
    assert (result.returncode, result.stderr) == (code, "stopped\n")
    assert not (tmp_path / "out").exists()


SWALLOWED = """
import ctypes, os, signal, sys

class Hook:
    def find_spec(self, name, path=None, target=None):
        if name == "numba":
            ctypes.CFUNCTYPE(None)(lambda: os.kill(os.getpid(), signal.SIGINT))()
            raise RuntimeError("no compiled object yet")

sys.meta_path.insert(0, Hook())
"""
"""Run by Python before anything else: the signal comes in a callback, as of the compiler's, which cannot pass it on."""


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
def test_ctrl_c_while_it_compiles_is_no_fault_of_the_engine(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(SWALLOWED, "utf-8")
    spec = '[model]\nscenario = "protest-polka"\n[parameters]\n"couple.bond" = [0.3, 0.6]\n'
    (tmp_path / "spec.toml").write_text(spec, "utf-8")
    settings = {**os.environ, "PYTHONPATH": f"{tmp_path}:{os.getcwd()}", "PASDEDEUX_CACHE": str(tmp_path / "cache")}
    result = call("sweep", str(tmp_path / "spec.toml"), "--out", str(tmp_path / "out"), env=settings)
    assert (result.returncode, result.stderr) == (3, "pasdedeux: stopped; nothing was begun\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="closed outputs are another matter there")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_output_is_silence(closed):
    command = f"{sys.executable} -m sim.cli list {closed}"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0 and result.stderr == ""


class Deaf:
    """Is told to end while it goes, where Python drops whatever is raised."""

    def __init__(self, number):
        self.number = number

    def __del__(self):
        signal.raise_signal(self.number)


@pytest.mark.parametrize("number", ENDS)
def test_being_told_to_end_where_python_drops_it_is_heard_all_the_same(number):
    with heard() as signals, pytest.raises(Signalled) as raised:
        Deaf(number)
        assert signals.number == number, "it was told, and nothing came of it"
        threading.Event().wait(60.0)
        pytest.fail("it was not heard")
    assert raised.value.number == number
