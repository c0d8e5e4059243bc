package dev.palisade.models.notebook;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.plan.Plan;
import dev.palisade.models.notebook.NotebookChange.SetRootAccess;
import dev.palisade.models.notebook.NotebookChange.StartNotebookInstance;
import dev.palisade.models.notebook.NotebookChange.StopNotebookInstance;
import java.util.ArrayList;
import java.util.List;

/**
 * Users of notebook instances are not root on them. A stopped notebook is changed at once; a
 * running one has to stop for it, so a person is asked.
 */
public final class NotebookRoot implements Control<Notebook, NotebookChange> {

  private static final ControlSpec SPEC =
      control("SageMaker.NotebookRoot")
          .title("Users of notebook instances are not root on them")
          .why(
              "Root can read the credentials and files of everybody who uses the notebook, switch"
                  + " off its agents, and install what outlives the next start.")
          .breaks(
              "Users can't install system packages any more; lifecycle scripts still run as root."
                  + " A running notebook stops for minutes: kernels end, and what is not saved"
                  + " under /home/ec2-user/SageMaker is lost.")
          .atSource(
              "aws_sagemaker_notebook_instance, root_access = Disabled",
              "AWS::SageMaker::NotebookInstance, RootAccess: Disabled")
          .severity(Severity.HIGH)
          .autonomy(Autonomy.ENFORCE)
          .reads(NotebookFacet.SETTINGS)
          .calls(StopNotebookInstance.CALL, SetRootAccess.CALL, StartNotebookInstance.CALL)
          .undoCalls(StopNotebookInstance.CALL, SetRootAccess.CALL, StartNotebookInstance.CALL)
          .trigger(Notebooks.CREATED)
          .trigger(Notebooks.CHANGED)
          .trigger(Notebooks.STATUS)
          .standard(Standard.SECURITY_HUB, "SageMaker.3")
          .standard(Standard.PROWLER, "sagemaker_notebook_instance_root_access_disabled")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP01")
          .source("https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html")
          .source(
              "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-disable-sagemaker-notebook-root-access.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Notebook, NotebookChange> plan(Notebook notebook, Context<Notebook> context) {
    if (!notebook.givesRoot()) {
      return Plan.holds();
    }
    SetRootAccess close = new SetRootAccess(Notebook.ENABLED, Notebook.DISABLED);
    if (!notebook.isRunning()) {
      return said(notebook, List.of(close), "");
    }
    List<NotebookChange> changes = new ArrayList<>(List.of(new StopNotebookInstance(), close));
    if (notebook.reachesInternet()) {
      return said(
              notebook,
              changes,
              " It stays stopped: starting it would open its direct way to the internet anew.")
          .ask("The notebook must stop for it, with what is not saved, and is not started again.");
    }
    changes.add(new StartNotebookInstance(false));
    return said(notebook, changes, "")
        .ask("The notebook must stop for it for some minutes, with what is not saved.");
  }

  private static Plan<Notebook, NotebookChange> said(
      Notebook notebook, List<? extends NotebookChange> changes, String more) {
    return Plan.<Notebook, NotebookChange>mend(changes)
        .because("Users of the notebook are root on it." + more)
        .evidence("rootAccess", Notebook.ENABLED)
        .evidence("status", String.valueOf(notebook.status()));
  }
}
