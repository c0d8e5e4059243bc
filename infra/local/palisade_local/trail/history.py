"""CloudTrail's event history: `LookupEvents` answers from what the trail recorded.

MiniStack keeps a deque of events per account; its own recorder knows neither the caller nor the answer
nor what moto did, so ours is written there and MiniStack's is left off.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from ministack.core.responses import request_scope
from ministack.services import cloudtrail


def remember(account: str, region: str, detail: dict[str, Any], time: datetime) -> None:
    """Add a record to the account's history."""
    identity = detail["userIdentity"]
    entry = {
        "EventId": detail["eventID"],
        "EventName": detail["eventName"],
        "EventSource": detail["eventSource"],
        "EventTime": time.timestamp(),
        "Username": _username(identity),
        "AccessKeyId": identity.get("accessKeyId", ""),
        "ReadOnly": "false",
        "Resources": [{"ResourceType": r["type"], "ResourceName": r["ARN"]} for r in detail.get("resources", [])],
        "CloudTrailEvent": json.dumps(detail, default=str),
    }
    with request_scope(account, region):
        cloudtrail._get_event_queue().append(entry)


def _username(identity: dict[str, Any]) -> str:
    if identity["type"] == "Root":
        return "root"
    return identity.get("userName") or identity.get("arn", "").rsplit("/", 1)[-1] or identity["type"]
