"""The gaps of MiniStack, over the SDK against a running server: IAM, KMS, Lambda, S3."""

from __future__ import annotations

import io
import json
import time
import uuid
import zipfile
from datetime import datetime, timedelta, timezone

import pytest

from palisade_local.gaps import batch_actions, lambda_actions, principal_arns, resource_arns, table_streams

AWS = "arn:aws:iam::aws:policy/"


@pytest.fixture
def iam(ministack):
    return ministack("iam")


@pytest.fixture
def user(iam):
    name = f"user-{uuid.uuid4().hex[:8]}"
    iam.create_user(UserName=name)
    return name


def credentials_of(iam, user):
    return iam.list_service_specific_credentials(UserName=user)["ServiceSpecificCredentials"]


def test_bedrock_key_with_an_age(iam, user):
    made = iam.create_service_specific_credential(
        UserName=user, ServiceName="bedrock.amazonaws.com", CredentialAgeDays=30)["ServiceSpecificCredential"]
    assert made["ServiceSpecificCredentialId"].startswith("ACCA")
    assert made["ServiceCredentialSecret"].startswith("ABSK")
    assert abs(made["ExpirationDate"] - datetime.now(timezone.utc) - timedelta(days=30)) < timedelta(minutes=1)
    (listed,) = credentials_of(iam, user)
    assert listed["Status"] == "Active"
    assert "ServiceCredentialSecret" not in listed


def test_bedrock_key_without_an_age_expires_in_the_next_century(iam, user):
    made = iam.create_service_specific_credential(UserName=user, ServiceName="bedrock.amazonaws.com")
    assert made["ServiceSpecificCredential"]["ExpirationDate"].year >= 2100


def test_bedrock_key_is_made_inactive_and_deleted(iam, user, refused):
    key = iam.create_service_specific_credential(
        UserName=user, ServiceName="bedrock.amazonaws.com")["ServiceSpecificCredential"]["ServiceSpecificCredentialId"]
    iam.update_service_specific_credential(UserName=user, ServiceSpecificCredentialId=key, Status="Inactive")
    assert credentials_of(iam, user)[0]["Status"] == "Inactive"
    iam.update_service_specific_credential(ServiceSpecificCredentialId=key, Status="Active")
    assert credentials_of(iam, user)[0]["Status"] == "Active"
    iam.delete_service_specific_credential(UserName=user, ServiceSpecificCredentialId=key)
    assert credentials_of(iam, user) == []
    refused("NoSuchEntity", iam.update_service_specific_credential, UserName=user, ServiceSpecificCredentialId=key,
            Status="Inactive")


def test_third_key_of_a_service_is_refused(iam, user, refused):
    for _ in range(2):
        iam.create_service_specific_credential(UserName=user, ServiceName="bedrock.amazonaws.com")
    refused("LimitExceeded", iam.create_service_specific_credential, UserName=user,
            ServiceName="bedrock.amazonaws.com")
    refused("NotSupportedService", iam.create_service_specific_credential, UserName=user,
            ServiceName="sagemaker.amazonaws.com")
    refused("NoSuchEntity", iam.create_service_specific_credential, UserName="nobody",
            ServiceName="bedrock.amazonaws.com")


def document(action):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]})


def test_default_policy_version_goes_back_and_forth(iam, refused):
    arn = iam.create_policy(PolicyName=f"p-{uuid.uuid4().hex[:8]}", PolicyDocument=document("s3:GetObject"))[
        "Policy"]["Arn"]
    assert iam.create_policy_version(PolicyArn=arn, PolicyDocument=document("*"), SetAsDefault=True)[
        "PolicyVersion"]["VersionId"] == "v2"
    iam.set_default_policy_version(PolicyArn=arn, VersionId="v1")
    assert iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"] == "v1"
    assert [v["VersionId"] for v in iam.list_policy_versions(PolicyArn=arn)["Versions"] if v["IsDefaultVersion"]] == [
        "v1"]
    refused("NoSuchEntity", iam.set_default_policy_version, PolicyArn=arn, VersionId="v9")
    for _ in range(3):
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=document("*"))
    refused("LimitExceeded", iam.create_policy_version, PolicyArn=arn, PolicyDocument=document("*"))
    iam.delete_policy_version(PolicyArn=arn, VersionId="v2")
    refused("DeleteConflict", iam.delete_policy_version, PolicyArn=arn, VersionId="v1")


@pytest.mark.parametrize("name", ["AmazonBedrockFullAccess", "AmazonSageMakerFullAccess", "AdministratorAccess",
                                  "service-role/AWSLambdaBasicExecutionRole"])
def test_policies_of_aws_are_there_with_their_documents(iam, user, name):
    iam.attach_user_policy(UserName=user, PolicyArn=AWS + name)
    policy = iam.get_policy(PolicyArn=AWS + name)["Policy"]
    version = iam.get_policy_version(PolicyArn=AWS + name, VersionId=policy["DefaultVersionId"])["PolicyVersion"]
    assert version["Document"]["Statement"]
    assert policy["PolicyName"] == name.split("/")[-1]


def test_a_policy_that_does_not_exist_is_not_attached(iam, user, refused):
    refused("NoSuchEntity", iam.attach_user_policy, UserName=user, PolicyArn=AWS + "NoSuchPolicy")
    assert iam.list_attached_user_policies(UserName=user)["AttachedPolicies"] == []


def test_key_whose_deletion_is_pending_can_only_be_kept(ministack, refused):
    kms = ministack("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    refused("KMSInvalidStateException", kms.cancel_key_deletion, KeyId=key)
    kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    for call in (kms.enable_key, kms.disable_key, kms.schedule_key_deletion, kms.enable_key_rotation):
        refused("KMSInvalidStateException", call, KeyId=key)
    kms.cancel_key_deletion(KeyId=key)
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "Disabled"
    refused("DisabledException", kms.enable_key_rotation, KeyId=key)
    kms.enable_key(KeyId=key)
    kms.enable_key_rotation(KeyId=key)
    assert kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"] is True


@pytest.fixture
def function(ministack):
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("a.py", "def h(event, context): return 1")
    name = f"f-{uuid.uuid4().hex[:8]}"
    ministack("lambda").create_function(FunctionName=name, Runtime="python3.12", Handler="a.h",
                                        Role="arn:aws:iam::222222222222:role/r", Code={"ZipFile": code.getvalue()})
    return name


def permit(client, function, statement, **more):
    return client.add_permission(FunctionName=function, StatementId=statement, Action="lambda:InvokeFunction",
                                 Principal="*", **more)


def test_policy_changes_only_under_its_latest_revision(ministack, function, refused):
    client = ministack("lambda")
    permit(client, function, "one")
    first = client.get_policy(FunctionName=function)["RevisionId"]
    permit(client, function, "two", RevisionId=first)
    second = client.get_policy(FunctionName=function)["RevisionId"]
    assert second != first
    refused("PreconditionFailedException", client.remove_permission, FunctionName=function, StatementId="one",
            RevisionId=first)
    refused("PreconditionFailedException", client.add_permission, FunctionName=function, StatementId="three",
            Action="lambda:InvokeFunction", Principal="*", RevisionId=first)
    client.remove_permission(FunctionName=function, StatementId="one", RevisionId=second)
    left = json.loads(client.get_policy(FunctionName=function)["Policy"])["Statement"]
    assert [statement["Sid"] for statement in left] == ["two"]


def test_no_statement_is_no_policy(ministack, function, refused):
    client = ministack("lambda")
    refused("ResourceNotFoundException", client.get_policy, FunctionName=function)
    permit(client, function, "one")
    client.remove_permission(FunctionName=function, StatementId="one")
    refused("ResourceNotFoundException", client.get_policy, FunctionName=function)


def test_function_and_alias_have_policies_of_their_own(ministack, function):
    client = ministack("lambda")
    client.publish_version(FunctionName=function)
    client.create_alias(FunctionName=function, Name="live", FunctionVersion="1")
    permit(client, function, "of-function")
    permit(client, function, "of-alias", Qualifier="live")
    plain, alias = (json.loads(client.get_policy(FunctionName=function, **q)["Policy"])["Statement"]
                    for q in ({}, {"Qualifier": "live"}))
    assert [s["Sid"] for s in plain] == ["of-function"]
    assert [s["Sid"] for s in alias] == ["of-alias"]


def test_bucket_policies_that_are_none_are_refused(ministack, refused):
    s3 = ministack("s3")
    bucket = f"policies-{uuid.uuid4().hex[:8]}"
    s3.create_bucket(Bucket=bucket)
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{bucket}/*"}
    for policy in ({"Version": "2012-10-17"}, {"Statement": {k: v for k, v in statement.items() if k != "Principal"}},
                   {"Statement": [{**statement, "Resource": "arn:aws:s3:::another/*"}]}):
        refused("MalformedPolicy", s3.put_bucket_policy, Bucket=bucket, Policy=json.dumps(policy))
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    assert json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])["Statement"] == [statement]


def test_bus_permissions_are_statements_of_a_policy(ministack, refused):
    events = ministack("events")
    bus = f"bus-{uuid.uuid4().hex[:8]}"
    refused("ResourceNotFoundException", events.put_permission, EventBusName=bus, Action="events:PutEvents",
            Principal="*", StatementId="s")
    events.create_event_bus(Name=bus)
    events.put_permission(EventBusName=bus, Action="events:PutEvents", Principal="333333333333", StatementId="account")
    events.put_permission(EventBusName=bus, Action="events:PutEvents", Principal="*", StatementId="organization",
                          Condition={"Type": "StringEquals", "Key": "aws:PrincipalOrgID", "Value": "o-1234567890"})
    account, organization = json.loads(events.describe_event_bus(Name=bus)["Policy"])["Statement"]
    assert account["Principal"] == {"AWS": "arn:aws:iam::333333333333:root"}
    assert organization["Condition"] == {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}}
    whole = {"Version": "2012-10-17", "Statement": [account]}
    events.put_permission(EventBusName=bus, Policy=json.dumps(whole))
    assert json.loads(events.describe_event_bus(Name=bus)["Policy"]) == whole


@pytest.mark.parametrize(("method", "path", "action"), [
    ("GET", "/2021-10-31/functions/f/url", "GetFunctionUrlConfig"),
    ("POST", "/2021-10-31/functions/f/url", "CreateFunctionUrlConfig"),
    ("PUT", "/2021-10-31/functions/f/url", "UpdateFunctionUrlConfig"),
    ("DELETE", "/2021-10-31/functions/f/url", "DeleteFunctionUrlConfig"),
    ("GET", "/2021-10-31/functions/f/urls", "ListFunctionUrlConfigs"),
    ("GET", "/2015-03-31/functions/f/policy", "GetPolicy"),
])
def test_function_urls_are_asked_for_by_their_own_actions(method, path, action):
    assert lambda_actions.action(method, path) == action


def test_batch_calls_are_checked_as_the_single_call():
    assert batch_actions.single("SendMessageBatch") == "SendMessage"
    assert batch_actions.single("PublishBatch") == "Publish"
    assert batch_actions.single("SendMessage") == "SendMessage"
    assert batch_actions.single(None) is None


@pytest.mark.parametrize(("service", "method", "path", "body", "arn"), [
    ("scheduler", "POST", "/schedules/once", b'{"GroupName": "palisade"}', "schedule/palisade/once"),
    ("scheduler", "POST", "/schedules/once", b"{}", "schedule/default/once"),
    ("cloudtrail", "POST", "/", b'{"ResourceIdList": ["arn:aws:cloudtrail:us-east-1:222222222222:trail/churn"]}',
     "trail/churn"),
    ("cloudtrail", "POST", "/", b'{"Name": "churn"}', "trail/churn"),
])
def test_iam_is_asked_about_the_resource_a_call_names(service, method, path, body, arn):
    found = resource_arns.resource_arn(service, method, path, {}, body, {}, "us-east-1", "222222222222")
    assert found == f"arn:aws:{service}:us-east-1:222222222222:{arn}"


def test_a_task_times_out_after_what_the_input_says(ministack):
    states = ministack("stepfunctions")
    definition = {"StartAt": "Ask", "States": {"Ask": {
        "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "TimeoutSecondsPath": "$.seconds",
        "Parameters": {"QueueUrl.$": "$.queue", "MessageBody.$": "$$.Task.Token"},
        "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Late"}], "End": True},
        "Late": {"Type": "Pass", "Result": "late", "End": True}}}
    machine = states.create_state_machine(
        name=f"m-{uuid.uuid4().hex[:8]}", definition=json.dumps(definition),
        roleArn="arn:aws:iam::111111111111:role/any")["stateMachineArn"]
    queue = ministack("sqs").create_queue(QueueName=f"q-{uuid.uuid4().hex[:8]}")["QueueUrl"]
    started = states.start_execution(stateMachineArn=machine, input=json.dumps({"seconds": 1, "queue": queue}))
    for _ in range(100):
        found = states.describe_execution(executionArn=started["executionArn"])
        if found["status"] != "RUNNING":
            break
        time.sleep(0.1)
    assert (found["status"], json.loads(found["output"])) == ("SUCCEEDED", "late")


@pytest.mark.parametrize(("result", "error"), [
    ({"body": {"batchItemFailures": []}}, False),
    ({"body": '{"batchItemFailures": []}'}, False),
    ({"body": {"batchItemFailures": [{"itemIdentifier": "7"}]}}, True),
    ({"body": '{"batchItemFailures": [{"itemIdentifier": "7"}]}'}, True),
    ({"body": "no json"}, False),
    ({"body": None}, False),
    ({"error": True, "body": {"errorType": "Boom"}}, True),
])
def test_records_that_failed_come_again(result, error):
    assert bool(table_streams.failed(result).get("error")) is error


def test_a_batch_that_is_not_full_waits_for_its_window():
    now = [0.0]
    waits = table_streams.Waits(window=lambda table: 1.0 if table == "gathered" else 0.0, clock=lambda: now[0])
    assert waits.is_over("at-once", 0, True)
    assert waits.is_over("gathered", 0, False), "nothing lies there"
    assert not waits.is_over("gathered", 0, True)
    now[0] = 0.9
    assert not waits.is_over("gathered", 0, True)
    now[0] = 1.0
    assert waits.is_over("gathered", 0, True)
    assert not waits.is_over("gathered", 0, True), "a failed batch gathers anew"
    assert not waits.is_over("gathered", 7, True)


@pytest.mark.parametrize(("principal", "arn"), [
    ("arn:aws:sts::111111111111:assumed-role/palisade-function-digest/palisade-digest",
     "arn:aws:iam::111111111111:role/palisade-function-digest"),
    ("arn:aws-cn:sts::111111111111:assumed-role/r/s/t", "arn:aws-cn:iam::111111111111:role/r"),
    ("arn:aws:iam::111111111111:user/maya", "arn:aws:iam::111111111111:user/maya"),
    ("arn:aws:iam::111111111111:root", "arn:aws:iam::111111111111:root"),
    (None, None),
])
def test_a_sessions_principal_is_its_role(principal, arn):
    assert principal_arns.role_of(principal) == arn
