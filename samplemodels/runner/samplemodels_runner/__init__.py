"""Deploys a sample AI workload and opens its gaps as an ordinary client would."""
