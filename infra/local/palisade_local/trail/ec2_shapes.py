"""EC2's two styles of records.

Older calls are lower camel with `{"items": [...]}` lists and `{}` for empty ones; their answer is
`{"requestId": ..., "_return": true}` with what was made. Newer calls are wrapped: `<Operation>Request`
with the SDK's names and a stray `"tag": 1` in list elements, `<Operation>Response` with the XML's names.
Seen in published records of RunInstances, AuthorizeSecurityGroupIngress, ModifyImageAttribute (old) and
ModifyInstanceMetadataOptions, ModifySecurityGroupRules, CreateVpcEndpoint (new).
"""

from __future__ import annotations

from typing import Any

from botocore.model import Shape

from .shapes import lower_first, scalar

_NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/"

WRAPPED = {
    "ModifySecurityGroupRules", "ModifyInstanceMetadataOptions",
    "ModifyInstanceMetadataDefaults", "CreateVpcEndpoint", "ModifyVpcEndpoint", "DeleteVpcEndpoints", "CreateFlowLogs",
    "DeleteFlowLogs", "CreateLaunchTemplate", "CreateLaunchTemplateVersion", "ModifyLaunchTemplate",
    "DeleteLaunchTemplate", "CreateNatGateway", "DeleteNatGateway", "CreateFleet", "ModifyVolume",
    "AssociateIamInstanceProfile", "DisassociateIamInstanceProfile", "ReplaceIamInstanceProfileAssociation",
    "EnableEbsEncryptionByDefault", "DisableEbsEncryptionByDefault", "CreateManagedPrefixList",
    "ModifyManagedPrefixList", "EnableSnapshotBlockPublicAccess", "DisableSnapshotBlockPublicAccess",
    "EnableImageBlockPublicAccess", "DisableImageBlockPublicAccess", "CreateTransitGateway",
}

# Members of older requests that CloudTrail groups or names in its own way.
_INSTANCES = {"TerminateInstances", "StopInstances", "StartInstances", "RebootInstances", "MonitorInstances"}
_LIST_NAMES = {"SecurityGroupIds": ("groupSet", "groupId"), "SecurityGroups": ("groupSet", "groupName"),
               "Groups": ("groupSet", "groupId"), "BlockDeviceMappings": ("blockDeviceMapping", "")}
_PERMISSION_LISTS = ("groups", "ipRanges", "ipv6Ranges", "prefixListIds")


def request(operation: str, parameters: dict[str, Any], shape: Shape | None) -> dict[str, Any]:
    """`requestParameters` of an EC2 call."""
    given = {name: value for name, value in parameters.items() if name != "DryRun"}
    if operation in WRAPPED:
        return {f"{operation}Request": _pascal(given, shape)}
    if operation == "RunInstances":
        return _run_instances(given, shape)
    if operation in _INSTANCES:
        ids = given.pop("InstanceIds", [])
        return {"instancesSet": {"items": [{"instanceId": i} for i in ids]}, **_old(given, shape)}
    if operation in ("CreateTags", "DeleteTags"):
        return {"resourcesSet": {"items": [{"resourceId": i} for i in given.get("Resources", [])]},
                "tagSet": {"items": [{lower_first(k): v for k, v in tag.items()} for tag in given.get("Tags", [])]}}
    return _old(given, shape)


def response(operation: str, result: dict[str, Any], shape: Shape | None, request_id: str) -> dict[str, Any]:
    """`responseElements` of an EC2 call that succeeded."""
    if operation in WRAPPED:
        content = _wrapped_answer(result, shape)
        return {f"{operation}Response": {"xmlns": _NAMESPACE, "requestId": request_id, **content}}
    written = {"requestId": request_id, **_old(result, shape)}
    if "return" in written:
        written["_return"] = written.pop("return")
    elif not result:
        written["_return"] = True
    return written


def _run_instances(given: dict[str, Any], shape: Shape | None) -> dict[str, Any]:
    names = {"ImageId": "imageId", "MinCount": "minCount", "MaxCount": "maxCount", "KeyName": "keyName"}
    wanted = {own: given.pop(name) for name, own in names.items() if name in given}
    return {"instancesSet": {"items": [wanted]}, **_old(given, shape)}


def _old(value: dict[str, Any], shape: Shape | None) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for name, content in value.items():
        if content is None:
            continue
        member = getattr(shape, "members", {}).get(name)
        if name in _LIST_NAMES and isinstance(content, list):
            own, key = _LIST_NAMES[name]
            items = [{key: item} if key and isinstance(item, str) else _old_value(item, _item(member))
                     for item in content]
            written[own] = {"items": items} if items else {}
            continue
        written[_old_name(name, member)] = _old_value(content, member)
    if shape is not None and shape.name == "IpPermission":
        for name in _PERMISSION_LISTS:
            written.setdefault(name, {})
    return written


def _old_name(name: str, member: Shape | None) -> str:
    if member is not None and member.type_name != "list":
        return lower_first(member.serialization.get("name", name))
    # Lists of requests carry their element's name (`InstanceId`), those of answers their own (`groupSet`).
    own = member.serialization.get("name", name) if member is not None else name
    return own if own[:1].islower() else lower_first(name)


def _old_value(content: Any, shape: Shape | None) -> Any:
    if isinstance(content, dict):
        return _old(content, shape)
    if isinstance(content, list):
        return {"items": [_old_item(item, shape) for item in content]} if content else {}
    return scalar(content)


def _old_item(content: Any, shape: Shape | None) -> Any:
    if isinstance(content, dict):
        return _old(content, _item(shape))
    # A list of ids in a request is named after one of them: `{"securityGroupRuleId": "sgr-..."}`.
    name = shape.serialization.get("name", "") if shape is not None else ""
    return {lower_first(name): scalar(content)} if name[:1].isupper() else scalar(content)


def _item(shape: Shape | None) -> Shape | None:
    return getattr(shape, "member", None)


def _pascal(value: Any, shape: Shape | None) -> Any:
    """The query's names; a list of one is its element, and elements of lists are numbered with `tag`."""
    if isinstance(value, dict):
        written = {}
        for name, content in value.items():
            member = getattr(shape, "members", {}).get(name)
            own = member.serialization.get("queryName") or member.serialization.get("name", name) if member else name
            if content is not None:
                written[own[:1].upper() + own[1:]] = _pascal(content, member)
        return written
    if isinstance(value, list):
        items = [{**_pascal(item, _item(shape)), "tag": number} if isinstance(item, dict)
                 else {"content": scalar(item), "tag": number} for number, item in enumerate(value, start=1)]
        return items[0] if len(items) == 1 else items
    return scalar(value)


def _wrapped_answer(value: dict[str, Any], shape: Shape | None) -> dict[str, Any]:
    written = {}
    for name, content in value.items():
        member = getattr(shape, "members", {}).get(name)
        own = member.serialization.get("name", name) if member is not None else name
        written[lower_first(own)] = _wrapped_value(content, member)
    return written


def _wrapped_value(content: Any, shape: Shape | None) -> Any:
    if isinstance(content, dict):
        return _wrapped_answer(content, shape)
    if isinstance(content, list):
        items = [_wrapped_value(item, _item(shape)) for item in content]
        return {"item": items[0] if len(items) == 1 else items} if items else ""
    return scalar(content)
