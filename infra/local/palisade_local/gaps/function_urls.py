"""Function URLs: the cookies of a request as a list of their own, which MiniStack leaves out of the event.

https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
"""

from __future__ import annotations

from ministack.services import lambda_svc


def install() -> None:
    """Put `cookies` into the event, one `name=value` each, as payload format 2.0 has them."""
    build = lambda_svc._build_function_url_event

    def with_cookies(*arguments, **named):
        event = build(*arguments, **named)
        sent = event["headers"].get("cookie", "")
        cookies = [one.strip() for one in sent.split(";") if one.strip()]
        return {**event, "cookies": cookies} if cookies else event

    lambda_svc._build_function_url_event = with_cookies
