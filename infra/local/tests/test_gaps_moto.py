"""The gaps of moto, over the SDK against a running server: SageMaker, EC2, WAF."""

from __future__ import annotations

import uuid

import pytest

ROLE = "arn:aws:iam::222222222222:role/sagemaker"
KEY = "arn:aws:kms:us-east-1:222222222222:key/1234"


def fresh(prefix: str) -> str:
    return f"{prefix}-{uuid.uuid4().hex[:8]}"


@pytest.fixture
def sagemaker(moto):
    return moto("sagemaker")


@pytest.fixture
def notebook(sagemaker):
    name = fresh("Notebook")
    sagemaker.create_notebook_instance(NotebookInstanceName=name, InstanceType="ml.t3.medium", RoleArn=ROLE)
    return name


def status_of(sagemaker, name):
    return lambda: sagemaker.describe_notebook_instance(NotebookInstanceName=name)["NotebookInstanceStatus"]


def test_notebook_lives_through_its_states(sagemaker, notebook, eventually, refused):
    status = status_of(sagemaker, notebook)
    assert status() == "Pending"
    refused("ValidationException", sagemaker.stop_notebook_instance, NotebookInstanceName=notebook)
    eventually(status, "InService")
    message = refused("ValidationException", sagemaker.update_notebook_instance, NotebookInstanceName=notebook,
                      RootAccess="Disabled")
    assert "Status (InService)" in message
    sagemaker.stop_notebook_instance(NotebookInstanceName=notebook)
    assert status() == "Stopping"
    eventually(status, "Stopped")
    sagemaker.update_notebook_instance(NotebookInstanceName=notebook, RootAccess="Disabled")
    assert status() == "Updating"
    eventually(status, "Stopped")
    assert sagemaker.describe_notebook_instance(NotebookInstanceName=notebook)["RootAccess"] == "Disabled"
    sagemaker.start_notebook_instance(NotebookInstanceName=notebook)
    eventually(status, "InService")


def test_deleted_notebook_is_gone_after_a_while(sagemaker, notebook, eventually, refused):
    eventually(status_of(sagemaker, notebook), "InService")
    sagemaker.stop_notebook_instance(NotebookInstanceName=notebook)
    eventually(status_of(sagemaker, notebook), "Stopped")
    sagemaker.delete_notebook_instance(NotebookInstanceName=notebook)
    assert status_of(sagemaker, notebook)() == "Deleting"
    names = lambda: notebook in [n["NotebookInstanceName"]  # noqa: E731
                                 for n in sagemaker.list_notebook_instances()["NotebookInstances"]]
    eventually(names, False)
    refused("ValidationException", sagemaker.describe_notebook_instance, NotebookInstanceName=notebook)


def test_new_notebook_has_root_and_internet_unless_told_otherwise(sagemaker, notebook):
    described = sagemaker.describe_notebook_instance(NotebookInstanceName=notebook)
    assert (described["RootAccess"], described["DirectInternetAccess"]) == ("Enabled", "Enabled")
    assert described["NotebookInstanceArn"].endswith(f":notebook-instance/{notebook.lower()}")


def test_tags_by_the_lower_case_arn(sagemaker, notebook, refused):
    arn = sagemaker.describe_notebook_instance(NotebookInstanceName=notebook)["NotebookInstanceArn"]
    sagemaker.add_tags(ResourceArn=arn, Tags=[{"Key": "workload", "Value": "a"}])
    sagemaker.add_tags(ResourceArn=arn, Tags=[{"Key": "workload", "Value": "b"}])
    assert sagemaker.list_tags(ResourceArn=arn)["Tags"] == [{"Key": "workload", "Value": "b"}]
    refused("ValidationException", sagemaker.list_tags, ResourceArn=arn + "-not")


@pytest.fixture
def configs(sagemaker):
    model, plain, encrypted = fresh("model"), fresh("plain"), fresh("encrypted")
    sagemaker.create_model(ModelName=model, ExecutionRoleArn=ROLE, EnableNetworkIsolation=True,
                           PrimaryContainer={"Image": "image"})
    variants = [{"VariantName": "v", "ModelName": model, "InitialInstanceCount": 1, "InstanceType": "ml.g6.xlarge"}]
    sagemaker.create_endpoint_config(EndpointConfigName=plain, ProductionVariants=variants)
    sagemaker.create_endpoint_config(EndpointConfigName=encrypted, ProductionVariants=variants, KmsKeyId=KEY,
                                     ExecutionRoleArn=ROLE, EnableNetworkIsolation=True)
    assert sagemaker.describe_model(ModelName=model)["EnableNetworkIsolation"] is True
    return plain, encrypted


def test_endpoint_changes_its_configuration(sagemaker, configs, eventually, refused):
    plain, encrypted = configs
    name = fresh("endpoint")
    sagemaker.create_endpoint(EndpointName=name, EndpointConfigName=plain)
    status = lambda: sagemaker.describe_endpoint(EndpointName=name)["EndpointStatus"]  # noqa: E731
    assert status() == "Creating"
    refused("ValidationException", sagemaker.update_endpoint, EndpointName=name, EndpointConfigName=encrypted)
    eventually(status, "InService")
    assert sagemaker.update_endpoint(EndpointName=name, EndpointConfigName=encrypted)["EndpointArn"].endswith(name)
    assert status() == "Updating"
    eventually(status, "InService")
    assert sagemaker.describe_endpoint(EndpointName=name)["EndpointConfigName"] == encrypted
    refused("ValidationException", sagemaker.update_endpoint, EndpointName=name, EndpointConfigName="none")
    refused("ValidationException", sagemaker.update_endpoint, EndpointName="none", EndpointConfigName=plain)


def test_endpoint_configuration_keeps_what_was_said(sagemaker, configs, refused):
    described = sagemaker.describe_endpoint_config(EndpointConfigName=configs[1])
    assert described["KmsKeyId"] == KEY
    assert described["ExecutionRoleArn"] == ROLE
    assert described["EnableNetworkIsolation"] is True
    refused("ValidationException", sagemaker.create_endpoint_config, EndpointConfigName=configs[1],
            ProductionVariants=described["ProductionVariants"])


@pytest.fixture
def ec2(moto):
    return moto("ec2")


@pytest.fixture
def group(ec2):
    return ec2.create_security_group(GroupName=fresh("group"), Description="d",
                                     VpcId=ec2.describe_vpcs()["Vpcs"][0]["VpcId"])["GroupId"]


def permit(ec2, group, **source):
    made = ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, **source}])
    return made["SecurityGroupRules"][0]["SecurityGroupRuleId"]


def rule_of(ec2, rule):
    return ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule])["SecurityGroupRules"][0]


def modify(rule, **new):
    return [{"SecurityGroupRuleId": rule,
             "SecurityGroupRule": {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, **new}}]


def test_ipv6_rule_is_narrowed_by_its_id(ec2, group):
    rule = permit(ec2, group, Ipv6Ranges=[{"CidrIpv6": "::/0"}])
    ec2.modify_security_group_rules(GroupId=group, SecurityGroupRules=modify(rule, CidrIpv6="2001:db8::/32",
                                                                            Description="office"))
    found = rule_of(ec2, rule)
    assert (found["CidrIpv6"], found["Description"]) == ("2001:db8::/32", "office")


def test_prefix_list_rule_keeps_its_description_and_changes_its_list(ec2, group):
    lists = [ec2.create_managed_prefix_list(PrefixListName=fresh("list"), MaxEntries=1, AddressFamily="IPv4")[
        "PrefixList"]["PrefixListId"] for _ in range(2)]
    rule = permit(ec2, group, PrefixListIds=[{"PrefixListId": lists[0], "Description": "partners"}])
    assert rule_of(ec2, rule)["Description"] == "partners"
    ec2.modify_security_group_rules(GroupId=group, SecurityGroupRules=modify(rule, PrefixListId=lists[1]))
    found = rule_of(ec2, rule)
    assert found["PrefixListId"] == lists[1]
    assert "Description" not in found
    ec2.revoke_security_group_ingress(GroupId=group, SecurityGroupRuleIds=[rule])


def test_rule_keeps_its_kind_of_source(ec2, group, refused):
    rule = permit(ec2, group, IpRanges=[{"CidrIp": "0.0.0.0/0", "Description": "all"}])
    refused("InvalidParameterValue", ec2.modify_security_group_rules, GroupId=group,
            SecurityGroupRules=modify(rule, CidrIpv6="::/0"))
    refused("InvalidSecurityGroupRuleId.NotFound", ec2.modify_security_group_rules, GroupId=group,
            SecurityGroupRules=modify("sgr-0123456789abcdef0", CidrIpv4="10.0.0.0/8"))
    assert rule_of(ec2, rule)["CidrIpv4"] == "0.0.0.0/0"


@pytest.fixture
def image(ec2):
    return ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]


def test_metadata_options_merge_and_are_pending_for_a_while(ec2, image, eventually, refused):
    instance = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1, MetadataOptions={
        "HttpTokens": "optional", "HttpPutResponseHopLimit": 3})["Instances"][0]["InstanceId"]
    options = lambda: ec2.describe_instances(InstanceIds=[instance])[  # noqa: E731
        "Reservations"][0]["Instances"][0]["MetadataOptions"]
    assert options()["State"] == "applied"
    answer = ec2.modify_instance_metadata_options(InstanceId=instance, HttpTokens="required")
    assert answer["InstanceMetadataOptions"]["State"] == "pending"
    eventually(lambda: options()["State"], "applied")
    assert options()["HttpTokens"] == "required"
    assert (options()["HttpPutResponseHopLimit"], options()["HttpEndpoint"]) == (3, "enabled")
    refused("InvalidParameterValue", ec2.modify_instance_metadata_options, InstanceId=instance, HttpTokens="required",
            HttpEndpoint="disabled")


@pytest.mark.parametrize("profile", [{"Name": "training"}, {
    "Arn": "arn:aws:iam::222222222222:instance-profile/ml/serving"}])
def test_instances_start_with_profiles_of_the_other_emulator(ec2, image, profile):
    made = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1, IamInstanceProfile=profile)["Instances"][0]
    found = ec2.describe_iam_instance_profile_associations(
        Filters=[{"Name": "instance-id", "Values": [made["InstanceId"]]}])["IamInstanceProfileAssociations"][0]
    assert found["IamInstanceProfile"]["Arn"].endswith(profile.get("Name") or profile["Arn"].split(":", 5)[-1])


@pytest.fixture
def waf(moto):
    return moto("wafv2")


def ip_set(waf, version="IPV4", addresses=("192.0.2.1/32",)):
    return waf.create_ip_set(Name=fresh("set"), Scope="REGIONAL", IPAddressVersion=version,
                             Addresses=list(addresses))["Summary"]


def test_ip_set_changes_under_its_lock_token_only(waf, refused):
    made = ip_set(waf)
    same = {"Name": made["Name"], "Id": made["Id"], "Scope": "REGIONAL"}
    waf.update_ip_set(**same, Addresses=["192.0.2.1/32", "198.51.100.0/24"], LockToken=made["LockToken"])
    refused("WAFOptimisticLockException", waf.update_ip_set, **same, Addresses=[], LockToken=made["LockToken"])
    found = waf.get_ip_set(**same)
    assert found["IPSet"]["Addresses"] == ["192.0.2.1/32", "198.51.100.0/24"]
    assert len(found["LockToken"]) == 36
    for address in ("2001:db8::/64", "192.0.2.1", "0.0.0.0/0", "x/32"):
        refused("WAFInvalidParameterException", waf.update_ip_set, **same, Addresses=[address],
                LockToken=found["LockToken"])
    assert waf.get_ip_set(**same)["LockToken"] == found["LockToken"]


def test_ipv6_set_takes_ipv6_only(waf, refused):
    ip_set(waf, "IPV6", ["2001:db8::/64"])
    refused("WAFInvalidParameterException", waf.create_ip_set, Name=fresh("set"), Scope="REGIONAL",
            IPAddressVersion="IPV6", Addresses=["192.0.2.1/32"])


def test_a_resource_has_one_web_acl(waf):
    seen = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}
    first, second = (waf.create_web_acl(Name=fresh("acl"), Scope="REGIONAL", DefaultAction={"Allow": {}}, Rules=[],
                                        VisibilityConfig=seen)["Summary"]["ARN"] for _ in range(2))
    resource = f"arn:aws:apigateway:us-east-1::/restapis/{uuid.uuid4().hex[:8]}/stages/prod"
    for acl in (first, second):
        waf.associate_web_acl(WebACLArn=acl, ResourceArn=resource)
    assert waf.get_web_acl_for_resource(ResourceArn=resource)["WebACL"]["ARN"] == second
    listed = [waf.list_resources_for_web_acl(WebACLArn=acl, ResourceType="API_GATEWAY")["ResourceArns"]
              for acl in (first, second)]
    assert listed == [[], [resource]]
