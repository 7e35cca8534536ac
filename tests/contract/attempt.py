"""Everything that can be done with changed copies of the project, once in each; prints what came of it as JSON.

Run by ``extending.attempt``. Each copy is imported by a child of this process, which has imported what they all stand
on. Where nothing is compiled, the kernel's own text runs as plain Python over two lanes instead of sixteen.
"""

import importlib
import json
import os
import sys
import tempfile
import traceback
from dataclasses import replace
from pathlib import Path

HEAVY = ("numba.extending", "numpy", "pandas", "mesa", "matplotlib.figure", "scipy.optimize", "pyarrow.parquet",
         "networkx", "pydantic", "click.testing", "cachetools", "tomli_w", "SALib.sample.sobol")  # fmt: skip
COMPILED = os.environ["NUMBA_DISABLE_JIT"] == "0"
QUICK = ("why", "evidence", "lesson")
"""The views that run no ensemble."""


def interpreted() -> None:
    """Few lanes, before the kernel is imported: plain Python takes them one by one."""
    from sim.engines import lanes

    lanes.LANES = 2


def page(task: dict) -> dict:
    """The page of a visitor who has made the ``gestures``: what it shows, every view, and what it needs once."""
    from sim.dashboard import views
    from sim.dashboard.panels import components
    from sim.dashboard.payload.controls import fixed
    from sim.dashboard.payload.payload import payload
    from sim.dashboard.state import address
    from sim.dashboard.state.gestures import after
    from sim.dashboard.state.visit import opening

    visit = opening()
    for gesture in task["gestures"]:
        visit = after(visit, gesture)
        assert not visit.message, visit.message
    shown = json.loads(json.dumps(payload(visit), allow_nan=False))
    assert address.read(shown["link"]).scenario == visit.scenario, "the address leads back"
    wanted = [name for name in views.BEHIND if COMPILED or name in (*QUICK, *task["tabs"])]
    answers = {name: views.answer(replace(visit, panel=name)) for name in wanted}
    return {"shown": shown, "views": answers, "fixed": fixed(), "panels": components()}


def runs(task: dict) -> dict:
    """One run by both engines, and whether it differs from the same couple's without what is ``undone``."""
    import sim

    couple = sim.scenario(task["scenario"]).change({"days": 2, "turns": 30, **task["changes"]})
    by_mesa, by_lanes = (sim.simulate(couple, 3, engine=engine) for engine in ("mesa", "ensemble"))
    plain = sim.simulate(couple.without().change(task["undone"]), 3)
    return {
        "alike": by_mesa.equals(by_lanes) and by_mesa.outcomes == by_lanes.outcomes,
        "differs": not plain.equals(by_mesa),
        "columns": list(by_mesa.columns),
        "outcomes": by_mesa.outcomes,
    }


def swept(task: dict) -> dict:
    """A small sweep of ``key``: its columns, whether ``main`` was moved, and the report's text."""
    import sim
    from sim.report.writing import write

    fixed = {key: value for key, value in task["changes"].items() if key != task["key"]}
    spec = {
        "model": {"scenario": task["scenario"], "set": {"days": 2, "turns": 10, **fixed}},
        "parameters": {task["key"]: [0.2, 0.8]},
        "replicates": {"count": 2},
        "analysis": {"main": [task["main"]], "resamples": 50},
    }
    with tempfile.TemporaryDirectory() as folder:
        table = sim.sweep(spec, folder, jobs=1)
        write(folder)
        report = (Path(folder) / "report" / "report.html").read_text("utf-8")
    moved = table.groupby("replicate")[task["main"]].nunique().min() > 1
    return {"columns": list(table.columns), "moved": bool(moved), "report": report}


def command(words: list[str]) -> dict:
    """What a command printed, and its exit code."""
    from click.testing import CliRunner

    from sim.cli.main import main

    done = CliRunner().invoke(main, words)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return {"code": done.exit_code, "text": done.output}


def answer(task: dict) -> dict:
    """Everything with one copy; where it stops, the ``error`` and how far it had come."""
    task = {"gestures": [], "tabs": [], "scenario": "protest-polka", "changes": {}, "undone": {}, "key": "couple.bond",
            "main": "satisfaction", **task}  # fmt: skip
    sys.path.insert(0, task["folder"])
    os.chdir(task["folder"])
    os.environ["PASDEDEUX_CACHE"] = task["folder"]
    try:
        if not COMPILED:
            interpreted()
        parts = {**page(task), "runs": runs(task), "swept": swept(task)}
        return {**parts, "commands": [command(words) for words in task["commands"]]}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}", "traceback": traceback.format_exc()}


def in_a_child(task: dict) -> dict:
    """The answer of a child, which alone imports the copy."""
    with tempfile.TemporaryFile("w+") as file:
        child = os.fork()
        if not child:
            file.write(json.dumps(answer(task)))
            file.flush()
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0, "the child did not come to its end"
        file.seek(0)
        return json.load(file)


if __name__ == "__main__":
    for name in HEAVY:
        importlib.import_module(name)
    print(json.dumps([in_a_child(task) for task in json.load(sys.stdin)]))
