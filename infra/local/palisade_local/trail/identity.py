"""`userIdentity` of a record: who called.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..calls import Caller


def user_identity(caller: Caller, time: datetime) -> dict[str, Any]:
    """The caller as CloudTrail says it; `time` stands in for a session's start, which nobody keeps."""
    if caller.type == "AWSService":
        return {"type": "AWSService", "invokedBy": caller.invoked_by or caller.name}
    identity: dict[str, Any] = {
        "type": caller.type, "principalId": caller.principal_id, "arn": caller.arn, "accountId": caller.account}
    if caller.access_key:
        identity["accessKeyId"] = caller.access_key
    if caller.type == "IAMUser":
        identity["userName"] = caller.name
    if caller.type == "AssumedRole":
        identity["sessionContext"] = _session(caller, time)
    if caller.invoked_by:
        identity["invokedBy"] = caller.invoked_by
    return {key: value for key, value in identity.items() if value != ""}


def _session(caller: Caller, time: datetime) -> dict[str, Any]:
    return {
        "sessionIssuer": {
            "type": "Role",
            "principalId": caller.session_issuer_id or caller.principal_id.split(":")[0],
            "arn": caller.session_issuer_arn,
            "accountId": caller.account,
            "userName": caller.name,
        },
        "attributes": {
            "creationDate": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "mfaAuthenticated": "true" if caller.mfa_authenticated else "false",
        },
    }
