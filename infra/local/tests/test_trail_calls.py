"""Which calls are told of, under which names, where, and as whose."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime, timezone

import pytest
from sdk import ACCOUNT, ALICE, call

from palisade_local.calls import Caller
from palisade_local.trail import details, history, names, requests, sender

TIME = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
UUID = "11111111-1111-1111-1111-111111111111"

# service, operation, parameters -> eventSource, eventName
NAMES = [
    ("s3control", "put_public_access_block", {"AccountId": ACCOUNT, "PublicAccessBlockConfiguration": {}},
     "s3", "PutAccountPublicAccessBlock"),
    ("s3", "put_bucket_lifecycle_configuration", {"Bucket": "b"}, "s3", "PutBucketLifecycle"),
    ("s3", "put_bucket_ownership_controls", {"Bucket": "b", "OwnershipControls": {"Rules": []}}, "s3",
     "PutBucketOwnershipControls"),
    ("lambda", "create_function", {"FunctionName": "f", "Role": "arn:aws:iam::1:role/r", "Code": {}}, "lambda",
     "CreateFunction20150331"),
    ("lambda", "update_function_code", {"FunctionName": "f"}, "lambda", "UpdateFunctionCode20150331v2"),
    ("lambda", "remove_permission", {"FunctionName": "f", "StatementId": "s"}, "lambda", "RemovePermission20150331v2"),
    ("lambda", "create_function_url_config", {"FunctionName": "f", "AuthType": "NONE"}, "lambda",
     "CreateFunctionUrlConfig"),
    ("lambda", "update_function_url_config", {"FunctionName": "f", "AuthType": "NONE"}, "lambda",
     "UpdateFunctionUrlConfig"),
    ("bedrock-agent", "create_data_source",
     {"knowledgeBaseId": "KB12345678", "name": "d", "dataSourceConfiguration": {"type": "S3"}}, "bedrock",
     "CreateDataSource"),
    ("bedrock", "delete_model_invocation_logging_configuration", {}, "bedrock",
     "DeleteModelInvocationLoggingConfiguration"),
    ("stepfunctions", "delete_state_machine", {"stateMachineArn": "arn:x"}, "states", "DeleteStateMachine"),
    ("wafv2", "delete_ip_set", {"Name": "n", "Scope": "REGIONAL", "Id": UUID, "LockToken": UUID}, "wafv2",
     "DeleteIPSet"),
    ("organizations", "leave_organization", {}, "organizations", "LeaveOrganization"),
    ("sagemaker", "update_endpoint", {"EndpointName": "e", "EndpointConfigName": "c"}, "sagemaker", "UpdateEndpoint"),
]


@pytest.mark.parametrize("service, operation, parameters, source, name", NAMES)
def test_names(service, operation, parameters, source, name):
    read = requests.read(call(service, operation, parameters))
    assert (names.event_source(read.model), names.event_name(read.model, read.name)) == (f"{source}.amazonaws.com", name)
    assert sender._is_write(read)


NOT_TOLD = [
    ("s3", "put_object", {"Bucket": "b", "Key": "k/a", "Body": b"x"}),
    ("s3", "delete_object", {"Bucket": "b", "Key": "k"}),
    ("s3", "delete_objects", {"Bucket": "b", "Delete": {"Objects": [{"Key": "k"}]}}),
    ("s3", "get_bucket_acl", {"Bucket": "b"}),
    ("sqs", "send_message", {"QueueUrl": "http://q/1/q", "MessageBody": "m"}),
    ("sqs", "delete_message", {"QueueUrl": "http://q/1/q", "ReceiptHandle": "r"}),
    ("dynamodb", "transact_write_items", {"TransactItems": [{"Delete": {"Key": {}, "TableName": "ttt"}}]}),
    ("dynamodb", "put_item", {"TableName": "ttt", "Item": {"a": {"S": "b"}}}),
    ("events", "put_events", {"Entries": [{"Source": "s"}]}),
    ("lambda", "invoke", {"FunctionName": "f"}),
    ("kms", "encrypt", {"KeyId": "k", "Plaintext": b"p"}),
    ("kms", "sign", {"KeyId": "k", "Message": b"p", "SigningAlgorithm": "ECDSA_SHA_256"}),
    ("sts", "assume_role", {"RoleArn": f"arn:aws:iam::{ACCOUNT}:role/r", "RoleSessionName": "session"}),
    ("logs", "put_log_events", {"logGroupName": "g", "logStreamName": "s", "logEvents": [{"timestamp": 1, "message": "m"}]}),
    ("ec2", "describe_instances", {}),
    ("iam", "list_users", {}),
]


@pytest.mark.parametrize("service, operation, parameters", NOT_TOLD)
def test_reads_and_data_events_are_not_told(service, operation, parameters):
    read = requests.read(call(service, operation, parameters))
    assert read is not None
    assert not sender._is_write(read)


@pytest.fixture
def told(monkeypatch):
    """Events that were published: (account, region, source, detail-type, detail, resources)."""
    events = []
    monkeypatch.setattr(details, "bucket_region", lambda account, bucket: {"irish": "eu-west-1"}.get(bucket, ""))
    monkeypatch.setattr(sender.buses, "publish", lambda *event: events.append(event))
    monkeypatch.setattr(sender.history, "remember", lambda *_: None)
    monkeypatch.setattr(sender.configuration, "recording", lambda *_: False)
    return events


def test_global_services_are_told_in_their_home_region(told):
    sender.record(call("iam", "delete_user", {"UserName": "u"}, region="eu-west-1"))
    account, region, source, kind, detail = told[0][:5]
    assert (account, region, source, kind) == (ACCOUNT, "us-east-1", "aws.iam", "AWS API Call via CloudTrail")
    assert detail["awsRegion"] == "us-east-1"


def test_a_bucket_is_told_of_in_its_own_region(told):
    sender.record(call("s3", "delete_public_access_block", {"Bucket": "irish"}))
    assert told[0][1] == "eu-west-1"
    assert told[0][4]["requestParameters"]["Host"] == "irish.s3.eu-west-1.amazonaws.com"


def test_a_web_acl_of_cloudfront_is_told_of_in_the_home_region(told):
    sender.record(call("wafv2", "delete_web_acl", {"Name": "n", "Scope": "CLOUDFRONT", "Id": UUID, "LockToken": UUID},
                       region="eu-west-1"))
    assert told[0][1] == "us-east-1"


def test_a_denied_call_is_told_with_its_error(told):
    sender.record(call("kms", "disable_key", {"KeyId": "1234"},
                       b'{"__type":"AccessDeniedException","message":"not authorized"}', 400))
    detail = told[0][4]
    assert (detail["errorCode"], detail["errorMessage"]) == ("AccessDeniedException", "not authorized")
    assert detail["responseElements"] is None
    assert detail["resources"] == [{"accountId": ACCOUNT, "type": "AWS::KMS::Key",
                                    "ARN": f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1234"}]


def test_modified_rules_are_wrapped_twice(told):
    rule = {"SecurityGroupRuleId": "sgr-1", "SecurityGroupRule": {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22,
                                                                 "CidrIpv6": "::/0"}}
    sender.record(call("ec2", "modify_security_group_rules", {"GroupId": "sg-1", "SecurityGroupRules": [rule]},
                       b"<R><return>true</return></R>"))
    assert told[0][4]["requestParameters"] == {"ModifySecurityGroupRulesRequest": {
        "GroupId": "sg-1", "SecurityGroupRule": {**rule, "tag": 1}}}


def test_bedrock_key_is_told_without_its_value(told):
    answer = ("<R><CreateServiceSpecificCredentialResult><ServiceSpecificCredential><UserName>u</UserName>"
              "<ServiceApiKeyValue>ABSKsecret</ServiceApiKeyValue><ServiceName>bedrock.amazonaws.com</ServiceName>"
              "<ServiceSpecificCredentialId>ACCA1</ServiceSpecificCredentialId></ServiceSpecificCredential>"
              "</CreateServiceSpecificCredentialResult></R>")
    sender.record(call("iam", "create_service_specific_credential",
                       {"UserName": "u", "ServiceName": "bedrock.amazonaws.com"}, answer.encode()))
    made = told[0][4]["responseElements"]["serviceSpecificCredential"]
    assert made["serviceSpecificCredentialId"] == "ACCA1"
    assert "ABSKsecret" not in str(told)


def test_function_code_and_environment_are_left_out(told):
    sender.record(call("lambda", "create_function", {
        "FunctionName": "f", "Role": "arn:aws:iam::1:role/r", "Code": {"ZipFile": b"zip"},
        "Environment": {"Variables": {"TOKEN": "secret"}}}, b"{}", 201))
    parameters = told[0][4]["requestParameters"]
    assert (parameters["code"], parameters["environment"]) == ({}, {})


def test_tags_keep_their_keys(told):
    sender.record(call("lambda", "tag_resource", {"Resource": f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:f",
                                                  "Tags": {"Owner": "Me"}}))
    assert told[0][4]["requestParameters"]["tags"] == {"Owner": "Me"}


def test_user():
    identity = details.user_identity(ALICE, TIME)
    assert identity == {"type": "IAMUser", "principalId": "AIDAALICE", "arn": ALICE.arn, "accountId": ACCOUNT,
                        "accessKeyId": "AKIAALICE", "userName": "alice"}


def test_role_session_names_its_issuer():
    session = Caller("AssumedRole", f"arn:aws:sts::{ACCOUNT}:assumed-role/fix/s", "AROAX:s", "fix", ACCOUNT, "ASIAX",
                     session_name="s", session_issuer_arn=f"arn:aws:iam::{ACCOUNT}:role/palisade/fix",
                     session_issuer_id="AROAX")
    identity = details.user_identity(session, TIME)
    assert identity["sessionContext"] == {
        "sessionIssuer": {"type": "Role", "principalId": "AROAX", "arn": f"arn:aws:iam::{ACCOUNT}:role/palisade/fix",
                          "accountId": ACCOUNT, "userName": "fix"},
        "attributes": {"creationDate": "2026-01-02T03:04:05Z", "mfaAuthenticated": "false"}}
    assert "userName" not in identity


def test_what_cloudformation_makes_is_told_on_behalf_of_its_caller(told):
    deployer = dataclasses.replace(ALICE, invoked_by="cloudformation.amazonaws.com")
    sender.record(call("ec2", "create_security_group", {"GroupName": "g", "Description": "d"},
                       b"<R><groupId>sg-1</groupId></R>", region="eu-west-1", caller=deployer))
    account, region, source, _, detail = told[0][:5]
    assert (account, region, source) == (ACCOUNT, "eu-west-1", "aws.ec2")
    assert detail["requestParameters"] == {"groupName": "g", "groupDescription": "d"}
    assert detail["responseElements"]["groupId"] == "sg-1"
    assert detail["userIdentity"]["arn"] == ALICE.arn
    assert detail["userIdentity"]["invokedBy"] == detail["sourceIPAddress"] == "cloudformation.amazonaws.com"


@pytest.mark.parametrize("service", ["s3", "no-such-service"])
def test_what_no_model_knows_is_not_told(told, service):
    strange = dataclasses.replace(call("ec2", "describe_vpcs", {}), service=service, method="PATCH", path="/a/b")
    sender.record(strange)
    assert told == []


def test_event_history_answers_with_the_caller(monkeypatch):
    events = []
    monkeypatch.setattr(history.cloudtrail, "_get_event_queue", lambda: events)
    made = call("kms", "disable_key", {"KeyId": "1234"})
    detail = {"eventID": "e", "eventName": "DisableKey", "eventSource": "kms.amazonaws.com",
              "userIdentity": {"type": "IAMUser", "userName": "alice", "accessKeyId": "AKIAALICE"},
              "resources": [{"type": "AWS::KMS::Key", "ARN": "arn:key"}]}
    history.remember(ACCOUNT, "us-east-1", detail, made.time)
    history.remember(ACCOUNT, "us-east-1", {**detail, "userIdentity": {"type": "Root"}}, made.time)
    _, _, body = history.cloudtrail._lookup_events({"LookupAttributes": [
        {"AttributeKey": "EventName", "AttributeValue": "DisableKey"}]})
    found = json.loads(body)["Events"]
    assert [event["Username"] for event in found] == ["root", "alice"]
    assert found[1]["Resources"] == [{"ResourceType": "AWS::KMS::Key", "ResourceName": "arn:key"}]
    assert json.loads(found[1]["CloudTrailEvent"]) == detail


def remembered(monkeypatch, count):
    events = []
    monkeypatch.setattr(history.cloudtrail, "_get_event_queue", lambda: events)
    made = call("s3", "put_bucket_policy", {"Bucket": "b", "Policy": "{}"})
    for number in range(count):
        detail = {"eventID": str(number), "eventName": "PutBucketPolicy", "eventSource": "s3.amazonaws.com",
                  "userIdentity": {"type": "IAMUser", "userName": "alice", "accessKeyId": "AKIAALICE"},
                  "requestParameters": {"bucketName": "even" if number % 2 == 0 else "odd"}}
        history.remember(ACCOUNT, "us-east-1", detail, made.time)
    return events


def test_event_history_comes_in_pages_latest_first(monkeypatch):
    events = remembered(monkeypatch, 120)
    ids, token = [], None
    while True:
        answer = history.page({"MaxResults": 50, "NextToken": token}, events)
        ids += [event["EventId"] for event in answer["Events"]]
        token = answer.get("NextToken")
        if token is None:
            break
        assert len(answer["Events"]) == 50
    assert ids == [str(number) for number in range(119, -1, -1)]


@pytest.mark.parametrize(("attribute", "value", "found"), [
    ("ResourceName", "even", 2), ("ResourceName", "b", 0), ("ResourceType", "AWS::S3::Bucket", 4),
    ("Username", "alice", 4), ("AccessKeyId", "AKIABOB", 0), ("EventId", "3", 1)])
def test_event_history_is_asked_by_one_attribute(monkeypatch, attribute, value, found):
    events = remembered(monkeypatch, 4)
    asked = {"LookupAttributes": [{"AttributeKey": attribute, "AttributeValue": value}]}
    assert len(history.page(asked, events)["Events"]) == found
