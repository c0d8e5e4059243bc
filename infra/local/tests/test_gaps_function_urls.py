"""Function URLs in MiniStack, asked over HTTP as a browser does."""

from __future__ import annotations

import io
import json
import urllib.request
import zipfile

CODE = """
import json
def handler(event, context):
    return {"statusCode": 200, "body": json.dumps(event), "cookies": ["a=1; Path=/", "b=2; Path=/"]}
"""


def address(ministack, name: str) -> str:
    functions = ministack("lambda")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as content:
        content.writestr("code.py", CODE)
    functions.create_function(FunctionName=name, Runtime="python3.12", Handler="code.handler",
                              Role="arn:aws:iam::222222222222:role/any", Code={"ZipFile": archive.getvalue()})
    url = functions.create_function_url_config(FunctionName=name, AuthType="NONE")["FunctionUrl"]
    identity = url.split("//")[1].split(".")[0]
    return f"{functions.meta.endpoint_url}/_aws/lambda-url/{identity}/cases"


def test_cookies_are_a_list_in_the_event_and_in_the_answer(ministack):
    request = urllib.request.Request(address(ministack, "with-cookies"), headers={"Cookie": "a=1; __Host-b=x=y"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        event = json.load(answer)
        set_cookies = answer.headers.get_all("Set-Cookie")
    assert event["cookies"] == ["a=1", "__Host-b=x=y"]
    assert event["rawPath"] == "/cases"
    assert set_cookies == ["a=1; Path=/", "b=2; Path=/"]


def test_without_cookies_there_is_no_list(ministack):
    with urllib.request.urlopen(address(ministack, "without-cookies"), timeout=60) as answer:
        assert "cookies" not in json.load(answer)


def test_a_form_comes_in_base64_and_whole(ministack):
    request = urllib.request.Request(address(ministack, "with-form"), data="text=größe%26".encode(),
                                     headers={"Content-Type": "application/x-www-form-urlencoded"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        event = json.load(answer)
    assert event["isBase64Encoded"] is True
    assert event["body"] == "dGV4dD1ncsO2w59lJTI2"
