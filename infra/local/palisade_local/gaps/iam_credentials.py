"""IAM service-specific credentials: long-term Bedrock API keys among them.

A credential is kept with its user, so that it is persisted with it. Secrets are random and open nothing here.
https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServiceSpecificCredential.html and the API pages of
List-, Update-, Reset- and DeleteServiceSpecificCredential.
"""

from __future__ import annotations

import base64
import secrets
import string
from datetime import datetime, timedelta, timezone
from xml.sax.saxutils import escape

from ministack.core.responses import get_account_id
from ministack.services import iam

_SERVICES = {"codecommit.amazonaws.com", "cassandra.amazonaws.com", "bedrock.amazonaws.com"}
_AGED = {"bedrock.amazonaws.com"}
_PER_USER_AND_SERVICE = 2
_LONGEST_DAYS = 36600  # without an age a key expires in about a hundred years: records show a year 21xx
_KEPT = "ServiceSpecificCredentials"
_METADATA = ("UserName", "Status", "ServiceUserName", "ServiceCredentialAlias", "CreateDate", "ExpirationDate",
             "ServiceSpecificCredentialId", "ServiceName")


def install() -> None:
    """Register the operations with MiniStack's IAM."""
    iam._IAM_HANDLERS.update({
        "CreateServiceSpecificCredential": create,
        "ListServiceSpecificCredentials": list_all,
        "UpdateServiceSpecificCredential": update,
        "ResetServiceSpecificCredential": reset,
        "DeleteServiceSpecificCredential": delete,
    })


def create(p):
    """A new credential, active; the only answers with its secret are this one's and Reset's."""
    user, error = _user(iam._p(p, "UserName"))
    if error:
        return error
    service, days = iam._p(p, "ServiceName"), iam._p(p, "CredentialAgeDays")
    if service not in _SERVICES:
        return iam._error(404, "NotSupportedService", f"Service {service} is not supported for this operation.")
    if days and (service not in _AGED or not days.isdigit() or not 1 <= int(days) <= _LONGEST_DAYS):
        return iam._error(400, "ValidationError", (
            f"1 validation error detected: Value '{days}' at 'credentialAgeDays' failed to satisfy constraint"))
    kept = user.setdefault(_KEPT, [])
    if sum(c["ServiceName"] == service for c in kept) >= _PER_USER_AND_SERVICE:
        return iam._error(409, "LimitExceeded", (
            f"Cannot exceed quota for ServiceSpecificCredentialsPerUser: {_PER_USER_AND_SERVICE}"))
    made = datetime.now(timezone.utc)
    credential = {"UserName": user["UserName"], "ServiceName": service, "Status": "Active", "CreateDate": _text(made),
                  "ServiceSpecificCredentialId": "ACCA" + _random(16)}
    alias = f"{user['UserName']}{f'+{len(kept)}' if kept else ''}-at-{get_account_id()}"
    if service in _AGED:
        credential |= {"ServiceCredentialAlias": alias,
                       "ExpirationDate": _text(made + timedelta(days=int(days or _LONGEST_DAYS)))}
    else:
        credential["ServiceUserName"] = alias
    kept.append(credential)
    return _with_secret("CreateServiceSpecificCredential", credential)


def list_all(p):
    """Credentials of a user (by name), of all users with `AllUsers`, or of one service."""
    name, service = iam._p(p, "UserName"), iam._p(p, "ServiceName")
    if name and (error := _user(name)[1]):
        return error
    users = [iam._users[name]] if name else list(iam._users.values())
    found = [c for user in users for c in user.get(_KEPT, []) if service in ("", None, c["ServiceName"])]
    members = "".join(f"<member>{_elements(c, _METADATA)}</member>" for c in found)
    return iam._xml(200, "ListServiceSpecificCredentialsResponse", (
        f"<ListServiceSpecificCredentialsResult><ServiceSpecificCredentials>{members}</ServiceSpecificCredentials>"
        "<IsTruncated>false</IsTruncated></ListServiceSpecificCredentialsResult>"))


def update(p):
    """Active or Inactive."""
    status = iam._p(p, "Status")
    if status not in ("Active", "Inactive"):
        return iam._error(400, "ValidationError", (
            f"1 validation error detected: Value '{status}' at 'status' failed to satisfy constraint: "
            "Member must satisfy enum value set: [Active, Inactive]"))
    _, credential, error = _credential(p)
    if error:
        return error
    credential["Status"] = status
    return iam._xml(200, "UpdateServiceSpecificCredentialResponse", "")


def reset(p):
    """The same credential with a new secret."""
    _, credential, error = _credential(p)
    return error or _with_secret("ResetServiceSpecificCredential", credential)


def delete(p):
    """Gone for good."""
    user, credential, error = _credential(p)
    if error:
        return error
    user[_KEPT].remove(credential)
    return iam._xml(200, "DeleteServiceSpecificCredentialResponse", "")


def _user(name: str):
    user = iam._users.get(name)
    if user is None:
        return None, iam._error(404, "NoSuchEntity", f"The user with name {name} cannot be found.")
    return user, None


def _credential(p):
    name, wanted = iam._p(p, "UserName"), iam._p(p, "ServiceSpecificCredentialId")
    if name and (error := _user(name)[1]):
        return None, None, error
    for user in [iam._users[name]] if name else list(iam._users.values()):
        for credential in user.get(_KEPT, []):
            if credential["ServiceSpecificCredentialId"] == wanted:
                return user, credential, None
    return None, None, iam._error(404, "NoSuchEntity", f"Service specific credential {wanted} cannot be found.")


def _with_secret(operation: str, credential: dict):
    if credential["ServiceName"] in _AGED:
        plain = f"{credential['ServiceCredentialAlias']}:{secrets.token_urlsafe(32)}"
        secret = {"ServiceCredentialSecret": "ABSK" + base64.b64encode(plain.encode()).decode()}
    else:
        secret = {"ServicePassword": secrets.token_urlsafe(32)}
    content = _elements({**credential, **secret}, (*_METADATA, *secret))
    return iam._xml(200, f"{operation}Response", (
        f"<{operation}Result><ServiceSpecificCredential>{content}</ServiceSpecificCredential></{operation}Result>"))


def _elements(values: dict, names: tuple[str, ...]) -> str:
    return "".join(f"<{name}>{escape(values[name])}</{name}>" for name in names if name in values)


def _text(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _random(length: int) -> str:
    return "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(length))
