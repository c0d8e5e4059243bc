"""S3's records: `bucketName`, the host, sub-resource markers, and the XML body under its own names.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html and the published
records of PutBucketPublicAccessBlock, PutBucketPolicy, PutBucketAcl (three forms), DeleteBucketEncryption.
The form is that of records since 2021: `Host` is a string, markers are empty strings.
"""

from __future__ import annotations

import json
from typing import Any

from botocore.model import OperationModel, Shape

from .shapes import scalar

_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"
_INSTANCE_NAMESPACE = "http://www.w3.org/2001/XMLSchema-instance"
_GRANTS = {"GrantFullControl": "x-amz-grant-full-control", "GrantRead": "x-amz-grant-read",
           "GrantReadACP": "x-amz-grant-read-acp", "GrantWrite": "x-amz-grant-write",
           "GrantWriteACP": "x-amz-grant-write-acp"}
_HEADERS = {"ACL": "x-amz-acl", "ObjectOwnership": "x-amz-object-ownership",
            "ObjectLockEnabledForBucket": "x-amz-bucket-object-lock-enabled"}


def request(operation: OperationModel, parameters: dict[str, Any], region: str, account: str) -> dict[str, Any]:
    """`requestParameters` of a bucket's or (s3control) an account's call."""
    if operation.service_model.service_name == "s3control":
        written: dict[str, Any] = {"Host": f"{account}.s3-control.{region}.amazonaws.com"}
    else:
        bucket = parameters.get("Bucket", "")
        written = {"bucketName": bucket, "Host": f"{bucket}.s3.{region}.amazonaws.com"}
    for marker in _markers(operation):
        written[marker] = ""
    written |= {header: scalar(parameters[name]) for name, header in _HEADERS.items() if name in parameters}
    grants = {header: parameters[name] for name, header in _GRANTS.items() if parameters.get(name)}
    if grants:
        written["accessControlList"] = grants
    payload = operation.input_shape.serialization.get("payload") if operation.input_shape else None
    if payload and parameters.get(payload) is not None:
        written |= _body(operation, payload, parameters[payload])
    return written


def _markers(operation: OperationModel) -> list[str]:
    _, _, query = operation.http["requestUri"].partition("?")
    return [part for part in query.split("&") if part and "=" not in part]


def _body(operation: OperationModel, payload: str, content: Any) -> dict[str, Any]:
    if operation.name == "PutBucketPolicy":
        return {"bucketPolicy": _policy(content)}
    shape = operation.input_shape.members[payload]
    if not isinstance(content, dict):
        return {}
    root = shape.serialization.get("name", payload)
    return {root: {"xmlns": _NAMESPACE, **_structure(content, shape)}}


def _policy(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):  # the service refuses it; the record keeps what was sent
        return scalar(text)


def _structure(value: dict[str, Any], shape: Shape) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for name, content in value.items():
        member = shape.members.get(name)
        if content is None or member is None:
            continue
        own = member.serialization.get("name", name)
        written[own] = _value(content, member)
        if own == "Grantee":
            written[own]["xmlns:xsi"] = _INSTANCE_NAMESPACE
    return written


def _value(content: Any, shape: Shape) -> Any:
    if shape.type_name == "structure":
        return _structure(content, shape)
    if shape.type_name == "list":
        items = [_value(item, shape.member) for item in content]
        if shape.serialization.get("flattened"):
            return items
        return {shape.member.serialization.get("name", "member"): items}
    return scalar(content)
