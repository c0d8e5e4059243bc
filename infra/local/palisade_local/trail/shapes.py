"""Request and response members as CloudTrail writes them.

The rule for all services: the first letter of a member's name is lowered, nothing else
(`dBInstanceIdentifier`, `webACLId`), map keys stay, instants are text (`Feb 23, 2021 12:02:30 AM`).
EC2 and S3 have forms of their own: `ec2_shapes`, `s3_shapes`.
"""

from __future__ import annotations

import base64
from datetime import datetime, timezone
from typing import Any

from botocore.model import Shape

HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"

# Left out rather than masked: records of CreateAccessKey have no secretAccessKey, of CreateFunction20150331 an
# empty `environment` and `code` (https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html).
_LEAVES_OUT = {"iam", "lambda", "secretsmanager"}
_NEVER = {("secretsmanager", "SecretString"), ("secretsmanager", "SecretBinary"), ("lambda", "ZipFile"),
          ("lambda", "Variables"), ("iam", "ServicePassword"), ("iam", "ServiceCredentialSecret"),
          ("iam", "SecretAccessKey"), ("iam", "Password")}


def lower_first(name: str) -> str:
    """`DBInstanceIdentifier` -> `dBInstanceIdentifier`."""
    return name[:1].lower() + name[1:]


def members(service: str, value: dict[str, Any], shape: Shape | None) -> dict[str, Any]:
    """A structure's members under CloudTrail's names."""
    known = getattr(shape, "members", {})
    written = {}
    for name, content in value.items():
        if content is None or (service, name) in _NEVER:
            continue
        member = known.get(name)
        if member is not None and member.type_name not in ("structure", "list", "map") and \
                member.metadata.get("sensitive"):
            if service in _LEAVES_OUT:
                continue
            written[lower_first(name)] = HIDDEN
            continue
        written[lower_first(name)] = _value(service, content, member)
    return written


def _value(service: str, content: Any, shape: Shape | None) -> Any:
    if isinstance(content, dict):
        if shape is not None and shape.type_name == "map":
            return {key: _value(service, item, shape.value) for key, item in content.items()}
        return members(service, content, shape)
    if isinstance(content, (list, tuple)):
        item_shape = getattr(shape, "member", None)
        return [_value(service, item, item_shape) for item in content]
    return scalar(content)


def scalar(content: Any) -> Any:
    """A value that holds no others, as JSON has it."""
    if isinstance(content, datetime):
        return instant(content)
    if isinstance(content, (bytes, bytearray)):
        return base64.b64encode(content).decode()
    if isinstance(content, (str, bool, int, float)) or content is None:
        return content
    return str(content)  # streaming bodies, decimals


def instant(time: datetime) -> str:
    """`Aug 1, 2024 1:33:28 PM`, in UTC."""
    utc = time.astimezone(timezone.utc) if time.tzinfo else time
    return f"{utc:%b} {utc.day}, {utc.year} {utc.hour % 12 or 12}:{utc:%M:%S %p}"
