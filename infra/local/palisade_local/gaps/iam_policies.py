"""IAM managed policies: SetDefaultPolicyVersion, AWS's own policies, and no attaching of what does not exist.

AWS's policies come from moto's copy of them, under their own version ids, and are read when first asked for.
https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html (NoSuchEntity)
"""

from __future__ import annotations

import json

from ministack.services import iam

_AWS = "arn:aws:iam::aws:policy/"

_lookup = iam._lookup_policy
_absent: set[str] = set()


def install() -> None:
    """Put the lookup, the operation and the checks in place."""
    iam._lookup_policy = lookup
    iam._IAM_HANDLERS["SetDefaultPolicyVersion"] = set_default
    for operation in ("AttachRolePolicy", "AttachUserPolicy", "AttachGroupPolicy"):
        iam._IAM_HANDLERS[operation] = _if_it_exists(iam._IAM_HANDLERS[operation])


def lookup(arn: str):
    """A policy's record, AWS's own included."""
    if arn.startswith(_AWS) and arn not in iam._aws_managed_policies and arn not in _absent:
        _load(arn)
    return _lookup(arn)


def _load(arn: str) -> None:
    from moto.iam.aws_managed_policies import aws_managed_policies_data

    path, _, name = arn.removeprefix(_AWS).rpartition("/")
    found = json.loads(aws_managed_policies_data).get(name)
    if found is None or found["Path"].strip("/") != path:
        _absent.add(arn)
        return
    record = iam._make_aws_managed_record(arn.removeprefix(_AWS), json.dumps(found["Document"]))
    version = {**record["Versions"].pop("v1"), "VersionId": found["DefaultVersionId"]}
    record["Versions"][found["DefaultVersionId"]] = version
    record["DefaultVersionId"] = found["DefaultVersionId"]
    iam._aws_managed_policies[arn] = record


def set_default(p):
    """Make another version of a customer's policy the one in force."""
    arn, wanted = iam._p(p, "PolicyArn"), iam._p(p, "VersionId")
    if arn.startswith(_AWS):
        return iam._error(403, "AccessDenied", f"Cannot change the default version of AWS-managed policy {arn}.")
    policy = iam._policies.get(arn)
    if policy is None:
        return iam._error(404, "NoSuchEntity", f"Policy {arn} was not found.")
    if wanted not in policy["Versions"]:
        return iam._error(404, "NoSuchEntity", f"Policy {arn} version {wanted} does not exist or is not attachable.")
    for version in policy["Versions"].values():
        version["IsDefaultVersion"] = version["VersionId"] == wanted
    policy["DefaultVersionId"], policy["UpdateDate"] = wanted, iam._now()
    return iam._xml(200, "SetDefaultPolicyVersionResponse", "")


def _if_it_exists(attach):
    def checked(p):
        arn = iam._p(p, "PolicyArn")
        if lookup(arn) is None:
            return iam._error(404, "NoSuchEntity", f"Policy {arn} does not exist or is not attachable.")
        return attach(p)

    return checked
