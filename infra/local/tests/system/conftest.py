"""The whole local AWS as a person runs it: one server for all tests here, talked to through boto3 only."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

HUB, MEMBER, OTHER = "111111111111", "222222222222", "333333333333"
PACKAGE = Path(__file__).resolve().parents[2]


class Local:
    """A running local AWS in its own directory."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")} | {"PYTHONPATH": str(PACKAGE)}
        self.home.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "palisade_local", "serve", "--port", str(self.port), "--state", str(self.home)]
        with (self.home / "server.log").open("a") as log:
            self._process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=self.home)
        for _ in range(240):
            try:
                self.get("/_palisade/health")
                return
            except OSError:
                if self._process.poll() is not None:
                    break
                time.sleep(0.25)
        raise RuntimeError((self.home / "server.log").read_text()[-3000:])

    def stop(self) -> None:
        """Stop it cleanly."""
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(timeout=90) == 0

    def get(self, path: str):
        """A JSON answer of the gateway's own paths."""
        with urllib.request.urlopen(self.url + path, timeout=5) as answer:
            return json.load(answer)

    def client(self, service: str, account: str = MEMBER, region: str = "us-east-1", credentials: dict | None = None):
        """A client with an account's root key, or with the given credentials (as STS or IAM return them)."""
        keys = credentials or {"AccessKeyId": account, "SecretAccessKey": "test"}
        session = boto3.Session(aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"],
                                aws_session_token=keys.get("SessionToken"), region_name=region)
        return session.client(service, endpoint_url=self.url,
                              config=Config(retries={"max_attempts": 0}, inject_host_prefix=False))

    def user(self, name: str, *statements: dict, account: str = MEMBER) -> dict:
        """A new user with these rights; returns its access key."""
        iam = self.client("iam", account)
        iam.create_user(UserName=name)
        iam.put_user_policy(UserName=name, PolicyName="rights", PolicyDocument=policy(*statements))
        return iam.create_access_key(UserName=name)["AccessKey"]

    def queue(self, name: str, account: str = HUB, region: str = "us-east-1") -> tuple[str, str]:
        """A new queue's URL and ARN."""
        sqs = self.client("sqs", account, region)
        url = sqs.create_queue(QueueName=name)["QueueUrl"]
        return url, sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]

    def received(self, url: str, account: str = HUB, region: str = "us-east-1", wait: int = 3) -> list[dict]:
        """The bodies of what is on a queue, parsed; waits for the first."""
        messages = self.client("sqs", account, region).receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=wait, MessageAttributeNames=["All"])
        return [{**json.loads(m["Body"]), "attributes": m.get("MessageAttributes")} for m in messages.get("Messages", [])]

    def deploy(self, name: str, resources: dict, account: str = MEMBER, region: str = "us-east-1") -> dict[str, str]:
        """Deploy a stack of these resources; returns logical to physical ids."""
        stacks = self.client("cloudformation", account, region)
        stacks.create_stack(StackName=name, TemplateBody=json.dumps({"Resources": resources}),
                            Capabilities=["CAPABILITY_NAMED_IAM"])
        for _ in range(100):
            status = stacks.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
            if not status.endswith("IN_PROGRESS"):
                break
            time.sleep(0.1)
        events = stacks.describe_stack_events(StackName=name)["StackEvents"]
        assert status == "CREATE_COMPLETE", [e.get("ResourceStatusReason") for e in events]
        return {r["LogicalResourceId"]: r["PhysicalResourceId"]
                for r in stacks.list_stack_resources(StackName=name)["StackResourceSummaries"]}


def policy(*statements: dict) -> str:
    """A policy document of these statements; each allows unless it says otherwise."""
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **s} for s in statements]})


def trust(*principals: str, condition: dict | None = None) -> str:
    """A trust policy for these principals."""
    statement = {"Effect": "Allow", "Principal": {"AWS": list(principals)}, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [{**statement, **({"Condition": condition} if condition else {})}]})


@pytest.fixture(scope="session")
def local(tmp_path_factory):
    """The server that the tests share; each test uses names of its own."""
    server = Local(tmp_path_factory.mktemp("local"))
    server.start()
    yield server
    server.stop()
