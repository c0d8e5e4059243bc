"""Stands in for Jira Cloud's REST API v3, and rejects what Jira rejects.

One project `SEC` with an issue type `Task` and the workflow To Do → In Progress → Done. What was created is found by
a search only after a while, as Jira's index is: `--index-seconds`.

https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/
https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
"""

from __future__ import annotations

import os
import re
import time

from ticketing import Call, Refused, Standin, run

USER, TOKEN, PROJECT = "palisade@example.com", "jira-token", "SEC"
_LONGEST_SUMMARY, _LONGEST_TEXT, _LONGEST_LABEL = 255, 32767, 255
_FIELDS = {"project", "issuetype", "summary", "description", "labels", "priority", "assignee"}
_PRIORITIES = {"Highest", "High", "Medium", "Low", "Lowest"}
_ACCOUNTS = {"5b10a2844c20165700ede21g"}
_TRANSITIONS = {
    "To Do": [("11", "Start", "In Progress"), ("31", "Done", "Done")],
    "In Progress": [("21", "Stop", "To Do"), ("31", "Done", "Done")],
    "Done": [("41", "Reopen", "To Do")],
}
_CATEGORY = {"To Do": "new", "In Progress": "indeterminate", "Done": "done"}
# Block → what may be in it; enough of the schema for what is written here, and strict about it.
_ADF = {
    "doc": {"paragraph", "heading", "bulletList", "codeBlock", "rule", "orderedList"},
    "paragraph": {"text", "hardBreak"}, "heading": {"text"}, "codeBlock": {"text"},
    "bulletList": {"listItem"}, "orderedList": {"listItem"}, "listItem": {"paragraph", "codeBlock", "bulletList"},
}
_MARKS = {"strong", "em", "code", "link"}
_JQL = re.compile(r'project = "([A-Z][A-Z0-9_]+)" AND labels = "([^"\\\s]+)"(?: ORDER BY created ASC)?')


def _errors(status: int, messages: list[str] | None = None, errors: dict | None = None) -> Refused:
    return Refused(status, {"errorMessages": messages or [], "errors": errors or {}})


class Jira(Standin):
    """A site with one project."""

    def __init__(self, index_seconds: float = 0.0):
        super().__init__()
        self.index_seconds = index_seconds
        self.issues: dict[str, dict] = {}

    def routes(self):
        issue = r"/rest/api/3/issue/([A-Z]+-\d+)"
        return [
            ("POST", "/rest/api/3/issue", "create", self.create),
            ("POST", "/rest/api/3/search/jql", "search", self.search),
            ("GET", issue, "read", self.read),
            ("PUT", issue, "update", self.update),
            ("GET", issue + "/comment", "comments", self.comments),
            ("POST", issue + "/comment", "comment", self.comment),
            ("GET", issue + "/transitions", "transitions", self.transitions),
            ("POST", issue + "/transitions", "close", self.transition),
        ]

    def authenticate(self, call: Call) -> None:
        basic = call.basic()
        if basic is None or basic != (USER, TOKEN):
            raise Refused(401, {"message": "Client must be authenticated to access this resource.",
                                "status-code": 401})

    def not_found(self) -> Refused:
        return Refused(404, {"message": "null for uri", "status-code": 404})

    def tickets(self) -> list[dict]:
        return list(self.issues.values())

    def create(self, call: Call):
        body = call.json(lambda message, status: _errors(status, [message]))
        _only(body, {"fields", "properties", "update"})
        fields = body.get("fields") or {}
        wrong = {name: f"Field '{name}' cannot be set. It is not on the appropriate screen, or unknown."
                 for name in fields if name not in _FIELDS}
        if (fields.get("project") or {}).get("key") != PROJECT:
            wrong["project"] = "valid project is required"
        if (fields.get("issuetype") or {}).get("name") != "Task":
            wrong["issuetype"] = "Specify a valid issue type"
        if "summary" not in fields:
            wrong["summary"] = "You must specify a summary of the issue."
        wrong |= _wrong(fields)
        if wrong:
            raise _errors(400, errors=wrong)
        for one in body.get("properties", []):
            if set(one) != {"key", "value"} or len(one["key"]) > 255:
                raise _errors(400, ["Property key and value are required."])
        number = len(self.issues) + 1
        key = f"{PROJECT}-{number}"
        self.issues[key] = {
            "id": str(10000 + number), "key": key, "status": "To Do", "created": time.monotonic(), "comments": [],
            "fields": fields, "properties": {one["key"]: one["value"] for one in body.get("properties", [])}}
        return 201, {"id": str(10000 + number), "key": key, "self": f"/rest/api/3/issue/{10000 + number}"}

    def search(self, call: Call):
        body = call.json(lambda message, status: _errors(status, [message]))
        _only(body, {"jql", "fields", "maxResults", "nextPageToken", "properties", "expand", "fieldsByKeys",
                     "reconcileIssues"})
        match = _JQL.fullmatch(body.get("jql", ""))
        if not match:
            raise _errors(400, ["Error in the JQL Query, or the query is unbounded."])
        if match[1] != PROJECT:
            raise _errors(400, [f"The value '{match[1]}' does not exist for the field 'project'."])
        fields = body.get("fields", ["id"])
        found = [_issue(issue, fields) for issue in self.issues.values()
                 if match[2] in issue["fields"].get("labels", [])
                 and time.monotonic() - issue["created"] >= self.index_seconds]
        return 200, {"issues": found[:body.get("maxResults", 50)], "isLast": True}

    def read(self, call: Call):
        issue = self._issue(call)
        return 200, _issue(issue, call.query.get("fields", "*all").split(","))

    def update(self, call: Call):
        issue = self._issue(call)
        body = call.json(lambda message, status: _errors(status, [message]))
        _only(body, {"fields", "update", "properties"})
        fields = body.get("fields", {})
        wrong = {name: f"Field '{name}' cannot be set. It is not on the appropriate screen, or unknown."
                 for name in fields if name not in _FIELDS - {"project"}}
        wrong |= _wrong(fields)
        if wrong:
            raise _errors(400, errors=wrong)
        issue["fields"] |= fields
        return 204, None

    def comments(self, call: Call):
        issue = self._issue(call)
        comments = list(issue["comments"])
        if call.query.get("orderBy") == "-created":
            comments.reverse()
        most = int(call.query.get("maxResults", 50))
        return 200, {"startAt": 0, "maxResults": most, "total": len(comments), "comments": comments[:most]}

    def comment(self, call: Call):
        issue = self._issue(call)
        body = call.json(lambda message, status: _errors(status, [message]))
        _only(body, {"body", "visibility", "properties"})
        problem = _adf(body.get("body"))
        if problem:
            raise _errors(400, errors={"comment": problem})
        issue["comments"].append({"id": str(len(issue["comments"]) + 1), "body": body["body"]})
        return 201, issue["comments"][-1]

    def transitions(self, call: Call):
        issue = self._issue(call)
        return 200, {"expand": "transitions", "transitions": [
            {"id": number, "name": name, "to": {"name": to, "statusCategory": {"key": _CATEGORY[to]}}}
            for number, name, to in _TRANSITIONS[issue["status"]]]}

    def transition(self, call: Call):
        issue = self._issue(call)
        body = call.json(lambda message, status: _errors(status, [message]))
        _only(body, {"transition", "fields", "update"})
        wanted = (body.get("transition") or {}).get("id")
        for number, _, to in _TRANSITIONS[issue["status"]]:
            if number == wanted:
                issue["status"] = to
                return 204, None
        raise _errors(400, [f"It seems that you have tried to perform an illegal workflow operation: {wanted}."])

    def _issue(self, call: Call) -> dict:
        issue = self.issues.get(call.parts[0])
        if issue is None:
            raise _errors(404, ["Issue does not exist or you do not have permission to see it."])
        return issue


def _only(body: dict, known: set[str]) -> None:
    for name in body:
        if name not in known:
            raise _errors(400, [f'Unrecognized field "{name}"'])


def _wrong(fields: dict) -> dict:
    wrong = {}
    summary = fields.get("summary")
    if summary is not None and (not isinstance(summary, str) or not summary.strip()):
        wrong["summary"] = "You must specify a summary of the issue."
    elif summary and ("\n" in summary or "\r" in summary):
        wrong["summary"] = "The summary is invalid because it contains newline characters."
    elif summary and len(summary) > _LONGEST_SUMMARY:
        wrong["summary"] = f"Summary must be less than or equal to {_LONGEST_SUMMARY} characters."
    if "description" in fields and (problem := _adf(fields["description"])):
        wrong["description"] = problem
    for label in fields.get("labels", []):
        if not label or re.search(r"\s", label) or len(label) > _LONGEST_LABEL:
            wrong["labels"] = f"The label '{label}' contains spaces which is invalid."
    if "priority" in fields and (fields["priority"] or {}).get("name") not in _PRIORITIES:
        wrong["priority"] = "Specify a valid 'name' for Priority"
    if "assignee" in fields and (fields["assignee"] or {}).get("accountId") not in _ACCOUNTS:
        wrong["assignee"] = "Specify a valid value for assignee"
    return wrong


def _adf(document) -> str | None:
    """What is wrong with an Atlassian document, or None."""
    if not isinstance(document, dict):
        return "Operation value must be an Atlassian Document (see the Atlassian Document Format)"
    if document.get("type") != "doc" or document.get("version") != 1:
        return "INVALID_INPUT"
    if _node(document) is None or _length(document) > _LONGEST_TEXT:
        return "CONTENT_LIMIT_EXCEEDED" if _node(document) is not None else "INVALID_INPUT"
    return None


def _node(node):
    kind = node.get("type")
    if kind == "text":
        known = set(node) <= {"type", "text", "marks"}
        marks = all(mark.get("type") in _MARKS and (mark["type"] != "link" or _is_link(mark)) for mark in
                    node.get("marks", []))
        return node if known and marks and isinstance(node.get("text"), str) and node["text"] else None
    if kind in ("hardBreak", "rule"):
        return node
    allowed = _ADF.get(kind)
    attributes = {"heading": lambda a: isinstance(a.get("level"), int) and 1 <= a["level"] <= 6,
                  "codeBlock": lambda a: set(a) <= {"language"}}.get(kind, lambda a: not a)
    if allowed is None or not set(node) <= {"type", "version", "content", "attrs"}:
        return None
    if not attributes(node.get("attrs", {})):
        return None
    content = node.get("content", [])
    if kind in ("bulletList", "orderedList", "listItem") and not content:
        return None
    return node if all(one.get("type") in allowed and _node(one) for one in content) else None


def _is_link(mark: dict) -> bool:
    return str(mark.get("attrs", {}).get("href", "")).startswith("https://")


def _length(node: dict) -> int:
    return len(node.get("text", "")) + sum(_length(one) for one in node.get("content", []))


def _issue(issue: dict, fields: list[str]) -> dict:
    shown = dict(issue["fields"]) | {"status": {
        "name": issue["status"], "statusCategory": {"key": _CATEGORY[issue["status"]]}}}
    if "*all" not in fields:
        shown = {name: value for name, value in shown.items() if name in fields}
    return {"id": issue["id"], "key": issue["key"], "self": f"/rest/api/3/issue/{issue['id']}", "fields": shown}


if __name__ == "__main__":
    run(Jira(float(os.environ.get("STANDIN_INDEX_SECONDS", "0"))), "Stands in for Jira Cloud.")
