"""What AWS tells about API calls: CloudTrail records on the account's default event bus.

`record(call)` is for every call, from outside or by CloudFormation on somebody's behalf. It sends "AWS API
Call via CloudTrail" for a mutating one, denied and failed ones too, and then what the service itself or
AWS Config would tell of the change.

On AWS these events need a logging trail in the account and region. Here they are always sent: a
stopped trail has to announce itself, and a fresh member account has none.
"""

from .sender import record

__all__ = ["record"]
