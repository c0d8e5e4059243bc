"""What passed the gateway: one API call with its caller and its answer.

The gateway makes one `Call` for each request that an AWS client sent, whoever answered it
(MiniStack, moto) and however it ended (denied calls too). The trail turns it into an event,
the counters count it. Nothing here talks to an emulator.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Mapping

CallerType = Literal["Root", "IAMUser", "AssumedRole", "AWSService", "Unknown"]


@dataclass(frozen=True)
class Caller:
    """Who signed a call, as the access key resolved it.

    arn               the principal as STS GetCallerIdentity says it, e.g.
                      `arn:aws:sts::222222222222:assumed-role/palisade-data/session`
    principal_id      `AIDA…` of a user, `AROA…:session` of a role session, the account of root
    name              the user's or the role's name; `root` for root, the service of a service
    session_*         set for AssumedRole only; `session_issuer_arn` is the role's own ARN
    invoked_by        e.g. `cloudformation.amazonaws.com`, for calls made on somebody's behalf
    """

    type: CallerType
    arn: str
    principal_id: str
    name: str
    account: str
    access_key: str = ""
    session_name: str = ""
    session_issuer_arn: str = ""
    session_issuer_id: str = ""
    mfa_authenticated: bool = False
    invoked_by: str = ""


@dataclass(frozen=True)
class Call:
    """One API call and its answer.

    service           the name in the request's signature scope (`s3`, `ec2`, `sagemaker`, `wafv2`,
                      `states`, `monitoring`, …): the SDK's signing name, which is the endpoint
                      prefix but for a few (`bedrock` also signs `bedrock-runtime` and `-agent`,
                      told apart by `host`)
    path              percent-encoded, without the query
    query             raw query string, without `?`
    headers           request headers, lower-case names
    body              request body as MiniStack or moto saw it (chunked signing decoded)
    account           the account the call acted in (that of the credential)
    time              when the request arrived, UTC
    """

    service: str
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    region: str
    account: str
    access_key: str
    caller: Caller
    status: int
    response_headers: Mapping[str, str]
    response_body: bytes
    source_ip: str
    user_agent: str
    request_id: str
    time: datetime
    host: str = ""
    secure: bool = field(default=True)

    @property
    def failed(self) -> bool:
        """Whether AWS refused it or it broke."""
        return self.status >= 400
