"""A scenario and a seed as an address or as flags: what differs from the shipped scenario of its name."""

import json
import re
import urllib.parse
from typing import Any

from sim.checking.errors import complaint, nearest, shown
from sim.checking.settings import check_number
from sim.model.parameters import PARAMETERS
from sim.scenario.files import scenario, shipped
from sim.scenario.schema import Scenario, build
from sim.scenario.tables import flat, set_key, value_of

LINK_VERSION = "1"
MAX_LINK = 60_000
"""Characters of the longest link."""
SEEDS = 2**64
FOREIGN = re.compile(
    r"(utm|ref|mc|fb|ga|gad|hsa|mtm|pk|piwik|matomo|at|wt|guce|trk)_\w+|_\w+"
    r"|\w*(cl(k|s|ick)?id|braid|_id|_cid|track\w*)"
    r"|ref|refer\w*|source|share|si|lang|igsh(id)?|srsltid|mibextid|sfnsn|epik|spm|ved|xtor|mkt_tok|gclsrc|cmpid|amp",
    re.IGNORECASE | re.ASCII,
)
"""Keys that sites and mails add to the links that they pass on, to see who came from where; none is one of ours."""


def differences(changed: Scenario) -> dict[str, Any]:
    """The dotted keys in which a scenario differs from the shipped one of its name (or from nothing)."""
    start = flat(scenario(changed.name).to_dict()) if changed.name in shipped() else {}
    now = flat(changed.to_dict())
    whole = {f"parameters.{name}": line.default for name, line in PARAMETERS.items()} | flat(
        changed.model_dump(by_alias=True, exclude={"parameters"}))  # fmt: skip
    gone = {key: whole[key] for key in start if key not in now}
    return {**{key: value for key, value in now.items() if start.get(key) != value}, **gone}


def to_flags(changed: Scenario) -> list[str]:
    """The flags that make this scenario from the shipped one of its name, after ``pasdedeux run NAME``."""
    changes = differences(changed).items()
    return [part for key, value in changes for part in ("--set", f"{key}={json.dumps(value, ensure_ascii=False)}")]


def to_link(changed: Scenario, seed: int = 1) -> str:
    """A scenario and a seed as the query part of an address; ``from_link`` gives them back."""
    pairs = {"v": LINK_VERSION, "scenario": changed.name, "seed": str(seed)}
    changes = {key: json.dumps(value, ensure_ascii=False) for key, value in differences(changed).items()}
    return urllib.parse.urlencode({**pairs, **changes})


def from_link(query: str) -> tuple[Scenario, int]:
    """The scenario and the seed of a link. Raises ``ScenarioError`` for whatever is wrong with it.

    Keys that begin with ``page.`` say how the page looks at the run, and are no part of it; those that are not ours,
    which sites add to a link that they pass on, are passed over.
    """
    if len(query) > MAX_LINK:
        raise complaint("link", "length", f"{len(query):,} characters", f"at most {MAX_LINK:,}")
    given = urllib.parse.parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    pairs = {key: value for key, value in given if not key.startswith("page.")}
    version = pairs.pop("v", LINK_VERSION)
    if version != LINK_VERSION:
        raise complaint("link", "v", shown(version), f"version {LINK_VERSION}")
    name = pairs.pop("scenario", "protest-polka")
    chance = seed_of(pairs.pop("seed", "1"), "link")
    changes = {key: value_of(value) for key, value in pairs.items() if not FOREIGN.fullmatch(key)}
    if name in shipped():
        return scenario(name).change(changes, "link"), chance
    if "about.title" not in changes:
        raise complaint("link", "scenario", shown(name), "a shipped scenario's name", nearest(name, shipped()))
    tables: dict[str, Any] = {"name": name}
    for key, value in changes.items():
        set_key(tables, key, value, "link", Scenario)
    return build(tables, "link"), chance


def seed_of(given: Any, where: str) -> int:
    """A seed: a whole number from 0 to 2**64 - 1."""
    value = value_of(given) if isinstance(given, str) else given
    check_number(where, "seed", value, 0, SEEDS - 1)
    return int(value)
