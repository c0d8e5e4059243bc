"""AWS::DynamoDB::Table and GlobalTable: time to live, point-in-time recovery and encryption, which MiniStack drops."""

from __future__ import annotations

from ministack.services import dynamodb

from . import api, registry


def install() -> None:
    """Amend both types."""
    for type_name in ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"):
        registry.amend(type_name, _apply)


def _apply(name: str, old, new) -> None:
    ttl = new.get("TimeToLiveSpecification")
    if ttl and ttl != old.get("TimeToLiveSpecification"):
        api.client("dynamodb").update_time_to_live(TableName=name, TimeToLiveSpecification={
            "Enabled": ttl["Enabled"] in (True, "true"), "AttributeName": ttl["AttributeName"]})
    recovery = _of_table_or_replica(new, "PointInTimeRecoverySpecification")
    if recovery:
        api.client("dynamodb").update_continuous_backups(TableName=name, PointInTimeRecoverySpecification={
            "PointInTimeRecoveryEnabled": recovery.get("PointInTimeRecoveryEnabled") in (True, "true")})
    encryption = {**(new.get("SSESpecification") or {}), **(_of_table_or_replica(new, "SSESpecification") or {})}
    if encryption:
        specification = {**encryption, "Enabled": encryption.get("SSEEnabled", True) in (True, "true")}
        dynamodb._tables[name]["SSEDescription"] = dynamodb._sse_description_from_spec(specification)
    if "DeletionProtectionEnabled" in new:
        dynamodb._tables[name]["DeletionProtectionEnabled"] = new["DeletionProtectionEnabled"] in (True, "true")


def _of_table_or_replica(props, key: str):
    """A global table says these on its replicas; the one in this region is the first."""
    return props.get(key) or next((r[key] for r in props.get("Replicas") or [] if r.get(key)), None)
