"""EC2's types through moto, which answers the EC2 API here; MiniStack's own would be invisible to it."""

from __future__ import annotations

import json

from . import api, registry, shapes


def install() -> None:
    """Register networks, security groups, endpoints and instances."""
    registry.add("AWS::EC2::VPC", _vpc, lambda i, p: api.client("ec2").delete_vpc(VpcId=i), _unchanged)
    registry.add("AWS::EC2::Subnet", _subnet, lambda i, p: api.client("ec2").delete_subnet(SubnetId=i), _unchanged)
    registry.add("AWS::EC2::SecurityGroup", _group, lambda i, p: api.client("ec2").delete_security_group(GroupId=i), _regroup)
    for direction in ("Ingress", "Egress"):
        registry.add(f"AWS::EC2::SecurityGroup{direction}", _rule(direction), _remove_rule(direction))
    registry.add("AWS::EC2::Instance", _instance,
                 lambda i, p: api.client("ec2").terminate_instances(InstanceIds=[i]), _unchanged)
    registry.add("AWS::EC2::VPCEndpoint", _endpoint,
                 lambda i, p: api.client("ec2").delete_vpc_endpoints(VpcEndpointIds=[i]), _unchanged)
    registry.add("AWS::EC2::InternetGateway", _gateway,
                 lambda i, p: api.client("ec2").delete_internet_gateway(InternetGatewayId=i), _unchanged)
    registry.add("AWS::EC2::VPCGatewayAttachment", _attach, _detach)
    registry.add("AWS::EC2::RouteTable", _route_table,
                 lambda i, p: api.client("ec2").delete_route_table(RouteTableId=i), _unchanged)
    registry.add("AWS::EC2::Route", _route, lambda i, p: api.client("ec2").delete_route(
        RouteTableId=p["RouteTableId"], DestinationCidrBlock=p["DestinationCidrBlock"]))
    registry.add("AWS::EC2::SubnetRouteTableAssociation", _associate,
                 lambda i, p: api.client("ec2").disassociate_route_table(AssociationId=i))


def _unchanged(physical_id: str, old, new, stack: str):
    """Tags follow; other changes would replace on AWS and are not made here."""
    _tag(physical_id, new)
    return physical_id, {}


def _tag(identifier: str, props) -> None:
    if props.get("Tags"):
        api.client("ec2").create_tags(Resources=[identifier], Tags=[dict(t) for t in props["Tags"]])


def _parameters(client, operation: str, props) -> dict:
    model = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[operation])
    return shapes.to_api(model.input_shape, {k: v for k, v in props.items() if k != "Tags"})


def _vpc(logical_id: str, props, stack: str):
    client = api.client("ec2")
    made = client.create_vpc(CidrBlock=props["CidrBlock"])["Vpc"]
    for key in ("EnableDnsSupport", "EnableDnsHostnames"):
        if key in props:
            client.modify_vpc_attribute(VpcId=made["VpcId"], **{key: {"Value": props[key] in (True, "true")}})
    _tag(made["VpcId"], props)
    default = client.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [made["VpcId"]]}])["SecurityGroups"]
    return made["VpcId"], {"VpcId": made["VpcId"], "CidrBlock": made["CidrBlock"],
                           "DefaultSecurityGroup": default[0]["GroupId"]}


def _subnet(logical_id: str, props, stack: str):
    client = api.client("ec2")
    made = client.create_subnet(**_parameters(client, "create_subnet", props))["Subnet"]
    if props.get("MapPublicIpOnLaunch") in (True, "true"):
        client.modify_subnet_attribute(SubnetId=made["SubnetId"], MapPublicIpOnLaunch={"Value": True})
    _tag(made["SubnetId"], props)
    return made["SubnetId"], {"SubnetId": made["SubnetId"], "VpcId": made["VpcId"],
                              "AvailabilityZone": made["AvailabilityZone"]}


def _group(logical_id: str, props, stack: str):
    client = api.client("ec2")
    name = props.get("GroupName") or registry.name_for(stack, logical_id, 255)
    place = {"VpcId": props["VpcId"]} if props.get("VpcId") else {}
    group = client.create_security_group(GroupName=name, Description=props["GroupDescription"], **place)["GroupId"]
    _tag(group, props)
    _add_rules(group, props)
    return group, {"GroupId": group, "VpcId": props.get("VpcId", "")}


def _add_rules(group: str, props) -> None:
    client = api.client("ec2")
    if props.get("SecurityGroupIngress"):
        client.authorize_security_group_ingress(GroupId=group, IpPermissions=_permissions(props["SecurityGroupIngress"]))
    if props.get("SecurityGroupEgress"):
        # A group's egress in a template replaces the rule that allows all.
        everything = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
        wanted = _permissions(props["SecurityGroupEgress"])
        if not any(p["IpProtocol"] == "-1" and any(r["CidrIp"] == "0.0.0.0/0" for r in p.get("IpRanges", ()))
                   for p in wanted):
            client.revoke_security_group_egress(GroupId=group, IpPermissions=everything)
            client.authorize_security_group_egress(GroupId=group, IpPermissions=wanted)


def _regroup(physical_id: str, old, new, stack: str):
    if new.get("SecurityGroupIngress") != old.get("SecurityGroupIngress"):
        client = api.client("ec2")
        current = client.describe_security_groups(GroupIds=[physical_id])["SecurityGroups"][0]["IpPermissions"]
        if current:
            client.revoke_security_group_ingress(GroupId=physical_id, IpPermissions=current)
        _add_rules(physical_id, {"SecurityGroupIngress": new.get("SecurityGroupIngress")})
    _tag(physical_id, new)
    return physical_id, {"GroupId": physical_id, "VpcId": new.get("VpcId", "")}


def _permissions(rules) -> list[dict]:
    return [_permission(rule) for rule in (rules if isinstance(rules, list) else [rules])]


def _permission(rule) -> dict:
    note = {"Description": rule["Description"]} if rule.get("Description") else {}
    permission: dict = {"IpProtocol": str(rule["IpProtocol"])}
    for key in ("FromPort", "ToPort"):
        if rule.get(key) is not None and permission["IpProtocol"] != "-1":
            permission[key] = int(rule[key])
    if rule.get("CidrIp"):
        permission["IpRanges"] = [{"CidrIp": rule["CidrIp"], **note}]
    if rule.get("CidrIpv6"):
        permission["Ipv6Ranges"] = [{"CidrIpv6": rule["CidrIpv6"], **note}]
    other = rule.get("SourceSecurityGroupId") or rule.get("DestinationSecurityGroupId")
    if other:
        permission["UserIdGroupPairs"] = [{"GroupId": other, **note}]
    return permission


def _rule(direction: str):
    def create(logical_id, props, stack):
        authorize = getattr(api.client("ec2"), f"authorize_security_group_{direction.lower()}")
        made = authorize(GroupId=props["GroupId"], IpPermissions=[_permission(props)])
        return made["SecurityGroupRules"][0]["SecurityGroupRuleId"], {}

    return create


def _remove_rule(direction: str):
    def delete(physical_id, props):
        revoke = getattr(api.client("ec2"), f"revoke_security_group_{direction.lower()}")
        revoke(GroupId=props["GroupId"], SecurityGroupRuleIds=[physical_id])

    return delete


def _instance(logical_id: str, props, stack: str):
    client = api.client("ec2")
    made = client.run_instances(MinCount=1, MaxCount=1, **_parameters(client, "run_instances", {
        k: v for k, v in props.items() if k != "IamInstanceProfile"}))["Instances"][0]
    _tag(made["InstanceId"], props)
    return made["InstanceId"], {"InstanceId": made["InstanceId"], "PrivateIp": made.get("PrivateIpAddress", ""),
                                "VpcId": made.get("VpcId", "")}


def _endpoint(logical_id: str, props, stack: str):
    client = api.client("ec2")
    document = props.get("PolicyDocument")
    given = {**props, "PolicyDocument": document if isinstance(document, str) else json.dumps(document)} if document else props
    made = client.create_vpc_endpoint(**_parameters(client, "create_vpc_endpoint", given))["VpcEndpoint"]
    return made["VpcEndpointId"], {"Id": made["VpcEndpointId"]}


def _gateway(logical_id: str, props, stack: str):
    made = api.client("ec2").create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    _tag(made, props)
    return made, {"InternetGatewayId": made}


def _attach(logical_id: str, props, stack: str):
    api.client("ec2").attach_internet_gateway(InternetGatewayId=props["InternetGatewayId"], VpcId=props["VpcId"])
    return f"IGW|{props['VpcId']}", {}


def _detach(physical_id: str, props) -> None:
    api.client("ec2").detach_internet_gateway(InternetGatewayId=props["InternetGatewayId"], VpcId=props["VpcId"])


def _route_table(logical_id: str, props, stack: str):
    made = api.client("ec2").create_route_table(VpcId=props["VpcId"])["RouteTable"]["RouteTableId"]
    _tag(made, props)
    return made, {"RouteTableId": made}


def _route(logical_id: str, props, stack: str):
    client = api.client("ec2")
    client.create_route(**_parameters(client, "create_route", props))
    return f"{props['RouteTableId']}|{props.get('DestinationCidrBlock', '')}", {}


def _associate(logical_id: str, props, stack: str):
    made = api.client("ec2").associate_route_table(RouteTableId=props["RouteTableId"], SubnetId=props["SubnetId"])
    return made["AssociationId"], {"Id": made["AssociationId"]}
