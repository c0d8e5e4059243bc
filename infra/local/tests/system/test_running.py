"""Start, stop, state, reset, counted calls: what the control program and the benchmark lean on."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from .conftest import HUB, MEMBER, PACKAGE, Local


def _control(home, *arguments: str) -> tuple[int, dict]:
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE)}
    done = subprocess.run([sys.executable, "-m", "palisade_local", *arguments, "--json", "--home", str(home)],
                          env=environment, capture_output=True, text=True, timeout=180)
    return done.returncode, json.loads(done.stdout)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_what_was_done_is_there_after_down_and_up_and_gone_after_reset(tmp_path, port):
    local = Local(tmp_path)
    local.port, local.url = port, f"http://127.0.0.1:{port}"
    assert _control(tmp_path, "status")[0] == 3
    code, started = _control(tmp_path, "up", "--port", str(port))
    assert (code, started["started"]) == (0, True)
    try:
        assert _control(tmp_path, "up")[1]["started"] is False
        local.client("s3").create_bucket(Bucket="kept")
        group = local.client("ec2").create_security_group(GroupName="kept", Description="d")["GroupId"]
        local.client("sagemaker").create_notebook_instance(
            NotebookInstanceName="kept", InstanceType="ml.t3.medium", RoleArn=f"arn:aws:iam::{MEMBER}:role/r")
        address_sets = local.client("wafv2")
        address_sets.create_ip_set(Name="kept", Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=[])
        assert _control(tmp_path, "down") == (0, {"stopped": True})
        assert _control(tmp_path, "down") == (0, {"stopped": False})
        code, again = _control(tmp_path, "up", "--port", str(port))
        assert again["organization"] == started["organization"]
        assert [b["Name"] for b in local.client("s3").list_buckets()["Buckets"]] == ["kept"]
        assert local.client("ec2").describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["GroupName"] == "kept"
        local.client("sagemaker").describe_notebook_instance(NotebookInstanceName="kept")
        assert local.client("wafv2").list_ip_sets(Scope="REGIONAL")["IPSets"][0]["Name"] == "kept"
        assert _control(tmp_path, "reset") == (0, {"reset": True})
        assert local.client("s3").list_buckets()["Buckets"] == []
        assert local.client("sagemaker").list_notebook_instances()["NotebookInstances"] == []
        assert len(local.client("organizations", HUB).list_accounts()["Accounts"]) == 3
    finally:
        assert _control(tmp_path, "down")[1] == {"stopped": True}
    with pytest.raises(OSError):
        local.get("/_palisade/health")


def test_calls_are_counted_by_principal_and_operation(local):
    key = local.user("counted", {"Action": "*", "Resource": "*"})
    urllib.request.urlopen(urllib.request.Request(local.url + "/_palisade/calls", method="DELETE")).close()
    for _ in range(2):
        local.client("s3", credentials=key).list_buckets()
    local.client("sagemaker", credentials=key).list_models()
    local.client("lambda", credentials=key).list_functions()
    counted = _counts(local, "counted", 4)
    assert counted == {"s3:ListBuckets": 2, "sagemaker:ListModels": 1, "lambda:ListFunctions": 1}


def test_calls_are_counted_by_invocation(local):
    clients = []
    for trace in ("1-a", "1-b"):
        s3 = local.client("s3", credentials=local.user(f"traced{trace}", {"Action": "*", "Resource": "*"}))
        s3.meta.events.register("before-sign.s3", lambda request, trace=trace, **_: request.headers.add_header(
            "X-Amzn-Trace-Id", f"Root={trace};Parent=1;Sampled=0"))
        clients.append(s3)
    for s3 in (*clients, clients[0]):
        s3.list_buckets()
    _counts(local, "traced1-a", 2)
    _counts(local, "traced1-b", 1)
    found = {i["trace"]: i for i in local.get("/_palisade/invocations")["invocations"]}
    assert found["1-a"]["calls"] == [
        {"account": MEMBER, "principal": "traced1-a", "operation": "s3:ListBuckets", "count": 2}]
    assert [c["count"] for c in found["1-b"]["calls"]] == [1]
    assert found["1-a"]["first"] < found["1-b"]["first"] < found["1-a"]["last"]


def _counts(local, principal: str, calls: int) -> dict[str, int]:
    """A principal's counts; calls are counted after they are answered, so the last may take a moment."""
    for _ in range(100):
        counted = {c["operation"]: c["count"] for c in local.get("/_palisade/calls")["calls"] if c["principal"] == principal}
        if sum(counted.values()) >= calls:
            break
        time.sleep(0.1)
    return counted
