"""The container's file copies what a wheel is built from, and starts the page with options that it has."""

import json
import re
from fnmatch import fnmatch
from pathlib import Path

from sim.cli.main import main

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "Containerfile").read_text("utf-8").replace("\\\n", " ").splitlines()
STEPS = [line.split(maxsplit=1) for line in LINES if line and not line.startswith("#")]
IGNORED = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line]


def test_it_has_known_instructions_and_fixed_images_and_does_not_run_as_root():
    known = {"FROM", "COPY", "RUN", "ENV", "USER", "WORKDIR", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT"}
    assert {word for word, _ in STEPS} <= known
    images = [rest.split()[0] for word, rest in STEPS if word == "FROM"]
    assert all(re.fullmatch(r"[\w./-]+:\d[\w.-]*", image) for image in images)
    users = [rest for word, rest in STEPS if word == "USER"]
    assert users and users[-1] not in ("root", "0")
    assert [word for word, _ in STEPS][-1] == "ENTRYPOINT"


def test_it_starts_the_page_with_options_that_it_has():
    name, command, *options = json.loads(next(rest for word, rest in STEPS if word == "ENTRYPOINT"))
    assert name == "pasdedeux"
    assert {option for option in options if option.startswith("--")} <= {
        flag for parameter in main.commands[command].params for flag in parameter.opts
    }
    port = options[options.index("--port") + 1]
    assert port == next(rest for word, rest in STEPS if word == "EXPOSE")
    assert f"127.0.0.1:{port}/" in next(rest for word, rest in STEPS if word == "HEALTHCHECK")


def test_what_a_wheel_is_built_from_reaches_it_and_nothing_else():
    assert IGNORED[0] == "*"
    let_through = [line.removeprefix("!") for line in IGNORED if line.startswith("!")]
    assert [name for name in let_through if not (ROOT / name).exists()] == []
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    (forced,) = re.findall(r"force-include\]\n(.*?)\n\n", pyproject, re.DOTALL)
    packages = json.loads(re.findall(r"^packages = (\[.+\])$", pyproject, re.MULTILINE)[0])
    needed = {"pyproject.toml", "README.md", "LICENSE", *packages, *re.findall(r'^"(.+?)" =', forced, re.MULTILINE)}
    assert needed == set(let_through)
    assert fnmatch("sim/__pycache__", IGNORED[-1])
