"""What runs beside the local AWS: each stand-in answers, and takes the credentials that the deployment puts."""

from __future__ import annotations

import base64
import json
import urllib.request

from palisade_local import surfaces


def ask(address: str, headers: dict | None = None, body: dict | None = None):
    request = urllib.request.Request(address, headers={"User-Agent": "test", "Accept": "application/json", **(headers or {})},
                                     data=None if body is None else json.dumps(body).encode())
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def basic(user: str, password: str) -> dict:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def test_each_takes_its_credentials(local):
    standins = local.get("/_palisade/health")["standins"]
    secrets = surfaces._secrets(standins, "http://page")
    token = {"Authorization": "Bearer " + secrets["slack"]["botToken"], "Content-Type": "application/json"}
    assert ask(standins["slack"] + "/api/chat.postMessage", token,
               {"channel": secrets["slack"]["channel"], "text": "hello"})["ok"] is True
    issuer = secrets["page"]["issuer"]
    assert ask(issuer + "/.well-known/openid-configuration")["issuer"] == issuer
    github = secrets["tickets/github"]
    assert ask(f"{github['baseUrl']}/repos/{github['project']}/issues",
               {"Authorization": f"Bearer {github['token']}"}) == []
    now = secrets["tickets/servicenow"]
    assert ask(f"{now['baseUrl']}/api/now/table/incident", basic(now["user"], now["token"]))["result"] == []
    jira = secrets["tickets/jira"]
    found = ask(f"{jira['baseUrl']}/rest/api/3/search/jql",
                basic(jira["user"], jira["token"]) | {"Content-Type": "application/json"},
                {"jql": f'project = "{jira["project"]}" AND labels = "none"', "fields": ["labels"]})
    assert found["issues"] == []


def test_addresses_of_a_function_url_are_at_the_gateway():
    url = "https://abc123.lambda-url.us-east-1.on.aws/"
    assert surfaces.page_address("http://127.0.0.1:4566", url) == "http://abc123.lambda-url.us-east-1.localhost:4566"
    assert surfaces.request_address("http://127.0.0.1:4566", url) == "http://127.0.0.1:4566/_aws/lambda-url/abc123/"
