package dev.palisade.models.notebook;

import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.resource.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Palisade knows about SageMaker notebook instances. */
public final class Notebooks {

  /** Notebook instances by name. In AWS's own ARNs the name is in lower case. */
  public static final ResourceType TYPE =
      ResourceType.ai(
          "AWS::SageMaker::NotebookInstance",
          "arn:{partition}:sagemaker:{region}:{account}:notebook-instance/{id}");

  /** The call that makes a notebook. */
  static final Trigger CREATED =
      Trigger.cloudTrail("sagemaker", "CreateNotebookInstance")
          .resource(TYPE, "/requestParameters/notebookInstanceName");

  /** The calls that change a notebook or let it run. */
  static final Trigger CHANGED =
      Trigger.cloudTrail("sagemaker", "StartNotebookInstance", "UpdateNotebookInstance")
          .resource(TYPE, "/requestParameters/notebookInstanceName")
          .restsOn(Trigger.Evidence.MODEL);

  /**
   * SageMaker's own word that a notebook has another status: also the end of a change that Palisade
   * waits for.
   */
  static final Trigger STATUS =
      Trigger.finding("aws.sagemaker", "SageMaker Notebook Instance State Change", Map.of())
          .resource(TYPE, "/NotebookInstanceName")
          .restsOn(Trigger.Evidence.RECORD);

  /** The kind with its controls, sorted by id. */
  public static final ResourceKind<Notebook, NotebookChange> KIND =
      new ResourceKind<>(
          List.of(TYPE),
          Notebook.class,
          NotebookChange.class,
          NotebookFacet.TAGS,
          Set.of(NotebookFacet.SETTINGS),
          Set.of(NotebookFacet.LIST),
          List.of(new NotebookInternet(), new NotebookRoot()));

  private Notebooks() {}
}
