"""AWS Config's "Config Configuration Item Change" for buckets and security groups.

Sent after a change only where a configuration recorder is on (Config's API is moto's). Real recorders
take minutes; here it follows at once. The detail has the keys of a published notification
(`tests/records`); `configuration` names the resource, and `configurationItemDiff` only that it changed,
since what matters of both is to be read live.
https://docs.aws.amazon.com/config/latest/developerguide/example-sns-notification.html
"""

from __future__ import annotations

import logging
from datetime import datetime, timezone
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from .. import buses
from .emulators import moto
from .requests import Operation

logger = logging.getLogger(__name__)

_STATUS = {"CREATE": "ResourceDiscovered", "UPDATE": "OK", "DELETE": "ResourceDeleted"}


def after(operation: Operation, detail: dict[str, Any], account: str) -> None:
    """Send the item that a successful call changed, if it is a recorded type and recording is on."""
    region = detail["awsRegion"]
    for kind, identifier in _touched(operation):
        if recording(account, region):
            _tell(kind, identifier, _change(operation.name), account, region)


def _touched(operation: Operation) -> list[tuple[str, str]]:
    if operation.model == "s3" and operation.parameters.get("Bucket"):
        return [("AWS::S3::Bucket", operation.parameters["Bucket"])]
    if operation.model == "ec2" and "SecurityGroup" in operation.name:
        group = operation.parameters.get("GroupId") or operation.result.get("GroupId")
        return [("AWS::EC2::SecurityGroup", group)] if group else []
    return []


def _change(operation: str) -> str:
    return {"CreateBucket": "CREATE", "CreateSecurityGroup": "CREATE", "DeleteBucket": "DELETE",
            "DeleteSecurityGroup": "DELETE"}.get(operation, "UPDATE")


def recording(account: str, region: str) -> bool:
    """Whether the account's recorder is on in a region."""
    try:
        answer = moto("config", account, region).describe_configuration_recorder_status()
    except (ClientError, BotoCoreError) as error:
        logger.warning("recorder of %s in %s can't be read: %s", account, region, error)
        return False
    return any(status.get("recording") for status in answer.get("ConfigurationRecordersStatus", []))


def _tell(kind: str, identifier: str, change: str, account: str, region: str) -> None:
    now = datetime.now(timezone.utc)
    written = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    bucket = kind == "AWS::S3::Bucket"
    arn = f"arn:aws:s3:::{identifier}" if bucket else f"arn:aws:ec2:{region}:{account}:security-group/{identifier}"
    item = {
        "relatedEvents": [], "relationships": [],
        "configuration": {"name": identifier} if bucket else {"groupId": identifier, "ownerId": account},
        "supplementaryConfiguration": {}, "tags": {},
        "configurationItemVersion": "1.3", "configurationItemCaptureTime": written,
        "configurationStateId": int(now.timestamp() * 1000), "awsAccountId": account,
        "configurationItemStatus": _STATUS[change], "resourceType": kind, "resourceId": identifier,
        "resourceName": identifier if bucket else None, "ARN": arn, "awsRegion": region,
        "availabilityZone": "Regional" if bucket else "Not Applicable", "configurationStateMd5Hash": "",
        "resourceCreationTime": None,
    }
    if change == "DELETE":
        item["configuration"] = None
    detail = {
        "recordVersion": "1.3", "messageType": "ConfigurationItemChangeNotification",
        "notificationCreationTime": written, "configurationItem": item,
        "configurationItemDiff": {"changedProperties": {}, "changeType": change},
    }
    buses.publish(account, region, "aws.config", "Config Configuration Item Change", detail, [arn])
