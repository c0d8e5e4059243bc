"""KMS refuses calls that a key's state does not allow.

https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html: while a deletion is pending nothing but its
cancellation (and reading) works; rotation needs an enabled key; only a pending deletion can be cancelled.
"""

from __future__ import annotations

from ministack.core.responses import error_response_json
from ministack.services import kms

_PENDING = ("PendingDeletion", "PendingReplicaDeletion")
_NOT_WHILE_PENDING = ("_enable_key", "_disable_key", "_schedule_key_deletion", "_enable_key_rotation",
                      "_disable_key_rotation", "_create_alias", "_put_key_policy", "_create_grant", "_tag_resource",
                      "_untag_resource", "_update_key_description")
_NOT_WHILE_DISABLED = ("_enable_key_rotation", "_disable_key_rotation")


def install() -> None:
    """Put the checks in front of MiniStack's operations."""
    for name in _NOT_WHILE_PENDING:
        if hasattr(kms, name):
            setattr(kms, name, _allowed(getattr(kms, name), name in _NOT_WHILE_DISABLED))
    kms._cancel_key_deletion = _only_pending(kms._cancel_key_deletion)


def _allowed(operation, needs_enabled: bool):
    def checked(data):
        key = kms._resolve_key(data.get("KeyId") or data.get("TargetKeyId") or "")
        state = key["KeyState"] if key else ""
        if state in _PENDING:
            return _invalid(f"{key['Arn']} is pending deletion.")
        if needs_enabled and state == "Disabled":
            return error_response_json("DisabledException", f"{key['Arn']} is disabled.", 400)
        return operation(data)

    return checked


def _only_pending(operation):
    def checked(data):
        key = kms._resolve_key(data.get("KeyId", ""))
        if key and key["KeyState"] not in _PENDING:
            return _invalid(f"{key['Arn']} is not pending deletion.")
        return operation(data)

    return checked


def _invalid(message: str):
    return error_response_json("KMSInvalidStateException", message, 400)
