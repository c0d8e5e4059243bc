"""Deploys a sample's template, its files and what CloudFormation has no type for; takes it away again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError, WaiterError

from .aws import Caller, code

_IMAGE_PARAMETER = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
_MODEL_OBJECT = "model/model.tar.gz"
# A stack in these can only be deleted.
_UNUSABLE = ("CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED")


class Failed(RuntimeError):
    """The stack could not be deployed; the message says which resource and why."""


def deploy(caller: Caller, workload: Path, parameters: dict[str, str]) -> dict[str, str]:
    """Deploy the workload in folder `workload` under its folder's name; the stack's outputs."""
    name = workload.name
    parameters = {"ImageId": _image(caller), **parameters}
    if _status(caller, name) in _UNUSABLE:
        _delete(caller, name)
    outputs = find(caller, name)
    if outputs is None:
        # The model is read when SageMaker makes it: first the bucket, then the file, then the model.
        outputs = _apply(caller, workload, {**parameters, "ModelObject": ""})
    _upload(caller, workload, outputs)
    outputs = _apply(caller, workload, {**parameters, "ModelObject": _MODEL_OBJECT})
    _log_invocations(caller, outputs["PromptLogBucket"])
    return outputs


def find(caller: Caller, name: str) -> dict[str, str] | None:
    """The stack's outputs, or None where there is no stack."""
    stack = _described(caller, name)
    return None if stack is None else {
        output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def destroy(caller: Caller, name: str) -> None:
    """Empty the buckets and delete the stack."""
    outputs = find(caller, name)
    if outputs is None:
        return
    caller.client("bedrock").delete_model_invocation_logging_configuration()
    for key in ("TrainingBucket", "ArtifactsBucket", "PromptLogBucket", "TrailBucket"):
        if key in outputs:
            _empty(caller.client("s3"), outputs[key])
    _delete(caller, name)


def _delete(caller: Caller, name: str) -> None:
    caller.client("cloudformation").delete_stack(StackName=name)
    _wait(caller, "stack_delete_complete", name)


def _described(caller: Caller, name: str) -> dict[str, Any] | None:
    try:
        stack = caller.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if code(error) == "ValidationError":
            return None
        raise
    return None if stack["StackStatus"] == "DELETE_COMPLETE" else stack


def _status(caller: Caller, name: str) -> str:
    stack = _described(caller, name)
    return "" if stack is None else stack["StackStatus"]


def _apply(caller: Caller, workload: Path, parameters: dict[str, str]) -> dict[str, str]:
    client, name = caller.client("cloudformation"), workload.name
    request: dict[str, Any] = {
        "StackName": name,
        "TemplateBody": (workload / "template.yaml").read_text(encoding="utf-8"),
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
    }
    if find(caller, name) is None:
        client.create_stack(**request)
        _wait(caller, "stack_create_complete", name)
    else:
        try:
            client.update_stack(**request)
        except ClientError as error:
            if "No updates" not in str(error):
                raise
        else:
            _wait(caller, "stack_update_complete", name)
    return find(caller, name) or {}


def _wait(caller: Caller, waiter: str, name: str) -> None:
    try:
        caller.wait("cloudformation", waiter, {"StackName": name})
    except WaiterError as error:
        raise Failed(f"stack {name}: {_reasons(caller, name) or error}") from error


def _reasons(caller: Caller, name: str) -> str:
    try:
        events = caller.client("cloudformation").describe_stack_events(StackName=name)["StackEvents"]
    except ClientError:
        return ""
    return "; ".join(f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason given')}"
                     for event in reversed(events) if event["ResourceStatus"].endswith("_FAILED"))


def _image(caller: Caller) -> str:
    try:
        return caller.client("ssm").get_parameter(Name=_IMAGE_PARAMETER)["Parameter"]["Value"]
    except ClientError as error:
        if code(error) != "ParameterNotFound":
            raise
    # An endpoint without AWS's public parameters: any image of Amazon's starts.
    images = caller.client("ec2").describe_images(Owners=["amazon"])["Images"]
    return sorted(images, key=lambda image: image["ImageId"])[0]["ImageId"]


def _upload(caller: Caller, workload: Path, outputs: dict[str, str]) -> None:
    files = {
        "TrainingBucket": {f"data/{file.name}": file for file in sorted((workload / "data").glob("*.csv"))},
        "ArtifactsBucket": {f"model/{name}": workload / "model" / name
                            for name in ("model.json", "model.safetensors", "model.tar.gz")},
    }
    for bucket, objects in files.items():
        for key, file in objects.items():
            caller.client("s3").put_object(Bucket=outputs[bucket], Key=key, Body=file.read_bytes())


def _log_invocations(caller: Caller, bucket: str) -> None:
    # An account's setting in a region, without a CloudFormation type.
    caller.client("bedrock").put_model_invocation_logging_configuration(loggingConfig={
        "s3Config": {"bucketName": bucket, "keyPrefix": "bedrock"},
        "textDataDeliveryEnabled": True, "imageDataDeliveryEnabled": True, "embeddingDataDeliveryEnabled": True})


def _empty(client: Any, bucket: str) -> None:
    try:
        client.head_bucket(Bucket=bucket)
    except ClientError as error:
        if code(error) != "404":
            raise
        return
    for page in client.get_paginator("list_object_versions").paginate(Bucket=bucket):
        versions = [{"Key": item["Key"], "VersionId": item["VersionId"]}
                    for item in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]]
        if versions:
            client.delete_objects(Bucket=bucket, Delete={"Objects": versions, "Quiet": True})
