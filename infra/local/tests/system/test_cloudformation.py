"""What stacks create is really there: no property is dropped, no type refused, and the trail tells of it."""

from __future__ import annotations

import json
import time

import pytest
from botocore.exceptions import ClientError

from .conftest import HUB, MEMBER

_TRUST = {"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}]}


def _listen(local, name: str, region: str = "us-east-1") -> str:
    """A queue that gets the member's events of AWS services."""
    url, arn = local.queue(name, account=MEMBER, region=region)
    events = local.client("events", region=region)
    events.put_rule(Name=name, EventPattern=json.dumps({"source": [{"prefix": "aws."}]}))
    events.put_targets(Rule=name, Targets=[{"Id": "q", "Arn": arn}])
    return url


def _names(local, url: str) -> dict[str, dict]:
    found: dict[str, dict] = {}
    while events := local.received(url, account=MEMBER, wait=1):
        found |= {e["detail"].get("eventName", e["detail-type"]): e["detail"] for e in events}
    return found


def test_a_buckets_properties_hold(local):
    key = local.client("kms").create_key()["KeyMetadata"]["Arn"]
    local.client("s3").create_bucket(Bucket="prompt-logs-log")
    local.deploy("buckets", {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {
        "BucketName": "prompt-logs", "ObjectLockEnabled": True,
        "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled",
                                    "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": "1"}}},
        "BucketEncryption": {"ServerSideEncryptionConfiguration": [
            {"BucketKeyEnabled": True,
             "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}]},
        "PublicAccessBlockConfiguration": {"BlockPublicAcls": False, "BlockPublicPolicy": False,
                                           "IgnorePublicAcls": False, "RestrictPublicBuckets": False},
        "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]},
        "LifecycleConfiguration": {"Rules": [{"Id": "old", "Status": "Enabled", "ExpirationInDays": 7}]},
        "LoggingConfiguration": {"DestinationBucketName": "prompt-logs-log", "LogFilePrefix": "p/"},
        "Tags": [{"Key": "workload", "Value": "churn"}]}}})
    s3, bucket = local.client("s3"), {"Bucket": "prompt-logs"}
    lock = s3.get_object_lock_configuration(**bucket)["ObjectLockConfiguration"]
    assert lock["Rule"]["DefaultRetention"] == {"Mode": "GOVERNANCE", "Days": 1}
    assert s3.get_bucket_versioning(**bucket)["Status"] == "Enabled"
    rule = s3.get_bucket_encryption(**bucket)["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}
    assert not any(s3.get_public_access_block(**bucket)["PublicAccessBlockConfiguration"].values())
    assert s3.get_bucket_ownership_controls(**bucket)["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerPreferred"}]
    assert s3.get_bucket_lifecycle_configuration(**bucket)["Rules"][0]["Expiration"]["Days"] == 7
    assert s3.get_bucket_logging(**bucket)["LoggingEnabled"]["TargetPrefix"] == "p/"
    assert s3.get_bucket_tagging(**bucket)["TagSet"] == [{"Key": "workload", "Value": "churn"}]


def test_a_new_bucket_is_as_on_aws(local):
    s3, bucket = local.client("s3"), {"Bucket": "brand-new"}
    s3.create_bucket(**bucket)
    assert all(s3.get_public_access_block(**bucket)["PublicAccessBlockConfiguration"].values())
    assert s3.get_bucket_ownership_controls(**bucket)["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    rule = s3.get_bucket_encryption(**bucket)["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}


@pytest.mark.parametrize(("statement", "public"), [
    ({"Principal": "*"}, True),
    ({"Principal": {"AWS": "*"}, "Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}}, True),
    ({"Principal": {"AWS": "*"}, "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}}}, False),
    ({"Principal": {"AWS": "*"}, "Condition": {"StringLike": {"aws:SourceVpce": "vpce-*"}}}, True),
    ({"Principal": {"AWS": f"arn:aws:iam::{HUB}:root"}}, False),
    ({"Principal": "*", "Effect": "Deny"}, False),
])
def test_a_policys_status_is_told(local, statement, public):
    s3, bucket = local.client("s3"), "status-of-policy"
    if bucket not in {b["Name"] for b in s3.list_buckets()["Buckets"]}:
        s3.create_bucket(Bucket=bucket)
        with pytest.raises(ClientError, match="NoSuchBucketPolicy"):
            s3.get_bucket_policy_status(Bucket=bucket)
        s3.delete_public_access_block(Bucket=bucket)
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*", **statement}]}))
    assert s3.get_bucket_policy_status(Bucket=bucket)["PolicyStatus"]["IsPublic"] is public


def test_tables_functions_and_topics_keep_their_properties(local):
    key = local.client("kms").create_key()["KeyMetadata"]["Arn"]
    ids = local.deploy("several", {
        "Table": {"Type": "AWS::DynamoDB::Table", "Properties": {
            "BillingMode": "PAY_PER_REQUEST", "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
            "TimeToLiveSpecification": {"AttributeName": "ttl", "Enabled": True},
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
            "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": key}}},
        "Global": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {
            "BillingMode": "PAY_PER_REQUEST", "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
            "TimeToLiveSpecification": {"AttributeName": "ttl", "Enabled": True},
            "Replicas": [{"Region": "us-east-1",
                          "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}]}},
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": key}},
        "Function": {"Type": "AWS::Lambda::Function", "Properties": {
            "Runtime": "java25", "Handler": "h", "Code": {"ZipFile": "x"}, "Role": f"arn:aws:iam::{MEMBER}:role/r",
            "ReservedConcurrentExecutions": 3, "KmsKeyArn": key}},
    })
    dynamodb = local.client("dynamodb")
    for table in (ids["Table"], ids["Global"]):
        ttl = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        assert (ttl["TimeToLiveStatus"], ttl["AttributeName"]) == ("ENABLED", "ttl")
        backups = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
        assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
    encryption = dynamodb.describe_table(TableName=ids["Table"])["Table"]["SSEDescription"]
    assert (encryption["Status"], encryption["KMSMasterKeyArn"]) == ("ENABLED", key)
    topic = local.client("sns").get_topic_attributes(TopicArn=ids["Topic"])["Attributes"]
    assert topic["KmsMasterKeyId"] == key
    functions = local.client("lambda")
    assert functions.get_function_concurrency(FunctionName=ids["Function"])["ReservedConcurrentExecutions"] == 3
    assert functions.get_function_configuration(FunctionName=ids["Function"])["KMSKeyArn"] == key


def test_networks_of_a_stack_are_seen_through_the_api_and_told(local):
    url = _listen(local, "networks")
    ids = local.deploy("networks", {
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.9.0.0/16", "EnableDnsHostnames": True}},
        "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.9.1.0/24"}},
        "Gateway": {"Type": "AWS::EC2::InternetGateway"},
        "Attachment": {"Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {
            "VpcId": {"Ref": "Vpc"}, "InternetGatewayId": {"Ref": "Gateway"}}},
        "Routes": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
        "Route": {"Type": "AWS::EC2::Route", "DependsOn": "Attachment", "Properties": {
            "RouteTableId": {"Ref": "Routes"}, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": {"Ref": "Gateway"}}},
        "Of": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {
            "RouteTableId": {"Ref": "Routes"}, "SubnetId": {"Ref": "Subnet"}}},
        "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
            "GroupDescription": "notebooks", "VpcId": {"Ref": "Vpc"},
            "Tags": [{"Key": "workload", "Value": "churn"}],
            "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 8888, "ToPort": 8888, "CidrIp": "0.0.0.0/0",
                                      "Description": "jupyter"}]}},
        "Rule": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {
            "GroupId": {"Fn::GetAtt": ["Group", "GroupId"]}, "IpProtocol": "tcp", "FromPort": "22", "ToPort": "22",
            "CidrIp": "10.0.0.0/8"}},
        "Instance": {"Type": "AWS::EC2::Instance", "Properties": {
            "ImageId": "ami-12c6146b", "InstanceType": "t3.micro", "SubnetId": {"Ref": "Subnet"},
            "SecurityGroupIds": [{"Fn::GetAtt": ["Group", "GroupId"]}],
            "MetadataOptions": {"HttpTokens": "optional"}}},
    })
    ec2 = local.client("ec2")
    group = ec2.describe_security_groups(GroupIds=[ids["Group"]])["SecurityGroups"][0]
    assert group["VpcId"] == ids["Vpc"]
    assert {"Key": "workload", "Value": "churn"} in group["Tags"]
    assert {p["FromPort"] for p in group["IpPermissions"]} == {22, 8888}
    instance = ec2.describe_instances(InstanceIds=[ids["Instance"]])["Reservations"][0]["Instances"][0]
    assert instance["SubnetId"] == ids["Subnet"]
    told = _names(local, url)
    opened = told["AuthorizeSecurityGroupIngress"]
    assert opened["requestParameters"]["groupId"] == ids["Group"]
    assert opened["userIdentity"]["invokedBy"] == "cloudformation.amazonaws.com"
    assert {"CreateVpc", "CreateSecurityGroup", "RunInstances"} <= told.keys()
    stacks = local.client("cloudformation")
    stacks.delete_stack(StackName="networks")
    for _ in range(50):
        if stacks.describe_stacks(StackName=stacks_id(ids, stacks, "networks"))["Stacks"][0]["StackStatus"] == "DELETE_COMPLETE":
            break
        time.sleep(0.1)
    with pytest.raises(ClientError, match="InvalidGroup.NotFound"):
        ec2.describe_security_groups(GroupIds=[ids["Group"]])


def stacks_id(ids, stacks, name: str) -> str:
    """The id of a stack that is being deleted; its name no longer finds it once it is gone."""
    return next(s["StackId"] for s in stacks.list_stacks()["StackSummaries"] if s["StackName"] == name)


def test_sagemaker_waf_and_trails_come_from_stacks(local):
    url = _listen(local, "workload")
    local.client("s3").create_bucket(Bucket="trail-of-stack")
    ids = local.deploy("workload", {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "churn-execution", "AssumeRolePolicyDocument": _TRUST}},
        "Model": {"Type": "AWS::SageMaker::Model", "Properties": {
            "ModelName": "churn", "ExecutionRoleArn": {"Fn::GetAtt": ["Role", "Arn"]}, "EnableNetworkIsolation": "false",
            "PrimaryContainer": {"Image": f"{MEMBER}.dkr.ecr.us-east-1.amazonaws.com/churn:1"}}},
        "Config": {"Type": "AWS::SageMaker::EndpointConfig", "DependsOn": "Model", "Properties": {
            "EndpointConfigName": "churn", "ProductionVariants": [
                {"VariantName": "a", "ModelName": "churn", "InitialInstanceCount": "1", "InstanceType": "ml.m5.large",
                 "InitialVariantWeight": 1}]}},
        "Endpoint": {"Type": "AWS::SageMaker::Endpoint", "DependsOn": "Config", "Properties": {
            "EndpointName": "churn", "EndpointConfigName": "churn"}},
        "Notebook": {"Type": "AWS::SageMaker::NotebookInstance", "Properties": {
            "NotebookInstanceName": "explore", "InstanceType": "ml.t3.medium", "DirectInternetAccess": "Enabled",
            "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]}}},
        "Addresses": {"Type": "AWS::WAFv2::IPSet", "Properties": {
            "Name": "abusers", "Scope": "REGIONAL", "IPAddressVersion": "IPV4", "Addresses": ["192.0.2.1/32"]}},
        "Acl": {"Type": "AWS::WAFv2::WebACL", "Properties": {
            "Name": "front", "Scope": "REGIONAL", "DefaultAction": {"Allow": {}}, "Rules": [],
            "VisibilityConfig": {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}}},
        "Trail": {"Type": "AWS::CloudTrail::Trail", "Properties": {
            "TrailName": "audit", "S3BucketName": "trail-of-stack", "IsLogging": True, "IsMultiRegionTrail": True}},
        "Set": {"Type": "AWS::CloudFormation::StackSet", "Properties": {
            "StackSetName": "roll-out", "PermissionModel": "SERVICE_MANAGED"}},
    })
    sagemaker, waf, trails = local.client("sagemaker"), local.client("wafv2"), local.client("cloudtrail")
    assert sagemaker.describe_endpoint(EndpointName="churn")["EndpointConfigName"] == "churn"
    assert sagemaker.describe_notebook_instance(NotebookInstanceName="explore")["DirectInternetAccess"] == "Enabled"
    assert [s["Name"] for s in waf.list_ip_sets(Scope="REGIONAL")["IPSets"] if s["Name"] == "abusers"]
    assert "front" in {a["Name"] for a in waf.list_web_acls(Scope="REGIONAL")["WebACLs"]}
    assert trails.get_trail_status(Name="audit")["IsLogging"] is True
    assert trails.describe_trails(trailNameList=["audit"])["trailList"][0]["IsMultiRegionTrail"] is True
    assert ids["Set"].startswith("roll-out:")
    told = _names(local, url)
    assert told["CreateNotebookInstance"]["requestParameters"]["notebookInstanceName"] == "explore"
    assert {"CreateRole", "CreateEndpoint", "CreateTrail", "StartLogging", "CreateIPSet"} <= told.keys()
