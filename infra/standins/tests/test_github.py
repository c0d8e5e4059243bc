"""GitHub's stand-in takes what GitHub takes, and refuses what GitHub refuses."""

from __future__ import annotations

import github
import pytest

ISSUES = f"/repos/{github.REPOSITORY}/issues"
WANTED = {"title": "t", "body": "b <!-- mark -->", "labels": ["palisade"]}
CALLER = {"Authorization": f"Bearer {github.TOKEN}", "User-Agent": "test", "X-GitHub-Api-Version": "2022-11-28"}


@pytest.fixture
def site(served):
    return served(github.GitHub(), CALLER)


def test_issue_from_creation_to_its_end(site):
    status, made, headers = site("POST", ISSUES, WANTED)
    assert (status, made["number"], made["state"]) == (201, 1, "open")
    assert headers["Location"].endswith("/issues/1")
    assert site("POST", f"{ISSUES}/1/comments", {"body": "news"})[0] == 201
    assert [one["body"] for one in site("GET", f"{ISSUES}/1/comments")[1]] == ["news"]
    status, closed, _ = site("PATCH", f"{ISSUES}/1", {"state": "closed", "state_reason": "completed"})
    assert (status, closed["state"], closed["comments"]) == (200, "closed", 1)
    assert site("GET", ISSUES)[1] == []
    assert len(site("GET", f"{ISSUES}?state=all&since=2020-01-01T00:00:00Z")[1]) == 1


def test_lists_are_paged(site):
    for _ in range(3):
        site("POST", ISSUES, WANTED)
    _, first, headers = site("GET", f"{ISSUES}?per_page=2")
    assert [one["number"] for one in first] == [3, 2]
    assert 'rel="next"' in headers["Link"]


@pytest.mark.parametrize("change", [
    {"title": "x" * 257}, {"body": "x" * 65537}, {"labels": ["x" * 51]}, {"assignees": ["nobody-here"]},
    {"unheard": 1}, {"title": 5},
])
def test_wrong_members_are_refused(site, change):
    assert site("POST", ISSUES, WANTED | change)[0] == 422
    assert site.tickets() == []


def test_strangers_are_refused(site):
    assert site("POST", ISSUES, WANTED, headers={"Authorization": "Bearer old"})[0] == 401
    assert site("POST", "/repos/example/other/issues", WANTED)[0] == 404
    assert site("POST", ISSUES, {"body": "b"})[0] == 422
    assert site("PATCH", f"{ISSUES}/7", {"state": "closed"})[0] == 404
    assert site("POST", ISSUES, raw=b"{")[0] == 400


def test_labels_are_dropped_without_push_access(served):
    site = served(github.GitHub(push=False), CALLER)
    assert site("POST", ISSUES, WANTED)[1]["labels"] == []
