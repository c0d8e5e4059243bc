"""Palisade's local AWS: MiniStack and moto behind one endpoint, with IAM enforced and CloudTrail-like events."""
