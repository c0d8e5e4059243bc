"""SageMaker: names in ARNs, tags, and instance types.

moto keeps a name's case in the ARN, where SageMaker lowers it; it answers 500 for tags of what it does not
find, and knows the instance types of some years ago.
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AddTags.html
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html
"""

from __future__ import annotations

from typing import Any

from moto.core.utils import get_service_model
from moto.sagemaker import models
from moto.sagemaker.exceptions import ValidationError


def install() -> None:
    """Put lower-case ARNs, tags by ARN and today's instance types in place."""
    arn_formatter = models.arn_formatter
    models.arn_formatter = lambda kind, name, account, region: arn_formatter(kind, name.lower(), account, region)
    backend = models.SageMakerModelBackend
    backend._get_resource_from_arn = _found(backend._get_resource_from_arn)
    backend.add_tags = add_tags
    models.FakeSagemakerNotebookInstance.validate_instance_type = _one_of("InstanceType")
    models.FakeEndpointConfig.validate_instance_type = _one_of("ProductionVariantInstanceType")


def add_tags(self, arn: str, tags: list[dict[str, str]]) -> list[dict[str, str]]:
    """Add tags; one with the same key takes the place of the old one."""
    resource = self._get_resource_from_arn(arn)
    added = {tag["Key"] for tag in tags}
    resource.tags = [tag for tag in resource.tags if tag["Key"] not in added] + list(tags)
    return resource.tags


def _found(by_exact_name):
    def resource_of(self, arn: str) -> Any:
        kind, _, name = arn.split(":")[-1].partition("/")
        for stored in _named(self, kind):
            if stored.lower() == name.lower():
                arn = arn[: len(arn) - len(name)] + stored
        try:
            resource = by_exact_name(self, arn)
        except (AttributeError, ValueError):
            resource = None
        if resource is None:
            raise ValidationError(message=f"Could not find resource '{arn}'.")
        return resource

    return resource_of


def _named(backend, kind: str) -> list[str]:
    stores = {"model": backend._models, "notebook-instance": backend.notebook_instances, "endpoint": backend.endpoints,
              "endpoint-config": backend.endpoint_configs, "training-job": backend.training_jobs}
    return list(stores.get(kind, {}))


def _one_of(shape: str):
    def validate(self, instance_type: str) -> None:
        known = get_service_model("sagemaker").shape_for(shape).enum
        if instance_type not in known:
            raise ValidationError(message=(
                f"1 validation error detected: Value '{instance_type}' at 'instanceType' failed to satisfy "
                f"constraint: Member must satisfy enum value set: {known}"))

    return validate
