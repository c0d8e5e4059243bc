"""Stands in for GitHub's REST API for issues, and rejects what GitHub rejects.

One repository `example/security`. The token may write issues; labels are dropped in silence for a token without push
access, as GitHub does: `STANDIN_PUSH=no`.

https://docs.github.com/en/rest/issues/issues
https://docs.github.com/en/rest/issues/comments
https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""

from __future__ import annotations

import os
from datetime import datetime, timezone

from ticketing import Call, Refused, Standin, run

TOKEN, REPOSITORY, LOGIN = "github-token", "example/security", "palisade-bot"
_LONGEST_TITLE, _LONGEST_BODY, _LONGEST_LABEL = 256, 65536, 50
_CREATE = {"title", "body", "labels", "assignees", "assignee", "milestone", "type"}
_UPDATE = _CREATE | {"state", "state_reason"}
_LOGINS = {"alice-example", LOGIN}


def _message(status: int, message: str, errors: list | None = None) -> Refused:
    body = {"message": message, "documentation_url": "https://docs.github.com/rest", "status": str(status)}
    return Refused(status, body | ({"errors": errors} if errors else {}))


class GitHub(Standin):
    """A site with one repository."""

    def __init__(self, push: bool = True):
        super().__init__()
        self.push = push
        self.issues: list[dict] = []

    def routes(self):
        issues = r"/repos/([\w.-]+/[\w.-]+)/issues"
        return [
            ("POST", issues, "create", self.create),
            ("GET", issues, "search", self.list_all),
            ("GET", issues + r"/(\d+)", "read", lambda call: (200, _shown(self._issue(call)))),
            ("PATCH", issues + r"/(\d+)", "update", self.update),
            ("GET", issues + r"/(\d+)/comments", "comments", lambda call: (200, self._issue(call)["kept"])),
            ("POST", issues + r"/(\d+)/comments", "comment", self.comment),
        ]

    def authenticate(self, call: Call) -> None:
        if not call.headers.get("user-agent"):
            raise _message(403, "Request forbidden by administrative rules.")
        if call.headers.get("authorization") not in (f"Bearer {TOKEN}", f"token {TOKEN}"):
            raise _message(401, "Bad credentials")
        if call.headers.get("x-github-api-version", "2022-11-28") != "2022-11-28":
            raise _message(400, "Bad version")

    def not_found(self) -> Refused:
        return _message(404, "Not Found")

    def tickets(self) -> list[dict]:
        return self.issues

    def create(self, call: Call):
        self._repository(call)
        body = _body(call, _CREATE)
        if "title" not in body:
            raise _message(422, "Invalid request.\n\n\"title\" wasn't supplied.")
        now = _now()
        issue = {"number": len(self.issues) + 1, "state": "open", "created_at": now, "updated_at": now, "body": None,
                 "labels": [], "assignees": [], "kept": [], "user": {"login": LOGIN},
                 "html_url": f"https://github.example/{REPOSITORY}/issues/{len(self.issues) + 1}"}
        self._write(issue, body)
        self.issues.append(issue)
        return 201, _shown(issue), {"Location": f"/repos/{REPOSITORY}/issues/{issue['number']}"}

    def list_all(self, call: Call):
        self._repository(call)
        state, since = call.query.get("state", "open"), call.query.get("since", "")
        label, creator = call.query.get("labels"), call.query.get("creator")
        found = [issue for issue in self.issues
                 if state in ("all", issue["state"]) and issue["updated_at"] >= since
                 and (not label or label in issue["labels"]) and (not creator or issue["user"]["login"] == creator)]
        if call.query.get("direction", "desc") == "desc":
            found.reverse()
        size, page = int(call.query.get("per_page", 30)), int(call.query.get("page", 1))
        if not 1 <= size <= 100:
            raise _message(422, "per_page is 100 at most")
        more = len(found) > page * size
        link = {"Link": f'<{call.path}?page={page + 1}>; rel="next"'} if more else {}
        return 200, [_shown(issue) for issue in found[(page - 1) * size:page * size]], link

    def update(self, call: Call):
        issue = self._issue(call)
        body = _body(call, _UPDATE)
        if body.get("state", "open") not in ("open", "closed"):
            raise _message(422, "Validation Failed", [{"resource": "Issue", "code": "invalid", "field": "state"}])
        if body.get("state_reason", "completed") not in ("completed", "not_planned", "duplicate", "reopened"):
            raise _message(422, "Validation Failed", [{"resource": "Issue", "code": "invalid", "field": "state_reason"}])
        self._write(issue, body)
        issue |= {name: body[name] for name in ("state", "state_reason") if name in body}
        issue["updated_at"] = _now()
        return 200, _shown(issue)

    def comment(self, call: Call):
        issue = self._issue(call)
        body = _body(call, {"body"})
        if not body.get("body"):
            raise _message(422, "Validation Failed", [{"code": "missing_field", "field": "body"}])
        _length("body", body["body"], _LONGEST_BODY)
        issue["kept"].append({"id": len(issue["kept"]) + 1, "body": body["body"], "user": {"login": LOGIN}})
        return 201, issue["kept"][-1]

    def _write(self, issue: dict, body: dict) -> None:
        for name, longest in (("title", _LONGEST_TITLE), ("body", _LONGEST_BODY)):
            if name in body:
                if not isinstance(body[name], str):
                    raise _message(422, f"Invalid request.\n\nFor 'properties/{name}', it is not a string.")
                _length(name, body[name], longest)
                issue[name] = body[name]
        for label in body.get("labels", []):
            if not isinstance(label, str) or not label or len(label) > _LONGEST_LABEL:
                raise _message(422, "Validation Failed", [{"resource": "Label", "code": "invalid", "field": "name"}])
        for login in body.get("assignees", []):
            if login not in _LOGINS:
                raise _message(422, "Validation Failed", [
                    {"resource": "Issue", "code": "invalid", "field": "assignees", "value": login}])
        if self.push:
            issue |= {name: list(body[name]) for name in ("labels", "assignees") if name in body}

    def _repository(self, call: Call) -> None:
        if call.parts[0] != REPOSITORY:
            raise _message(404, "Not Found")

    def _issue(self, call: Call) -> dict:
        self._repository(call)
        number = int(call.parts[1])
        if not 1 <= number <= len(self.issues):
            raise _message(404, "Not Found")
        return self.issues[number - 1]


def _body(call: Call, known: set[str]) -> dict:
    body = call.json(lambda message, status: _message(status, "Problems parsing JSON: " + message))
    unknown = set(body) - known
    if unknown:
        # GitHub overlooks members it does not know; a client that sends them is wrong all the same.
        raise _message(422, f"unknown members {sorted(unknown)}")
    return body


def _length(name: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise _message(422, "Validation Failed", [{
            "resource": "Issue", "code": "custom", "field": name,
            "message": f"{name} is too long (maximum is {longest} characters)"}])


def _shown(issue: dict) -> dict:
    return {name: value for name, value in issue.items() if name not in ("kept", "labels")} | {
        "labels": [{"name": label} for label in issue["labels"]], "comments": len(issue["kept"])}


def _now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    run(GitHub(os.environ.get("STANDIN_PUSH", "yes") == "yes"), "Stands in for GitHub's issues.")
