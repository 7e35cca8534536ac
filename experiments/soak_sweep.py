"""Does a sweep survive whatever happens to it? Ten times killed at random moments, and resumed.

``uv run python -m experiments.soak_sweep`` (``--kills``, ``--seed``, ``--processes``; ``--seconds`` for a longer
sweep). Every kill is a ``kill -9`` of the whole command. At the end: the table is that of a sweep that nobody touched,
to the last byte; no part was done twice; nothing half-written is left.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import tomli_w

from experiments.arguments import Arguments
from sim.sweep.execution.disk import UNFINISHED
from sim.sweep.execution.folder import status
from sim.sweep.execution.parts import stretches
from sim.sweep.execution.pools import Options
from sim.sweep.execution.running import run_into
from sim.sweep.spec.specification import read

START = [sys.executable, "-m", "sim.cli"]
RATE = 5e7
"""Partner-turns a second, about, that two cores live."""


def question(seconds: float) -> dict:
    """A sweep of about so many seconds."""
    count = max(64, round(seconds * RATE / (2 * 24 * 20 * 150)))
    return {
        "model": {"scenario": "protest-polka", "set": {"days": 20}},
        "parameters": {"couple.bond": [0.2, 0.4, 0.6, 0.8], "partner_a.anxiety": [0.2, 0.5, 0.8]},
        "replicates": {"count": count, "paired": {"intervention": {"kind": "hand-holding", "turn": 60, "days": 20}}},
    }


def written(folder: Path) -> dict[str, int]:
    """When each part was written."""
    return {part.name: part.stat().st_mtime_ns for part in (folder / "parts").glob("[0-9]*.parquet")}


def killed(arguments: list[str], out: Path, chance: random.Random, most: float) -> str:
    """Begin, wait for a part at least, wait a while more, and kill. Gives what happened, in words."""
    before, start = len(stretches(out / "parts")), time.monotonic()
    process = subprocess.Popen([*START, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None and len(stretches(out / "parts")) == before:
        time.sleep(0.005)
    time.sleep(chance.uniform(0.0, most))
    process.kill()
    code = process.wait()
    process.stderr.close()
    end = "killed" if code == -signal.SIGKILL else f"ended with {code}"
    return f"{end} after {time.monotonic() - start:.1f} s"


def main() -> None:
    """Begin, kill and resume; then compare."""
    parser = Arguments("soak_sweep", __doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long the sweep is, about")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", action="store_true", help="workers that are processes")
    options = parser.parse_args()
    chance, tables = random.Random(options.seed), question(options.seconds)
    workers = ["--processes"] if options.processes else []
    with tempfile.TemporaryDirectory() as place:
        spec, out, calm = (Path(place) / name for name in ("spec.toml", "out", "calm"))
        spec.write_text(tomli_w.dumps(tables), "utf-8")
        for i in range(options.kills):
            arguments = ["resume", str(out)] if i else ["sweep", str(spec), "--out", str(out)]
            before = written(out)
            how = killed([*arguments, "--chunk", "256", *workers], out, chance, options.seconds / options.kills / 2)
            assert before.items() <= written(out).items(), "a part was written twice"
            now = status(out)
            print(f"{i + 1}: {how}; {now.done:,} of {now.runs:,} runs done", flush=True)
        subprocess.run([*START, "resume", str(out), *workers], check=True)
        assert before.items() <= written(out).items(), "a part was written twice"
        assert not list(out.rglob(f"{UNFINISHED}*")), "a file is half-written"
        covered = stretches(out / "parts")
        assert [stop for _, stop in covered[:-1]] == [start for start, _ in covered[1:]], "a run is there twice"
        run_into(read(tables), calm, Options())
        assert (out / "runs.parquet").read_bytes() == (calm / "runs.parquet").read_bytes(), "the tables differ"
        print(f"{options.kills} kills: the table is that of a sweep that nobody touched, to the last byte.")


if __name__ == "__main__":
    main()
