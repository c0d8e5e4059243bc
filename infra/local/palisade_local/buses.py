"""Event buses across accounts and regions, and the way in for the services' own events.

MiniStack delivers a rule's event to a bus only within the rule's own account and region. Here a bus
target elsewhere is delivered as on AWS: the receiving bus must exist and its policy must allow the
sending account; the envelope keeps the account and region the event came from; there is one hop only.
A target that could not be delivered goes to its dead-letter queue, if it has one.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
import uuid
from typing import Any, Mapping, Sequence

import ministack.app
from ministack.core import iam_evaluator
from ministack.core.arn import parse_arn
from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import eventbridge, sqs

logger = logging.getLogger(__name__)

_within_region = eventbridge._dispatch_to_event_bus


class Undeliverable(Exception):
    """A target refused or lacked what an event needs; the text says which."""


def install() -> None:
    """Route bus targets through `deliver` and lost events to the target's dead-letter queue."""
    eventbridge._dispatch_to_event_bus = deliver
    eventbridge._invoke_target = _with_dead_letters(eventbridge._invoke_target)


def publish(account: str, region: str, source: str, detail_type: str, detail: Mapping[str, Any],
            resources: Sequence[str] = ()) -> None:
    """Put an event of an AWS service (`aws.s3`, ...) on an account's default bus.

    May be called from any thread; rules are matched on the server's own loop, like PutEvents is.
    """
    entry = {"Source": source, "DetailType": detail_type, "Detail": json.dumps(detail, default=str),
             "Resources": list(resources)}

    async def put() -> None:
        with request_scope(account, region):
            eventbridge._put_events({"Entries": [entry]}, allow_aws_source=True)

    loop = ministack.app._MAIN_LOOP
    if loop is not None and loop.is_running():
        asyncio.run_coroutine_threadsafe(put(), loop).add_done_callback(_log_failure)
    else:
        asyncio.run(put())


def _log_failure(future) -> None:
    if not future.cancelled() and (error := future.exception()):
        logger.error("an event could not be published", exc_info=error)


def deliver(target, event, rule, path, payload=None) -> None:
    """Deliver to a bus. `target` is its parsed ARN, `payload` the target's own input if it has one."""
    here, region = get_account_id(), get_region()
    if (target.account_id, target.region) == (here, region):
        _within_region(target, event, rule, path, payload)
        return
    if event.get("_Forwarded"):
        raise Undeliverable(f"{target}: an event from another bus is not forwarded to a third")
    bus = target.resource.split("/", 1)[1]
    forwarded = dict(event, Account=event.get("Account", here), Region=event.get("Region", region), EventBusName=bus,
                     _Forwarded=True)
    forwarded["_DispatchPath"] = [*path, eventbridge._rule_key(rule.get("Name"), rule.get("EventBusName", "default"))]
    if payload is not None:
        forwarded["Detail"] = payload
    with request_scope(target.account_id, target.region):
        eventbridge._ensure_default_bus()
        if bus not in eventbridge._event_buses:
            raise Undeliverable(f"{target}: no such event bus")
        if target.account_id != here and not _allowed(bus, target, here):
            raise Undeliverable(f"{target}: its policy does not let account {here} put events")
        eventbridge._dispatch_event(forwarded)
        eventbridge._archive_event({k: v for k, v in forwarded.items() if not k.startswith("_")})


def _allowed(bus: str, target, sender: str) -> bool:
    policy = eventbridge._event_bus_policies.get(bus)
    context = iam_evaluator.EvalContext(
        principal_arn=f"arn:aws:iam::{sender}:root", principal_type="Role", principal_account=sender,
        action="events:PutEvents", resource_arn=f"arn:aws:events:{target.region}:{target.account_id}:event-bus/{bus}",
        region=target.region, service_context={}, principal_keys={})
    return bool(policy) and iam_evaluator.evaluate_resource_policy(policy, context).decision == "Allow"


def _with_dead_letters(invoke):
    def invoke_target(target, event, rule, *rest):
        queue = (target.get("DeadLetterConfig") or {}).get("Arn")
        missing = _missing(target.get("Arn", ""))
        if queue and missing:
            _dead_letter(queue, target, event, rule, missing)
        else:
            invoke(target, event, rule, *rest)

    return invoke_target


def _missing(arn: str) -> str:
    """Why a target can't take an event at all; empty if it can."""
    try:
        target = parse_arn(arn)
    except Exception:
        return "invalid target ARN"
    if target.service == "sqs" and sqs._queue_by_arn(arn) is None:
        return "queue does not exist"
    if target.service != "events" or not target.resource.startswith("event-bus/"):
        return ""
    sender, bus = get_account_id(), target.resource.split("/", 1)[1]
    with request_scope(target.account_id, target.region):
        eventbridge._ensure_default_bus()
        if bus not in eventbridge._event_buses:
            return "event bus does not exist"
        if target.account_id != sender and not _allowed(bus, target, sender):
            return "not authorized to put events on the event bus"
    return ""


def _dead_letter(queue_arn: str, target, event, rule, reason: str) -> None:
    queue = sqs._queue_by_arn(queue_arn)
    if queue is None:
        logger.warning("dead-letter queue %s does not exist; an event for %s is lost", queue_arn, target.get("Arn"))
        return
    body = json.dumps(eventbridge._pattern_event_view(event).event_with_detail(), default=str)
    now = time.time()
    attributes = {"ERROR_CODE": "INVALID_RESOURCE" if "not exist" in reason else "NO_PERMISSIONS",
                  "ERROR_MESSAGE": reason, "RULE_ARN": rule.get("Arn", ""), "TARGET_ARN": target.get("Arn", "")}
    message = {
        "id": str(uuid.uuid4()), "body": body, "md5_body": hashlib.md5(body.encode()).hexdigest(),
        "receipt_handle": None, "sent_at": now, "visible_at": now, "receive_count": 0, "attributes": {},
        "message_attributes": {k: {"DataType": "String", "StringValue": v} for k, v in attributes.items()},
        "sys": {"SenderId": "AIDAEVENTBRIDGE", "SentTimestamp": str(int(now * 1000))},
    }
    queue["messages"].append(message)
    sqs._ensure_msg_fields(message)
