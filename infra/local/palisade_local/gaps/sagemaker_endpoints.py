"""SageMaker endpoints: UpdateEndpoint, states that pass, and members that moto drops.

https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateEndpoint.html
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html
"""

from __future__ import annotations

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.sagemaker.exceptions import ValidationError
from moto.sagemaker.models import FakeEndpoint, SageMakerModelBackend
from moto.sagemaker.responses import SageMakerResponse

from .transitions import begin, settle

# Members of CreateEndpointConfig and CreateModel that DescribeX gives back: request name -> attribute.
_OF_CONFIG = {"ExecutionRoleArn": "execution_role_arn", "EnableNetworkIsolation": "enable_network_isolation",
              "VpcConfig": "vpc_config", "ExplainerConfig": "explainer_config",
              "ShadowProductionVariants": "shadow_production_variants"}

_create, _describe = SageMakerModelBackend.create_endpoint, SageMakerModelBackend.describe_endpoint
_list = SageMakerModelBackend.list_endpoints
_create_config, _create_model = SageMakerResponse.create_endpoint_config, SageMakerResponse.create_model


def install() -> None:
    """Put UpdateEndpoint, the states and the dropped members in place."""
    SageMakerModelBackend.create_endpoint = create
    SageMakerModelBackend.describe_endpoint = describe
    SageMakerModelBackend.list_endpoints = list_all
    SageMakerResponse.update_endpoint = update
    SageMakerResponse.create_endpoint_config = create_config
    SageMakerResponse.create_model = create_model


def create(self, endpoint_name: str, endpoint_config_name: str, tags):
    """CreateEndpoint: Creating, then InService."""
    if endpoint_name in self.endpoints:
        raise ValidationError(message=f'Cannot create already existing endpoint "{self.endpoints[endpoint_name].arn}".')
    endpoint = _create(self, endpoint_name, endpoint_config_name, tags)
    begin(endpoint, "endpoint_status", "Creating", "InService")
    return endpoint


def describe(self, endpoint_name: str):
    """DescribeEndpoint, of the present."""
    if endpoint_name in self.endpoints:
        settle(self.endpoints[endpoint_name])
    return _describe(self, endpoint_name)


def list_all(self, *arguments, **given):
    """ListEndpoints, of the present."""
    for endpoint in self.endpoints.values():
        settle(endpoint)
    return _list(self, *arguments, **given)


def update(self: SageMakerResponse) -> ActionResult:
    """UpdateEndpoint: InService with another configuration, after Updating."""
    backend, name = self.sagemaker_backend, self._get_param("EndpointName")
    if name not in backend.endpoints:
        arn = FakeEndpoint.arn_formatter(name, backend.account_id, backend.region_name)
        raise ValidationError(message=f'Could not find endpoint "{arn}".')
    endpoint = settle(backend.endpoints[name])
    if endpoint.endpoint_status != "InService":
        raise ValidationError(message=f'Cannot update in-progress endpoint "{endpoint.arn}".')
    config = backend.describe_endpoint_config(self._get_param("EndpointConfigName"))
    endpoint.endpoint_config_name = self._get_param("EndpointConfigName")
    endpoint.production_variants = endpoint._process_production_variants(config["ProductionVariants"])
    endpoint.data_capture_config = config.get("DataCaptureConfig", {})
    endpoint.last_modified_time = utcnow()
    begin(endpoint, "endpoint_status", "Updating", "InService")
    return ActionResult({"EndpointArn": endpoint.arn})


def create_config(self: SageMakerResponse) -> ActionResult:
    """CreateEndpointConfig, keeping all that was said."""
    name, backend = self._get_param("EndpointConfigName"), self.sagemaker_backend
    if name in backend.endpoint_configs:
        arn = backend.endpoint_configs[name].endpoint_config_arn
        raise ValidationError(message=f'Cannot create already existing endpoint configuration "{arn}".')
    answer = _create_config(self)
    for member, attribute in _OF_CONFIG.items():
        if (value := self._get_param(member)) is not None:
            setattr(backend.endpoint_configs[name], attribute, value)
    return answer


def create_model(self: SageMakerResponse) -> ActionResult:
    """CreateModel, keeping network isolation."""
    answer = _create_model(self)
    model = self.sagemaker_backend._models[self._get_param("ModelName")]
    model.enable_network_isolation = bool(self._get_param("EnableNetworkIsolation"))
    return answer
