"""EventBridge PutPermission: what it writes into a bus's resource policy.

MiniStack keeps the bare account number and the condition's request form, neither of which any policy
evaluation understands, and turns a whole `Policy` into an open statement.
https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html
"""

from __future__ import annotations

import json

from ministack.core.responses import error_response_json
from ministack.services import eventbridge

_put = eventbridge._put_permission


def install() -> None:
    """Put the policy's own form in place."""
    eventbridge._put_permission = put


def put(data):
    """A statement, or the whole policy of a bus that exists."""
    bus = data.get("EventBusName", "default").split("/")[-1]
    eventbridge._ensure_default_bus()
    if bus not in eventbridge._event_buses:
        return error_response_json("ResourceNotFoundException", f"Event bus {bus} does not exist.", 400)
    if "Policy" in data:
        return _whole(bus, data["Policy"])
    principal, condition = data.get("Principal", "*"), data.get("Condition")
    written = {**data, "EventBusName": bus, "Principal": principal}
    if principal != "*":
        written["Principal"] = {"AWS": f"arn:aws:iam::{principal}:root"}
    if condition:
        written["Condition"] = {condition["Type"]: {condition["Key"]: condition["Value"]}}
    return _put(written)


def _whole(bus: str, text: str):
    try:
        policy = json.loads(text)
    except ValueError:
        return error_response_json("ValidationException", "Policy is not valid JSON.", 400)
    eventbridge._event_bus_policies[bus] = policy
    return 200, {"Content-Type": "application/x-amz-json-1.1"}, b"{}"
