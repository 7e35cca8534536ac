#!/usr/bin/env python3
"""The checklist of a release, walked through: ``uv run python .ci/release.py``.

Each step says what it does and stops with one line where it does not hold. Nothing is published: what is left to do by
hand is printed at the end. ``--python`` is a version or a program to try the wheel on (3.11 and 3.13 unless it is
given), ``--without-tests`` leaves the tests out, ``--out`` is where wheel and sources are put (``dist``).
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.13")
PATIENCE = 120.0
"""Seconds until the page has to answer: the first start compiles and cuts its typefaces."""
SWEEP = """\
[model]
scenario = "protest-polka"

[parameters]
"couple.bond" = [0.2, 0.8]

[replicates]
count = 8
"""


def fail(step: str, what: str) -> NoReturn:
    """Say in one line why there is no release, and end with 1."""
    sys.exit(f"release: {step}: {' '.join(what.split())}")


def say(step: str, what: str) -> None:
    """Say what a step does."""
    print(f"\n== {step}: {what}", flush=True)


def call(step: str, *command: str | Path, cwd: Path | None = None, quiet: bool = True) -> str:
    """Run a command outside any checkout's environment; its output, or the end of a release."""
    outside = ("PYTHONPATH", "VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT")
    environment = {name: value for name, value in os.environ.items() if name not in outside}
    try:
        done = subprocess.run(
            list(map(str, command)), cwd=cwd or ROOT, env=environment, text=True, capture_output=quiet, check=False
        )
    except FileNotFoundError:
        fail(step, f"{command[0]} is not installed")
    if done.returncode:
        last = (done.stderr or done.stdout or "").strip().splitlines()[-1:]
        fail(
            step, f"{' '.join(map(str, command))} ended with {done.returncode}" + "".join(f": {line}" for line in last)
        )
    return done.stdout or ""


def tracked() -> list[str]:
    """The files of the project, as its repository has them."""
    return call("clean tree", "git", "ls-files", "-z").split("\0")[:-1]


def clean_tree() -> None:
    """Nothing is changed that is not committed."""
    say("clean tree", "everything is committed")
    changed = call("clean tree", "git", "status", "--porcelain").splitlines()
    if changed:
        fail("clean tree", f"{len(changed)} files are changed and not committed, the first: {changed[0]}")


def versions() -> str:
    """One version in the package, the citation, the evidence and, where it is released, the changelog."""
    say("version", "the same in sim/__init__.py, CITATION.cff, the evidence and CHANGELOG.md")

    def read(place: str, pattern: str) -> str:
        found = re.search(pattern, (ROOT / place).read_text("utf-8"), re.MULTILINE)
        if not found:
            fail("version", f"{place} has none")
        return found[1]

    version = read("sim/__init__.py", r'^__version__ = "(.+)"$')
    for place, pattern in (
        ("CITATION.cff", r'^version: "?([^"\n]+)"?$'),
        ("docs/evidence/evidence.json", r'"pas-de-deux": "(.+)"'),
    ):
        if (other := read(place, pattern)) != version:
            fail("version", f"{place} has {other}, sim/__init__.py has {version}")
    headings = re.findall(
        r"^## \[(.+?)\](?: - (\d{4}-\d{2}-\d{2}))?$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M
    )
    if not headings or headings[0][0] not in ("Unreleased", version):
        fail("version", f"CHANGELOG.md begins with {headings[0][0] if headings else 'no heading'}, not with {version}")
    if headings[0][0] == version and not headings[0][1]:
        fail("version", f"CHANGELOG.md has no date for {version}")
    print(f"   {version}; the changelog begins with {headings[0][0]}")
    return version


def pages() -> None:
    """The pages for reviewers are as the code and the results say."""
    say("pages", "what experiments.documents makes is as the code and the results say")
    call("pages", sys.executable, "-m", "experiments.documents", "--check")


def tests() -> None:
    """All tests, form and types."""
    say("tests", "pytest, ruff and mypy, on the versions that are installed here")
    for command in (("pytest",), ("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)):
        call("tests", sys.executable, "-m", *command, quiet=False)


def build(out: Path) -> tuple[Path, Path]:
    """The sources as an archive, and a wheel that is built from that archive."""
    say("build", "the sources, and the wheel from the sources, by uv build")
    for old in (*out.glob("pas_de_deux-*.whl"), *out.glob("pas_de_deux-*.tar.gz")):
        old.unlink()
    call("build", "uv", "build", "--quiet", "--out-dir", out)
    wheels, archives = sorted(out.glob("*.whl")), sorted(out.glob("*.tar.gz"))
    if len(wheels) != 1 or len(archives) != 1:
        fail("build", f"{len(wheels)} wheels and {len(archives)} archives were built")
    return wheels[0], archives[0]


def contents(wheel: Path, archive: Path, version: str) -> None:
    """Wheel and archive have every file that they should have, and no other."""
    say("contents", "every file of the package, lessons, scenarios and data; and nothing else")
    with (ROOT / "pyproject.toml").open("rb") as file:
        targets = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]
    forced = targets["wheel"]["force-include"]
    files = tracked()
    wanted = {name for name in files if name.split("/")[0] in targets["wheel"]["packages"]} | set(forced.values())
    found = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    compare("the wheel", wanted, found)
    listed = tuple(targets["sdist"]["include"])
    wanted = {name for name in files if name in listed or name.startswith(tuple(f"{part}/" for part in listed))}
    with tarfile.open(archive) as opened:
        found = {member.name.partition("/")[2] for member in opened.getmembers() if member.isfile()}
    # What the form of an archive asks for beside what is listed.
    compare("the archive", wanted | {"pyproject.toml", "PKG-INFO", ".gitignore"}, found | {".gitignore"})
    for made in (wheel, archive):
        if version not in made.name:
            fail("contents", f"{made.name} is not of version {version}")
        print(f"   {made.name}: {made.stat().st_size / 1e6:.1f} MB")
    print(f"   {len(zipfile.ZipFile(wheel).namelist())} files in the wheel, {len(found)} in the archive")


def compare(what: str, wanted: set[str], found: set[str]) -> None:
    """Refuse what is missing, and what does not belong."""
    if missing := sorted(wanted - found):
        fail("contents", f"{what} lacks {len(missing)} files, the first: {missing[0]}")
    if more := sorted(found - wanted):
        fail("contents", f"{what} has {len(more)} files that do not belong, the first: {more[0]}")


def smoke(python: str, wheel: Path) -> None:
    """The wheel, installed into an environment of its own and used from an empty folder."""
    step = f"smoke test on {python}"
    say(step, "the wheel in an environment of its own, from an empty folder: list, run, a sweep, the page")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        environment, empty = place / "environment", place / "empty"
        empty.mkdir()
        call(step, "uv", "venv", "--quiet", "--python", python, environment)
        programs = environment / ("Scripts" if os.name == "nt" else "bin")
        call(step, "uv", "pip", "install", "--quiet", "--python", programs / "python", wheel)
        pasdedeux = programs / "pasdedeux"
        where = call(step, programs / "python", "-c", "import sim; print(sim.__file__)", cwd=empty).strip()
        if not Path(where).is_relative_to(environment):
            fail(step, f"sim is {where}, and not what was installed")
        if "protest-polka" not in call(step, pasdedeux, "list", cwd=empty):
            fail(step, "`pasdedeux list` does not name the Protest Polka")
        said = json.loads(call(step, pasdedeux, "run", "protest-polka", "--replicates", "20", "--json", cwd=empty))
        print(f"   run: {said['scenario']}, {sorted(said)[:4]} …")
        if any(empty.iterdir()):
            fail(step, f"a run left {next(empty.iterdir()).name} in an empty folder")
        (empty / "sweep.toml").write_text(SWEEP, "utf-8")
        call(step, pasdedeux, "sweep", "sweep.toml", "--out", "swept", cwd=empty)
        if not (empty / "swept" / "runs.parquet").is_file():
            fail(step, "a sweep has written no table")
        call(step, pasdedeux, "check", "swept", cwd=empty)
        print(f"   sweep: {(empty / 'swept' / 'runs.parquet').stat().st_size:,} bytes")
        print(f"   page: {answer(step, pasdedeux, empty)}")


def answer(step: str, pasdedeux: Path, empty: Path) -> str:
    """The page's first answer, as its command serves it."""
    began = time.monotonic()
    server = subprocess.Popen(
        [str(pasdedeux), "serve", "--no-browser"],
        cwd=empty,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        line = server.stdout.readline() if server.stdout else ""
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if not found:
            fail(step, f"the server said {line!r} instead of its address")
        address = f"{found[0]}/"
        while True:
            try:
                with urllib.request.urlopen(address, timeout=10) as got:
                    body = got.read().decode()
                break
            except urllib.error.URLError:
                if time.monotonic() - began > PATIENCE:
                    fail(step, f"{address} did not answer in {PATIENCE:.0f} seconds")
                time.sleep(0.2)
    finally:
        server.terminate()
        server.wait(20)
    if "Pas de Deux" not in body:
        fail(step, f"{address} is not the page")
    return f"{len(body):,} letters after {time.monotonic() - began:.1f} s"


def main(arguments: Sequence[str] | None = None) -> None:
    """Walk through the list."""
    parser = argparse.ArgumentParser("release", description=(__doc__ or "").partition("\n")[0], allow_abbrev=False)
    parser.add_argument("--python", action="append", metavar="VERSION", help="try the wheel on this (3.11, 3.13)")
    parser.add_argument("--without-tests", action="store_true", help="leave the tests out")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR", help="where wheel and sources go")
    given = parser.parse_args(arguments)
    clean_tree()
    version = versions()
    pages()
    if not given.without_tests:
        tests()
    wheel, archive = build(given.out.resolve())
    contents(wheel, archive, version)
    for python in given.python or PYTHONS:
        smoke(python, wheel)
    print(f"""
Everything holds. Left to do by hand, for {version}:
  1. CHANGELOG.md: [Unreleased] becomes [{version}] with today's date, and a new [Unreleased] stands above it.
  2. CITATION.cff: `date-released: YYYY-MM-DD`; with an archive's DOI, `doi:` too. Commit, and walk through this again.
  3. git tag -s v{version} && git push --tags
  4. uv publish {os.path.relpath(wheel)} {os.path.relpath(archive)}
  5. Archive the tag, and put its DOI into CITATION.cff and README.md.
  6. sim/__init__.py and CITATION.cff: the next version.""")


if __name__ == "__main__":
    main()
