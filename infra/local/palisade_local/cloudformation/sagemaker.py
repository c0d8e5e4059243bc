"""SageMaker's types, unknown to MiniStack's CloudFormation: made through moto."""

from __future__ import annotations

import time

from . import api, registry, shapes

_STOPS_WITHIN = 30


def install() -> None:
    """Register models, endpoint configurations, endpoints and notebook instances."""
    _type("AWS::SageMaker::Model", "model", "ModelName", "ModelArn")
    _type("AWS::SageMaker::EndpointConfig", "endpoint_config", "EndpointConfigName", "EndpointConfigArn")
    _type("AWS::SageMaker::Endpoint", "endpoint", "EndpointName", "EndpointArn")
    _type("AWS::SageMaker::NotebookInstance", "notebook_instance", "NotebookInstanceName", "NotebookInstanceArn")


def _type(type_name: str, noun: str, name_key: str, arn_key: str) -> None:
    def create(logical_id, props, stack):
        client = api.client("sagemaker")
        name = props.get(name_key) or registry.name_for(stack, logical_id)
        shape = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[f"create_{noun}"]).input_shape
        answer = getattr(client, f"create_{noun}")(**shapes.to_api(shape, {**props, name_key: name}))
        # Ref of these types is the ARN (of an endpoint and a notebook too).
        return answer[arn_key], {name_key: name}

    def delete(physical_id, props):
        client = api.client("sagemaker")
        if noun == "notebook_instance":
            _stop(client, _name(physical_id))
        getattr(client, f"delete_{noun}")(**{name_key: _name(physical_id)})

    def update(physical_id, old, new, stack):
        if noun == "endpoint" and new.get("EndpointConfigName") != old.get("EndpointConfigName"):
            api.client("sagemaker").update_endpoint(EndpointName=_name(physical_id),
                                                    EndpointConfigName=new["EndpointConfigName"])
            return physical_id, {name_key: _name(physical_id)}
        delete(physical_id, old)
        return create(_name(physical_id), new, stack)

    registry.add(type_name, create, delete, update)


def _stop(client, notebook: str) -> None:
    """Stop a running notebook and wait, as CloudFormation does before it deletes one."""
    for _ in range(_STOPS_WITHIN * 5):
        status = client.describe_notebook_instance(NotebookInstanceName=notebook)["NotebookInstanceStatus"]
        if status in ("Stopped", "Failed"):
            return
        if status == "InService":
            client.stop_notebook_instance(NotebookInstanceName=notebook)
        # Nobody else is answered meanwhile; moto, which stops it, is a process of its own.
        time.sleep(0.2)
    raise RuntimeError(f"notebook {notebook} did not stop within {_STOPS_WITHIN} s")


def _name(arn: str) -> str:
    return arn.rsplit("/", 1)[-1]
