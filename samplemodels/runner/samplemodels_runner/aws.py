"""Calls to AWS, or to an endpoint that answers as AWS does."""

from __future__ import annotations

import functools
import time
from typing import Any, Mapping

import boto3
import jmespath
from botocore.config import Config
from botocore.exceptions import ClientError

from .gaps import Call
from .templating import fill

_PARTITIONS = {"cn-": "aws-cn", "us-gov-": "aws-us-gov"}


def partition(region: str) -> str:
    """The partition that a region is in."""
    return next((name for prefix, name in _PARTITIONS.items() if region.startswith(prefix)), "aws")


class Caller:
    """Somebody who calls AWS: with a key, or with the machine's own credentials."""

    def __init__(self, region: str, endpoint: str | None = None, key: tuple[str, str] | None = None) -> None:
        self.region = region
        self.endpoint = endpoint
        names = {"aws_access_key_id": key[0], "aws_secret_access_key": key[1]} if key else {}
        self._session = boto3.Session(region_name=region, **names)

    @functools.cache  # noqa: B019 - lives as long as the program
    def client(self, service: str) -> Any:
        """boto3's client for a service."""
        # Buckets by path: the local endpoint has no name for each bucket.
        config = Config(s3={"addressing_style": "path"} if self.endpoint else {}, retries={"mode": "standard"})
        return self._session.client(service, endpoint_url=self.endpoint, config=config)

    def account(self) -> str:
        """The account that the calls are made in."""
        return self.client("sts").get_caller_identity()["Account"]

    def make(self, call: Call, names: Mapping[str, Any], saved: dict[str, str] | None = None) -> dict[str, Any]:
        """Make one call, keep what it saves in `saved`, wait for what it waits for; its answer."""
        parameters = self._placed(call, fill(call.parameters, names))
        client = self.client(call.service)
        answer = getattr(client, _method(client, call.operation))(**parameters)
        if answer.get("FailedEntryCount"):
            raise RuntimeError(f"{call.operation}: {answer['Entries']}")
        for name, path in call.save.items():
            value = jmespath.search(path, answer)
            if not isinstance(value, str):
                raise RuntimeError(f"{call.operation} answered without {path}")
            if saved is not None:
                saved[name] = value
        if call.wait:
            self.wait(call.service, call.wait, fill(call.wait_parameters or call.parameters, names))
        return answer

    def wait(self, service: str, waiter: str, parameters: Mapping[str, Any]) -> None:
        """Wait with boto3's waiter; the local endpoint is asked more often."""
        pace = {"Delay": 1, "MaxAttempts": 120} if self.endpoint else {}
        named = {name: value for name, value in parameters.items() if name in _WAITERS_TAKE}
        self.client(service).get_waiter(waiter).wait(WaiterConfig=pace, **named)

    def _placed(self, call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
        # S3 wants the region said, except in the one where it must not be said.
        if (call.service, call.operation) == ("s3", "CreateBucket") and self.region != "us-east-1":
            return parameters | {"CreateBucketConfiguration": {"LocationConstraint": self.region}}
        return parameters


_WAITERS_TAKE = {"NotebookInstanceName", "EndpointName", "StackName", "Bucket"}


def _method(client: Any, operation: str) -> str:
    for method, name in client.meta.method_to_api_mapping.items():
        if name == operation:
            return method
    raise ValueError(f"{client.meta.service_model.service_name} has no {operation}")


def code(error: ClientError) -> str:
    """The error's code, such as NoSuchBucket."""
    return error.response.get("Error", {}).get("Code", "")


def until(question, seconds: float, pause: float = 0.5) -> bool:
    """Ask until the answer is yes, at most so long: what IAM was told is not true everywhere at once."""
    end = time.monotonic() + seconds
    while not question():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True
