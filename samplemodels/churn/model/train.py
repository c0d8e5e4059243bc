"""Trains churn's model from ../data and packs it: the same bytes each time.

    python samplemodels/churn/model/train.py

Logistic regression by gradient descent over standardized fields, in plain Python: 400 rows need no
library. Writes beside this file:
  model.json          weights, intercept, the scaling of each field, and how well it does
  model.safetensors   the same numbers in the safetensors format (float64)
  model.tar.gz        model.json, model.safetensors and code/inference.py, as SageMaker unpacks it
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import struct
import tarfile
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
FIELDS = ("tenure_months", "monthly_charge", "support_calls", "contract_months", "late_payments")
LABEL = "left"
STEPS = 800
RATE = 0.5
RIDGE = 0.001

Rows = list[list[float]]


def read(path: Path) -> tuple[Rows, list[int]]:
    """Fields and labels of a data file."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [[float(row[field]) for field in FIELDS] for row in rows], [int(row[LABEL]) for row in rows]


def scaling(rows: Rows) -> tuple[list[float], list[float]]:
    """Mean and standard deviation of each field."""
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    deviations = [
        math.sqrt(sum((value - mean) ** 2 for value in column) / len(rows)) or 1.0
        for column, mean in zip(zip(*rows, strict=True), means, strict=True)
    ]
    return means, deviations


def scaled(row: list[float], means: list[float], deviations: list[float]) -> list[float]:
    return [(value - mean) / deviation for value, mean, deviation in zip(row, means, deviations, strict=True)]


def probability(row: list[float], weights: list[float], intercept: float) -> float:
    return 1 / (1 + math.exp(-(intercept + sum(w * x for w, x in zip(weights, row, strict=True)))))


def fit(rows: Rows, labels: list[int]) -> tuple[list[float], float]:
    """Weights and intercept over scaled rows."""
    weights, intercept = [0.0] * len(FIELDS), 0.0
    for _ in range(STEPS):
        errors = [probability(row, weights, intercept) - label for row, label in zip(rows, labels, strict=True)]
        slopes = [sum(e * row[i] for e, row in zip(errors, rows, strict=True)) / len(rows) for i in range(len(FIELDS))]
        weights = [w - RATE * (slope + RIDGE * w) for w, slope in zip(weights, slopes, strict=True)]
        intercept -= RATE * sum(errors) / len(errors)
    return weights, intercept


def area_under_curve(scores: list[float], labels: list[int]) -> float:
    """How often a customer who left scores above one who stayed."""
    left = [s for s, label in zip(scores, labels, strict=True) if label]
    stayed = [s for s, label in zip(scores, labels, strict=True) if not label]
    won = sum((a > b) + 0.5 * (a == b) for a in left for b in stayed)
    return won / (len(left) * len(stayed))


def train() -> dict:
    """The model as it stands in model.json."""
    rows, labels = read(DATA / "train.csv")
    means, deviations = scaling(rows)
    weights, intercept = fit([scaled(row, means, deviations) for row in rows], labels)
    unseen, answers = read(DATA / "validation.csv")
    scores = [probability(scaled(row, means, deviations), weights, intercept) for row in unseen]
    # 9 digits: more than the data carry, and the same on every machine's math library.
    return {
        "kind": "logistic-regression",
        "fields": list(FIELDS),
        "means": [round(value, 9) for value in means],
        "deviations": [round(value, 9) for value in deviations],
        "weights": [round(value, 9) for value in weights],
        "intercept": round(intercept, 9),
        "validation": {
            "rows": len(unseen),
            "accuracy": round(sum((s >= 0.5) == bool(a) for s, a in zip(scores, answers, strict=True)) / len(unseen), 4),
            "auc": round(area_under_curve(scores, answers), 4),
        },
    }


def safetensors(model: dict) -> bytes:
    """The numbers as safetensors: length of the header, JSON header, then little-endian float64."""
    tensors = {name: model[name] for name in ("deviations", "means", "weights")} | {"intercept": [model["intercept"]]}
    header: dict = {"__metadata__": {"format": "pt", "kind": model["kind"], "fields": ",".join(model["fields"])}}
    body = b""
    for name, values in sorted(tensors.items()):
        content = struct.pack(f"<{len(values)}d", *values)
        header[name] = {"dtype": "F64", "shape": [len(values)], "data_offsets": [len(body), len(body) + len(content)]}
        body += content
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # tensors start at a multiple of 8
    return struct.pack("<Q", len(text)) + text + body


def packed(files: dict[str, bytes]) -> bytes:
    """A .tar.gz without times, owners or names of this machine."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(content), 0o644
            archive.addfile(entry, io.BytesIO(content))
    squeezed = io.BytesIO()
    # Stored, not deflated: compressed bytes differ between versions of zlib.
    with gzip.GzipFile(filename="", fileobj=squeezed, mode="wb", compresslevel=0, mtime=0) as archive:
        archive.write(plain.getvalue())
    return squeezed.getvalue()


def artifacts() -> dict[str, bytes]:
    """Every file that this script writes, by name."""
    model = train()
    files = {
        "model.json": (json.dumps(model, indent=2) + "\n").encode(),
        "model.safetensors": safetensors(model),
    }
    code = (HERE / "inference.py").read_bytes()
    return files | {"model.tar.gz": packed(files | {"code/inference.py": code})}


if __name__ == "__main__":
    for file_name, data in artifacts().items():
        (HERE / file_name).write_bytes(data)
