"""Jira's stand-in takes what Jira takes, and refuses what Jira refuses."""

from __future__ import annotations

import copy
import http.client

import jira
import pytest
from conftest import basic

ISSUE, SEARCH = "/rest/api/3/issue", "/rest/api/3/search/jql"
TEXT = {"type": "doc", "version": 1, "content": [
    {"type": "heading", "attrs": {"level": 3}, "content": [{"type": "text", "text": "What"}]},
    {"type": "paragraph", "content": [{"type": "text", "text": "a", "marks": [{"type": "code"}]}]},
    {"type": "bulletList", "content": [{"type": "listItem", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "b"}]}]}]},
    {"type": "codeBlock", "content": [{"type": "text", "text": "c\nd"}]}]}
WANTED = {"fields": {"project": {"key": "SEC"}, "issuetype": {"name": "Task"}, "summary": "s", "description": TEXT,
                     "labels": ["palisade", "palisade-c-1"]}, "properties": [{"key": "palisade.case", "value": {}}]}
JQL = 'project = "SEC" AND labels = "palisade-c-1" ORDER BY created ASC'


@pytest.fixture
def site(served):
    return served(jira.Jira(), basic(jira.USER, jira.TOKEN))


def test_issue_from_creation_to_its_end(site):
    status, made, _ = site("POST", ISSUE, WANTED)
    assert (status, made["key"]) == (201, "SEC-1")
    status, found, _ = site("POST", SEARCH, {"jql": JQL, "fields": ["labels"], "maxResults": 1})
    assert (status, [one["key"] for one in found["issues"]]) == (200, ["SEC-1"])
    assert site("PUT", f"{ISSUE}/SEC-1", {"fields": {"description": TEXT}})[0] == 204
    assert site("POST", f"{ISSUE}/SEC-1/comment", {"body": TEXT})[0] == 201
    assert site("GET", f"{ISSUE}/SEC-1/comment?orderBy=-created")[1]["total"] == 1
    possible = site("GET", f"{ISSUE}/SEC-1/transitions")[1]["transitions"]
    (done,) = [one["id"] for one in possible if one["to"]["statusCategory"]["key"] == "done"]
    assert site("POST", f"{ISSUE}/SEC-1/transitions", {"transition": {"id": done}})[0] == 204
    assert site("GET", f"{ISSUE}/SEC-1?fields=status")[1]["fields"]["status"]["name"] == "Done"
    assert site("POST", f"{ISSUE}/SEC-1/transitions", {"transition": {"id": done}})[0] == 400


@pytest.mark.parametrize("path, value, field", [
    ("summary", "two\nlines", "summary"), ("summary", "x" * 256, "summary"), ("summary", " ", "summary"),
    ("labels", ["with space"], "labels"), ("project", {"key": "NONE"}, "project"),
    ("issuetype", {"name": "Bug"}, "issuetype"), ("unheard", 1, "unheard"), ("assignee", {"accountId": "x"}, "assignee"),
    ("description", "plain text", "description"), ("priority", {"name": "P1"}, "priority"),
])
def test_wrong_fields_are_named(site, path, value, field):
    wanted = copy.deepcopy(WANTED)
    wanted["fields"][path] = value
    status, answer, _ = site("POST", ISSUE, wanted)
    assert status == 400
    assert field in answer["errors"]
    assert site.tickets() == []


@pytest.mark.parametrize("content", [
    [{"type": "paragraph", "content": [{"type": "text", "text": ""}]}],
    [{"type": "bulletList", "content": []}], [{"type": "heading", "content": [{"type": "text", "text": "a"}]}],
    [{"type": "text", "text": "a"}], [{"type": "table", "content": []}],
    [{"type": "paragraph", "content": [{"type": "text", "text": "a", "marks": [{"type": "shout"}]}]}],
    [{"type": "paragraph", "content": [{"type": "text", "text": "a", "marks": [
        {"type": "link", "attrs": {"href": "javascript:alert(1)"}}]}]}],
    [{"type": "paragraph", "content": [{"type": "text", "text": "x" * 32768}]}],
])
def test_documents_that_are_none_are_refused(site, content):
    wanted = copy.deepcopy(WANTED)
    wanted["fields"]["description"] = {"type": "doc", "version": 1, "content": content}
    assert site("POST", ISSUE, wanted)[0] == 400


def test_strangers_and_other_content_are_refused(site):
    assert site("POST", ISSUE, WANTED, headers=basic(jira.USER, "old"))[0] == 401
    assert site("POST", ISSUE, WANTED, headers={"Authorization": f"Bearer {jira.TOKEN}"})[0] == 401
    assert site("POST", ISSUE, WANTED, headers={"Content-Type": "text/plain"})[0] == 415
    assert site("POST", ISSUE, raw=b"{")[0] == 400
    assert site("POST", "/rest/api/3/search", {"jql": JQL})[0] == 404
    assert site("POST", SEARCH, {"jql": 'labels = "a" OR project = "SEC"'})[0] == 400
    assert site("GET", f"{ISSUE}/SEC-9/transitions")[0] == 404


def test_what_was_accepted_is_there_although_nobody_said_so(site):
    site.fault("create", "accept-then-close")
    with pytest.raises((http.client.HTTPException, OSError)):
        site("POST", ISSUE, WANTED)
    assert len(site.tickets()) == 1
    assert site("POST", ISSUE, WANTED)[1]["key"] == "SEC-2"


def test_throttled_and_failing_do_nothing(site):
    site.fault("create", "throttle", retryAfter=7)
    status, _, headers = site("POST", ISSUE, WANTED)
    assert (status, headers["Retry-After"]) == (429, "7")
    site.fault("create", "fail")
    assert site("POST", ISSUE, WANTED)[0] == 500
    assert site.tickets() == []


def test_the_index_lags_behind(served):
    site = served(jira.Jira(index_seconds=60), basic(jira.USER, jira.TOKEN))
    site("POST", ISSUE, WANTED)
    assert site("POST", SEARCH, {"jql": JQL})[1]["issues"] == []
