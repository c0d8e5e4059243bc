"""A stand-in of a company's OpenID provider, as strict as one, for tests and the demo.

    python oidc.py --port 0 --redirect http://localhost:8080/signed-in       prints `ready PORT`

    GET  /.well-known/openid-configuration    what it is
    GET  /jwks                                its keys
    GET  /authorize                           a page to choose who one is; refuses what providers refuse
    POST /authorize                           chosen: sends the browser back with a code
    POST /token                               the code for an ID token, once, with PKCE's verifier
    GET  /_standin/seen                       requests for tokens, in order, and how they ended
    POST /_standin/redirect                   {"uri"}: one more address that people may be sent back to
    POST /_standin/next                       {"claims", "alg": "none" | "HS256", "foreign", "rotate"}: what is wrong with
                                              the next ID token; a claim of null is left out

Only for this machine: it believes everybody, and its key is made at start with Python's own numbers, so that it needs
nothing but Python.

https://openid.net/specs/openid-connect-core-1_0.html, https://datatracker.ietf.org/doc/html/rfc7636
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import html
import json
import re
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

CLIENT = "palisade-page"
SECRET = "standin-client-secret"
CODE_SECONDS = 60
TOKEN_SECONDS = 300

PEOPLE = {
    person["sub"]: person
    for person in (
        {"sub": "u-alice", "email": "alice@example.com", "email_verified": True, "name": "Alice, ML security"},
        {"sub": "u-bob", "email": "bob@example.com", "email_verified": True, "name": "Bob, ML security"},
        {"sub": "u-maya", "email": "maya@example.com", "email_verified": True, "name": "Maya, security"},
        {"sub": "u-noor", "email": "noor@example.com", "email_verified": True, "name": "Noor, security"},
        {"sub": "u-carol", "email": "carol@example.com", "email_verified": True, "name": "Carol, who only looks"},
        {"sub": "u-ops", "email": "ops-lead@example.com", "email_verified": True, "name": "Olga, operations"},
        {"sub": "u-guest", "email": "alice@example.com", "email_verified": False, "name": "Guest, nothing verified"},
    )
}


class Refused(Exception):
    """An error of OAuth, and whether the client could not prove itself."""

    def __init__(self, error: str, detail: str, status: int = 400):
        super().__init__(f"{error}: {detail}")
        self.error, self.detail, self.status = error, detail, status


# ---- keys and tokens ------------------------------------------------------------------------------------------------


def b64(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _is_prime(number: int) -> bool:
    """Miller and Rabin's test."""
    if any(number % small == 0 for small in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(24):
        value = pow(secrets.randbelow(number - 3) + 2, odd, number)
        if value in (1, number - 1):
            continue
        for _ in range(twos - 1):
            value = value * value % number
            if value == number - 1:
                break
        else:
            return False
    return True


def _prime(bits: int) -> int:
    while True:
        number = secrets.randbits(bits) | (3 << (bits - 2)) | 1
        if number % 65537 != 1 and _is_prime(number):
            return number


class Key:
    """An RSA key that signs RS256 (PKCS #1 v1.5 with SHA-256)."""

    PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")

    def __init__(self):
        first, second = _prime(1024), _prime(1024)
        self.kid = secrets.token_hex(8)
        self.modulus = first * second
        self._private = pow(65537, -1, (first - 1) * (second - 1))

    def sign(self, data: bytes) -> bytes:
        """A signature."""
        digest = self.PREFIX + hashlib.sha256(data).digest()
        padded = b"\0\1" + b"\xff" * (253 - len(digest)) + b"\0" + digest
        return pow(int.from_bytes(padded, "big"), self._private, self.modulus).to_bytes(256, "big")

    def jwk(self) -> dict:
        """The public half."""
        return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid,
                "n": b64(self.modulus.to_bytes(256, "big")), "e": b64((65537).to_bytes(3, "big"))}


def jwt(claims: dict, key: Key, alg: str = "RS256") -> str:
    """A token; with `none` or `HS256` one that nobody should take."""
    header = {"alg": alg, "typ": "JWT"} | ({} if alg == "none" else {"kid": key.kid})
    signed = ".".join(b64(json.dumps(part).encode()) for part in (header, claims))
    if alg == "none":
        return signed + "."
    if alg == "HS256":
        return signed + "." + b64(hmac.new(SECRET.encode(), signed.encode(), hashlib.sha256).digest())
    return signed + "." + b64(key.sign(signed.encode()))


# ---- the provider ---------------------------------------------------------------------------------------------------


class Provider:
    """Who may sign in where, and which codes are out."""

    def __init__(self, redirects: list[str]):
        self.lock = threading.RLock()
        self.issuer = ""
        self.redirects = set(redirects)
        self.key, self.foreign = Key(), None
        self.codes: dict[str, dict] = {}
        self.used: set[str] = set()
        self.next: dict = {}
        self.seen: list[dict] = []

    def discovery(self) -> dict:
        """The discovery document."""
        return {
            "issuer": self.issuer, "authorization_endpoint": self.issuer + "/authorize",
            "token_endpoint": self.issuer + "/token", "jwks_uri": self.issuer + "/jwks",
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"], "scopes_supported": ["openid", "email"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }

    def check(self, asked: dict) -> None:
        """Refuses a request to sign in that is not as it must be."""
        def must(good: bool, what: str) -> None:
            if not good:
                raise Refused("invalid_request", what)

        must(asked.get("client_id") == CLIENT, "client_id is unknown")
        must(asked.get("redirect_uri") in self.redirects, "redirect_uri is not registered")
        must(asked.get("response_type") == "code", "response_type is not code")
        must("openid" in asked.get("scope", "").split(), "scope lacks openid")
        must(len(asked.get("state", "")) >= 32, "state is missing or short")
        must(len(asked.get("nonce", "")) >= 32, "nonce is missing or short")
        must(asked.get("code_challenge_method") == "S256", "code_challenge_method is not S256")
        must(re.fullmatch(r"[A-Za-z0-9_-]{43}", asked.get("code_challenge", "")) is not None,
             "code_challenge is no SHA-256")

    def sign_in(self, asked: dict, person: str) -> str:
        """Where the browser goes with its code."""
        self.check(asked)
        if person == "cancel":
            answer = {"error": "access_denied"}
        elif person not in PEOPLE:
            raise Refused("invalid_request", "nobody of that name")
        else:
            code = secrets.token_urlsafe(32)
            self.codes[code] = {"asked": asked, "person": PEOPLE[person], "until": time.monotonic() + CODE_SECONDS}
            answer = {"code": code}
        return asked["redirect_uri"] + "?" + urlencode(answer | {"state": asked["state"], "iss": self.issuer})

    def token(self, form: dict, authorization: str) -> dict:
        """An ID token for a code."""
        self._prove(form, authorization)
        if form.get("grant_type") != "authorization_code":
            raise Refused("unsupported_grant_type", "only codes are exchanged")
        code = form.get("code", "")
        known = self.codes.pop(code, None)
        if code in self.used:
            raise Refused("invalid_grant", "the code was used before")
        if known is None or time.monotonic() > known["until"]:
            raise Refused("invalid_grant", "there is no such code")
        self.used.add(code)
        asked = known["asked"]
        if form.get("redirect_uri") != asked["redirect_uri"]:
            raise Refused("invalid_grant", "redirect_uri is another than the code's")
        verifier = form.get("code_verifier", "")
        if not re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", verifier):
            raise Refused("invalid_grant", "code_verifier is missing or malformed")
        if b64(hashlib.sha256(verifier.encode()).digest()) != asked["code_challenge"]:
            raise Refused("invalid_grant", "code_verifier does not fit the challenge")
        return {"access_token": secrets.token_urlsafe(32), "token_type": "Bearer", "expires_in": TOKEN_SECONDS,
                "id_token": self._id_token(asked, known["person"])}

    @staticmethod
    def _prove(form: dict, authorization: str) -> None:
        if authorization.startswith("Basic "):
            try:
                client, _, secret = base64.b64decode(authorization[6:]).decode().partition(":")
            except ValueError:
                raise Refused("invalid_client", "no Basic header", 401) from None
            proof = (unquote_plus(client), unquote_plus(secret))
        else:
            proof = (form.get("client_id", ""), form.get("client_secret", ""))
        if proof != (CLIENT, SECRET):
            raise Refused("invalid_client", "the client can't prove itself", 401)

    def _id_token(self, asked: dict, person: dict) -> str:
        wrong, self.next = self.next, {}
        if wrong.get("rotate"):
            self.key = Key()
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + TOKEN_SECONDS, "nonce": asked["nonce"]}
        claims = claims | person | wrong.get("claims", {})
        key = self.key
        if wrong.get("foreign"):
            key = Key()
            key.kid = self.key.kid
        return jwt({name: value for name, value in claims.items() if value is not None}, key,
                   wrong.get("alg", "RS256"))


PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Sign in</title>
<style>body{{font:18px/1.5 system-ui,sans-serif;max-width:26rem;margin:2rem auto;padding:0 1rem}}
button{{display:block;width:100%;font:inherit;padding:.7rem;margin:.5rem 0}}</style></head><body><main>
<h1>Who are you?</h1><p>This stands in for a company's sign-in, and believes everybody.</p>
<form method="post" action="/authorize">{hidden}{people}<button name="person" value="cancel">Nobody</button></form>
</main></body></html>"""


class Handler(BaseHTTPRequestHandler):
    """HTTP around the provider."""

    protocol_version = "HTTP/1.1"
    provider: Provider

    def log_message(self, format, *args):  # noqa: A002
        """Nothing: tests read what was seen instead."""

    def _answer(self, status: int, content, kind: str = "application/json", headers: dict | None = None) -> None:
        body = (content if isinstance(content, str) else json.dumps(content)).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind + "; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _body(self) -> str:
        return self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()

    @staticmethod
    def _members(text: str) -> dict:
        """Each once, as OAuth demands."""
        found = parse_qs(text, keep_blank_values=True)
        if any(len(values) > 1 for values in found.values()):
            raise Refused("invalid_request", "a parameter is there twice")
        return {name: values[0] for name, values in found.items()}

    def do_GET(self):  # noqa: N802
        """Discovery, keys, the form."""
        path = urlsplit(self.path)
        with self.provider.lock:
            try:
                if path.path == "/.well-known/openid-configuration":
                    self._answer(200, self.provider.discovery())
                elif path.path == "/jwks":
                    self._answer(200, {"keys": [self.provider.key.jwk()]})
                elif path.path == "/_standin/seen":
                    self._answer(200, self.provider.seen)
                elif path.path == "/authorize":
                    asked = self._members(path.query)
                    self.provider.check(asked)
                    self._answer(200, self._page(asked), "text/html")
                else:
                    self._answer(404, {"error": "not_found"})
            except Refused as refused:
                self._answer(refused.status, f"{refused.error}: {refused.detail}", "text/plain")

    @staticmethod
    def _page(asked: dict) -> str:
        hidden = "".join(f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
                         for name, value in asked.items())
        people = "".join(f'<button name="person" value="{sub}">{html.escape(person["name"])}</button>'
                         for sub, person in PEOPLE.items())
        return PAGE.format(hidden=hidden, people=people)

    def do_POST(self):  # noqa: N802
        """A choice, a code, an order of a test's."""
        path, body = urlsplit(self.path).path, self._body()
        with self.provider.lock:
            try:
                if path == "/authorize":
                    asked = self._members(body)
                    person = asked.pop("person", "")
                    self._answer(303, "", "text/plain", {"Location": self.provider.sign_in(asked, person)})
                elif path == "/token":
                    self._token(self._members(body))
                elif path == "/_standin/next":
                    self.provider.next = json.loads(body)
                    self._answer(200, {"ok": True})
                elif path == "/_standin/redirect":
                    self.provider.redirects.add(json.loads(body)["uri"])
                    self._answer(200, {"ok": True})
                else:
                    self._answer(404, {"error": "not_found"})
            except Refused as refused:
                self._answer(refused.status, f"{refused.error}: {refused.detail}", "text/plain")

    def _token(self, form: dict) -> None:
        try:
            answer = self.provider.token(form, self.headers.get("Authorization", ""))
            self.provider.seen.append({"ended": "ok"})
            self._answer(200, answer)
        except Refused as refused:
            self.provider.seen.append({"ended": refused.error, "why": refused.detail})
            self._answer(refused.status, {"error": refused.error, "error_description": refused.detail})


def serve(port: int, redirects: list[str]) -> ThreadingHTTPServer:
    """A server on a port, 0 for a free one; not yet serving."""
    provider = Provider(redirects)
    server = ThreadingHTTPServer(("127.0.0.1", port), type("OidcHandler", (Handler,), {"provider": provider}))
    provider.issuer = f"http://localhost:{server.server_port}"
    server.provider = provider
    return server


def main() -> None:
    """Serves until it is ended."""
    parser = argparse.ArgumentParser(description="Stands in for an OpenID provider.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--redirect", action="append", default=[], help="where people may be sent back to")
    options = parser.parse_args()
    server = serve(options.port, options.redirect)
    print(f"ready {server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
