"""The ordinary client: a user with a key who may make the calls of the gaps and nothing else."""

from __future__ import annotations

import json

from botocore.exceptions import ClientError

from .aws import Caller, code, partition, until
from .gaps import Catalogue
from .state import State


def prepare(caller: Caller, account: str, catalogue: Catalogue, state: State) -> None:
    """Make the user, its policy and its key, as far as they are missing; the key stays in `state`."""
    iam, user = caller.client("iam"), catalogue.client
    _unless(lambda: iam.create_user(UserName=user), "EntityAlreadyExists")
    _put_policy(iam, user, _policy_arn(caller, account, user), catalogue)
    keys = [key["AccessKeyId"] for key in iam.list_access_keys(UserName=user)["AccessKeyMetadata"]]
    if state.key and state.key[0] in keys:
        return
    for key in keys:  # made by a run whose memory is gone: nobody has their secrets
        iam.delete_access_key(UserName=user, AccessKeyId=key)
    made = iam.create_access_key(UserName=user)["AccessKey"]
    state.key = [made["AccessKeyId"], made["SecretAccessKey"]]
    state.save()
    if not until(lambda: _knows(client(caller, state)), seconds=60):
        raise RuntimeError(f"AWS does not know the new key of {user} after a minute")


def client(caller: Caller, state: State) -> Caller:
    """The user as a caller."""
    if not state.key:
        raise RuntimeError("deploy first: the client has no key yet")
    return Caller(caller.region, caller.endpoint, (state.key[0], state.key[1]))


def remove(caller: Caller, account: str, catalogue: Catalogue) -> None:
    """Take the user away, with its key and policy."""
    iam, user = caller.client("iam"), catalogue.client
    arn = _policy_arn(caller, account, user)
    try:
        for key in iam.list_access_keys(UserName=user)["AccessKeyMetadata"]:
            iam.delete_access_key(UserName=user, AccessKeyId=key["AccessKeyId"])
    except ClientError as error:
        if code(error) != "NoSuchEntity":
            raise
        return
    _unless(lambda: iam.detach_user_policy(UserName=user, PolicyArn=arn), "NoSuchEntity")
    iam.delete_user(UserName=user)
    _remove_policy(iam, arn)


def _put_policy(iam, user: str, arn: str, catalogue: Catalogue) -> None:
    document = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": catalogue.actions(), "Resource": "*"}]}
    try:
        version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        if iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"] != document:
            iam.detach_user_policy(UserName=user, PolicyArn=arn)
            _remove_policy(iam, arn)
            iam.create_policy(PolicyName=arn.rsplit("/", 1)[1], PolicyDocument=json.dumps(document))
    except ClientError as error:
        if code(error) != "NoSuchEntity":
            raise
        iam.create_policy(PolicyName=arn.rsplit("/", 1)[1], PolicyDocument=json.dumps(document))
    iam.attach_user_policy(UserName=user, PolicyArn=arn)


def _remove_policy(iam, arn: str) -> None:
    _unless(lambda: iam.delete_policy(PolicyArn=arn), "NoSuchEntity")


def _policy_arn(caller: Caller, account: str, user: str) -> str:
    return f"arn:{partition(caller.region)}:iam::{account}:policy/{user}-opens-gaps"


def _knows(someone: Caller) -> bool:
    try:
        someone.account()
    except ClientError as error:
        if code(error) in ("InvalidClientTokenId", "SignatureDoesNotMatch"):
            return False
        raise
    return True


def _unless(call, expected: str) -> None:
    try:
        call()
    except ClientError as error:
        if code(error) != expected:
            raise
