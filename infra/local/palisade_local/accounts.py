"""Accounts, their organization, and who a key belongs to.

Root keys: `test` is the hub's, and each 12-digit account number is a root key of that account
(secret `test`). Users and role sessions are MiniStack's IAM and STS. The organization lives in
moto; its id is asked there, so that `aws:PrincipalOrgID` and `DescribeOrganization` agree.
"""

from __future__ import annotations

import json
import logging
import urllib.request

from ministack.core import iam_evaluator
from ministack.services import iam, sts

from . import settings
from .calls import Caller

logger = logging.getLogger(__name__)

_organization: dict | None = None


def install() -> None:
    """Make `aws:PrincipalOrgID` resolve to the organization that moto holds."""
    iam_evaluator._principal_org_id = organization_of


def organization_of(account: str) -> str | None:
    """The id (`o-...`) of the organization an account is in, if it is in one."""
    global _organization
    if _organization is None:
        with urllib.request.urlopen(f"http://127.0.0.1:{settings.moto_port()}/palisade/organization", timeout=5) as r:
            _organization = json.load(r)
    return _organization["Id"] if account in _organization["Accounts"] else None


def forget_organization() -> None:
    """Ask moto again next time: an Organizations call may have changed it."""
    global _organization
    _organization = None


def account_of(access_key: str) -> str:
    """The account a key acts in."""
    return iam_evaluator.find_iam_access_key_account(access_key) or access_key


def caller(access_key: str, account: str) -> Caller:
    """The principal behind a key that was seen in `account`."""
    found = iam_evaluator.resolve_credential(access_key, account)
    if isinstance(found, iam_evaluator.CredentialResolutionError):
        return Caller("Unknown", "", "", "", account, access_key)
    if found.principal_type == "Root":
        return Caller("Root", found.principal_arn, found.account_id, "root", found.account_id, access_key)
    if found.principal_type == "AssumedRole":
        return _role_session(found, access_key)
    return Caller("IAMUser", found.principal_arn, found.principal_id, found.principal_name, found.account_id,
                  access_key, mfa_authenticated=_with_mfa(access_key))


def _role_session(found, access_key: str) -> Caller:
    _, role_name, session_name = found.principal_arn.split(":", 5)[5].split("/", 2)
    role = iam._roles.get_scoped(found.account_id, None, role_name) or {}
    role_id = role.get("RoleId", "")
    return Caller(
        "AssumedRole", found.principal_arn, f"{role_id}:{session_name}", role_name, found.account_id, access_key,
        session_name=session_name,
        session_issuer_arn=role.get("Arn", f"arn:aws:iam::{found.account_id}:role/{role_name}"),
        session_issuer_id=role_id, mfa_authenticated=_with_mfa(access_key),
    )


def _with_mfa(access_key: str) -> bool:
    session = sts._sessions.get(access_key) or {}
    return bool(session.get("MfaAuthenticated") or session.get("SerialNumber"))
