"""Where MiniStack's S3 is not as AWS's.

With IAM enforced its new buckets have what AWS gives them since April 2023: the public access block,
`BucketOwnerEnforced` and SSE-S3 (the tests hold that). `GetBucketPolicyStatus` is absent and computed here.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
"""

from __future__ import annotations

import json
from urllib.parse import unquote

from ministack.services import s3

_NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'

# A condition with one of these keys and a fixed value keeps a policy for everyone from being public.
_NARROWING_KEYS = {
    "aws:sourcearn", "aws:sourcevpc", "aws:sourcevpce", "aws:sourceowner", "aws:sourceaccount", "aws:userid",
    "s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:dataaccesspointarn", "s3:dataaccesspointaccount",
    "aws:principalorgid", "aws:principalarn", "aws:principalaccount", "aws:principalorgpaths", "aws:sourceip",
    "aws:sourceorgid", "aws:sourceorgpaths",
}


def install() -> None:
    """Put the missing operation in MiniStack's S3."""
    s3.handle_request = _with_policy_status(s3.handle_request)


def _with_policy_status(handle):
    async def handle_request(method, path, headers, body, query_params):
        bucket = unquote(path.strip("/"))
        if method != "GET" or "policyStatus" not in query_params or "/" in bucket:
            return await handle(method, path, headers, body, query_params)
        if bucket not in s3._buckets:
            return s3._no_such_bucket(bucket)
        policy = s3._bucket_policies.get(bucket)
        if not policy:
            return s3._error("NoSuchBucketPolicy", "The bucket policy does not exist", 404)
        content = f"<PolicyStatus {_NAMESPACE}><IsPublic>{'true' if is_public(policy) else 'false'}</IsPublic></PolicyStatus>"
        return 200, {"Content-Type": "application/xml"}, content.encode()

    return handle_request


def is_public(policy: str | dict) -> bool:
    """Whether AWS calls a bucket policy public: it allows everyone, with nothing fixed that narrows it."""
    document = json.loads(policy) if isinstance(policy, (str, bytes)) else policy
    statements = document.get("Statement", [])
    return any(_opens(s) for s in (statements if isinstance(statements, list) else [statements]))


def _opens(statement: dict) -> bool:
    if statement.get("Effect") != "Allow":
        return False
    if "NotPrincipal" in statement:
        return True
    principal = statement.get("Principal")
    named = principal.get("AWS", []) if isinstance(principal, dict) else principal
    if "*" not in (named if isinstance(named, list) else [named]):
        return False
    return not any(_narrows(operator, key, value) for operator, keys in (statement.get("Condition") or {}).items()
                   for key, value in keys.items())


def _narrows(operator: str, key: str, value) -> bool:
    if key.lower() not in _NARROWING_KEYS or "not" in operator.lower() or operator.lower().endswith("ifexists"):
        return False
    values = value if isinstance(value, list) else [value]
    if key.lower() == "aws:sourceip":
        return not any(v in ("0.0.0.0/0", "::/0") for v in values)
    return not any("*" in v or "?" in v for v in values if isinstance(v, str) and not v.startswith("arn:")) and \
        not any(v == "*" for v in values)
