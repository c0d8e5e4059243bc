"""boto3 clients for CloudFormation handlers, acting in the stack's account and region.

Handlers run on the server's event loop, so a call to the gateway's own port would wait for itself.
These clients build the same request as anybody's, but hand it straight to MiniStack's module, or to
moto's port for what moto answers. IAM is not asked: a stack acts with the rights of whoever deployed it.
Each call is recorded like one from outside, made by the deployer through CloudFormation, so that what
a template creates is on the trail as it is on AWS.
"""

from __future__ import annotations

import dataclasses
import io
import uuid
from datetime import datetime, timezone
from urllib.parse import parse_qs, urlsplit

import boto3
import ministack.app
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from ministack.core.responses import get_account_id, get_region

from ..calls import Call, Caller
from ..gateway import moto, records
from ..gateway.app import caller_of_request

_MINISTACK = {"s3": "s3", "iam": "iam", "dynamodb": "dynamodb", "lambda": "lambda", "sns": "sns",
              "cloudtrail": "cloudtrail"}
_CONFIG = Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}, parameter_validation=True,
                 request_checksum_calculation="when_required")


def client(service: str, *, recorded: bool = True):
    """A client for `service` here and now; make it anew in each handler."""
    made = _client(service)
    account, region, caller = get_account_id(), get_region(), _deployer()

    def answer(request, **_):
        url = urlsplit(request.url)
        headers = {k.lower(): v.decode() if isinstance(v, bytes) else str(v) for k, v in request.headers.items()}
        body = _bytes(request.body)
        status, answered, content = _send(service, request.method, url, headers, body, account)
        if recorded:
            records.add(_record(service, request.method, url, headers, body, account, region, caller,
                                status, answered, content))
        return AWSResponse(request.url, status, answered, _Raw(content))

    made.meta.events.register("before-send.*.*", answer)
    return made


def tell(service: str, operation: str, **parameters) -> None:
    """Record a call that MiniStack's own handler has in effect made, without making it again."""
    made = _client(service)
    account, region, caller = get_account_id(), get_region(), _deployer()

    def record(request, **_):
        url = urlsplit(request.url)
        headers = {k.lower(): v.decode() if isinstance(v, bytes) else str(v) for k, v in request.headers.items()}
        records.add(_record(service, request.method, url, headers, _bytes(request.body), account, region, caller,
                            200, {}, b""))
        raise _Told

    made.meta.events.register("before-send.*.*", record)
    try:
        made._make_api_call(operation, parameters)
    except _Told:
        pass


class _Told(Exception):
    """Ends a call that is recorded, not made."""


def _client(service: str):
    return boto3.client(service, endpoint_url="http://127.0.0.1", region_name=get_region(),
                        aws_access_key_id=get_account_id(), aws_secret_access_key="test", config=_CONFIG)


def _deployer() -> Caller:
    account = get_account_id()
    caller = caller_of_request.get() or Caller("Root", f"arn:aws:iam::{account}:root", account, "root", account, account)
    return dataclasses.replace(caller, invoked_by="cloudformation.amazonaws.com")


def _bytes(body) -> bytes:
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    return body if isinstance(body, (bytes, bytearray)) else body.read()


def _send(service: str, method: str, url, headers: dict, body: bytes, account: str) -> tuple[int, dict, bytes]:
    if service not in _MINISTACK:
        status, pairs, content = moto.forward(method, url.path or "/", url.query, headers, body, account)
        return status, dict(pairs), content
    module = ministack.app._get_module(ministack.app.SERVICE_REGISTRY[service]["module"])
    answer = _run(module.handle_request(method, url.path or "/", headers, body,
                                        parse_qs(url.query, keep_blank_values=True)))
    status, answered, content = answer
    return status, {k: str(v) for k, v in answered.items()}, content.encode() if isinstance(content, str) else content


def _run(handler):
    """Run a handler to its end without leaving this thread; the ones used here never wait."""
    try:
        handler.send(None)
    except StopIteration as done:
        return done.value
    handler.close()
    raise RuntimeError("a MiniStack handler waited where it was expected to answer at once")


def _record(service, method, url, headers, body, account, region, caller, status, answered, content) -> Call:
    return Call(
        service=service, method=method, path=url.path or "/", query=url.query, headers=headers, body=body,
        region=region, account=account, access_key=caller.access_key, caller=caller, status=status,
        response_headers={k.lower(): v for k, v in answered.items()}, response_body=bytes(content),
        source_ip="cloudformation.amazonaws.com", user_agent="cloudformation.amazonaws.com",
        request_id=str(uuid.uuid4()), time=datetime.now(timezone.utc))


class _Raw(io.BytesIO):
    """What botocore reads a body from."""

    def stream(self, **_):
        while chunk := self.read(65536):
            yield chunk
