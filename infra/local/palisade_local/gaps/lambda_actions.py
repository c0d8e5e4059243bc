"""The IAM actions of function URLs: MiniStack asks CreateFunctionUrlConfig for a change, GetFunction for the list.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
"""

from __future__ import annotations

from ministack.core import iam_actions

_of_path = iam_actions._lambda_action
_URL = {
    "GET": "GetFunctionUrlConfig",
    "POST": "CreateFunctionUrlConfig",
    "PUT": "UpdateFunctionUrlConfig",
    "DELETE": "DeleteFunctionUrlConfig",
}


def install() -> None:
    """Put the names in place."""
    iam_actions._lambda_action = action


def action(method: str, path: str) -> str | None:
    """The action, without its service, that a Lambda request is checked for."""
    match [part for part in path.split("/") if part]:
        case [_, "functions", _, "url"]:
            return _URL[method]
        case [_, "functions", _, "urls"]:
            return "ListFunctionUrlConfigs"
        case _:
            return _of_path(method, path)
