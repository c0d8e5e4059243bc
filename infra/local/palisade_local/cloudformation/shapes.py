"""Templates say numbers and booleans as text, and more than an API takes: values in an API's own shapes."""

from __future__ import annotations


def to_api(shape, value):
    """A template's value as the API wants it: its types, and only members it has."""
    if shape.type_name == "structure":
        given = dict(value)
        if "SecurityGroupIds" in shape.members and "SecurityGroupIds" not in given and "SecurityGroups" in given:
            given["SecurityGroupIds"] = given["SecurityGroups"]
        # WAFv2's templates write Arn where its API writes ARN.
        if "ARN" in shape.members and "ARN" not in given and "Arn" in given:
            given["ARN"] = given["Arn"]
        return {key: to_api(member, given[key]) for key, member in shape.members.items() if given.get(key) is not None}
    if shape.type_name == "list":
        return [to_api(shape.member, item) for item in value]
    if shape.type_name == "map":
        return {key: to_api(shape.value, item) for key, item in value.items()}
    if shape.type_name == "boolean":
        return value in (True, "true")
    if shape.type_name in ("integer", "long"):
        return int(value)
    if shape.type_name in ("float", "double"):
        return float(value)
    return value if shape.type_name != "string" else str(value)
