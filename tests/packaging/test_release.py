"""The checklist of a release says in one line what does not hold."""

import importlib.util
import subprocess
from pathlib import Path

import pytest

import sim

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("release", ROOT / ".ci" / "release.py")
release = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(release)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A copy of the files that name a version, under a repository of its own."""
    for name in ("sim/__init__.py", "CITATION.cff", "CHANGELOG.md", "docs/evidence/evidence.json"):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((ROOT / name).read_bytes())
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "all"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    monkeypatch.setattr(release, "ROOT", tmp_path)
    return tmp_path


def refusal(step, *arguments) -> str:
    with pytest.raises(SystemExit) as ended:
        step(*arguments)
    assert "\n" not in str(ended.value)
    return str(ended.value)


def test_one_version_everywhere(project):
    assert release.versions() == sim.__version__
    for name, before, after in (
        ("CITATION.cff", f'version: "{sim.__version__}"', 'version: "9.9.9"'),
        ("CHANGELOG.md", "## [Unreleased]", "## [9.9.9] - 2026-01-01"),
        ("CHANGELOG.md", "## [Unreleased]", f"## [{sim.__version__}]"),
        ("docs/evidence/evidence.json", f'"pas-de-deux": "{sim.__version__}"', '"pas-de-deux": "9.9.9"'),
    ):
        text = (project / name).read_text("utf-8")
        assert before in text
        (project / name).write_text(text.replace(before, after), "utf-8")
        assert name.rpartition("/")[2] in refusal(release.versions)
        (project / name).write_text(text, "utf-8")


def test_a_tree_with_something_new_in_it_is_not_released(project):
    release.clean_tree()
    (project / "stray.txt").write_text("")
    assert "stray.txt" in refusal(release.clean_tree)


def test_a_file_that_lacks_and_one_that_does_not_belong_are_named():
    release.compare("the wheel", {"a", "b"}, {"b", "a"})
    assert "the wheel lacks 1 files, the first: b" in refusal(release.compare, "the wheel", {"a", "b"}, {"a"})
    assert "has 1 files that do not belong, the first: c" in refusal(release.compare, "the wheel", {"a"}, {"a", "c"})


def test_a_command_that_fails_ends_it_with_its_last_line(tmp_path):
    said = refusal(release.call, "build", "python", "-c", "import sys; sys.exit('no room\\nat all')")
    assert said.startswith("release: build: python -c") and said.endswith("ended with 1: at all")
    assert "is not installed" in refusal(release.call, "build", "no-such-program")
