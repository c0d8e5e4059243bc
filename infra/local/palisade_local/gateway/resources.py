"""Which resource a forwarded call is about, for resource-scoped IAM statements.

MiniStack names the resources of its own services and of EC2. For what moto answers, the ARN is built
here from the call's parameters, as the service authorization reference says it. A call that names no
resource, or one that can't be told, is checked against `*`, as on AWS.
"""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemakerai.html
_SAGEMAKER = {
    "EndpointName": "endpoint", "EndpointConfigName": "endpoint-config", "ModelName": "model",
    "NotebookInstanceName": "notebook-instance",
    "NotebookInstanceLifecycleConfigName": "notebook-instance-lifecycle-config",
    "TrainingJobName": "training-job", "ProcessingJobName": "processing-job", "TransformJobName": "transform-job",
    "HyperParameterTuningJobName": "hyper-parameter-tuning-job", "DomainId": "domain",
    "ModelPackageGroupName": "model-package-group", "ModelPackageName": "model-package",
    "FeatureGroupName": "feature-group", "PipelineName": "pipeline", "ExperimentName": "experiment",
}
# The resource a call acts on, where it names several (CreateEndpoint also names its configuration).
_SAGEMAKER_SUBJECT = re.compile(r"^(?:Create|Delete|Describe|Update|Start|Stop|Put|Get)(\w+?)(?:Policy|Weights\w*)?$")


def resource_arn(service: str, operation: str, path: str, body: bytes, region: str, account: str) -> str:
    """The ARN of the resource a call names, or `*`."""
    parameters = _json(body)
    for key in ("ResourceArn", "ResourceARN", "WebACLArn"):
        if str(parameters.get(key, "")).startswith("arn:"):
            return parameters[key]
    prefix = f"arn:aws:{service}:{region}:{account}"
    if service == "sagemaker":
        return _sagemaker(operation, parameters, prefix)
    if service == "wafv2":
        return _wafv2(operation, parameters, prefix)
    if service == "guardduty" and (found := re.match(r"^/detector/([^/]+)", path)):
        return f"{prefix}:detector/{unquote(found.group(1))}"
    if service == "access-analyzer" and (found := re.match(r"^/analyzer/([^/]+)", path)):
        return f"{prefix}:analyzer/{unquote(found.group(1))}"
    if service == "securityhub" and not path.startswith("/organization"):
        return f"{prefix}:hub/default"
    return "*"


def _json(body: bytes) -> dict:
    try:
        content = json.loads(body) if body[:1] == b"{" else {}
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _sagemaker(operation: str, parameters: dict, prefix: str) -> str:
    named = {key: value for key, value in parameters.items() if key in _SAGEMAKER and isinstance(value, str)}
    if not named or operation.startswith("List"):
        return "*"
    subject = _SAGEMAKER_SUBJECT.match(operation)
    preferred = [f"{subject.group(1)}{suffix}" for suffix in ("Name", "Id")] if subject else []
    key = next((key for key in preferred if key in named), next(iter(named)))
    value = named[key]
    return value if value.startswith("arn:") else f"{prefix}:{_SAGEMAKER[key]}/{value}"


def _wafv2(operation: str, parameters: dict, prefix: str) -> str:
    kind = next((arn for word, arn in (("WebACL", "webacl"), ("IPSet", "ipset"), ("RuleGroup", "rulegroup"),
                                       ("RegexPatternSet", "regexpatternset")) if word in operation), "")
    if not kind or operation.startswith("List") or "Name" not in parameters:
        return "*"
    where = "global" if parameters.get("Scope") == "CLOUDFRONT" else "regional"
    return f"{prefix}:{where}/{kind}/{parameters['Name']}/{parameters.get('Id', '*')}"
