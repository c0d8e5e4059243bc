"""AWS::IAM::Role: its permissions boundary, which MiniStack drops; and the events of IAM resources.

Without the boundary a role deployed here could do what it can't on AWS.
"""

from __future__ import annotations

import json

from ministack.services import iam

from . import api, registry


def install() -> None:
    """Amend roles, tell of roles, users and policies."""
    registry.amend("AWS::IAM::Role", _role)
    registry.amend("AWS::IAM::User", lambda name, old, new: None if old else api.tell("iam", "CreateUser", UserName=name))
    registry.amend("AWS::IAM::Policy", _policy)


def _role(name: str, old, new) -> None:
    boundary = new.get("PermissionsBoundary")
    if boundary:
        iam._roles[name]["PermissionsBoundary"] = boundary
    else:
        iam._roles[name].pop("PermissionsBoundary", None)
    trust = _text(new["AssumeRolePolicyDocument"])
    if not old:
        api.tell("iam", "CreateRole", RoleName=name, AssumeRolePolicyDocument=trust,
                 **({"PermissionsBoundary": boundary} if boundary else {}))
    elif new["AssumeRolePolicyDocument"] != old.get("AssumeRolePolicyDocument"):
        api.tell("iam", "UpdateAssumeRolePolicy", RoleName=name, PolicyDocument=trust)
    for policy in new.get("Policies") or []:
        if policy not in (old.get("Policies") or []):
            api.tell("iam", "PutRolePolicy", RoleName=name, PolicyName=policy["PolicyName"],
                     PolicyDocument=_text(policy["PolicyDocument"]))
    for arn in new.get("ManagedPolicyArns") or []:
        if arn not in (old.get("ManagedPolicyArns") or []):
            api.tell("iam", "AttachRolePolicy", RoleName=name, PolicyArn=arn)


def _policy(_: str, old, new) -> None:
    document = _text(new["PolicyDocument"])
    for kind in ("Role", "User", "Group"):
        for name in new.get(f"{kind}s") or []:
            api.tell("iam", f"Put{kind}Policy", **{f"{kind}Name": name}, PolicyName=new["PolicyName"],
                     PolicyDocument=document)


def _text(document) -> str:
    return document if isinstance(document, str) else json.dumps(document)
