"""The IAM actions of batch calls: AWS checks them as the single call, and knows no action of their own names.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
"""

from __future__ import annotations

from ministack.core import iam_actions

_BATCHES = {
    "SendMessageBatch": "SendMessage",
    "DeleteMessageBatch": "DeleteMessage",
    "ChangeMessageVisibilityBatch": "ChangeMessageVisibility",
    "PublishBatch": "Publish",
}
_of_target = iam_actions._action_from_target
_of_query = iam_actions._action_from_query


def install() -> None:
    """Put the names in place."""
    iam_actions._action_from_target = lambda headers: single(_of_target(headers))
    iam_actions._action_from_query = lambda *request: single(_of_query(*request))


def single(action: str | None) -> str | None:
    """The action that a call is checked for."""
    return _BATCHES.get(action, action) if action else action
