"""WAF: addresses are checked, one web ACL per resource, ListResourcesForWebACL, and lock tokens of AWS's form.

https://docs.aws.amazon.com/waf/latest/APIReference/API_IPSet.html (Addresses: CIDR blocks, /0 is refused)
https://docs.aws.amazon.com/waf/latest/APIReference/API_UpdateIPSet.html
https://docs.aws.amazon.com/waf/latest/APIReference/API_ListResourcesForWebACL.html
https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
"""

from __future__ import annotations

import ipaddress
import json

from moto.moto_api._internal import mock_random
from moto.wafv2.exceptions import WAFNonexistentItemException, WAFv2ClientError
from moto.wafv2.models import FakeIPSet, WAFV2Backend
from moto.wafv2.responses import WAFV2Response

_make, _update = FakeIPSet.__init__, FakeIPSet.update
_associate = WAFV2Backend.associate_web_acl

# ResourceType -> what the ARNs of its resources contain. The default of the API is ALBs.
_RESOURCES = {
    "APPLICATION_LOAD_BALANCER": ":loadbalancer/app/", "API_GATEWAY": ":apigateway:", "APPSYNC": ":appsync:",
    "COGNITO_USER_POOL": ":cognito-idp:", "APP_RUNNER_SERVICE": ":apprunner:", "VERIFIED_ACCESS_INSTANCE":
    ":verified-access-instance/", "AMPLIFY": ":amplify:",
}


class WAFInvalidParameterException(WAFv2ClientError):
    """A parameter's value is not valid for its field."""

    def __init__(self, field: str, parameter: str) -> None:
        super().__init__("WAFInvalidParameterException", (
            "Error reason: The parameter contains formatting that is not valid., "
            f"field: {field}, parameter: {parameter}"))


def install() -> None:
    """Put the checks and the missing operation in place."""
    FakeIPSet.__init__ = make
    FakeIPSet.update = update
    WAFV2Backend.associate_web_acl = associate
    WAFV2Response.list_resources_for_web_acl = list_resources


def make(self, arn, ip_set_id, ip_address_version, addresses, name, description, scope) -> None:
    """An IP set of valid addresses."""
    check(addresses, ip_address_version)
    _make(self, arn, ip_set_id, ip_address_version, addresses, name, description, scope)
    self.lock_token = str(mock_random.uuid4())


def update(self, description: str | None, addresses: list[str]) -> None:
    """UpdateIPSet replaces all addresses."""
    check(addresses, self.ip_address_version)
    _update(self, description, addresses)
    self.lock_token = str(mock_random.uuid4())


def check(addresses: list[str], version: str) -> None:
    """Refuse what is not a CIDR block of the set's version, and /0."""
    wanted = 4 if version == "IPV4" else 6
    for address in addresses:
        try:
            network = ipaddress.ip_network(address, strict=False)
        except ValueError:
            raise WAFInvalidParameterException("IP_ADDRESS", address) from None
        if network.version != wanted or network.prefixlen == 0 or "/" not in address:
            raise WAFInvalidParameterException("IP_ADDRESS", address)


def associate(self, web_acl_arn: str, resource_arn: str) -> None:
    """AssociateWebACL: a resource has one web ACL, so the last one counts."""
    if web_acl_arn in self.wacls:
        self.disassociate_web_acl(resource_arn)
    _associate(self, web_acl_arn, resource_arn)


def list_resources(self: WAFV2Response):
    """ListResourcesForWebACL, of one type of resource."""
    web_acl = self.wafv2_backend.wacls.get(self._get_param("WebACLArn"))
    if web_acl is None:
        raise WAFNonexistentItemException()
    part = _RESOURCES.get(self._get_param("ResourceType") or "APPLICATION_LOAD_BALANCER")
    if part is None:
        raise WAFInvalidParameterException("RESOURCE_TYPE", str(self._get_param("ResourceType")))
    arns = [arn for arn in web_acl.associated_resources if part in arn]
    return 200, {"Content-Type": "application/json"}, json.dumps({"ResourceArns": arns})
