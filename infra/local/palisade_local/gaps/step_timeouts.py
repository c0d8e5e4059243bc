"""Step Functions: a task's time-out and a wait's time by a path into its input (`TimeoutSecondsPath`), which MiniStack drops.

https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html#task-state-fields
"""

from __future__ import annotations

from ministack.services import stepfunctions


def install() -> None:
    """Put the time-out that the input says in the task's definition before it is run."""
    execute = stepfunctions._execute_task

    def with_timeout(state_def, raw_input, execution, ctx):
        path = state_def.get("TimeoutSecondsPath")
        if path:
            seconds = stepfunctions._resolve_path_or_ctx(path, raw_input, ctx)
            if isinstance(seconds, bool) or not isinstance(seconds, int) or seconds <= 0:
                raise stepfunctions._ExecutionError(
                    "States.Runtime", f"The TimeoutSecondsPath parameter does not reference an integer > 0: {path}")
            state_def = {**state_def, "TimeoutSeconds": seconds}
        return execute(state_def, raw_input, execution, ctx)

    stepfunctions._execute_task = with_timeout
