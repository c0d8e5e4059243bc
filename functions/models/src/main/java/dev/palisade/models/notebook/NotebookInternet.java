package dev.palisade.models.notebook;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.plan.Plan;
import dev.palisade.models.notebook.NotebookChange.StartNotebookInstance;
import dev.palisade.models.notebook.NotebookChange.StopNotebookInstance;
import java.util.List;

/**
 * Notebook instances reach the internet through the account's VPC only. SageMaker can't change that
 * of a notebook that is there, so it is stopped, and a person makes a new one.
 */
public final class NotebookInternet implements Control<Notebook, NotebookChange> {

  private static final ControlSpec SPEC =
      control("SageMaker.NotebookInternet")
          .title("Notebook instances have no direct way to the internet")
          .why(
              "Whatever runs in such a notebook can send training data anywhere, past the VPC's"
                  + " security groups, endpoints and flow logs.")
          .breaks(
              "The notebook stops: kernels and terminals end, and what is not saved under"
                  + " /home/ec2-user/SageMaker is lost. Its volume stays.")
          .atSource(
              "aws_sagemaker_notebook_instance, direct_internet_access = Disabled, with"
                  + " subnet_id and security_groups; it makes a new notebook",
              "AWS::SageMaker::NotebookInstance, DirectInternetAccess: Disabled, with"
                  + " SubnetId and SecurityGroupIds; it makes a new notebook")
          .severity(Severity.HIGH)
          .autonomy(Autonomy.APPROVE)
          .reads(NotebookFacet.SETTINGS)
          .calls(StopNotebookInstance.CALL)
          .undoCalls(StartNotebookInstance.CALL)
          .trigger(Notebooks.CREATED)
          .trigger(Notebooks.CHANGED)
          .trigger(Notebooks.STATUS)
          .standard(Standard.SECURITY_HUB, "SageMaker.1")
          .standard(
              Standard.PROWLER,
              "sagemaker_notebook_instance_without_direct_internet_access_configured")
          .standard(Standard.OWASP_LLM, "LLM02")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP02")
          .source(
              "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html")
          .source(
              "https://docs.aws.amazon.com/securityhub/latest/userguide/sagemaker-controls.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Notebook, NotebookChange> plan(Notebook notebook, Context<Notebook> context) {
    if (!notebook.reachesInternet()) {
      return Plan.holds();
    }
    List<NotebookChange> changes =
        notebook.isRunning() ? List.of(new StopNotebookInstance()) : List.of();
    Plan<Notebook, NotebookChange> plan =
        Plan.<Notebook, NotebookChange>contain(changes, Recreation.steps(notebook, context.ref()))
            .because(
                "The notebook has a network interface of SageMaker's own that leads to the"
                    + " internet past the VPC. This can't be changed in place, so it is kept from"
                    + " running until somebody makes a new one by the steps.")
            .evidence("directInternetAccess", Notebook.ENABLED)
            .evidence("status", String.valueOf(notebook.status()));
    Notebook.Setup setup = notebook.setup();
    if (setup != null) {
      plan =
          plan.evidence("subnet", setup.subnetId().isEmpty() ? "none" : setup.subnetId())
              .evidence("role", setup.roleArn());
    }
    return changes.isEmpty()
        ? plan
        : plan.ask("Somebody may be at work in the notebook, which stops with what is not saved.");
  }
}
