"""SageMaker notebook instances: states that pass, and UpdateNotebookInstance.

https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateNotebookInstance.html (stopped ones only),
.../API_StopNotebookInstance.html, .../API_StartNotebookInstance.html, .../API_DeleteNotebookInstance.html.
The texts of errors are those that moto already uses for DeleteNotebookInstance.
"""

from __future__ import annotations

from moto.core.responses import EmptyResult
from moto.core.utils import utcnow
from moto.sagemaker.exceptions import ValidationError
from moto.sagemaker.models import FakeSagemakerNotebookInstance, SageMakerModelBackend
from moto.sagemaker.responses import SageMakerResponse

from .transitions import begin, settle

# Request member -> moto's attribute, for what is simply replaced.
_REPLACED = {
    "InstanceType": "instance_type", "RoleArn": "role_arn", "LifecycleConfigName": "lifecycle_config_name",
    "VolumeSizeInGB": "volume_size_in_gb", "DefaultCodeRepository": "default_code_repository",
    "AdditionalCodeRepositories": "additional_code_repositories", "AcceleratorTypes": "accelerator_types",
    "RootAccess": "root_access",
}
_REMOVED = {
    "DisassociateLifecycleConfig": "lifecycle_config_name",
    "DisassociateDefaultCodeRepository": "default_code_repository",
    "DisassociateAdditionalCodeRepositories": "additional_code_repositories",
    "DisassociateAcceleratorTypes": "accelerator_types",
}

_make, _get = SageMakerModelBackend.create_notebook_instance, SageMakerModelBackend.get_notebook_instance
_list = SageMakerModelBackend.list_notebook_instances


def install() -> None:
    """Put the life of a notebook in place of moto's immediate one."""
    FakeSagemakerNotebookInstance.start = lambda self: begin(self, "status", "Pending", "InService")
    SageMakerModelBackend.create_notebook_instance = create
    SageMakerModelBackend.get_notebook_instance = get
    SageMakerModelBackend.list_notebook_instances = list_all
    SageMakerModelBackend.start_notebook_instance = start
    SageMakerModelBackend.stop_notebook_instance = stop
    SageMakerModelBackend.delete_notebook_instance = delete
    SageMakerResponse.update_notebook_instance = update


def create(self, *arguments, **given):
    """CreateNotebookInstance: root access is on unless told otherwise."""
    given["root_access"] = given.get("root_access") or "Enabled"
    return _make(self, *arguments, **given)


def get(self, notebook_instance_name: str) -> FakeSagemakerNotebookInstance:
    """The notebook as of now; a deleted one is gone when its time has come."""
    notebook = settle(_get(self, notebook_instance_name))
    if notebook.status == "Deleted":
        del self.notebook_instances[notebook_instance_name]
        raise ValidationError(message="RecordNotFound")
    return notebook


def list_all(self, *arguments, **given):
    """ListNotebookInstances, of the present."""
    for name in list(self.notebook_instances):
        try:
            get(self, name)
        except ValidationError:
            continue
    return _list(self, *arguments, **given)


def start(self, notebook_instance_name: str) -> None:
    """StartNotebookInstance: Stopped or Failed, then Pending, then InService."""
    notebook = _in_status(self, notebook_instance_name, ("Stopped", "Failed"), "Pending")
    notebook.last_modified_time = utcnow()
    notebook.start()


def stop(self, notebook_instance_name: str) -> None:
    """StopNotebookInstance: InService, then Stopping, then Stopped."""
    notebook = _in_status(self, notebook_instance_name, ("InService",), "Stopping")
    notebook.last_modified_time = utcnow()
    begin(notebook, "status", "Stopping", "Stopped")


def delete(self, notebook_instance_name: str) -> None:
    """DeleteNotebookInstance: Stopped or Failed, then Deleting, then no more."""
    notebook = _in_status(self, notebook_instance_name, ("Stopped", "Failed"), "Deleting")
    begin(notebook, "status", "Deleting", "Deleted")


def update(self: SageMakerResponse) -> EmptyResult:
    """UpdateNotebookInstance: Stopped or Failed, then Updating, then Stopped."""
    name = self._get_param("NotebookInstanceName")
    notebook = _in_status(self.sagemaker_backend, name, ("Stopped", "Failed"), "Updating")
    if instance_type := self._get_param("InstanceType"):
        notebook.validate_instance_type(instance_type)
    if (root_access := self._get_param("RootAccess")) not in (None, "Enabled", "Disabled"):
        raise ValidationError(message=(
            f"1 validation error detected: Value '{root_access}' at 'rootAccess' failed to satisfy constraint: "
            "Member must satisfy enum value set: [Enabled, Disabled]"))
    for member, attribute in _REMOVED.items():
        if self._get_param(member):
            setattr(notebook, attribute, None)
    for member, attribute in _REPLACED.items():
        if (value := self._get_param(member)) is not None:
            setattr(notebook, attribute, value)
    notebook.last_modified_time = utcnow()
    begin(notebook, "status", "Updating", "Stopped")
    return EmptyResult()


def _in_status(backend, name: str, allowed: tuple[str, ...], wanted: str) -> FakeSagemakerNotebookInstance:
    notebook = get(backend, name)
    if notebook.status not in allowed:
        raise ValidationError(message=(
            f"Status ({notebook.status}) not in ([{', '.join(allowed)}]). Unable to transition to ({wanted}) for "
            f"Notebook Instance ({notebook.arn})"))
    return notebook
