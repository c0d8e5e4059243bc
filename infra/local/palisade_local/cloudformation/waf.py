"""WAFv2's types through moto, which answers the WAFv2 API here; MiniStack's own would be invisible to it."""

from __future__ import annotations

from . import api, registry, shapes


def install() -> None:
    """Register web ACLs, IP sets, rule groups and associations."""
    _type("AWS::WAFv2::WebACL", "web_acl", "WebACL")
    _type("AWS::WAFv2::IPSet", "ip_set", "IPSet")
    _type("AWS::WAFv2::RuleGroup", "rule_group", "RuleGroup")
    registry.add("AWS::WAFv2::WebACLAssociation", _associate, _disassociate)


def _type(type_name: str, noun: str, member: str) -> None:
    def parameters(client, operation: str, props) -> dict:
        shape = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[operation]).input_shape
        return shapes.to_api(shape, props)

    def create(logical_id, props, stack):
        client = api.client("wafv2")
        name = props.get("Name") or registry.name_for(stack, logical_id)
        made = getattr(client, f"create_{noun}")(**parameters(client, f"create_{noun}", {**props, "Name": name}))["Summary"]
        return f"{name}|{made['Id']}|{props['Scope']}", {"Arn": made["ARN"], "Id": made["Id"]}

    def key(physical_id: str) -> dict:
        name, identifier, scope = physical_id.split("|")
        return {"Name": name, "Id": identifier, "Scope": scope}

    def update(physical_id, old, new, stack):
        client = api.client("wafv2")
        current = getattr(client, f"get_{noun}")(**key(physical_id))
        getattr(client, f"update_{noun}")(**parameters(
            client, f"update_{noun}", {**new, **key(physical_id), "LockToken": current["LockToken"]}))
        return physical_id, {"Arn": current[member]["ARN"], "Id": current[member]["Id"]}

    def delete(physical_id, props):
        client = api.client("wafv2")
        token = getattr(client, f"get_{noun}")(**key(physical_id))["LockToken"]
        getattr(client, f"delete_{noun}")(**key(physical_id), LockToken=token)

    registry.add(type_name, create, delete, update)


def _associate(logical_id: str, props, stack: str):
    api.client("wafv2").associate_web_acl(WebACLArn=props["WebACLArn"], ResourceArn=props["ResourceArn"])
    return f"{props['WebACLArn']}|{props['ResourceArn']}", {}


def _disassociate(physical_id: str, props) -> None:
    api.client("wafv2").disassociate_web_acl(ResourceArn=physical_id.split("|", 1)[1])
