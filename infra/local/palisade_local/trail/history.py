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
        "Resources": _resources(detail),
        "CloudTrailEvent": json.dumps(detail, default=str),
    }
    with request_scope(account, region):
        cloudtrail._get_event_queue().append(entry)


# What the history lists a call under: services differ, and most name their resources by name.
_NAMES = {
    "s3": {"bucketName": "AWS::S3::Bucket"},
    "iam": {"roleName": "AWS::IAM::Role", "userName": "AWS::IAM::User", "policyArn": "AWS::IAM::Policy"},
    "ec2": {"groupId": "AWS::EC2::SecurityGroup", "instanceId": "AWS::EC2::Instance"},
    "lambda": {"functionName": "AWS::Lambda::Function"},
    "sagemaker": {"notebookInstanceName": "AWS::SageMaker::NotebookInstance",
                  "endpointName": "AWS::SageMaker::Endpoint", "modelName": "AWS::SageMaker::Model"},
}


def _resources(detail: dict[str, Any]) -> list[dict[str, str]]:
    listed = [{"ResourceType": r["type"], "ResourceName": r["ARN"]} for r in detail.get("resources", [])]
    names = _NAMES.get(detail["eventSource"].split(".")[0], {})
    parameters = detail.get("requestParameters") or {}
    for member, kind in names.items():
        name = parameters.get(member)
        if isinstance(name, str) and name:
            listed.append({"ResourceType": kind, "ResourceName": name})
    return listed


def page(body: dict[str, Any], events: list[dict[str, Any]]) -> dict[str, Any]:
    """One answer to `LookupEvents`: latest first, 50 at most, and a token where there are more.

    MiniStack answers with the latest 50 and says nothing of the rest.
    """
    wanted = {a["AttributeKey"]: a["AttributeValue"] for a in body.get("LookupAttributes", [])}
    found = [one for one in reversed(events) if _in_time(body, one) and _fits(wanted, one)]
    start = int(body.get("NextToken") or 0)
    end = start + min(int(body.get("MaxResults") or 50), 50)
    answer: dict[str, Any] = {"Events": found[start:end]}
    if end < len(found):
        answer["NextToken"] = str(end)
    return answer


def _in_time(body: dict[str, Any], event: dict[str, Any]) -> bool:
    time = event["EventTime"]
    return float(body.get("StartTime") or 0) <= time <= float(body.get("EndTime") or time)


def _fits(wanted: dict[str, str], event: dict[str, Any]) -> bool:
    for key, value in wanted.items():
        if key in ("ResourceName", "ResourceType"):
            if not any(one.get(key) == value for one in event["Resources"]):
                return False
        elif event.get(key) != value:
            return False
    return True


def _username(identity: dict[str, Any]) -> str:
    if identity["type"] == "Root":
        return "root"
    return identity.get("userName") or identity.get("arn", "").rsplit("/", 1)[-1] or identity["type"]
