"""What the trail has to ask the emulators: where a bucket is, and moto's view of a resource."""

from __future__ import annotations

import functools
import threading
from typing import Any

import boto3
from botocore.config import Config

from .. import settings

_client_lock = threading.Lock()


def bucket_region(account: str, bucket: str) -> str:
    """The region a bucket is in, or an empty string if there is no such bucket (any more)."""
    from ministack.core.responses import request_scope
    from ministack.services import s3

    with request_scope(account, settings.REGIONS[0]):
        record = s3._buckets.get(bucket)
    return (record or {}).get("region") or ""


@functools.lru_cache(maxsize=64)
def moto(service: str, account: str, region: str) -> Any:
    """A client of the moto process that acts in an account, without asking IAM."""
    with _client_lock:  # boto3's default session is not safe to share while it makes clients
        client = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=region).client(
            service, endpoint_url=f"http://127.0.0.1:{settings.moto_port()}",
            config=Config(retries={"max_attempts": 0}, read_timeout=10))
    client.meta.events.register(
        "before-sign.*.*", lambda request, **_: request.headers.add_header("x-moto-account-id", account))
    return client
