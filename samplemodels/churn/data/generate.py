"""Makes the customers that churn's model learns from: invented, and the same ones each time.

    python samplemodels/churn/data/generate.py

Writes train.csv and validation.csv beside this file. Whether a customer leaves is drawn from a known
logistic rule, so a model that is trained well finds the rule again; no row describes a real person.
"""

from __future__ import annotations

import csv
import math
import random
from pathlib import Path

FIELDS = ("tenure_months", "monthly_charge", "support_calls", "contract_months", "late_payments")
LABEL = "left"
SEED = 20_260_101
ROWS = {"train.csv": 400, "validation.csv": 120}

# Log-odds of leaving: an intercept, then one weight for each field as it stands in the file.
RULE = (-0.9, (-0.045, 0.02, 0.55, -0.08, 0.6))


def customer(source: random.Random) -> dict[str, float]:
    """One invented customer, label included."""
    row = {
        "tenure_months": source.randint(1, 72),
        "monthly_charge": round(source.uniform(15, 120), 2),
        "support_calls": min(9, int(source.expovariate(0.7))),
        "contract_months": source.choice((1, 12, 24)),
        "late_payments": min(6, int(source.expovariate(1.2))),
    }
    intercept, weights = RULE
    odds = intercept + sum(weight * row[field] for weight, field in zip(weights, FIELDS, strict=True))
    row[LABEL] = int(source.random() < 1 / (1 + math.exp(-odds)))
    return row


def write(folder: Path) -> None:
    """Both files, from one stream of random numbers."""
    source = random.Random(SEED)
    for name, rows in ROWS.items():
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, ("customer", *FIELDS, LABEL), lineterminator="\n")
            writer.writeheader()
            for _ in range(rows):
                writer.writerow({"customer": f"C{source.randrange(16**8):08x}", **customer(source)})


if __name__ == "__main__":
    write(Path(__file__).parent)
