"""S3 refuses bucket policies that are none: MiniStack stores any text.

https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (MalformedPolicy) and the texts that S3 gives.
"""

from __future__ import annotations

import fnmatch
import json

from ministack.services import s3

_put = s3._put_bucket_policy


def install() -> None:
    """Put the checks in front of PutBucketPolicy."""
    s3._put_bucket_policy = put


def put(name: str, body: bytes):
    """PutBucketPolicy with the checks that S3 does of a policy's form."""
    fault = _fault(name, body)
    return s3._error("MalformedPolicy", fault, 400) if fault else _put(name, body)


def _fault(bucket: str, body: bytes) -> str:
    try:
        policy = json.loads(body)
    except ValueError:
        return "This policy contains invalid Json"
    if not isinstance(policy, dict):
        return "Policies must be valid JSON and the first byte must be '{'"
    if "Statement" not in policy:
        return "Missing required field Statement"
    statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
    return next((text for text in (_fault_of(bucket, s) for s in statements) if text), "")


def _fault_of(bucket: str, statement: dict) -> str:
    for either in (("Effect",), ("Principal", "NotPrincipal"), ("Action", "NotAction"), ("Resource", "NotResource")):
        if not any(name in statement for name in either):
            return f"Missing required field {either[0]}"
    resources = statement.get("Resource", [])
    for resource in resources if isinstance(resources, list) else [resources]:
        named = resource.split(":", 5)[-1].split("/", 1)[0]
        if not resource.startswith("arn:aws") or not _may_be(named, bucket):
            return "Policy has invalid resource"
    return ""


def _may_be(pattern: str, bucket: str) -> bool:
    return "${" in pattern or fnmatch.fnmatchcase(bucket, pattern)
