"""The secrets by which the deployed Palisade reaches the stand-ins, as an operator puts them on AWS.

docs/slack.md, docs/page.md and docs/tickets.md say what is in each; the values are those that the stand-ins ask for.
"""

from __future__ import annotations

import json
import urllib.request
from urllib.parse import urlsplit

import boto3

from . import settings


def page_address(url: str, function_url: str) -> str:
    """Where a browser on this machine opens a function URL: AWS's host name, at the gateway."""
    identity, service, region = urlsplit(function_url).hostname.split(".")[:3]
    return f"http://{identity}.{service}.{region}.localhost:{urlsplit(url).port}"


def request_address(url: str, function_url: str) -> str:
    """Where any program on this machine reaches a function URL, whatever it makes of names under `localhost`."""
    return f"{url}/_aws/lambda-url/{urlsplit(function_url).hostname.split('.')[0]}/"


def connect(url: str, standins: dict[str, str]) -> dict[str, str]:
    """Put the secrets into the hub and make the page known to the OpenID provider.

    Returns where the page is opened and where Slack's requests go.
    """
    address = page_address(url, _output(url, "PalisadePageUrl"))
    manager = _client(url, "secretsmanager")
    for name, value in _secrets(standins, address).items():
        _put(manager, f"palisade/{name}", json.dumps(value))
    request = urllib.request.Request(standins["oidc"] + "/_standin/redirect", method="POST",
                                     data=json.dumps({"uri": address + "/signed-in"}).encode())
    urllib.request.urlopen(request, timeout=10).close()
    return {"page": address, "slack": request_address(url, _output(url, "PalisadeSlackUrl"))}


def _secrets(standins: dict[str, str], address: str) -> dict[str, dict]:
    return {
        "slack-signing": {"signingSecret": "standin-signing-secret"},
        "slack": {"botToken": "xoxb-standin", "channel": "C0PALISADE"},
        "page": {"issuer": standins["oidc"].replace("127.0.0.1", "localhost"), "clientId": "palisade-page",
                 "clientSecret": "standin-client-secret", "address": address},
        "tickets/jira": {"baseUrl": standins["jira"], "user": "palisade@example.com", "token": "jira-token",
                         "project": "SEC"},
        "tickets/servicenow": {"baseUrl": standins["servicenow"], "user": "palisade", "token": "servicenow-password",
                               "project": "cloud-security"},
        "tickets/github": {"baseUrl": standins["github"], "token": "github-token", "project": "example/security"},
    }


def _put(manager, name: str, value: str) -> None:
    try:
        if manager.get_secret_value(SecretId=name)["SecretString"] != value:
            manager.put_secret_value(SecretId=name, SecretString=value)
    except manager.exceptions.ResourceNotFoundException:
        manager.create_secret(Name=name, SecretString=value)


def _output(url: str, export: str) -> str:
    (stack,) = _client(url, "cloudformation").describe_stacks(StackName="PalisadeHub")["Stacks"]
    return next(one["OutputValue"] for one in stack["Outputs"] if one.get("ExportName") == export)


def _client(url: str, service: str):
    return boto3.client(service, endpoint_url=url, region_name=settings.REGIONS[0], aws_access_key_id=settings.HUB,
                        aws_secret_access_key="test")
