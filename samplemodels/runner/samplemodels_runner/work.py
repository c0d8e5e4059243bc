"""Opens, closes and reads gaps; each returns what happened, as one JSON line would say it."""

from __future__ import annotations

import json
from typing import Any, Mapping

import jmespath
from botocore.exceptions import ClientError

from .aws import Caller, code
from .gaps import Call, Gap
from .state import State
from .templating import Unresolved, fill


def described(gap: Gap, names: Mapping[str, Any]) -> dict[str, Any]:
    """What a test or the demo has to know of a gap."""
    return {
        "gap": gap.id, "control": gap.control, "title": gap.title, "set": gap.set,
        "resource": fill(gap.resource, names), "also": list(gap.also),
        "expected": {"decision": gap.decision, "state": gap.state, "approval": gap.decision == "approve"},
        "undo": gap.undo,
    }


def opened(client: Caller, gap: Gap, names: dict[str, Any], state: State) -> dict[str, Any]:
    """Make the gap's calls as the client."""
    said = {"event": "opened", **described(gap, names), "calls": []}
    for call in gap.calls:
        try:
            answer = client.make(call, names, state.saved)
        except (ClientError, RuntimeError) as error:
            return {**said, "event": "failed", "call": _name(call), "error": str(error)}
        finally:
            state.save()
        said["calls"].append({"call": _name(call), "requestId": answer.get("ResponseMetadata", {}).get("RequestId")})
    return said


def closed(deployer: Caller, gap: Gap, names: dict[str, Any], state: State) -> dict[str, Any]:
    """Put right what is still open, and remove what the gap's calls made."""
    said = {"event": "closed", "gap": gap.id, "calls": []}
    for call in gap.close:
        outcome = "done"
        try:
            deployer.make(call, names, state.saved)
        except Unresolved:
            outcome = "never opened"
        except (ClientError, RuntimeError) as error:
            if not isinstance(error, ClientError) or code(error) not in call.tolerate:
                return {**said, "event": "failed", "call": _name(call), "error": str(error)}
            outcome = code(error)
        said["calls"].append({"call": _name(call), "outcome": outcome})
    for name in {name for call in gap.calls for name in call.save}:
        state.saved.pop(name, None)
    state.save()
    return said


def observed(deployer: Caller, gap: Gap, names: dict[str, Any]) -> dict[str, Any]:
    """What can be read of the gap now; an error code stands for what is absent."""
    said = {"event": "observed", "gap": gap.id, "resource": fill(gap.resource, names)}
    try:
        value = jmespath.search(gap.path, deployer.make(gap.observe, names))
    except ClientError as error:
        return {**said, "absent": code(error), "value": None}
    return {**said, "value": _canonical(value)}


# Names that S3 adds to a grantee by itself, or not: nobody can set them, so they are no difference.
_ASSIGNED_BY_AWS = {"DisplayName"}


def _canonical(value: Any) -> Any:
    """Documents in strings are parsed, lists sorted where AWS keeps no order, and what AWS assigns left out."""
    if isinstance(value, str) and value[:1] in "{[":
        try:
            return _canonical(json.loads(value))
        except json.JSONDecodeError:
            return value
    if isinstance(value, list):
        return sorted((_canonical(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in sorted(value.items()) if key not in _ASSIGNED_BY_AWS}
    return value


def _name(call: Call) -> str:
    return f"{call.service}:{call.operation}"
