"""EC2 security group rules: what moto leaves out of ModifySecurityGroupRules and of descriptions.

A rule keeps its kind of source (IPv4, IPv6, prefix list, group): only the value may change. Descriptions of
prefix lists and groups are kept with their rule.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRuleRequest.html
"""

from __future__ import annotations

from typing import Any

from moto.ec2.exceptions import (
    InvalidParameterCombination,
    InvalidParameterValue,
    InvalidSecurityGroupNotFoundError,
    InvalidSecurityGroupRuleIdNotFoundError,
    MissingParameter,
)
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule

_KINDS = {"CidrIpv4": "IPv4 CIDR", "CidrIpv6": "IPv6 CIDR", "PrefixListId": "prefix list",
          "ReferencedGroupId": "referenced group"}

_make = SecurityGroupRule.__init__


def install() -> None:
    """Put whole rules in place."""
    SecurityGroupRule.__init__ = make
    SecurityGroupRule.description = property(_description)
    SecurityGroupBackend.modify_security_group_rules = modify


def make(self, ec2_backend, ip_protocol, group_id, from_port, to_port, ip_range, source_group=None,
         prefix_list_id=None, is_egress=True, tags=None) -> None:
    """A rule with the description of whichever source it has."""
    _make(self, ec2_backend, ip_protocol, group_id, from_port, to_port, ip_range, source_group, prefix_list_id,
          is_egress, tags)
    self.text = next((source["Description"] for source in (prefix_list_id, source_group, ip_range)
                      if source and source.get("Description")), None)


def _description(self) -> str | None:
    return getattr(self, "text", None) or self.ip_range.get("Description")


def modify(self, group_id: str, rules: dict[str, dict[str, Any]]) -> None:
    """Replace the given rules' protocol, ports, source and description; all are checked before one changes."""
    group = self.get_security_group_by_name_or_id(group_id)
    if group is None:
        raise InvalidSecurityGroupNotFoundError(group_id)
    checked = []
    for rule_id, new in rules.items():
        rule = group.get_rule(rule_id)
        if rule is None:
            raise InvalidSecurityGroupRuleIdNotFoundError(rule_id)
        checked.append((rule, *_checked(new, rule, rule_id), new))
    for rule, kind, protocol, new in checked:
        rule.ip_protocol = protocol
        rule.from_port, rule.to_port = (None, None) if protocol == "-1" else (int(new["FromPort"]), int(new["ToPort"]))
        _set_source(rule, kind, new[kind])
        # A description that is not sent is removed, as AWS replaces the whole rule.
        rule.text = new.get("Description")
        rule.ip_range.pop("Description", None)
        if rule.text and rule.ip_range:
            rule.ip_range["Description"] = rule.text


def _checked(new: dict[str, Any], rule: SecurityGroupRule, rule_id: str) -> tuple[str, str]:
    given = [kind for kind in _KINDS if new.get(kind) is not None]
    if len(given) > 1:
        raise InvalidParameterCombination(
            "Only one of cidrIp, cidrIpv6, prefixListId, or referencedGroupId can be specified")
    if not given:
        raise MissingParameter(
            "The request must contain exactly one of: cidrIp, cidrIpv6, prefixListId, or referencedGroupId")
    if given[0] != _kind(rule):
        raise InvalidParameterValue(
            f"Invalid rule type for security group rule '{rule_id}'. You may not specify {given[0]} for an existing "
            f"{_KINDS[_kind(rule)]} rule.")
    protocol = new.get("IpProtocol")
    if protocol is None:
        raise InvalidParameterValue(
            "Invalid value 'null' for protocol. VPC security group rules must specify protocols explicitly.")
    if str(protocol) != "-1" and (new.get("FromPort") is None or new.get("ToPort") is None):
        raise InvalidParameterValue("Invalid value for portRange. Must specify both from and to ports with TCP/UDP.")
    return given[0], {"6": "tcp", "17": "udp", "1": "icmp", "all": "-1"}.get(str(protocol).lower(), str(protocol))


def _kind(rule: SecurityGroupRule) -> str:
    if rule.prefix_list_id:
        return "PrefixListId"
    if rule.source_group:
        return "ReferencedGroupId"
    return "CidrIpv6" if rule.ip_range.get("CidrIpv6") else "CidrIpv4"


def _set_source(rule: SecurityGroupRule, kind: str, value: str) -> None:
    if kind == "PrefixListId":
        rule.prefix_list_id = value
    elif kind == "ReferencedGroupId":
        rule.source_group = {**rule.source_group, "GroupId": value}
    else:
        rule.ip_range = {"CidrIp" if kind == "CidrIpv4" else "CidrIpv6": value}
