"""OpsItems in MiniStack and notes on findings in moto, over the SDK against running servers."""

from __future__ import annotations

import json
import uuid

import pytest

from palisade_local.gaps import resource_arns

PRODUCT = "arn:aws:securityhub:us-east-1::product/aws/securityhub"


@pytest.fixture
def ssm(ministack):
    return ministack("ssm")


def wanted(key: str) -> dict:
    return {"Title": "a bucket is public", "Description": "what to do", "Source": "palisade", "Severity": "2",
            "Category": "Security", "OperationalData": {
                "/aws/dedup": {"Type": "SearchableString", "Value": json.dumps({"dedupString": key})},
                "palisade-key": {"Type": "SearchableString", "Value": key}}}


def found(ssm, key: str) -> list[str]:
    answer = ssm.describe_ops_items(OpsItemFilters=[
        {"Key": "OperationalData", "Operator": "Equal",
         "Values": [json.dumps({"key": "palisade-key", "value": key})]}])
    return [item["OpsItemId"] for item in answer["OpsItemSummaries"]]


def test_ops_item_is_created_found_updated_and_resolved(ssm):
    key = uuid.uuid4().hex
    number = ssm.create_ops_item(**wanted(key))["OpsItemId"]
    assert number.startswith("oi-")
    assert found(ssm, key) == [number]
    assert found(ssm, key + "-not") == []
    ssm.update_ops_item(OpsItemId=number, Description="done", Status="Resolved", OperationalData={
        "palisade-note": {"Type": "String", "Value": "mended"}})
    item = ssm.get_ops_item(OpsItemId=number)["OpsItem"]
    assert (item["Status"], item["Description"], item["Version"]) == ("Resolved", "done", "2")
    assert set(item["OperationalData"]) == {"/aws/dedup", "palisade-key", "palisade-note"}


def test_second_ops_item_is_refused_until_the_first_is_resolved(ssm):
    key = uuid.uuid4().hex
    number = ssm.create_ops_item(**wanted(key))["OpsItemId"]
    with pytest.raises(ssm.exceptions.OpsItemAlreadyExistsException) as caught:
        ssm.create_ops_item(**wanted(key))
    assert caught.value.response["OpsItemId"] == number
    ssm.update_ops_item(OpsItemId=number, Status="Resolved")
    assert ssm.create_ops_item(**wanted(key))["OpsItemId"] != number


def test_what_ops_items_refuse(ssm, refused):
    refused("ValidationException", ssm.create_ops_item, **(wanted("a") | {"Description": "x" * 2049}))
    refused("ValidationException", ssm.create_ops_item, **(wanted("a") | {"Title": "x" * 1025}))
    refused("OpsItemNotFoundException", ssm.update_ops_item, OpsItemId="oi-0", Status="Resolved")
    refused("OpsItemInvalidParameterException", ssm.create_ops_item, **(wanted("a") | {
        "OperationalData": {"aws-mine": {"Type": "String", "Value": "a"}}}))


def test_a_role_is_held_to_the_item_that_a_call_names():
    arn = resource_arns.resource_arn("ssm", "POST", "/", {"x-amz-target": "AmazonSSM.UpdateOpsItem"},
                                     b'{"OpsItemId": "oi-1"}', {}, "us-east-1", "111111111111")
    assert arn == "arn:aws:ssm:us-east-1:111111111111:opsitem/oi-1"


def test_other_operations_of_the_service_still_answer(ssm):
    ssm.put_parameter(Name="/tickets/test", Value="a", Type="String")
    assert ssm.get_parameter(Name="/tickets/test")["Parameter"]["Value"] == "a"


def test_note_on_a_finding(moto, refused):
    hub = moto("securityhub")
    number = f"finding-{uuid.uuid4().hex}"
    hub.batch_import_findings(Findings=[{
        "SchemaVersion": "2018-10-08", "Id": number, "ProductArn": PRODUCT, "GeneratorId": "g",
        "AwsAccountId": "222222222222", "CreatedAt": "2026-01-01T00:00:00Z", "UpdatedAt": "2026-01-01T00:00:00Z",
        "Title": "t", "Description": "d", "Resources": [{"Type": "Other", "Id": "r"}], "Severity": {"Label": "HIGH"}}])
    update = {"FindingIdentifiers": [{"Id": number, "ProductArn": PRODUCT}],
              "Note": {"Text": "Palisade c-1: VERIFIED", "UpdatedBy": "palisade"}}
    assert hub.batch_update_findings(**update)["UnprocessedFindings"] == []
    (note,) = [f["Note"] for f in hub.get_findings()["Findings"] if f["Id"] == number]
    assert (note["Text"], note["UpdatedBy"]) == ("Palisade c-1: VERIFIED", "palisade")
    missing = {**update, "FindingIdentifiers": [{"Id": "not-there", "ProductArn": PRODUCT}]}
    assert hub.batch_update_findings(**missing)["UnprocessedFindings"][0]["ErrorCode"] == "FindingNotFound"
    refused("InvalidInputException", hub.batch_update_findings,
            **{**update, "Note": {"Text": "x" * 513, "UpdatedBy": "palisade"}})
