"""Fills ${…} and {$json: …} in the data of gaps.yaml."""

from __future__ import annotations

import json
import re
from typing import Any, Mapping

_REFERENCE = re.compile(r"\$\{([A-Za-z]+)(?:\.([A-Za-z0-9]+))?\}")
_JSON = "$json"


class Unresolved(ValueError):
    """A reference to something that is not there; `name` is what was referred to."""

    def __init__(self, name: str) -> None:
        super().__init__(f"${{{name}}} is not known")
        self.name = name


def fill(value: Any, names: Mapping[str, Any]) -> Any:
    """`value` with each reference replaced; `names` holds strings, or mappings of strings (`Outputs`, `Saved`)."""
    if isinstance(value, str):
        return _REFERENCE.sub(lambda match: _look_up(match, names), value)
    if isinstance(value, list):
        return [fill(item, names) for item in value]
    if isinstance(value, dict):
        if set(value) == {_JSON}:
            return json.dumps(fill(value[_JSON], names), separators=(",", ":"))
        return {key: fill(item, names) for key, item in value.items()}
    return value


def references(value: Any) -> set[str]:
    """Every reference in `value`, as `Region` or `Outputs.TrailArn`."""
    if isinstance(value, str):
        return {".".join(filter(None, match.groups())) for match in _REFERENCE.finditer(value)}
    if isinstance(value, list):
        return set().union(*map(references, value))
    if isinstance(value, dict):
        return set().union(*map(references, value.values()))
    return set()


def _look_up(match: re.Match[str], names: Mapping[str, Any]) -> str:
    group, member = match.groups()
    found = names.get(group)
    if member is not None:
        found = found.get(member) if isinstance(found, Mapping) else None
    if not isinstance(found, str):
        raise Unresolved(".".join(filter(None, match.groups())))
    return found
