"""AWS::CloudTrail::Trail, unknown to MiniStack's CloudFormation, though its CloudTrail API is there."""

from __future__ import annotations

from . import api, registry

_CREATION = ("S3BucketName", "S3KeyPrefix", "SnsTopicName", "IncludeGlobalServiceEvents", "IsMultiRegionTrail",
             "EnableLogFileValidation", "CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn", "IsOrganizationTrail")
_BOOLEANS = {"IncludeGlobalServiceEvents", "IsMultiRegionTrail", "EnableLogFileValidation", "IsOrganizationTrail"}


def install() -> None:
    """Register the type."""
    registry.add("AWS::CloudTrail::Trail", _create, _delete, _update)


def _create(logical_id: str, props, stack: str):
    name = props.get("TrailName") or registry.name_for(stack, logical_id)
    trail = api.client("cloudtrail").create_trail(Name=name, **_parameters(props))
    _configure(name, props)
    return name, {"Arn": trail["TrailARN"]}


def _update(physical_id: str, old, new, stack: str):
    trail = api.client("cloudtrail").update_trail(Name=physical_id, **_parameters(new))
    _configure(physical_id, new)
    return physical_id, {"Arn": trail["TrailARN"]}


def _delete(physical_id: str, props) -> None:
    api.client("cloudtrail").delete_trail(Name=physical_id)


def _parameters(props) -> dict:
    given = {key: props[key] for key in _CREATION if props.get(key) is not None}
    if props.get("KMSKeyId"):
        given["KmsKeyId"] = props["KMSKeyId"]
    return {key: value in (True, "true") if key in _BOOLEANS else value for key, value in given.items()}


def _configure(name: str, props) -> None:
    trails = api.client("cloudtrail")
    logging = props.get("IsLogging") in (True, "true")
    (trails.start_logging if logging else trails.stop_logging)(Name=name)
    if props.get("EventSelectors"):
        trails.put_event_selectors(TrailName=name, EventSelectors=list(props["EventSelectors"]))
