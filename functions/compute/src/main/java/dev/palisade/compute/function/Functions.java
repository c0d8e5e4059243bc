package dev.palisade.compute.function;

import dev.palisade.core.control.Call;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.resource.ResourceType;
import java.util.List;
import java.util.Set;

/** What Palisade knows about Lambda functions. */
public final class Functions {

  /** Lambda functions by name; callers may also name them with a version or alias behind. */
  public static final ResourceType TYPE =
      ResourceType.of(
          "AWS::Lambda::Function", "arn:{partition}:lambda:{region}:{account}:function:{id}");

  /** The kind with its controls, sorted by id. */
  public static final ResourceKind<LambdaFunction, FunctionChange> KIND =
      new ResourceKind<>(
          List.of(TYPE),
          LambdaFunction.class,
          FunctionChange.class,
          FunctionFacet.TAGS,
          Set.of(FunctionFacet.POLICY, FunctionFacet.URLS),
          Set.of(Call.of("lambda:ListFunctions", "*")),
          List.of(new PublicUrl(), new Quarantine()));

  private Functions() {}
}
