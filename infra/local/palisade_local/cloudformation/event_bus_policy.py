"""AWS::Events::EventBusPolicy, unknown to MiniStack: one statement of a bus's resource policy.

Stored where MiniStack's own PutPermission stores it; `buses` asks it.
"""

from __future__ import annotations

import json

from ministack.services import eventbridge

from . import registry


def install() -> None:
    """Register the type."""
    registry.add("AWS::Events::EventBusPolicy", _create, _delete, _update)


def _create(logical_id: str, props, stack: str):
    bus, sid = props.get("EventBusName", "default"), props["StatementId"]
    policy = eventbridge._event_bus_policies.get(bus) or {"Version": "2012-10-17", "Statement": []}
    others = [s for s in policy["Statement"] if s.get("Sid") != sid]
    eventbridge._event_bus_policies[bus] = {**policy, "Statement": [*others, {"Sid": sid, **_statement(bus, props)}]}
    return f"{bus}|{sid}", {}


def _statement(bus: str, props) -> dict:
    if "Statement" in props:
        statement = props["Statement"]
        return json.loads(statement) if isinstance(statement, str) else dict(statement)
    principal = props["Principal"]
    statement = {"Effect": "Allow", "Action": props["Action"], "Resource": eventbridge._event_buses[bus]["Arn"],
                 "Principal": "*" if principal == "*" else {"AWS": f"arn:aws:iam::{principal}:root"}}
    if condition := props.get("Condition"):
        statement["Condition"] = {condition["Type"]: {condition["Key"]: condition["Value"]}}
    return statement


def _update(physical_id: str, old, new, stack: str):
    _delete(physical_id, old)
    return _create("", new, stack)


def _delete(physical_id: str, props) -> None:
    bus, sid = physical_id.split("|", 1)
    policy = eventbridge._event_bus_policies.get(bus)
    if policy:
        policy["Statement"] = [s for s in policy["Statement"] if s.get("Sid") != sid]
        if not policy["Statement"]:
            del eventbridge._event_bus_policies[bus]
