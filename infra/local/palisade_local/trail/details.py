"""The record of one operation: who did what, where, and how it ended.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from ..calls import Caller
from . import ec2_shapes, s3_shapes, shapes
from .emulators import bucket_region
from .identity import user_identity
from .names import GLOBAL, HOME_REGION, event_name, event_source
from .requests import Operation

_VERSION = "1.11"


@dataclass(frozen=True)
class Origin:
    """Where, when and by whom an operation was asked for; ids and agent as the client sent them."""

    account: str
    region: str
    caller: Caller
    time: datetime
    request_id: str
    source_ip: str
    user_agent: str


def detail_of(operation: Operation, origin: Origin) -> dict[str, Any]:
    """The record, as it stands in `detail` of its event."""
    region = _region(operation, origin)
    identity = user_identity(origin.caller, origin.time)
    detail: dict[str, Any] = {
        "eventVersion": _VERSION,
        "userIdentity": identity,
        "eventTime": origin.time.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "eventSource": event_source(operation.model),
        "eventName": event_name(operation.model, operation.name),
        "awsRegion": region,
        "sourceIPAddress": identity.get("invokedBy") or origin.source_ip,
        "userAgent": identity.get("invokedBy") or origin.user_agent,
    }
    if operation.error is not None:
        code, message = operation.error
        detail["errorCode"] = f"Client.{code}" if operation.model == "ec2" else code
        if message:
            detail["errorMessage"] = message
    detail |= {
        "requestParameters": _request(operation, origin, region) or None,
        "responseElements": _response(operation, origin) or None,
        "requestID": origin.request_id,
        "eventID": str(uuid.uuid4()),
        "readOnly": False,
    }
    touched = _resources(operation, origin, region)
    if touched:
        detail["resources"] = touched
    return detail | {
        "eventType": "AwsApiCall", "managementEvent": True, "recipientAccountId": origin.account,
        "eventCategory": "Management"}


def _region(operation: Operation, origin: Origin) -> str:
    if operation.model in GLOBAL:
        return HOME_REGION
    if operation.model == "wafv2" and operation.parameters.get("Scope") == "CLOUDFRONT":
        return HOME_REGION
    if operation.model == "s3":
        return bucket_region(origin.account, operation.parameters.get("Bucket", "")) or origin.region
    return origin.region


def _request(operation: Operation, origin: Origin, region: str) -> dict[str, Any]:
    shape = operation.shape.input_shape
    if operation.model == "ec2":
        return ec2_shapes.request(operation.name, operation.parameters, shape)
    if operation.model in ("s3", "s3control"):
        return s3_shapes.request(operation.shape, operation.parameters, region, origin.account)
    return shapes.members(operation.model, operation.parameters, shape)


def _response(operation: Operation, origin: Origin) -> dict[str, Any]:
    if operation.error is not None or operation.model in ("s3", "s3control"):
        return {}
    shape = operation.shape.output_shape
    if operation.model == "ec2":
        return ec2_shapes.response(operation.name, operation.result, shape, origin.request_id)
    return shapes.members(operation.model, operation.result, shape)


def _resources(operation: Operation, origin: Origin, region: str) -> list[dict[str, str]]:
    """`resources` of the record; KMS always names its key there, S3 its bucket."""
    if operation.model == "s3" and (bucket := operation.parameters.get("Bucket")):
        return [{"accountId": origin.account, "type": "AWS::S3::Bucket", "ARN": f"arn:aws:s3:::{bucket}"}]
    if operation.model == "kms" and (arn := _key_arn(operation, origin.account, region)):
        return [{"accountId": origin.account, "type": "AWS::KMS::Key", "ARN": arn}]
    return []


def _key_arn(operation: Operation, account: str, region: str) -> str:
    made = operation.result.get("KeyMetadata", {}).get("Arn")
    key = made or operation.parameters.get("KeyId") or operation.parameters.get("TargetKeyId") or ""
    if not key or key.startswith("arn:"):
        return key
    return f"arn:aws:kms:{region}:{account}:{key if key.startswith('alias/') else 'key/' + key}"
