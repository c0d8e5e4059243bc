"""Functions of runtime java25 run for real."""

from __future__ import annotations

import io
import json
import subprocess
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from palisade_local import java_runtime

from .conftest import MEMBER, policy

_TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]})


@pytest.fixture(scope="module")
def code(tmp_path_factory) -> bytes:
    """Echo.java, compiled and zipped."""
    java_runtime.prepare()
    core = next(java_runtime.runtime_directory().glob("aws-lambda-java-core-*.jar"))
    classes = tmp_path_factory.mktemp("classes")
    subprocess.run([str(java_runtime.java_home() / "bin" / "javac"), "-d", str(classes), "-cp", str(core), str(Path(__file__).with_name("Echo.java"))], check=True)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as jar:
        jar.write(classes / "Echo.class", "Echo.class")
    return archive.getvalue()


def _function(local, name: str, code: bytes) -> None:
    iam = local.client("iam")
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=_TRUST)["Role"]["Arn"]
    iam.put_role_policy(RoleName=name, PolicyName="rights", PolicyDocument=policy(
        {"Action": ["s3:ListAllMyBuckets", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
         "Resource": "*"}))
    local.client("lambda").create_function(
        FunctionName=name, Runtime="java25", Handler="Echo::handleRequest", Role=role, Timeout=20, MemorySize=512,
        Architectures=["arm64"], Code={"ZipFile": code})


def _invoke(local, name: str, event: dict) -> tuple[dict, str | None]:
    answer = local.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))
    return json.load(answer["Payload"]), answer.get("FunctionError")


def test_a_function_runs_under_its_role(local, code):
    _function(local, "under-role", code)
    seen, error = _invoke(local, "under-role", {"n": 1})
    assert error is None
    assert (seen["n"], seen["AWS_ENDPOINT_URL"], seen["AWS_REGION"]) == (1, local.url, "us-east-1")
    assert seen["java"] >= 25
    credentials = {"AccessKeyId": seen["AWS_ACCESS_KEY_ID"], "SecretAccessKey": seen["AWS_SECRET_ACCESS_KEY"],
                   "SessionToken": seen["AWS_SESSION_TOKEN"]}
    who = local.client("sts", credentials=credentials).get_caller_identity()
    assert who["Arn"] == f"arn:aws:sts::{MEMBER}:assumed-role/under-role/under-role"
    local.client("s3", credentials=credentials).list_buckets()
    with pytest.raises(ClientError, match="AccessDenied"):
        local.client("s3", credentials=credentials).create_bucket(Bucket="not-granted")


def test_each_invocation_has_a_trace_id(local, code):
    _function(local, "traced", code)
    seen = [_invoke(local, "traced", {"n": n})[0]["trace"] for n in range(2)]
    assert all(trace.startswith("Root=1-") for trace in seen)
    assert seen[0] != seen[1]


def test_a_function_is_kept_warm_and_its_fault_and_log_are_seen(local, code):
    _function(local, "faulty", code)
    first, _ = _invoke(local, "faulty", {"n": 1})
    began = time.monotonic()
    second, _ = _invoke(local, "faulty", {"n": 2})
    assert second["process"] == first["process"]
    assert time.monotonic() - began < 1
    fault, kind = _invoke(local, "faulty", {"fail": "no such bucket"})
    assert kind == "Unhandled"
    assert (fault["errorMessage"], fault["errorType"]) == ("no such bucket", "java.lang.IllegalStateException")
    events = local.client("logs").filter_log_events(logGroupName="/aws/lambda/faulty")["events"]
    assert any("handled 2" in event["message"] for event in events)


def test_five_environments_start_at_once(local, code):
    _function(local, "five", code)
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda n: _invoke(local, "five", {"n": n, "wait": 1500}), range(5)))
    assert [error for _, error in answers] == [None] * 5
    assert len({answer["process"] for answer, _ in answers}) == 5


def test_a_queue_feeds_a_function(local, code):
    _function(local, "fed", code)
    url, arn = local.queue("fed", account=MEMBER)
    local.client("lambda").create_event_source_mapping(EventSourceArn=arn, FunctionName="fed", BatchSize=1,
                                                       ScalingConfig={"MaximumConcurrency": 2})
    sqs = local.client("sqs")
    for n in range(4):
        sqs.send_message(QueueUrl=url, MessageBody=json.dumps({"n": n}))
    for _ in range(60):
        counts = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        if counts["ApproximateNumberOfMessages"] == counts["ApproximateNumberOfMessagesNotVisible"] == "0":
            return
        time.sleep(0.25)
    pytest.fail(f"messages are left: {counts}")
