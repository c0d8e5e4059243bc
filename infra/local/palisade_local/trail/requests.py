"""A call read with the SDK's own model: which operation, with what parameters and which answer."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from botocore.exceptions import UnknownServiceError
from botocore.parsers import create_parser
from moto.core.model import OperationModel
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from werkzeug.exceptions import HTTPException
from werkzeug.test import EnvironBuilder

from ..calls import Call
from ..operations import models_of, router

logger = logging.getLogger(__name__)

_UNSENT = ("content-length", "transfer-encoding", "host")


@dataclass(frozen=True)
class Operation:
    """One call in the SDK's words.

    model       botocore's name of the service, e.g. `s3control`, `bedrock-agent`
    name        the SDK's name of the operation, e.g. `PutPublicAccessBlock`
    parameters  request members under their SDK names
    result      response members under their SDK names; empty for a failed call
    error       (code, message) of a failed call
    """

    model: str
    name: str
    shape: OperationModel
    parameters: dict[str, Any]
    result: dict[str, Any] = field(default_factory=dict)
    error: tuple[str, str] | None = None


def read(call: Call) -> Operation | None:
    """The operation behind a call, or None if no model of its service has it."""
    environ = EnvironBuilder(
        method=call.method, path=unquote(call.path), query_string=call.query, data=call.body,
        headers={k: v for k, v in call.headers.items() if k not in _UNSENT}).get_environ()
    for model in models_of(call.service, call.path, call.headers):
        request = Request(environ)
        try:
            shape, uri = router(model).match(request)
        except (HTTPException, NotImplementedError, UnknownServiceError):
            continue
        protocol = determine_request_protocol(shape.service_model, request.content_type)
        parameters = _parameters(call, request, protocol, shape, uri)
        result, error = _answer(call, protocol, shape)
        return Operation(model, shape.name, shape, parameters, result, error)
    logger.debug("no operation of %s fits %s %s", call.service, call.method, call.path)
    return None


def _parameters(call: Call, request: Request, protocol: str, shape: OperationModel, uri: dict) -> dict[str, Any]:
    try:
        return PROTOCOL_PARSERS[protocol](shape).parse({
            "url_path": call.path, "method": call.method, "headers": request.headers, "body": call.body,
            "values": request.values, "url_params": uri}) or {}
    except Exception as error:  # malformed bodies are the service's to refuse; the record still says who tried what
        logger.debug("request of %s can't be read: %r", shape.name, error)
        return {}


def _answer(call: Call, protocol: str, shape: OperationModel) -> tuple[dict[str, Any], tuple[str, str] | None]:
    if not call.failed and shape.output_shape is None:
        return {}, None
    try:
        parsed = create_parser(protocol).parse(
            {"status_code": call.status, "headers": dict(call.response_headers), "body": call.response_body},
            shape.output_shape)
    except Exception as error:
        logger.debug("answer of %s can't be read: %r", shape.name, error)
        parsed = {}
    parsed.pop("ResponseMetadata", None)
    if not call.failed:
        return parsed, None
    error = parsed.get("Error", {})
    return {}, (error.get("Code") or str(call.status), error.get("Message") or "")
