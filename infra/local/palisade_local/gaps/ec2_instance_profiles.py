"""EC2 takes instance profiles, though IAM is in the other emulator.

The gateway's process holds IAM, so moto finds no profile. A profile that is named in an EC2 call is made in
moto's own IAM when it is first needed, with the ARN that MiniStack gives it; that it exists there is not checked.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IamInstanceProfileSpecification.html
"""

from __future__ import annotations

from moto.ec2 import utils
from moto.ec2.models import iam_instance_profile
from moto.ec2.responses import instances
from moto.iam import iam_backends


def install() -> None:
    """Put the profile that is made on demand in place, in all three modules that import the lookup."""
    for module in (utils, iam_instance_profile, instances):
        module.filter_iam_instance_profiles = profile


def profile(account_id: str, partition: str, iam_instance_profile_arn: str | None,
            iam_instance_profile_name: str | None):
    """The profile of a name or an ARN."""
    backend = iam_backends[account_id][partition]
    path, name = "/", iam_instance_profile_name
    if iam_instance_profile_arn:
        path, _, name = iam_instance_profile_arn.split(":instance-profile", 1)[-1].rpartition("/")
        path = f"{path}/"
    found = next((p for p in backend.instance_profiles.values() if p.name == name), None)
    return found or backend.create_instance_profile(name=name, path=path, role_names=[])
