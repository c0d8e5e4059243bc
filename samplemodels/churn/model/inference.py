"""Serves churn's model in SageMaker's scikit-learn container (script mode), with plain Python.

Request: {"instances": [[tenure_months, monthly_charge, support_calls, contract_months, late_payments], …]}
Answer:  {"probabilities": [0.0 … 1.0, …]}
"""

import json
import math
import os


def model_fn(model_dir):
    """The model, read from where the container unpacked model.tar.gz."""
    with open(os.path.join(model_dir, "model.json"), encoding="utf-8") as file:
        return json.load(file)


def input_fn(body, content_type):
    """Rows of numbers."""
    if content_type != "application/json":
        raise ValueError("application/json needed, not " + content_type)
    return [[float(value) for value in row] for row in json.loads(body)["instances"]]


def predict_fn(rows, model):
    """The probability that each customer leaves."""
    return [_probability(row, model) for row in rows]


def output_fn(probabilities, accept):
    """JSON, whatever is accepted."""
    return json.dumps({"probabilities": probabilities}), "application/json"


def _probability(row, model):
    if len(row) != len(model["fields"]):
        raise ValueError("needed: " + ", ".join(model["fields"]))
    odds = model["intercept"]
    for value, mean, deviation, weight in zip(row, model["means"], model["deviations"], model["weights"]):
        odds += weight * (value - mean) / deviation
    return 1 / (1 + math.exp(-odds))
