"""EC2 ModifyInstanceMetadataOptions: only what is sent changes, and it is `pending` for a while.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataOptions.html
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsResponse.html (State)
"""

from __future__ import annotations

from moto.ec2.exceptions import InvalidParameterValueError
from moto.ec2.models.instances import InstanceBackend, MetadataOptions

from .transitions import begin, settle


def install() -> None:
    """Put the merge and the passing state in place of moto's replacement."""
    InstanceBackend.modify_instance_metadata_options = modify
    MetadataOptions.state = property(_state, _set_state)


def modify(self, instance_id: str, http_tokens=None, hop_limit=None, http_endpoint=None, dry_run=False,
           http_protocol=None, metadata_tags=None) -> MetadataOptions:
    """Change the options that are given; the answer says `pending`."""
    options = self.get_instance(instance_id).metadata_options
    if http_endpoint == "disabled" and http_tokens is not None:
        raise InvalidParameterValueError(
            "The HttpEndpoint is not set to 'enabled' in this request. To specify a value for HttpTokens, set "
            "HttpEndpoint to 'enabled'.")
    wanted = {"http_tokens": http_tokens, "http_put_response_hop_limit": hop_limit, "http_endpoint": http_endpoint,
              "http_protocol_ipv6": http_protocol, "instance_metadata_tags": metadata_tags}
    for attribute, value in wanted.items():
        if value is not None:
            setattr(options, attribute, value)
    begin(options, "state", "pending", "applied")
    return options


def _state(self) -> str:
    """`state` is of the present whoever reads it: moto describes an instance in many places."""
    return settle(self).kept_state


def _set_state(self, state: str) -> None:
    self.kept_state = state
