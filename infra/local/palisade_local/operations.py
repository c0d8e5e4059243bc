"""Which operation a request is: the SDK's own name, found with moto's router over botocore's models.

Query and JSON protocols say it themselves; REST protocols (S3, Lambda, GuardDuty, ...) are matched by
method, path and query, sub-resources included.
"""

from __future__ import annotations

import functools
import logging
from typing import Mapping
from urllib.parse import parse_qs

logger = logging.getLogger(__name__)

# Signing name -> botocore service names that sign with it, most likely first.
_MODELS = {
    "states": ("stepfunctions",),
    "monitoring": ("cloudwatch",),
    "elasticloadbalancing": ("elbv2", "elb"),
    "apigateway": ("apigatewayv2", "apigateway"),
    "bedrock": ("bedrock", "bedrock-agent", "bedrock-runtime", "bedrock-agent-runtime"),
    "bedrock-agentcore": ("bedrock-agentcore-control", "bedrock-agentcore"),
    "appconfig": ("appconfig", "appconfigdata"),
    "es": ("opensearch", "es"),
    "aoss": ("opensearchserverless",),
    "access-analyzer": ("accessanalyzer",),
    "tagging": ("resourcegroupstaggingapi",),
    "ses": ("sesv2", "ses"),
    "sagemaker": ("sagemaker", "sagemaker-runtime"),
}


def operation(service: str, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes) -> str:
    """The operation's name, e.g. `PutPublicAccessBlock`, or an empty string if nothing fits."""
    target = headers.get("x-amz-target", "")
    if "." in target:
        return target.rsplit(".", 1)[-1]
    for text in (query, body.decode("utf-8", "replace") if _form(headers) else ""):
        if "Action=" in text and (action := parse_qs(text).get("Action")):
            return action[0]
    return _matched(service, method, path, query, headers)


def _form(headers: Mapping[str, str]) -> bool:
    return headers.get("content-type", "").startswith("application/x-www-form-urlencoded")


def _matched(service: str, method: str, path: str, query: str, headers: Mapping[str, str]) -> str:
    from moto.core.request import Request
    from werkzeug.test import EnvironBuilder

    passed_on = {k: v for k, v in headers.items() if k not in ("content-length", "transfer-encoding", "host")}
    for model in models_of(service, path, headers):
        try:
            environ = EnvironBuilder(method=method, path=path, query_string=query, headers=passed_on).get_environ()
            return router(model).match(Request(environ))[0].name
        except Exception:  # werkzeug's NotFound, or a model that botocore does not have
            continue
    logger.debug("no operation of %s fits %s %s?%s", service, method, path, query)
    return ""


def models_of(service: str, path: str, headers: Mapping[str, str]) -> tuple[str, ...]:
    """botocore's models whose clients sign with a name, most likely first."""
    if service == "s3" and ("x-amz-account-id" in headers or path.startswith("/v20180820/")):
        return ("s3control",)
    return _MODELS.get(service, (service,))


@functools.cache
def router(model: str):
    """moto's router over botocore's model of a service."""
    from moto.core.routing import get_service_router

    return get_service_router(model)
