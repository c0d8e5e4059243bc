"""Accounts, their organization, and IAM asked before every call, whoever answers it."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from .conftest import HUB, MEMBER, OTHER, policy, trust


def test_a_number_is_the_root_key_of_its_account(local):
    assert local.client("sts", OTHER).get_caller_identity()["Arn"] == f"arn:aws:iam::{OTHER}:root"
    hub = local.client("sts", credentials={"AccessKeyId": "test", "SecretAccessKey": "test"})
    assert hub.get_caller_identity()["Account"] == HUB


def test_a_wrong_secret_is_refused_by_both_emulators(local):
    key = local.user("forger", {"Action": ["s3:*", "sagemaker:*"], "Resource": "*"})
    wrong = {**key, "SecretAccessKey": "wrong"}
    for call in (local.client("s3", credentials=wrong).list_buckets,
                 local.client("sagemaker", credentials=wrong).list_endpoints):
        with pytest.raises(ClientError, match="SignatureDoesNotMatch|InvalidSignature"):
            call()


def test_members_are_in_the_hubs_organization(local):
    organization = local.client("organizations", MEMBER).describe_organization()["Organization"]
    accounts = local.client("organizations", HUB).list_accounts()["Accounts"]
    assert organization["MasterAccountId"] == HUB
    assert {a["Id"] for a in accounts} == {HUB, MEMBER, OTHER}
    assert organization["Id"] == local.get("/_palisade/health")["organization"]


def test_a_trust_in_the_organization_holds_for_its_accounts_only(local):
    organization = local.get("/_palisade/health")["organization"]
    for name, org, allowed in (("org-right", organization, True), ("org-wrong", "o-aaaaaaaaaa", False)):
        role = local.client("iam", MEMBER).create_role(RoleName=name, AssumeRolePolicyDocument=trust(
            f"arn:aws:iam::{HUB}:root", condition={"StringEquals": {"aws:PrincipalOrgID": org}}))["Role"]["Arn"]
        user = local.user(name, {"Action": "sts:AssumeRole", "Resource": role}, account=HUB)
        sts = local.client("sts", credentials=user)
        if allowed:
            assumed = sts.assume_role(RoleArn=role, RoleSessionName="session")["AssumedRoleUser"]["Arn"]
            assert assumed == f"arn:aws:sts::{MEMBER}:assumed-role/{name}/session"
        else:
            with pytest.raises(ClientError, match="AccessDenied"):
                sts.assume_role(RoleArn=role, RoleSessionName="session")


def test_a_users_rights_hold_at_moto_too(local):
    key = local.user("scientist", {"Action": ["ec2:DescribeVpcs", "sagemaker:ListModels"], "Resource": "*"})
    assert local.client("ec2", credentials=key).describe_vpcs()["Vpcs"]
    local.client("sagemaker", credentials=key).list_models()
    for service, call in (("ec2", "describe_instances"), ("sagemaker", "list_endpoints"), ("wafv2", None),
                          ("guardduty", "list_detectors"), ("organizations", "list_accounts")):
        client = local.client(service, credentials=key)
        with pytest.raises(ClientError) as refused:
            client.list_web_acls(Scope="REGIONAL") if call is None else getattr(client, call)()
        assert refused.value.response["Error"]["Code"] in (
            "UnauthorizedOperation", "AccessDeniedException", "AccessDenied"), service


def test_rights_can_name_a_sagemaker_resource(local):
    arn = f"arn:aws:sagemaker:us-east-1:{MEMBER}:notebook-instance/mine"
    key = local.user("notebooks", {"Action": "sagemaker:CreateNotebookInstance", "Resource": arn})
    notebooks = local.client("sagemaker", credentials=key)
    wanted = {"InstanceType": "ml.t3.medium", "RoleArn": f"arn:aws:iam::{MEMBER}:role/notebook"}
    assert notebooks.create_notebook_instance(NotebookInstanceName="mine", **wanted)["NotebookInstanceArn"] == arn
    with pytest.raises(ClientError, match="AccessDenied"):
        notebooks.create_notebook_instance(NotebookInstanceName="other", **wanted)


def test_rights_can_name_a_web_acl(local):
    key = local.user("edge", {"Action": "wafv2:CreateIPSet", "Resource": f"arn:aws:wafv2:us-east-1:{MEMBER}:regional/ipset/mine/*"})
    sets = local.client("wafv2", credentials=key)
    wanted = {"Scope": "REGIONAL", "IPAddressVersion": "IPV4", "Addresses": ["192.0.2.0/24"]}
    assert sets.create_ip_set(Name="mine", **wanted)["Summary"]["Name"] == "mine"
    with pytest.raises(ClientError, match="AccessDenied"):
        sets.create_ip_set(Name="other", **wanted)


def test_accounts_do_not_see_each_other_at_moto(local):
    local.client("ec2", MEMBER).create_security_group(GroupName="apart", Description="d")
    groups = local.client("ec2", OTHER).describe_security_groups()["SecurityGroups"]
    assert "apart" not in {g["GroupName"] for g in groups}


def test_a_permissions_boundary_limits_a_role(local):
    iam = local.client("iam")
    boundary = iam.create_policy(PolicyName="boundary", PolicyDocument=policy(
        {"Action": "s3:ListAllMyBuckets", "Resource": "*"}))["Policy"]["Arn"]
    local.deploy("bounded", {"Role": {"Type": "AWS::IAM::Role", "Properties": {
        "RoleName": "bounded", "PermissionsBoundary": boundary,
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{MEMBER}:root"}, "Action": "sts:AssumeRole"}]},
        "Policies": [{"PolicyName": "all", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "*", "Resource": "*"}]}}]}}})
    assert iam.get_role(RoleName="bounded")["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"] == boundary
    key = local.user("to-bounded", {"Action": "sts:AssumeRole", "Resource": "*"})
    session = local.client("sts", credentials=key).assume_role(
        RoleArn=f"arn:aws:iam::{MEMBER}:role/bounded", RoleSessionName="session")["Credentials"]
    local.client("s3", credentials=session).list_buckets()
    with pytest.raises(ClientError, match="AccessDenied"):
        local.client("s3", credentials=session).create_bucket(Bucket="not-within-the-boundary")
    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        local.client("ec2", credentials=session).describe_vpcs()
