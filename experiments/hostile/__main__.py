"""Is there anything that a stranger may send that ends in a traceback, a hang, or without memory?

``uv run python -m experiments.hostile`` gives every hostile scenario, link, sweep, table and folder to a command, each
in a process of its own (``--every N`` for each N-th; ``--only KIND``). Told are how many there were, what came of them,
and the most of processor time and memory that one of them took; the exit code is 1 where a bound is passed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from experiments.arguments import Arguments
from experiments.hostile.chance import spoiled
from experiments.hostile.folders import DAMAGE, FILES, PLACES, damaged
from experiments.hostile.scenarios import FILE, LINKS, UPLOADS
from experiments.hostile.specs import SPEC, SPECS
from experiments.hostile.tables import CODES, LARGE, NUMBERED, SCORES, TABLES

SECONDS, BYTES = 5.0, 500_000_000
"""Of processor time and memory that a process may take."""
PATIENCE = 300.0
"""Seconds until a process is ended that does nothing; a busy machine may leave one waiting for long."""
CHANCE = 30
"""Times that each good file is spoiled by chance."""
COMMAND = (sys.executable, "-m", "sim.cli")
SAME = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
"""An environment in which it is the command beside this one, wherever it is called."""
KINDS = ("link", "scenario", "sweep", "table", "folder", "name")


Raw = bytes | Callable[[], bytes]


class Case(NamedTuple):
    """Something hostile: what is wrong with it, and how it is laid into a folder; that gives the arguments for it."""

    kind: str
    what: str
    lay: Callable[[Path], list[str]]


class Outcome(NamedTuple):
    """What came of a case: exit code, processor seconds, bytes, and what was printed to both outputs."""

    code: int
    seconds: float
    bytes: int
    said: str


def cases(sweep: Path) -> Iterator[Case]:
    """All of them; ``sweep`` is the folder of a finished sweep."""
    for i, (what, query) in enumerate(LINKS.items()):
        verb = (["run", "--replicates", "2"], ["show"])[i % 2]
        yield Case("link", what, lambda _, verb=verb, query=query: [*verb, f"?{query}"])
    texts = {what: text for what, (_, text) in UPLOADS.items() if isinstance(text, str)}
    raws = {what: text.encode("utf-8", "surrogatepass") for what, text in texts.items()}
    for i, (what, raw) in enumerate(_with_chance(raws, {"a scenario": FILE})):
        verb = (["validate"], ["run", "--replicates", "2"], ["show"], ["plan"])[i % 4]
        yield Case("scenario", what, _file("hostile.toml", raw, *verb))
    raws = {what: text.encode() for what, text in SPECS.items()}
    for i, (what, raw) in enumerate(_with_chance(raws, {"a sweep": SPEC})):
        yield Case("sweep", what, _file("hostile.toml", raw, *(["plan"], ["validate"])[i % 2]))
    for what, raw in _with_chance(TABLES | LARGE, {"scores": SCORES, "codes": CODES, "numbered scores": NUMBERED}):
        for verb in ("fit", "cycle"):
            yield Case("table", f"{what}, {verb}", _file("hostile.csv", raw, verb))
    verbs = (["status"], ["check"], ["analyze"], ["replay", "3"], ["resume", "--jobs", "1"])
    pairs = [(name, how) for name in FILES for how in DAMAGE]
    for i, (name, how) in enumerate(pairs):
        verb = verbs[(i + i // len(DAMAGE)) % len(verbs)]
        yield Case("folder", f"{name} {how}, {verb[0]}", _folder(sweep, name, how, verb))
    for what, place in PLACES.items():
        for verb in ("validate", "run", "plan", "fit", "cycle", "analyze", "status", "show"):
            yield Case("name", f"{what}, {verb}", lambda folder, place=place, verb=verb: [verb, place(folder)])


def _with_chance(raws: dict[str, Raw], good: dict[str, str]) -> Iterator[tuple[str, Raw]]:
    """What is given, and the good ones with mistakes of chance."""
    yield from raws.items()
    for what, text in good.items():
        yield from ((f"{what} with mistakes, {i}", spoiled(text.encode(), i)) for i in range(CHANCE // len(good)))


def _file(name: str, raw: Raw, *verb: str) -> Callable[[Path], list[str]]:
    """Lay a file, for a verb with its flags."""

    def lay(folder: Path) -> list[str]:
        (folder / name).write_bytes(raw if isinstance(raw, bytes) else raw())
        return [*verb, name]

    return lay


def _folder(sweep: Path, name: str, how: str, verb: list[str]) -> Callable[[Path], list[str]]:
    """Lay a sweep's folder in which one file is damaged."""

    def lay(folder: Path) -> list[str]:
        shutil.copytree(sweep, folder / "sweep")
        damaged(folder / "sweep", name, how)
        return [verb[0], "sweep", *verb[1:]]

    return lay


def tried(case: Case, place: Path) -> Outcome:
    """Give a case to its command, in a folder of its own."""
    with tempfile.TemporaryDirectory(dir=place) as name:
        folder, said = Path(name), place / "said"
        arguments = case.lay(folder)
        with open(said, "wb") as output:
            process = subprocess.Popen([*COMMAND, *arguments], cwd=folder, env=SAME, stdin=subprocess.DEVNULL,
                                       stdout=output, stderr=subprocess.STDOUT)  # fmt: skip
            guard = threading.Timer(PATIENCE, process.kill)
            guard.start()
            _, status, used = os.wait4(process.pid, 0)
            guard.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        most = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return Outcome(process.returncode, used.ru_utime + used.ru_stime, most, said.read_text("utf-8", "replace"))


def faults(outcome: Outcome) -> list[str]:
    """What is wrong with an outcome."""
    found = []
    if outcome.code < 0:
        found.append("hang")
    if outcome.code not in (0, 1, 2, 3) and outcome.code >= 0:
        found.append(f"exit code {outcome.code}")
    if "Traceback" in outcome.said or "Warning:" in outcome.said:
        found.append("traceback")
    if outcome.code == 2 and not ("given" in outcome.said and "allowed" in outcome.said):
        found.append("not told")
    if outcome.seconds > SECONDS:
        found.append("hang")
    if outcome.bytes > BYTES:
        found.append("memory")
    return found


def _short(said: str) -> str:
    """The beginning and the end of what was printed."""
    return said if len(said) < 400 else f"{said[:200]} … {said[-200:]}"


def main() -> None:
    """Try all of them, and tell."""
    parser = Arguments("hostile", __doc__)
    parser.add_number("--every", 1, 10_000, 1, "each N-th only (1)")
    parser.add_argument("--only", choices=KINDS, help="one kind only")
    options = parser.parse_args()
    came, bad, slowest, largest = Counter(), Counter(), (0.0, ""), (0, "")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "spec.toml").write_text(SPEC, "utf-8")
        command = [*COMMAND, "sweep", "spec.toml", "--out", "sweep", "--jobs", "1"]
        subprocess.run(command, cwd=place, env=SAME, check=True, capture_output=True)
        for case in list(cases(place / "sweep"))[:: options.every]:
            if options.only not in (None, case.kind):
                continue
            outcome = tried(case, place)
            came[case.kind, outcome.code] += 1
            slowest = max(slowest, (outcome.seconds, f"{case.kind}: {case.what}"))
            largest = max(largest, (outcome.bytes, f"{case.kind}: {case.what}"))
            for fault in faults(outcome):
                bad[fault.split()[0]] += 1
                print(f"{fault}: {case.kind}: {case.what} ({outcome.code}, {outcome.seconds:.1f} s, "
                      f"{outcome.bytes / 1e6:.0f} MB): {_short(outcome.said)!r}", flush=True)  # fmt: skip
    for kind in KINDS:
        codes = {code: count for (of, code), count in sorted(came.items()) if of == kind}
        ended = ", ".join(f"{count} ended with {code}" for code, count in codes.items())
        print(f"{kind + 's':<10}{sum(codes.values()):4d}: {ended}")
    counts = [f"{bad['traceback']} tracebacks", f"{bad['hang']} hangs over {SECONDS:g} s"]
    counts += [
        f"{bad['memory']} over {BYTES / 1e6:.0f} MB",
        f"{bad['not']} not told",
        f"{bad['exit']} other exit codes",
    ]
    print(f"{came.total()} in all: {', '.join(counts)}.")
    print(f"Most processor time: {slowest[0]:.1f} s ({slowest[1]}).")
    print(f"Most memory: {largest[0] / 1e6:.0f} MB ({largest[1]}).")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
