"""What moto answers instead of MiniStack, asking MiniStack's IAM first."""

from __future__ import annotations

import http.client
import uuid

import ministack.app
from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import (
    get_account_id,
    set_request_account_id,
    set_request_client_ip,
    set_request_region,
)

from .. import accounts, settings
from ..operations import operation
from .requests import Request
from .resources import resource_arn

Response = tuple[int, list[tuple[str, str]], bytes]

# By signing name. Absent in MiniStack, or modelled better by moto.
FORWARDED = {
    "access-analyzer", "config", "ec2", "guardduty", "macie2", "organizations", "sagemaker", "securityhub", "shield",
    "sso", "wafv2", "xray", "network-firewall", "detective", "ce", "support", "bedrock-agentcore",
}

_ACCOUNT_PUBLIC_ACCESS_BLOCK = "/v20180820/configuration/publicAccessBlock"
_HOP_BY_HOP = {"connection", "content-length", "expect", "keep-alive", "transfer-encoding"}


def forwards(request: Request) -> bool:
    """Whether moto answers this request."""
    if request.service == "s3":
        return request.path == _ACCOUNT_PUBLIC_ACCESS_BLOCK
    return request.service in FORWARDED


def answer(request: Request) -> Response:
    """Ask IAM, then moto. Runs on a worker thread."""
    request_id = str(uuid.uuid4())
    refused = _refusal(request, request_id)
    if refused is not None:
        status, headers, body = refused
        return status, [*headers.items(), ("x-amzn-requestid", request_id)], body
    status, headers, body = forward(request.method, request.path, request.query, request.headers, request.body,
                                    get_account_id())
    if not any(name.lower() == "x-amzn-requestid" for name, _ in headers):
        headers.append(("x-amzn-requestid", request_id))
    if request.service == "organizations":
        accounts.forget_organization()
    return status, headers, body


def forward(method: str, path: str, query: str, headers, body: bytes, account: str) -> Response:
    """Send one request to the moto process, acting in `account`."""
    sent = {name: value for name, value in headers.items() if name not in _HOP_BY_HOP}
    sent |= {"content-length": str(len(body)), "x-moto-account-id": account}
    connection = http.client.HTTPConnection("127.0.0.1", settings.moto_port(), timeout=60)
    try:
        connection.request(method, f"{path}?{query}" if query else path, body=body, headers=sent)
        response = connection.getresponse()
        content = response.read()
        kept = [(n, v) for n, v in response.getheaders() if n.lower() not in _HOP_BY_HOP]
        return response.status, [*kept, ("content-length", str(len(content)))], content
    finally:
        connection.close()


def _refusal(request: Request, request_id: str):
    """IAM's refusal, or None. The signature is checked too."""
    key, query, headers, body = request.access_key, request.parameters, request.headers, request.body
    set_request_account_id(accounts.account_of(key))
    set_request_region(request.region)
    set_request_client_ip(request.client)
    iam_evaluator.pin_request_origin(request.client, True)
    iam_evaluator.pin_signed_request(request.method, request.path, query, request.scope.get("headers", []))
    iam_evaluator.pin_signed_body(body)
    iam_evaluator.pin_request_caller(headers, query)
    name = operation(request.service, request.method, request.path, request.query, headers, body)
    if request.service == "s3":
        name = name.replace("PublicAccessBlock", "AccountPublicAccessBlock").replace("DeleteA", "PutA")
    action = f"{request.service}:{name}"
    routing = ministack.app._routing_params(request.method, request.path, headers, body, query)
    arn = _resource(request, name, routing)
    context = iam_actions.request_tag_context(request.service, action, body, routing)
    refused = iam_evaluator.enforce(key, action, request.service, request.region, resource_arn=arn,
                                    service_context=context)
    if refused is None:
        return None
    if isinstance(refused, iam_evaluator.AuthError):
        return ministack.app._credential_failure(request.service, action, request_id, refused, headers)
    return iam_actions.access_denied_response(
        request.service, action, refused.principal_arn, request_id, headers=headers, resource_arn=arn,
        explicit_deny=refused.decision == "Deny")


def _resource(request: Request, name: str, routing: dict) -> str:
    if request.service == "ec2":
        return iam_actions.extract_resource_arn("ec2", request.method, request.path, request.headers, request.body,
                                                routing, request.region, get_account_id())
    return resource_arn(request.service, name, request.path, request.body, request.region, get_account_id())


