"""IAM: `aws:PrincipalArn` of a role's session is the ARN of the role, which MiniStack gives as the session's.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
"""

from __future__ import annotations

from ministack.core import iam_evaluator


def install() -> None:
    """Put the role's ARN in place of the session's."""
    resolve = iam_evaluator._resolve_condition_key

    def resolve_role(key, ctx):
        value = resolve(key, ctx)
        return role_of(value) if key.lower() == "aws:principalarn" else value

    iam_evaluator._resolve_condition_key = resolve_role


def role_of(arn):
    """The role behind a session's ARN; any other ARN as it is. The path of a role is not in its session's ARN."""
    if not isinstance(arn, str) or ":assumed-role/" not in arn:
        return arn
    head, _, rest = arn.partition(":assumed-role/")
    return f"{head.replace(':sts:', ':iam:', 1)}:role/{rest.split('/', 1)[0]}"
