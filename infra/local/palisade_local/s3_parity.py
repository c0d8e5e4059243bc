"""Where MiniStack's S3 is not as AWS's has been since April 2023.

New buckets own their objects (`BucketOwnerEnforced`) and are encrypted with SSE-S3; MiniStack already
gives them the public access block. `GetBucketPolicyStatus` is absent there and computed here.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
"""

from __future__ import annotations

import json
from urllib.parse import unquote

from ministack.services import s3

_NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
_OWNER_ENFORCED = (f"<OwnershipControls {_NAMESPACE}><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership>"
                   "</Rule></OwnershipControls>").encode()
_SSE_S3 = (f"<ServerSideEncryptionConfiguration {_NAMESPACE}><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>"
           "AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled>"
           "</Rule></ServerSideEncryptionConfiguration>").encode()

# A condition with one of these keys and a fixed value keeps a policy for everyone from being public.
_NARROWING_KEYS = {
    "aws:sourcearn", "aws:sourcevpc", "aws:sourcevpce", "aws:sourceowner", "aws:sourceaccount", "aws:userid",
    "s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:dataaccesspointarn", "s3:dataaccesspointaccount",
    "aws:principalorgid", "aws:principalarn", "aws:principalaccount", "aws:principalorgpaths", "aws:sourceip",
    "aws:sourceorgid", "aws:sourceorgpaths",
}


def install() -> None:
    """Put the defaults and the missing operation in MiniStack's S3."""
    s3._create_bucket = _with_defaults(s3._create_bucket)
    s3.handle_request = _with_policy_status(s3.handle_request)


def apply_defaults(bucket: str) -> None:
    """What AWS gives a new bucket, where nothing was said."""
    record = s3._buckets[bucket]
    if not any("ownership" in key for key in record):
        s3._put_bucket_ownership_controls(bucket, _OWNER_ENFORCED)
    if bucket not in s3._bucket_encryption:
        s3._put_bucket_encryption(bucket, _SSE_S3)


def _with_defaults(create):
    def create_bucket(name, body, headers=None, endpoint_region=None):
        existed = name in s3._buckets
        answer = create(name, body, headers, endpoint_region)
        if answer[0] == 200 and not existed:
            apply_defaults(name)
        return answer

    return create_bucket


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
