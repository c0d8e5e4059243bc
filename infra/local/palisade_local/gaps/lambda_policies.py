"""Lambda resource policies: revision ids, and no policy where there is no statement.

Each version, alias and the function itself has a revision of its policy, given by GetPolicy and changed by each
change; AddPermission and RemovePermission refuse another one than the latest.
https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html (RevisionId), .../API_GetPolicy.html
"""

from __future__ import annotations

import json
import uuid

from ministack.core.responses import error_response_json, json_response
from ministack.services import lambda_svc

_add, _remove, _get = lambda_svc._add_permission, lambda_svc._remove_permission, lambda_svc._get_policy
_REVISIONS = "policy_revisions"


def install() -> None:
    """Put the revisions in place."""
    lambda_svc._add_permission = add
    lambda_svc._remove_permission = remove
    lambda_svc._get_policy = get


def add(func_name, data, query_params=None, path_qualifier=None):
    """AddPermission with the optional RevisionId of its body."""
    return _changed(func_name, query_params, path_qualifier, data.get("RevisionId"),
                    lambda: _add(func_name, data, query_params, path_qualifier))


def remove(func_name, sid, query_params, path_qualifier=None):
    """RemovePermission with the optional RevisionId of its query."""
    revision = lambda_svc._qp_first(query_params or {}, "RevisionId")
    return _changed(func_name, query_params, path_qualifier, revision,
                    lambda: _remove(func_name, sid, query_params, path_qualifier))


def get(func_name, query_params=None, path_qualifier=None):
    """GetPolicy: not found where no statement is left."""
    answer = _get(func_name, query_params, path_qualifier)
    if answer[0] != 200:
        return answer
    policy = json.loads(json.loads(answer[2])["Policy"])
    resource = _resource(func_name, query_params, path_qualifier)
    policy["Statement"] = [s for s in policy["Statement"] if s.get("Resource") == resource]
    if not policy["Statement"]:
        return error_response_json("ResourceNotFoundException", "The resource you requested does not exist.", 404)
    return json_response({"Policy": json.dumps(policy, separators=(",", ":")),
                          "RevisionId": _revision(func_name, resource)})


def _changed(func_name, query_params, path_qualifier, revision, change):
    resource = _resource(func_name, query_params, path_qualifier)
    if revision and func_name in lambda_svc._functions and revision != _revision(func_name, resource):
        return error_response_json("PreconditionFailedException", (
            "The RevisionId provided does not match the latest RevisionId for the Lambda function or alias. Call the "
            "GetPolicy API to retrieve the latest RevisionId for your resource."), 412)
    answer = change()
    if answer[0] < 300:
        _revisions(func_name)[resource] = str(uuid.uuid4())
    return answer


def _resource(func_name, query_params, path_qualifier) -> str:
    qualifier = lambda_svc._qualifier_from_path_or_query(path_qualifier, query_params)
    return lambda_svc._policy_resource_arn(func_name, qualifier)


def _revisions(func_name) -> dict[str, str]:
    return lambda_svc._functions[func_name].setdefault(_REVISIONS, {})


def _revision(func_name, resource: str) -> str:
    # Statements of stacks are written without AddPermission: their first reader gives the policy its revision.
    return _revisions(func_name).setdefault(resource, str(uuid.uuid4()))
