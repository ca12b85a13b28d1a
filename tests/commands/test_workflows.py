"""What builds, checks and publishes a site on GitHub and GitLab: as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bangdex.cli import cli

REPOSITORY = Path(__file__).resolve().parents[2]
STARTER = REPOSITORY / "hooks/bangdex/starter"
WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))


class Loader(yaml.SafeLoader):
    """YAML in which `on` is a word, as GitHub reads it."""


Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool"]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader)  # noqa: S506  a SafeLoader
    return found


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
class TestEveryWorkflow:
    def test_starts_with_reading_alone(self, path: Path) -> None:
        assert load(path)["permissions"] == {"contents": "read"}

    def test_gives_more_to_the_job_alone_that_publishes(self, path: Path) -> None:
        for job in load(path)["jobs"].values():
            more = job.get("permissions", {})
            publishes = any("deploy-pages@" in step.get("uses", "") for step in job["steps"])
            assert more == ({"pages": "write", "id-token": "write"} if publishes else {})
            # And that one runs nothing of the repository.
            assert not publishes or not any("run" in step for step in job["steps"])

    def test_never_runs_for_a_pull_request_with_the_rights_of_its_target(self, path: Path) -> None:
        events = load(path)["on"]
        assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(events)

    def test_pins_its_actions_to_a_version_of_their_makers(self, path: Path) -> None:
        for step in steps(load(path)):
            if "uses" in step:
                assert re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"])

    def test_leaves_no_token_behind_after_a_checkout(self, path: Path) -> None:
        for step in steps(load(path)):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"

    def test_puts_nothing_of_a_pull_request_into_a_script(self, path: Path) -> None:
        for step in steps(load(path)):
            script = re.sub(r"\$\{\{ matrix\.command \}\}", "", step.get("run", ""))
            assert "${{" not in script

    def test_ends_in_time(self, path: Path) -> None:
        assert all(int(job["timeout-minutes"]) <= 30 for job in load(path)["jobs"].values())


def test_a_pull_request_is_read_by_the_code_that_is_asked_to_take_it() -> None:
    workflow = load(REPOSITORY / ".github/workflows/lint.yml")
    assert set(workflow["on"]) == {"pull_request"}
    base, change = (s["with"] for s in steps(workflow) if "checkout@" in s.get("uses", ""))
    assert base["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert base["path"] == "base"
    assert change["path"] == "change"
    assert change["sparse-checkout"].split() == ["kb", "docs"]
    assert "ref" not in change
    for step in steps(workflow):
        for command in step.get("run", "").splitlines():
            # What runs is the base's; of the change, only its content is copied.
            assert re.fullmatch(
                r"make -C base (?:install|site)|rm -rf base/kb base/docs"
                r"|cp -R change/kb change/docs base/"
                r"|\.\./base/\.venv/bin/bangdex lint --format github",
                command,
            )


def test_a_merge_request_is_read_by_the_code_that_it_started_from() -> None:
    lint = load(STARTER / "gitlab/gitlab-ci.yml")["lint"]
    assert lint["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert lint["variables"]["GIT_DEPTH"] == "0"
    assert lint["script"][1] == 'git worktree add "$base" "$CI_MERGE_REQUEST_DIFF_BASE_SHA"'
    for command in lint["script"][2:]:
        assert "$base" in command
        assert command.startswith(('make -C "$base"', '"$base/.venv/bin/', "rm -rf", "cp -R"))


def test_gitlab_publishes_the_default_branch_alone() -> None:
    pages = load(STARTER / "gitlab/gitlab-ci.yml")["pages"]
    assert pages["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert pages["artifacts"] == {"paths": ["public"]}


@pytest.mark.parametrize("name", ["lint.yml", "publish.yml"])
def test_a_new_site_gets_the_workflows_that_this_repository_uses(name: str) -> None:
    ours = (REPOSITORY / ".github/workflows" / name).read_bytes()
    assert (STARTER / "github" / name).read_bytes() == ours


@pytest.mark.parametrize("makefile", ["Makefile", "hooks/bangdex/starter/all/Makefile"])
def test_what_the_workflows_make_is_there_to_be_made(makefile: str) -> None:
    text = (REPOSITORY / makefile).read_text(encoding="utf-8")
    for target in ("site", "install"):
        assert re.search(rf"^{target}:", text, re.MULTILINE)


def test_pre_commit_runs_commands_that_are_there() -> None:
    listed: Any = load(REPOSITORY / ".pre-commit-hooks.yaml")
    hooks = {hook["id"]: hook for hook in listed}
    assert set(hooks) == {"bangdex-lint", "bangdex-fmt"}
    for hook in hooks.values():
        program, command = hook["entry"].split()
        assert program == "bangdex"
        assert command in cli.commands
        assert hook["language"] == "python"
        assert re.search(hook["files"], "kb/cdi/quota.md")
        assert not re.search(hook["files"], "docs/write-an-issue.md")
    # What is wrong with one file can lie in another.
    assert not yaml.safe_load(hooks["bangdex-lint"]["pass_filenames"])
