"""The trail against published records: the same call, made with the SDK, is recorded in the same shape."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sdk import call

from palisade_local.trail import configuration, details, notebooks, requests

EVENTS = {}
for line in (Path(__file__).parent / "records" / "records.jsonl").read_text().splitlines():
    entry = json.loads(line)
    EVENTS[entry["id"]] = entry["event"]

_IAM = '<{0}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><{0}Result>{1}</{0}Result></{0}Response>'
_EC2 = '<{0}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><return>true</return>{1}</{0}Response>'
_PUBLISHED_RULE = (
    "<securityGroupRuleSet><item><groupOwnerId>123837392027</groupOwnerId><groupId>sg-04cfb7a4712d75b00</groupId>"
    "<securityGroupRuleId>sgr-0bb31cddb2c27f401</securityGroupRuleId><description>TLS from Internet</description>"
    "<isEgress>false</isEgress><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort>"
    "<cidrIpv4>0.0.0.0/0</cidrIpv4></item></securityGroupRuleSet>")
_LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery"
_OWNER = {"ID": "abcdefghijklmnop1234567890", "DisplayName": "aws+account-name"}


def published(name: str) -> dict:
    return EVENTS[name]["detail"]


def as_sdk(value):
    """A record's members under the SDK's names."""
    if isinstance(value, dict):
        return {k[:1].upper() + k[1:]: as_sdk(v) for k, v in value.items()}
    return [as_sdk(v) for v in value] if isinstance(value, list) else value


def sent(name: str) -> dict:
    return as_sdk(published(name)["requestParameters"])


def answered(name: str) -> bytes:
    return json.dumps(as_sdk(published(name)["responseElements"] or {})).encode()


def recorded(service, operation, parameters, answer=b"", status=200):
    made = call(service, operation, parameters, answer, status)
    origin = details.Origin(made.account, made.region, made.caller, made.time, made.request_id, made.source_ip,
                            made.user_agent)
    return details.detail_of(requests.read(made), origin)


@pytest.fixture(autouse=True)
def no_emulator(monkeypatch):
    monkeypatch.setattr(details, "bucket_region", lambda account, bucket: "")


def s3_parts(parameters: dict) -> dict:
    """What records of all years agree on: the host's key and the markers' form changed around 2020."""
    parts = {}
    for key, value in parameters.items():
        if key not in ("host", "Host", "encryption"):
            parts[key] = value[0] if isinstance(value, list) and isinstance(value[0], str) else value
    return parts


JSON_CALLS = {
    "stratus-red-team-9c4805faca9c": ("cloudtrail", "stop_logging"),
    "aws_dataset-aa2e7d39daac": ("cloudtrail", "put_event_selectors"),
    "security_content-f3dfe1f8f745": ("cloudtrail", "update_trail"),
    "streamalert-b6b36ca78794": ("config", "stop_configuration_recorder"),
    "streamalert-8f8123d33526": ("guardduty", "update_detector"),
    "streamalert-fa5ba704a653": ("kms", "put_key_policy"),
    "stratus-red-team-5339b83ec7e2": ("lambda", "add_permission"),
}


@pytest.mark.parametrize("name", JSON_CALLS)
def test_json_services_equal_the_published_record(name):
    service, operation = JSON_CALLS[name]
    detail = recorded(service, operation, sent(name), answered(name))
    for part in ("eventName", "eventSource", "requestParameters", "responseElements", "readOnly"):
        assert detail[part] == published(name).get(part, False)


S3_CALLS = {
    "panther-analysis-096cd070b1b2": ("put_bucket_policy", lambda p: {"Policy": json.dumps(p["bucketPolicy"])}),
    "panther-analysis-4056002d0fcf": ("put_bucket_acl", lambda p: {"ACL": "private"}),
    "aws-remediation-framework-8a3a0abd3205": ("put_bucket_acl", lambda p: {"AccessControlPolicy": {
        "Owner": _OWNER, "Grants": [
            {"Grantee": {"Type": "CanonicalUser", **_OWNER}, "Permission": "FULL_CONTROL"},
            {"Grantee": {"Type": "Group", "URI": _LOG_DELIVERY}, "Permission": "READ_ACP"},
            {"Grantee": {"Type": "Group", "URI": _LOG_DELIVERY}, "Permission": "WRITE"}]}}),
    "security_content-2da8e19795c2": ("put_bucket_acl", lambda p: {
        "GrantWriteACP": p["accessControlList"]["x-amz-grant-write-acp"]}),
    "streamalert-2a6a0d20fe4f": ("put_public_access_block", lambda p: {"PublicAccessBlockConfiguration": {
        k: v for k, v in p["PublicAccessBlockConfiguration"].items() if k != "xmlns"}}),
    "panther-analysis-30a81ecc3e41": ("delete_bucket_encryption", lambda p: {}),
}


@pytest.mark.parametrize("name", S3_CALLS)
def test_s3_equals_the_published_record(name):
    operation, parameters = S3_CALLS[name]
    wanted = published(name)["requestParameters"]
    detail = recorded("s3", operation, {"Bucket": wanted["bucketName"], **parameters(wanted)})
    assert detail["eventName"] == published(name)["eventName"]
    assert s3_parts(detail["requestParameters"]) == s3_parts(wanted)
    assert detail["responseElements"] is None
    assert detail["resources"][0]["ARN"] == f"arn:aws:s3:::{wanted['bucketName']}"


def test_account_public_access_block_is_an_event_of_s3():
    wanted = published("streamalert-2d14adf8fb1c")
    detail = recorded("s3control", "delete_public_access_block", {"AccountId": "222222222222"})
    assert (detail["eventName"], detail["eventSource"]) == (wanted["eventName"], wanted["eventSource"])
    assert detail["requestParameters"] == {"Host": "222222222222.s3-control.us-east-1.amazonaws.com"}
    assert "resources" not in detail


def test_security_group_rules_are_lower_camel_with_items():
    wanted = published("aws_dataset-274ab7495561")
    rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
            "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "TLS from Internet"}]}
    detail = recorded("ec2", "authorize_security_group_ingress",
                      {"GroupId": "sg-04cfb7a4712d75b00", "IpPermissions": [rule]},
                      _EC2.format("AuthorizeSecurityGroupIngress", _PUBLISHED_RULE).encode())
    assert detail["requestParameters"] == wanted["requestParameters"]
    assert detail["responseElements"] == {**wanted["responseElements"], "requestId": detail["requestID"]}


def test_image_permission_names_the_change():
    wanted = published("stratus-red-team-f3af61a238db")
    change = wanted["requestParameters"]
    detail = recorded("ec2", "modify_image_attribute",
                      {"ImageId": change["imageId"], "LaunchPermission": {"Add": [{"UserId": "846424999548"}]}},
                      _EC2.format("ModifyImageAttribute", "").encode())
    assert detail["requestParameters"]["launchPermission"] == change["launchPermission"]
    assert detail["responseElements"] == {**wanted["responseElements"], "requestId": detail["requestID"]}


def test_refused_metadata_options_are_wrapped_with_a_client_error():
    wanted = published("aws-remediation-framework-e677b34c41ec")
    error = (f"<Response><Errors><Error><Code>InvalidParameterValue</Code><Message>{wanted['errorMessage']}</Message>"
             "</Error></Errors><RequestID>1</RequestID></Response>")
    detail = recorded("ec2", "modify_instance_metadata_options",
                      {"InstanceId": "i-1234567890abcdef0", "HttpTokens": "required"}, error.encode(), 400)
    for part in ("eventName", "requestParameters", "responseElements", "errorCode", "errorMessage"):
        assert detail[part] == wanted[part]


def test_attached_policy():
    wanted = published("aws_dataset-8818b5357c39")
    detail = recorded("iam", "attach_role_policy", sent("aws_dataset-8818b5357c39"),
                      _IAM.format("AttachRolePolicy", "").encode())
    assert detail["requestParameters"] == wanted["requestParameters"]
    assert detail["responseElements"] is None
    assert detail["awsRegion"] == "us-east-1"


def test_access_key_is_told_without_its_secret():
    wanted = published("stratus-red-team-1ded6de2f9b2")
    key = wanted["responseElements"]["accessKey"]
    answer = _IAM.format("CreateAccessKey", (
        f"<AccessKey><UserName>{key['userName']}</UserName><AccessKeyId>{key['accessKeyId']}</AccessKeyId>"
        "<Status>Active</Status><SecretAccessKey>wJalr</SecretAccessKey>"
        "<CreateDate>2024-08-01T13:33:28Z</CreateDate></AccessKey>"))
    detail = recorded("iam", "create_access_key", {"UserName": key["userName"]}, answer.encode())
    assert detail["responseElements"] == wanted["responseElements"]
    assert "wJalr" not in json.dumps(detail)


def test_policy_version():
    wanted = published("security_content-5a6dc815caaa")
    answer = _IAM.format("CreatePolicyVersion", (
        "<PolicyVersion><VersionId>v2</VersionId><IsDefaultVersion>true</IsDefaultVersion>"
        "<CreateDate>2021-02-23T00:02:30Z</CreateDate></PolicyVersion>"))
    detail = recorded("iam", "create_policy_version", sent("security_content-5a6dc815caaa"), answer.encode())
    assert detail["requestParameters"] == wanted["requestParameters"]
    assert detail["responseElements"] == wanted["responseElements"]


class _Sagemaker:
    """Answers like SageMaker for the published notebook, then says that it is gone."""

    def __init__(self, published_detail: dict, statuses: list[str]) -> None:
        self._detail, self._statuses = published_detail, statuses

    def describe_notebook_instance(self, NotebookInstanceName):
        from botocore.exceptions import ClientError

        if not self._statuses:
            raise ClientError({"Error": {"Code": "ValidationException", "Message": "RecordNotFound"}}, "Describe")
        return {**self._detail, "NotebookInstanceStatus": self._statuses.pop(0)}

    def list_tags(self, ResourceArn):
        return {"Tags": [{"Key": k, "Value": v} for k, v in self._detail["Tags"].items()]}


def test_notebook_state_change_equals_the_published_event(monkeypatch):
    wanted = EVENTS["research-service-workbench-on-aws-440a4620f8dd"]
    told = []
    sagemaker = _Sagemaker(wanted["detail"], ["Stopping", "Stopping", "Stopped"])
    monkeypatch.setattr(notebooks, "moto", lambda *_: sagemaker)
    monkeypatch.setattr(notebooks, "_POLL_SECONDS", 0)
    monkeypatch.setattr(notebooks.buses, "publish", lambda *event: told.append(event))
    notebooks._follow(wanted["detail"]["NotebookInstanceName"], "111122223333", "us-east-1")
    account, region, source, kind, detail, resources = told[0]
    assert (account, region, source, kind) == (wanted["account"], wanted["region"], wanted["source"],
                                               wanted["detail-type"])
    assert detail == wanted["detail"]
    assert resources == wanted["resources"]
    assert [event[4]["NotebookInstanceStatus"] for event in told] == ["Stopping", "Stopped"]


def test_deleted_notebook_has_a_last_word(monkeypatch):
    wanted = EVENTS["research-service-workbench-on-aws-440a4620f8dd"]
    told = []
    sagemaker = _Sagemaker(wanted["detail"], ["Deleting"])
    monkeypatch.setattr(notebooks, "moto", lambda *_: sagemaker)
    monkeypatch.setattr(notebooks, "_POLL_SECONDS", 0)
    monkeypatch.setattr(notebooks.buses, "publish", lambda *event: told.append(event))
    notebooks._follow("name", "111122223333", "us-east-1")
    assert [event[4]["NotebookInstanceStatus"] for event in told] == ["Deleting", "Deleted"]


@pytest.mark.parametrize("on", [True, False])
def test_configuration_item_has_the_published_keys_and_needs_a_recorder(monkeypatch, on):
    wanted = EVENTS["awsconfig-transformerd-5b410d2945cb"]
    told = []
    monkeypatch.setattr(configuration, "recording", lambda *_: on)
    monkeypatch.setattr(configuration.buses, "publish", lambda *event: told.append(event))
    read = requests.read(call("s3", "delete_public_access_block", {"Bucket": "train"}))
    configuration.after(read, {"awsRegion": "eu-west-1"}, "222222222222")
    if not on:
        assert told == []
        return
    account, region, source, kind, detail, resources = told[0]
    assert (source, kind) == (wanted["source"], wanted["detail-type"])
    assert set(detail) == set(wanted["detail"])
    assert set(detail["configurationItem"]) == set(wanted["detail"]["configurationItem"])
    assert detail["configurationItem"]["resourceType"] == "AWS::S3::Bucket"
    assert detail["configurationItem"]["resourceId"] == "train"
    assert (account, region, resources) == ("222222222222", "eu-west-1", ["arn:aws:s3:::train"])
