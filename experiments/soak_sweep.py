"""Does a sweep survive whatever happens to it?

``uv run python -m experiments.soak_sweep``. It is killed ``--kills`` times at random moments and resumed
(``--processes``; ``--seconds`` for a longer sweep); a small one has its disk fail, and is killed, at every
``--step``-th call of the ``--kinds``; and ``--bits`` bits are flipped in every file of a finished and of an unfinished
one. Each time what is left is whole as far as it goes, and what comes of going on is what comes of a sweep that nobody
touched, to the last byte. The counts are printed.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import tomli_w

from experiments.arguments import Arguments
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


def killed(arguments: list[str], out: Path, chance: random.Random, most: float) -> str:
    """Begin, wait for a part at least, wait a while more, and kill. Gives what happened, in words."""
    before, start = len(listed(out / "parts")), time.monotonic()
    process = subprocess.Popen([*START, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None and len(listed(out / "parts")) == before:
        time.sleep(0.005)
    time.sleep(chance.uniform(0.0, most))
    process.kill()
    code = process.wait()
    process.stderr.close()
    end = "killed" if code == -signal.SIGKILL else f"ended with {code}"
    return f"{end} after {time.monotonic() - start:.1f} s"


def random_kills(options: Any, place: Path) -> None:
    """Begin, kill and resume a sweep of some length; then compare."""
    chance, tables = random.Random(options.seed), question(options.seconds)
    workers = ["--processes"] if options.processes else []
    spec, out, calm = (place / name for name in ("spec.toml", "out", "calm"))
    spec.write_text(tomli_w.dumps(tables), "utf-8")
    for i in range(options.kills):
        arguments = ["resume", str(out)] if i else ["sweep", str(spec), "--out", str(out)]
        before = written(out)
        how = killed([*arguments, "--chunk", "256", *workers], out, chance, options.seconds / options.kills / 2)
        assert before.items() <= written(out).items(), "a part was written twice"
        now = status(out)
        assert not now.damaged, now.damaged
        print(f"{i + 1}: {how}; {now.done:,} of {now.runs:,} runs done", flush=True)
    subprocess.run([*START, "resume", str(out), *workers], check=True)
    assert before.items() <= written(out).items(), "a part was written twice"
    assert not list(out.rglob(f"{UNFINISHED}*")), "a file is half-written"
    assert check(out).damaged == {}
    run_into(read(tables), calm, Options())
    assert (out / "runs.parquet").read_bytes() == (calm / "runs.parquet").read_bytes(), "the tables differ"
    print(f"{options.kills} kills at random: the table is that of a sweep that nobody touched, to the last byte.")


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
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        # Forks come first, while there are no threads.
        right = calm(place / "right")
        for kind in options.kinds:
            print(f"{kills(kind, place, right, options.step)} kills, one at each {kind}: survived.", flush=True)
        for kind in options.kinds:
            print(f"{failures(kind, place, right, options.step)} failures, one of each {kind}: survived.", flush=True)
        for kind in options.kinds:
            print(
                f"{switches(kind, place)} moments of a report renewed, at each {kind}: the old or the new.", flush=True
            )
        if options.bits:
            flipped(place, options.bits, random.Random(options.seed))
        if options.kills:
            random_kills(options, place)


def calm(folder: Path) -> dict[str, bytes]:
    """What the small sweep comes to when nothing happens to it, found by another process."""
    code = "import sys; from pathlib import Path; from experiments.sweep_faults import live; live(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True)
    return contents(folder)


def flipped(place: Path, each: int, chance: random.Random) -> None:
    """Flip bits of a sweep that is finished, and of one that is not."""
    folder = place / "flipped"
    run_into(read(QUESTION), folder, OPTIONS)
    print(f"{flips(folder, each, chance)} bits of a finished sweep: found and mended.", flush=True)
    listed(folder / "parts")[1].path.unlink()
    for name in ("SHA256SUMS", "runs.parquet", "failures.jsonl"):
        (folder / name).unlink()
    print(f"{flips(folder, each, chance)} bits of an unfinished sweep: found and mended.", flush=True)


if __name__ == "__main__":
    main()
