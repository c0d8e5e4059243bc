package dev.palisade.models.notebook;

import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.models.SageMakerCall;
import dev.palisade.models.notebook.NotebookChange.SetRootAccess;
import dev.palisade.models.notebook.NotebookChange.StartNotebookInstance;
import dev.palisade.models.notebook.NotebookChange.StopNotebookInstance;
import dev.palisade.platform.aws.AwsSession;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceSummary;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** Reads and changes notebook instances through SageMaker. */
public final class SageMakerNotebookGateway implements Gateway<Notebook, NotebookChange> {

  private final AwsSession session;
  private final SageMakerClient sageMaker;

  /** A gateway for one account and region. */
  public SageMakerNotebookGateway(AwsSession session) {
    this.session = session;
    this.sageMaker = session.client(SageMakerClient.builder());
  }

  @Override
  public Notebook read(ResourceRef ref, Set<Facet> facets) {
    Notebook notebook = new Notebook(true, null, null, null, null, Map.of());
    if (facets.contains(NotebookFacet.SETTINGS)) {
      Optional<Notebook> settings = settings(ref);
      if (settings.isEmpty()) {
        return Notebook.ABSENT;
      }
      notebook = settings.get();
    }
    return facets.contains(NotebookFacet.TAGS)
        ? tags(ref).map(notebook::withTags).orElse(Notebook.ABSENT)
        : notebook;
  }

  private Optional<Notebook> settings(ResourceRef ref) {
    return SageMakerCall.find(
            ref,
            "DescribeNotebookInstance",
            () -> sageMaker.describeNotebookInstance(r -> r.notebookInstanceName(ref.id())))
        .map(SageMakerNotebookGateway::notebook);
  }

  // SageMaker's ARNs hold the name in lower case, and tags are asked for by ARN.
  private Optional<Map<String, String>> tags(ResourceRef ref) {
    String arn =
        ref.arn().substring(0, ref.arn().length() - ref.id().length())
            + ref.id().toLowerCase(Locale.ROOT);
    return SageMakerCall.find(
        ref,
        "ListTags",
        () ->
            sageMaker.listTagsPaginator(r -> r.resourceArn(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value)));
  }

  // Access that an answer does not mention is SageMaker's default, which is the open one.
  private static Notebook notebook(DescribeNotebookInstanceResponse answer) {
    return new Notebook(
        true,
        answer.notebookInstanceStatusAsString(),
        Objects.requireNonNullElse(answer.directInternetAccessAsString(), Notebook.ENABLED),
        Objects.requireNonNullElse(answer.rootAccessAsString(), Notebook.ENABLED),
        new Notebook.Setup(
            text(answer.instanceTypeAsString()),
            text(answer.roleArn()),
            text(answer.subnetId()),
            answer.securityGroups(),
            text(answer.kmsKeyId()),
            Objects.requireNonNullElse(answer.volumeSizeInGB(), 5),
            text(answer.notebookInstanceLifecycleConfigName()),
            text(answer.platformIdentifier())),
        Map.of());
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  @Override
  public void execute(ResourceRef ref, NotebookChange change) {
    String name = ref.id();
    SageMakerCall.on(
        ref,
        change.call().event(),
        () ->
            switch (change) {
              case StopNotebookInstance ignored ->
                  sageMaker.stopNotebookInstance(r -> r.notebookInstanceName(name));
              case StartNotebookInstance ignored ->
                  sageMaker.startNotebookInstance(r -> r.notebookInstanceName(name));
              case SetRootAccess set ->
                  sageMaker.updateNotebookInstance(
                      r -> r.notebookInstanceName(name).rootAccess(set.after()));
            });
  }

  @Override
  public Stream<ResourceRef> list() {
    return sageMaker.listNotebookInstancesPaginator().notebookInstances().stream()
        .map(NotebookInstanceSummary::notebookInstanceName)
        .map(name -> Notebooks.TYPE.ref(session.account(), session.region(), name));
  }
}
