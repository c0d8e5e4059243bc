package dev.palisade.models.notebook;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import java.util.Set;

/** The parts of a notebook instance. */
enum NotebookFacet implements Facet {
  /** All but the tags. */
  SETTINGS(Call.of("sagemaker:DescribeNotebookInstance", NotebookFacet.ARN)),
  /** Tags. */
  TAGS(Call.of("sagemaker:ListTags", NotebookFacet.ARN));

  static final String ARN = "arn:{partition}:sagemaker:*:{account}:notebook-instance/*";

  /** Listing knows no resource-level permissions. */
  static final Call LIST = Call.of("sagemaker:ListNotebookInstances", "*");

  private final Call call;

  NotebookFacet(Call call) {
    this.call = call;
  }

  @Override
  public Set<Call> calls() {
    return Set.of(call);
  }

  @Override
  public boolean readsTags() {
    return this == TAGS;
  }
}
