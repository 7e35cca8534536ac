"""Does a sweep survive whatever happens to it?

``uv run python -m experiments.soak_sweep``. It is killed ``--kills`` times at random moments and resumed
(``--processes``; ``--seconds`` for a longer sweep); a small one has its disk fail, and is killed, at every
``--step``-th call of the ``--kinds``; and ``--bits`` bits are flipped in every file of a finished and of an unfinished
one. With ``--dask STEP`` the kills, of the sweep, a worker and the scheduler, and the failures of the disk come once
more on a Dask cluster. Each time what is left is whole as far as it goes, and what comes of going on is what comes of a
sweep that nobody touched, to the last byte. The counts are printed; ``--out`` keeps them as JSON.
"""

import contextlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import tomli_w

from experiments.arguments import Arguments
from experiments.cluster import Cluster
from experiments.sweep_faults import KINDS, OPTIONS, QUESTION, contents, failures, flips, kills, switches
from sim.sweep.execution.disk import UNFINISHED
from sim.sweep.execution.folder import status
from sim.sweep.execution.integrity import check
from sim.sweep.execution.parts import listed
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


def begun(arguments: list[str], out: Path) -> subprocess.Popen:
    """Begin, and wait for a part at least."""
    before = len(listed(out / "parts"))
    process = subprocess.Popen([*START, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(listed(out / "parts")) == before:
        time.sleep(0.005)
    return process


def waited(process: subprocess.Popen, seconds: float) -> None:
    """Wait a while, or until it ends."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


def ended(process: subprocess.Popen) -> str:
    """How a process ended, in words."""
    code = process.wait()
    return "killed" if code == -signal.SIGKILL else f"ended with {code}"


def random_kills(options: Any, place: Path, *workers: str, cluster: Cluster | None = None) -> int:
    """Begin a sweep of some length, kill it at a random moment and go on, time and again; then compare. Gives how often
    it was there to be killed.

    With a ``cluster`` its worker and its scheduler are killed in turn with the sweep: without the one it goes on with
    another, without the other it stops and can go on.
    """
    chance, tables, count = random.Random(options.seed), question(options.seconds), 0
    spec, out, calm = (place / name for name in ("spec.toml", "out", "calm"))
    spec.write_text(tomli_w.dumps(tables), "utf-8")
    for i in range(options.kills):
        on = ["--on", cluster.address] if cluster else []
        arguments = ["resume", str(out)] if i else ["sweep", str(spec), "--out", str(out)]
        before = written(out)
        process = begun([*arguments, "--chunk", "256", *workers, *on], out)
        waited(process, chance.uniform(0.0, options.seconds / options.kills / 2))
        what = ("the sweep", "its worker", "its scheduler")[i % 3 if cluster else 0]
        if cluster and what == "its worker":
            cluster.worker.kill()
            cluster.hire()
            seen = len(listed(out / "parts"))
            while process.poll() is None and len(listed(out / "parts")) == seen:
                time.sleep(0.005)
            assert process.poll() in (None, 0), "it did not go on with another worker"
            process.kill()
        elif cluster and what == "its scheduler":
            cluster.scheduler.kill()
            assert process.wait(120) in (0, 3), "it was not interrupted"
            cluster.__exit__()
            cluster.__enter__()
        else:
            process.kill()
        how = ended(process)
        count += how != "ended with 0"
        assert before.items() <= written(out).items(), "a part was written twice"
        now = status(out)
        assert not now.damaged, now.damaged
        print(f"{i + 1}: {what} killed, {how}; {now.done:,} of {now.runs:,} runs done", flush=True)
    subprocess.run([*START, "resume", str(out), *workers], check=True)
    assert before.items() <= written(out).items(), "a part was written twice"
    assert not list(out.rglob(f"{UNFINISHED}*")), "a file is half-written"
    assert check(out).damaged == {}
    run_into(read(tables), calm, Options())
    assert (out / "runs.parquet").read_bytes() == (calm / "runs.parquet").read_bytes(), "the tables differ"
    with_what = " ".join(workers) or ("Dask" if cluster else "threads")
    print(f"{count} kills at random ({with_what}): the table is that of a sweep that nobody touched, to the last byte.",
          flush=True)  # fmt: skip
    return count


def with_dask(options: Any, place: Path, right: dict[str, bytes]) -> None:
    """Random kills of a sweep on a cluster, and failures of the disk, some of each kind."""
    with Cluster() as cluster:
        count = sum(failures(kind, place, right, options.dask, Options(on=cluster.address, chunk=OPTIONS.chunk))
                    for kind in options.kinds)  # fmt: skip
        print(f"{count} failures of the disk with Dask: survived.", flush=True)
        (place / "dask").mkdir()
        random_kills(options, place / "dask", cluster=cluster)


def main() -> None:
    """Everything that may happen, one after the other."""
    parser = Arguments("soak_sweep", __doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long the sweep is, about")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", action="store_true", help="workers that are processes")
    parser.add_argument("--step", type=int, default=1, help="every how many calls the disk fails")
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=KINDS, help="calls that fail")
    parser.add_argument("--bits", type=int, default=60, help="bits of each file that are flipped")
    parser.add_argument("--dask", type=int, metavar="STEP", help="with Dask too: every how many calls the disk fails")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the counts there, as JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place, counts = Path(name), Counter()
        # Forks come first, while there are no threads.
        right = calm(place / "right")
        for kind in options.kinds:
            counts["kills"] += (now := kills(kind, place, right, options.step))
            print(f"{now} kills, one at each {kind}: survived.", flush=True)
        for kind in options.kinds:
            counts["failures"] += (now := failures(kind, place, right, options.step))
            print(f"{now} failures, one of each {kind}: survived.", flush=True)
        for kind in options.kinds:
            counts.update(kills=(now := switches(kind, place)), failures=now)
            print(f"{now} kills and failures of a report renewed, at each {kind}: the old or the new.", flush=True)
        if options.bits:
            counts["bits"] += flipped(place, options.bits, random.Random(options.seed))
        if options.kills:
            counts["kills"] += random_kills(options, place, *(["--processes"] if options.processes else []))
        print(f"Without Dask {counts['kills']} kills and {counts['failures']} failures.", flush=True)
        if options.out:
            options.out.write_text(json.dumps(dict(counts), indent=1) + "\n", "utf-8")
        if options.dask:
            with_dask(options, place, right)


def calm(folder: Path) -> dict[str, bytes]:
    """What the small sweep comes to when nothing happens to it, found by another process."""
    code = "import sys; from pathlib import Path; from experiments.sweep_faults import live; live(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True)
    return contents(folder)


def flipped(place: Path, each: int, chance: random.Random) -> int:
    """Flip bits of a sweep that is finished, and of one that is not; gives how many."""
    folder = place / "flipped"
    run_into(read(QUESTION), folder, OPTIONS)
    print(f"{(finished := flips(folder, each, chance))} bits of a finished sweep: found and mended.", flush=True)
    listed(folder / "parts")[1].path.unlink()
    for name in ("SHA256SUMS", "runs.parquet", "failures.jsonl"):
        (folder / name).unlink()
    print(f"{(unfinished := flips(folder, each, chance))} bits of an unfinished sweep: found and mended.", flush=True)
    return finished + unfinished


if __name__ == "__main__":
    main()
