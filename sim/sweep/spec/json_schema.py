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
    form["$defs"]["Range"] = Range.model_json_schema()
    any_entry = {"anyOf": [
        {"$ref": "#/$defs/Range"},
        {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": ["number", "string", "boolean"]}},
        {"type": "object"},
    ]}  # fmt: skip
    form["properties"]["parameters"] = {
        "type": "object",
        "description": "What is varied: a list of values, or a range; by dotted key or parameter name",
        "properties": {name: _parameter(name) for name in PARAMETERS},
        "additionalProperties": any_entry,
    }
    form["$defs"]["Replicates"]["properties"]["paired"]["anyOf"] = [
        {"type": "boolean"},
        {"type": "object", "required": ["intervention"], "additionalProperties": False,
         "properties": {"intervention": {"type": ["string", "object"]}}},
    ]  # fmt: skip
    form["$defs"]["Model"]["properties"]["scenario"]["type"] = ["string", "object"]
    return form


def _parameter(name: str) -> dict[str, Any]:
    """One parameter: within its range, as values or as a range."""
    parameter = PARAMETERS[name]
    number = {"type": "number", "minimum": parameter.low, "maximum": parameter.high}
    return {
        "description": f"{parameter.meaning} ({parameter.unit}; {parameter.low:g} to {parameter.high:g}, "
                       f"otherwise {parameter.default:g})",
        "anyOf": [
            {"type": "array", "minItems": 1, "uniqueItems": True, "items": number},
            {"type": "object", "additionalProperties": False, "required": ["low", "high"], "properties": {
                "low": number, "high": number, "scale": {"enum": ["linear", "log"]},
                "steps": {"type": "integer", "minimum": 2},
            }},
        ],
    }  # fmt: skip
