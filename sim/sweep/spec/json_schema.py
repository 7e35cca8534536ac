"""The JSON Schema of a sweep's file, for editors that complete and check."""

from typing import Any

from sim.model.parameters import PARAMETERS
from sim.sweep.spec.sections import Range, Sections

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """What a sweep's TOML file may hold. Keys of a scenario are not all known before its plan is, so others are
    allowed beside the parameters."""
    form = Sections.model_json_schema(by_alias=True)
    form["$schema"], form["title"] = DIALECT, "A sweep of Pas de Deux"
    others = _entry({"type": ["number", "string", "boolean"]}, Range.model_json_schema())
    form["properties"]["parameters"] = {
        "type": "object",
        "description": "What is varied: a list of values, or a range; by dotted key or parameter name",
        "properties": {name: _parameter(name) for name in PARAMETERS},
        "additionalProperties": {"anyOf": [*others["anyOf"], {"type": "object"}]},
    }
    intervention = {"intervention": {"type": ["string", "object"]}}
    form["$defs"]["Replicates"]["properties"]["paired"]["anyOf"] = [
        {"type": "boolean"},
        {"type": "object", "required": [*intervention], "additionalProperties": False, "properties": intervention},
    ]
    form["$defs"]["Model"]["properties"]["scenario"]["type"] = ["string", "object"]
    return form


def _entry(value: dict[str, Any], span: dict[str, Any]) -> dict[str, Any]:
    """A list of values, or a range."""
    return {"anyOf": [{"type": "array", "minItems": 1, "uniqueItems": True, "items": value}, span]}


def _parameter(name: str) -> dict[str, Any]:
    """One parameter: within its range, as values or as a range."""
    line, span = PARAMETERS[name], Range.model_json_schema()
    number = {"type": "number", "minimum": line.low, "maximum": line.high}
    for end in ("low", "high"):
        span["properties"][end] |= number
    said = f"{line.meaning} ({line.unit}; {line.low:g} to {line.high:g}, otherwise {line.default:g})"
    return {"description": said, **_entry(number, span)}
