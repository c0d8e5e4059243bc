"""What AWS tells about API calls: CloudTrail records on the account's default event bus.

`record(call)` is for calls that passed the gateway, `emit(...)` for what CloudFormation did on
somebody's behalf without a call. Each sends "AWS API Call via CloudTrail" for a mutating call, denied
and failed ones too, and then what the service itself or AWS Config would tell of the change.

On AWS these events need a logging trail in the account and region. Here they are always sent: a
stopped trail has to announce itself, and a fresh member account has none.
"""

from .sender import emit, record

__all__ = ["emit", "record"]
