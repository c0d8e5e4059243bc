"""The OpenID provider's stand-in gives what providers give, and refuses what they refuse."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from urllib.parse import parse_qs, urlencode, urlsplit

import oidc
import pytest
from conftest import Client, basic
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

BACK = "http://localhost:9/signed-in"
VERIFIER = "v" * 43
ASKED = {
    "client_id": oidc.CLIENT, "redirect_uri": BACK, "response_type": "code", "scope": "openid email",
    "state": "s" * 43, "nonce": "n" * 43, "code_challenge_method": "S256",
    "code_challenge": oidc.b64(hashlib.sha256(VERIFIER.encode()).digest()),
}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def provider():
    server = oidc.serve(0, [BACK])
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield Client(server.server_port, {})
    server.shutdown()
    server.server_close()


def raw(provider, method, path, form=None, headers=None):
    """Status, text and headers."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", provider.port, timeout=5)
    connection.request(method, path, urlencode(form) if form else None, FORM | (headers or {}))
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), dict(answer.getheaders())


def code(provider, person="u-alice"):
    status, _, headers = raw(provider, "POST", "/authorize", ASKED | {"person": person})
    assert status == 303
    back = parse_qs(urlsplit(headers["Location"]).query)
    assert back["state"] == [ASKED["state"]]
    return back["code"][0]


def exchange(provider, **changes):
    form = {"grant_type": "authorization_code", "code": "", "redirect_uri": BACK, "code_verifier": VERIFIER} | changes
    status, text, _ = raw(provider, "POST", "/token", form, basic(oidc.CLIENT, oidc.SECRET))
    return status, json.loads(text)


def claims(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def test_a_code_becomes_a_token_that_a_library_of_cryptography_verifies(provider):
    status, answer = exchange(provider, code=code(provider))
    assert status == 200
    said = claims(answer["id_token"])
    assert (said["email"], said["aud"], said["nonce"]) == ("alice@example.com", oidc.CLIENT, ASKED["nonce"])
    assert said["iss"] == provider("GET", "/.well-known/openid-configuration")[1]["issuer"]
    key = provider("GET", "/jwks")[1]["keys"][0]

    def number(text):
        return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), "big")

    signed, _, signature = answer["id_token"].rpartition(".")
    rsa.RSAPublicNumbers(number(key["e"]), number(key["n"])).public_key().verify(
        base64.urlsafe_b64decode(signature + "=="), signed.encode(), padding.PKCS1v15(), SHA256())


def test_a_code_is_good_once(provider):
    one = code(provider)
    assert exchange(provider, code=one)[0] == 200
    status, answer = exchange(provider, code=one)
    assert (status, answer["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize("changes", [
    {"code_verifier": "w" * 43}, {"code_verifier": ""}, {"redirect_uri": BACK + "/other"}, {"grant_type": "password"},
])
def test_a_code_goes_only_to_whom_asked_for_it(provider, changes):
    status, answer = exchange(provider, **({"code": code(provider)} | changes))
    assert status == 400
    assert answer["error"] in ("invalid_grant", "unsupported_grant_type")


def test_a_client_must_prove_itself(provider):
    status, text, _ = raw(provider, "POST", "/token", {"grant_type": "authorization_code", "code": code(provider)},
                          basic(oidc.CLIENT, "wrong"))
    assert (status, json.loads(text)["error"]) == (401, "invalid_client")


@pytest.mark.parametrize("changes", [
    {"client_id": "other"}, {"redirect_uri": "http://elsewhere.example/"}, {"response_type": "token"},
    {"scope": "email"}, {"state": ""}, {"nonce": ""}, {"code_challenge_method": "plain"}, {"code_challenge": "short"},
])
def test_a_request_that_is_not_as_it_must_be_gets_no_form(provider, changes):
    assert raw(provider, "GET", "/authorize?" + urlencode(ASKED))[0] == 200
    assert raw(provider, "GET", "/authorize?" + urlencode(ASKED | changes))[0] == 400


def test_a_test_orders_what_is_wrong_with_the_next_token_only(provider):
    provider("POST", "/_standin/next", {"claims": {"aud": "other", "email": None}, "alg": "none"})
    wrong = exchange(provider, code=code(provider))[1]["id_token"]
    assert claims(wrong)["aud"] == "other" and "email" not in claims(wrong) and wrong.endswith(".")
    assert claims(exchange(provider, code=code(provider))[1]["id_token"])["aud"] == oidc.CLIENT
