"""The resources of calls that MiniStack can't tell: a schedule's group is in the body, a trail's tags name it in a list,
an OpsItem is named by its id.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
"""

from __future__ import annotations

import json

from ministack.core import iam_actions

_of_request = iam_actions.extract_resource_arn


def install() -> None:
    """Put the names in place."""
    iam_actions.extract_resource_arn = resource_arn


def resource_arn(service: str, method: str, path: str, headers: dict, body: bytes, query_params: dict, region: str,
                 account_id: str) -> str:
    """The ARN of the resource a call is about, or `*`."""
    arn = _of_request(service, method, path, headers, body, query_params, region, account_id)
    if service == "scheduler" and ":schedule/default/" in arn:
        group = _members(body).get("GroupName") or _text(query_params.get("groupName")) or "default"
        return arn.replace(":schedule/default/", f":schedule/{group}/")
    if service == "ssm" and arn == "*" and (item := _members(body).get("OpsItemId")):
        return f"arn:aws:ssm:{region}:{account_id}:opsitem/{item}"
    if service == "cloudtrail" and arn == "*":
        named = _members(body).get("ResourceIdList") or [_members(body).get("ResourceId")]
        return named[0] if named[0] else arn
    return arn


def _members(body: bytes) -> dict:
    try:
        content = json.loads(body) if body else {}
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _text(value: object) -> str:
    return str(value[0]) if isinstance(value, list) and value else str(value or "")
