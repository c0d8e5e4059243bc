"""Calls as the SDK really sends them, answered without a network: what the gateway would hand to the trail."""

from __future__ import annotations

from datetime import datetime, timezone
from urllib.parse import urlsplit

import boto3
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError

from palisade_local.calls import Call, Caller

ACCOUNT = "222222222222"
ALICE = Caller("IAMUser", f"arn:aws:iam::{ACCOUNT}:user/alice", "AIDAALICE", "alice", ACCOUNT, "AKIAALICE")
_SIGNING_NAMES = {"s3control": "s3", "bedrock-agent": "bedrock", "stepfunctions": "states", "cloudwatch": "monitoring"}
_XML = {"ec2", "iam", "s3", "s3control", "sts"}


class _Body:
    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, *_, **__):
        yield self._content

    def read(self, *_):
        content, self._content = self._content, b""
        return content


def call(service: str, operation: str, parameters: dict, answer: bytes = b"", status: int = 200,
         region: str = "us-east-1", caller: Caller = ALICE) -> Call:
    """`operation` in Python's spelling; the answer as the service would send it."""
    sent = []
    if not answer and service in ("ec2", "iam", "sts"):
        name = "".join(part.title() for part in operation.split("_"))
        answer = f"<Answer><{name}Result/></Answer>".encode()
    headers = {"content-type": "text/xml" if service in _XML else "application/json"}
    client = boto3.Session(aws_access_key_id="AKIAALICE", aws_secret_access_key="x", region_name=region).client(service)

    def send(request, **_):
        sent.append(request)
        return AWSResponse(request.url, status, headers, _Body(answer))

    client.meta.events.register("before-send.*.*", send)
    try:
        getattr(client, operation)(**parameters)
    except ClientError:
        assert status >= 400
    request, url = sent[0], urlsplit(sent[0].url)
    body = request.body.read() if hasattr(request.body, "read") else request.body or b""
    path = url.path
    if service == "s3" and not url.netloc.startswith("s3."):  # a local endpoint is addressed by path
        path = "/" + url.netloc.rsplit(".s3.", 1)[0] + path
    return Call(
        service=_SIGNING_NAMES.get(service, service), method=request.method, path=path, query=url.query,
        headers={k.lower(): v.decode() if isinstance(v, bytes) else v for k, v in request.headers.items()},
        body=body.encode() if isinstance(body, str) else body, region=region, account=ACCOUNT,
        access_key="AKIAALICE", caller=caller, status=status, response_headers=headers, response_body=answer,
        source_ip="203.0.113.9", user_agent="Boto3", request_id="11111111-2222-3333-4444-555555555555",
        time=datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc), host=url.netloc)
