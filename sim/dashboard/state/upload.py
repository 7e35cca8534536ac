"""What a visitor brings: a scenario's file, as text, under a name that is safe (pure)."""

import re
from pathlib import PurePath
from typing import Any

import sim
from sim.checking.errors import complaint, one_line, shown
from sim.dashboard.state.village import Brought
from sim.scenario.community import ENDINGS
from sim.scenario.files import MAX_BYTES, tables_of
from sim.scenario.schema import Scenario, build
from sim.wording.language import say

LONGEST = 500
"""Letters of a file's name, at its end, that are looked at."""


def uploaded(name: Any, text: Any) -> Scenario:
    """The scenario in an uploaded file, under a safe name that is not a shipped one's unless it is that very one.

    Raises ``ScenarioError``, in one line, for whatever is no scenario: the message names file, key, what was given and
    what is allowed.
    """
    if not isinstance(name, str) or not isinstance(text, str):
        raise complaint("upload", "file", shown(text if isinstance(name, str) else name), "a scenario's file as text")
    from sim.sweep.spec.specification import is_sweep

    base = re.split(r"[/\\]", name[-LONGEST:])[-1]
    where = shown(base.encode("utf-8", "replace").decode("utf-8"), 42)[1:-1] or "the file"
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise complaint(where, "file", "characters that are no text", "a TOML file in UTF-8") from None
    if size > MAX_BYTES:
        raise complaint(where, "file", f"{size:,} bytes", f"at most {MAX_BYTES:,} bytes")
    try:
        tables = tables_of(text, where, "a scenario in TOML")
        if is_sweep(tables):
            raise complaint(where, "file", "a sweep's file", "a scenario's; `pasdedeux sweep` runs a sweep")
        scenario = build({"name": safe(re.sub(r"\.toml$", "", base, flags=re.IGNORECASE)), **tables}, where)
    except sim.ScenarioError as error:
        raise sim.ScenarioError(one_line(str(error))) from None
    own = own_name(scenario)
    return scenario if own == scenario.name else scenario.change({"name": own})


def brought_network(name: Any, text: Any) -> Brought | None:
    """An uploaded file as one that a network is in; nothing where its name does not end as of one. Raises
    ``ScenarioError`` for one that is too large for the page."""
    if not isinstance(name, str) or not isinstance(text, str):
        return None
    base = re.split(r"[/\\]", name[-LONGEST:])[-1]
    if PurePath(base.lower()).suffix not in ENDINGS:
        return None
    if len(text) > MAX_BYTES:
        raise complaint(shown(base, 42), "file", f"{len(text):,} characters", f"at most {MAX_BYTES:,} on the page")
    return Brought(re.sub(r"[^\w. -]+", "-", base), text)


def unopened(reason: str) -> str:
    """Why a file was not opened, as one would say it."""
    told = reason.replace("given ", "it says ").replace("; allowed: ", ", and what can be read is ").rstrip(".")
    return say("The file was not opened, and nothing was changed. {reason}.", reason=told)


def own_name(scenario: Scenario) -> str:
    """The scenario's safe name, or one that cannot be taken for a shipped scenario's which this is not."""
    name = safe(scenario.name)
    return f"my-{name}" if name in sim.scenarios() and scenario != sim.scenario(name) else name


def safe(name: str) -> str:
    """A name for a file and a link: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name[:200].lower()).strip("-")[:60].rstrip("-") or "scenario"
