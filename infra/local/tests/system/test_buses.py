"""Events from a member account's default bus to the hub's bus, across accounts and regions."""

from __future__ import annotations

import json

import pytest

from .conftest import HUB, MEMBER, OTHER


def _hub_bus(local, name: str, senders: list[str]) -> tuple[str, str]:
    """A bus of the hub that takes events of these accounts, with a queue behind it: (bus ARN, queue URL)."""
    url, queue = local.queue(name)
    bus = f"arn:aws:events:us-east-1:{HUB}:event-bus/{name}"
    local.deploy(name, {
        "Bus": {"Type": "AWS::Events::EventBus", "Properties": {"Name": name}},
        "Policy": {"Type": "AWS::Events::EventBusPolicy", "DependsOn": "Bus", "Properties": {
            "EventBusName": name, "StatementId": "members", "Statement": {
                "Effect": "Allow", "Action": "events:PutEvents", "Resource": bus,
                "Principal": {"AWS": [f"arn:aws:iam::{a}:root" for a in senders]}}}},
        "Rule": {"Type": "AWS::Events::Rule", "DependsOn": "Bus", "Properties": {
            "EventBusName": name, "EventPattern": {"source": ["aws.s3"]}, "Targets": [{"Id": "queue", "Arn": queue}]}},
    }, account=HUB)
    return bus, url


def _forward(local, name: str, bus: str, account: str, region: str, **target) -> None:
    events = local.client("events", account, region)
    events.put_rule(Name=name, EventPattern=json.dumps(
        {"source": ["aws.s3"], "detail": {"eventName": ["DeleteBucketPublicAccessBlock"]}}))
    events.put_targets(Rule=name, Targets=[
        {"Id": "hub", "Arn": bus, "RoleArn": f"arn:aws:iam::{account}:role/forward", **target}])


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
def test_a_members_call_reaches_the_hub(local, region):
    name, bucket = f"hub-{region}", f"training-{region}"
    bus, url = _hub_bus(local, name, [MEMBER])
    _forward(local, name, bus, MEMBER, region)
    where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    local.client("s3", MEMBER, region).create_bucket(Bucket=bucket, **where)
    key = local.user(f"engineer-{region}", {"Action": "s3:PutBucketPublicAccessBlock", "Resource": "*"})
    local.client("s3", region=region, credentials=key).delete_public_access_block(Bucket=bucket)
    (event,) = local.received(url)
    assert (event["account"], event["region"], event["source"]) == (MEMBER, region, "aws.s3")
    detail = event["detail"]
    assert detail["requestParameters"]["bucketName"] == bucket
    assert detail["userIdentity"]["arn"] == f"arn:aws:iam::{MEMBER}:user/engineer-{region}"
    assert "errorCode" not in detail


def test_a_refused_call_says_so(local):
    bus, url = _hub_bus(local, "refused", [MEMBER])
    _forward(local, "refused", bus, MEMBER, "us-east-1")
    local.client("s3").create_bucket(Bucket="refused")
    key = local.user("powerless", {"Action": "s3:ListAllMyBuckets", "Resource": "*"})
    with pytest.raises(Exception, match="AccessDenied"):
        local.client("s3", credentials=key).delete_public_access_block(Bucket="refused")
    (event,) = local.received(url)
    assert event["detail"]["errorCode"] == "AccessDenied"


def test_an_account_that_the_bus_does_not_name_is_refused_into_the_rules_dead_letter_queue(local):
    bus, url = _hub_bus(local, "closed", [MEMBER])
    dead_url, dead = local.queue("closed-dead", account=OTHER)
    _forward(local, "closed", bus, OTHER, "us-east-1", DeadLetterConfig={"Arn": dead})
    local.client("s3", OTHER).create_bucket(Bucket="closed-out")
    local.client("s3", OTHER).delete_public_access_block(Bucket="closed-out")
    (lost,) = local.received(dead_url, account=OTHER)
    assert lost["detail"]["requestParameters"]["bucketName"] == "closed-out"
    assert lost["attributes"]["ERROR_CODE"]["StringValue"] == "NO_PERMISSIONS"
    assert local.received(url, wait=0) == []


def test_an_event_makes_one_hop_only(local):
    second, url = _hub_bus(local, "second", [HUB, MEMBER])
    other = local.client("events", OTHER)
    other.create_event_bus(Name="first")
    other.put_permission(EventBusName="first", StatementId="m", Action="events:PutEvents", Principal=MEMBER)
    other.put_rule(Name="on", EventBusName="first", EventPattern=json.dumps({"source": ["aws.s3"]}))
    other.put_targets(Rule="on", EventBusName="first", Targets=[
        {"Id": "hub", "Arn": second, "RoleArn": f"arn:aws:iam::{OTHER}:role/forward"}])
    _forward(local, "hop", f"arn:aws:events:us-east-1:{OTHER}:event-bus/first", MEMBER, "us-east-1")
    local.client("s3").create_bucket(Bucket="hopping")
    local.client("s3").delete_public_access_block(Bucket="hopping")
    assert local.received(url, wait=1) == []
