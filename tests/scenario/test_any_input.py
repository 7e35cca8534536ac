"""Generated input, from noise to nearly right: it is used, or refused in one line; nothing else ever happens."""

import importlib
import json
import tomllib

import pytest
import tomli_w
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sim
from sim.cli.main import main
from sim.scenario.files import shipped
from sim.scenario.tables import dotted_keys

QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
TEXTS = {name: file.read_text("utf-8") for name, file in shipped().items()}
TREES = {name: tomllib.loads(text) for name, text in TEXTS.items()}
DOTTED = dotted_keys(sim.Scenario)
KEYS = sorted({*DOTTED, *sim.PARAMETERS, *(part for key in DOTTED for part in key.split("."))})
WORDS = st.sampled_from([*KEYS, "kind", "turn", "turns", "who", "size", "hand-holding", "spark", "intervention.1.dose"])
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), WORDS,
    st.integers(min_value=10**300, max_value=10**310), st.dates(), st.times(),
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda one: st.lists(one, max_size=4) | st.dictionaries(WORDS | st.text(max_size=9), one, max_size=4),
    max_leaves=9,
)


def used_or_refused(*arguments):
    """Call the command; True when it was used, False when it was refused as it should be."""
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 2)
    if result.exit_code == 2:
        lines = result.stderr.split("\n")[:-1]
        assert len(lines) == 1 or (lines and "validate" in arguments), "a line, or one for each file"
        for line in lines:
            assert line.startswith("pasdedeux: ") and line.isprintable() and len(line) < 3000
            assert "given" in line and "allowed" in line
    return result.exit_code == 0


@pytest.fixture
def validated(tmp_path):
    def call(content):
        file = tmp_path / "any.toml"
        file.write_bytes(content)
        return used_or_refused("validate", str(file))

    return call


def toml(tree):
    """A tree as TOML, without what TOML cannot say."""
    if isinstance(tree, dict):
        return {key: toml(value) for key, value in tree.items() if value is not None}
    return [toml(value) for value in tree if value is not None] if isinstance(tree, list) else tree


@QUICK
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_noise(validated, content):
    assert not validated(content)


@QUICK
@given(st.dictionaries(WORDS | st.text(max_size=9), VALUES, max_size=6))
def test_a_tree_of_anything(validated, tree):
    validated(tomli_w.dumps(toml(tree)).encode())


@QUICK
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_good_file_with_a_piece_cut_out_or_put_in(validated, name, data):
    text = TEXTS[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    validated((text[:start] + data.draw(st.text(max_size=8)) + text[end:]).encode())


@QUICK
@given(st.sampled_from(sorted(TREES)), st.data())
def test_a_good_tree_with_one_thing_replaced(validated, name, data):
    tree = json.loads(json.dumps(TREES[name]))
    at = tree
    while True:
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        if not isinstance(at[key], dict | list) or not at[key] or data.draw(st.booleans()):
            break
        at = at[key]
    at[key] = data.draw(VALUES.filter(lambda one: one is not None))
    validated(tomli_w.dumps(toml(tree)).encode())


@QUICK
@given(WORDS | st.text(max_size=30), st.text(max_size=30) | VALUES.map(lambda one: json.dumps(one, default=str)))
def test_any_change(key, value):
    used_or_refused("show", "protest-polka", f"--set={key}={value}", "--json")


@QUICK
@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_change_at_all_with_letters_that_are_none(text):
    used_or_refused("show", "protest-polka", f"--set={text}")
    used_or_refused("show", text if not text.startswith("-") else "x")


@QUICK
@given(
    st.sampled_from(["hand-holding", "softening", "x"]),
    st.lists(st.tuples(WORDS, st.text(max_size=6) | LEAVES), max_size=3),
)
def test_any_intervention(kind, pairs):
    text = kind + ":" + ",".join(f"{key}={value}" for key, value in pairs)
    few = ("--replicates=1", "--engine=mesa", "--set", "turns=3")
    used_or_refused("compare", "protest-polka", "--with", text, *few)


@QUICK
@given(
    st.lists(
        st.sampled_from(["show", "validate", "list", "--json", "--set", "protest-polka", "-h"]) | st.text(max_size=9)
    )
)
def test_any_words(words):
    dashboard = importlib.import_module("sim.dashboard.server")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dashboard, "serve", lambda **_: None)
        used_or_refused(*words)
