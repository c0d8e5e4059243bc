"""The one endpoint: asks IAM, sends each request to MiniStack or moto, and hands every call on as a record."""
