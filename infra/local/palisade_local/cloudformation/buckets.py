"""AWS::S3::Bucket and its policy: the properties MiniStack drops, put through the S3 API; and its events."""

from __future__ import annotations

import json

from ministack.services import s3

from . import api, registry

# property -> (operation, how its value becomes the call's parameters)
_CALLS = {
    "OwnershipControls": ("put_bucket_ownership_controls", lambda v: {"OwnershipControls": v}),
    "LoggingConfiguration": ("put_bucket_logging", lambda v: {"BucketLoggingStatus": _logging(v)}),
    "LifecycleConfiguration": ("put_bucket_lifecycle_configuration", lambda v: {"LifecycleConfiguration": _lifecycle(v)}),
    "Tags": ("put_bucket_tagging", lambda v: {"Tagging": {"TagSet": v}}),
}


def install() -> None:
    """Amend both types."""
    registry.amend("AWS::S3::Bucket", _apply)
    registry.amend("AWS::S3::BucketPolicy", _tell_policy)
    registry.before_delete("AWS::S3::Bucket", lambda name, props: api.tell("s3", "DeleteBucket", Bucket=name))


def _apply(name: str, old, new) -> None:
    if not old:
        api.tell("s3", "CreateBucket", Bucket=name)
    if new.get("PublicAccessBlockConfiguration") != old.get("PublicAccessBlockConfiguration"):
        settings = new.get("PublicAccessBlockConfiguration") or {}
        api.client("s3").put_public_access_block(
            Bucket=name, PublicAccessBlockConfiguration={k: v in (True, "true") for k, v in settings.items()})
    if new.get("ObjectLockEnabled") in (True, "true"):
        _lock(name, new.get("ObjectLockConfiguration") or {})
    if new.get("BucketEncryption") and new.get("BucketEncryption") != old.get("BucketEncryption"):
        _encrypt(name, new["BucketEncryption"])
    for key, (operation, parameters) in _CALLS.items():
        if new.get(key) and new.get(key) != old.get(key):
            getattr(api.client("s3"), operation)(Bucket=name, **parameters(new[key]))
    if new.get("AccessControl") not in (None, "Private", old.get("AccessControl")):
        api.client("s3").put_bucket_acl(Bucket=name, ACL=_dashed(new["AccessControl"]))


def _lock(name: str, configuration) -> None:
    s3._bucket_versioning[name] = "Enabled"
    retention = ((configuration.get("Rule") or {}).get("DefaultRetention")) or {}
    record = {"enabled": True}
    if retention:
        record["default_retention"] = {k: int(v) if k in ("Days", "Years") else v for k, v in retention.items()}
    s3._bucket_object_lock[name] = record


def _encrypt(name: str, encryption) -> None:
    rules = []
    for rule in encryption["ServerSideEncryptionConfiguration"]:
        default = rule.get("ServerSideEncryptionByDefault") or {}
        if default.get("SSEAlgorithm", "").startswith("aws:kms") and not default.get("KMSMasterKeyID"):
            return  # MiniStack refuses later writes without a key id; AWS takes the account's own aws/s3 key
        rules.append({"ApplyServerSideEncryptionByDefault": dict(default),
                      "BucketKeyEnabled": rule.get("BucketKeyEnabled") in (True, "true")})
    api.client("s3").put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": rules})


def _logging(value) -> dict:
    if not value.get("DestinationBucketName"):
        return {}
    return {"LoggingEnabled": {"TargetBucket": value["DestinationBucketName"], "TargetPrefix": value.get("LogFilePrefix", "")}}


def _lifecycle(value) -> dict:
    return {"Rules": [_lifecycle_rule(rule) for rule in value["Rules"]]}


def _lifecycle_rule(rule) -> dict:
    result = {"Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
    if rule.get("Id"):
        result["ID"] = rule["Id"]
    if rule.get("ExpirationInDays"):
        result["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    noncurrent = rule.get("NoncurrentVersionExpiration") or {}
    days = noncurrent.get("NoncurrentDays") or rule.get("NoncurrentVersionExpirationInDays")
    if days:
        result["NoncurrentVersionExpiration"] = {"NoncurrentDays": int(days)}
    if rule.get("AbortIncompleteMultipartUpload"):
        days = int(rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"])
        result["AbortIncompleteMultipartUpload"] = {"DaysAfterInitiation": days}
    if rule.get("Transitions"):
        result["Transitions"] = [{"Days": int(t["TransitionInDays"]), "StorageClass": t["StorageClass"]}
                                 for t in rule["Transitions"]]
    return result


def _dashed(canned: str) -> str:
    """`PublicRead` as the API says it: `public-read`."""
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in canned).lstrip("-")


def _tell_policy(name: str, old, new) -> None:
    document = new["PolicyDocument"]
    api.tell("s3", "PutBucketPolicy", Bucket=new["Bucket"],
             Policy=document if isinstance(document, str) else json.dumps(document))
