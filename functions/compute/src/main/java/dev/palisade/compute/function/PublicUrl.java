package dev.palisade.compute.function;

import static dev.palisade.core.control.ControlSpec.control;
import static dev.palisade.core.control.Trigger.cloudTrail;

import dev.palisade.compute.function.FunctionChange.AddPermission;
import dev.palisade.compute.function.FunctionChange.RemovePermission;
import dev.palisade.compute.function.FunctionChange.SetUrlAuthType;
import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.plan.Plan;
import java.util.List;
import java.util.stream.Stream;

/**
 * Functions of AI workloads are invoked by nobody unknown: statements for everyone go at once, a
 * function URL without authentication asks. Function and aliases are judged together; policies of
 * numbered versions only where the event names the version with the function.
 */
public final class PublicUrl implements Control<LambdaFunction, FunctionChange> {

  private static final ControlSpec SPEC =
      control("Lambda.PublicUrl")
          .title("Functions of AI workloads can not be invoked by everyone")
          .why(
              "Whoever finds the address or name spends the account's model budget, and sends"
                  + " prompts past every filter in front.")
          .breaks(
              "Callers that do not authenticate, browsers and webhooks among them. Give them a"
                  + " permission with a source account or organization, or put an authorizer in"
                  + " front.")
          .atSource(
              "aws_lambda_function_url, authorization_type = AWS_IAM; aws_lambda_permission:"
                  + " no principal * without source_account, source_arn or principal_org_id",
              "AWS::Lambda::Url, AuthType: AWS_IAM; AWS::Lambda::Permission: no Principal *"
                  + " without SourceAccount, SourceArn or PrincipalOrgID")
          .severity(Severity.CRITICAL)
          .autonomy(Autonomy.ENFORCE)
          .reads(FunctionFacet.POLICY, FunctionFacet.URLS)
          .calls(RemovePermission.CALL, SetUrlAuthType.CALL)
          .undoCalls(AddPermission.CALL, SetUrlAuthType.CALL)
          .trigger(
              cloudTrail("lambda", "AddPermission*")
                  .resource(Functions.TYPE, "/requestParameters/functionName")
                  .restsOn(Trigger.Evidence.RECORD))
          .trigger(
              cloudTrail("lambda", "CreateFunctionUrlConfig*", "UpdateFunctionUrlConfig*")
                  .resource(Functions.TYPE, "/requestParameters/functionName"))
          .trigger(
              cloudTrail("lambda", "TagResource*")
                  .resource(Functions.TYPE, "/requestParameters/resource")
                  .restsOn(Trigger.Evidence.MODEL))
          .standard(Standard.SECURITY_HUB, "Lambda.1")
          .standard(
              Standard.PROWLER,
              "awslambda_function_not_publicly_accessible",
              "awslambda_function_url_public")
          .standard(Standard.OWASP_LLM, "LLM10")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP01")
          .source("https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html")
          .source("https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html")
          .source("https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<LambdaFunction, FunctionChange> plan(
      LambdaFunction function, Context<LambdaFunction> context) {
    List<Grant> open = function.grantsOrNone().stream().filter(Grant::toEveryone).toList();
    List<Grant> safe = open.stream().filter(grant -> grant.foreign() == null).toList();
    List<Grant> foreign = open.stream().filter(grant -> grant.foreign() != null).toList();
    List<Grant> unreadable = function.grantsOrNone().stream().filter(Grant::isUnreadable).toList();
    List<FunctionUrl> urls =
        function.urlsOrNone().stream()
            .filter(url -> url.authType().equals(FunctionUrl.NONE))
            .toList();
    if (!safe.isEmpty()) {
      Plan<LambdaFunction, FunctionChange> plan =
          Plan.<LambdaFunction, FunctionChange>mend(
                  safe.stream().map(RemovePermission::new).toList())
              .because(
                  "Statements let everyone in, with no account, organization or source that"
                      + " narrows them; those go, all others stay.")
              .evidence("openStatements", safe.stream().map(Grant::inWords).toList());
      boolean more = !foreign.isEmpty() || !unreadable.isEmpty() || !urls.isEmpty();
      return more ? plan.leavingMore() : plan;
    }
    if (foreign.isEmpty() && urls.isEmpty()) {
      return unreadable.isEmpty() ? Plan.holds() : unread(unreadable);
    }
    Plan<LambdaFunction, FunctionChange> plan = asking(foreign, urls);
    return unreadable.isEmpty() ? plan : plan.leavingMore();
  }

  private static Plan<LambdaFunction, FunctionChange> asking(
      List<Grant> foreign, List<FunctionUrl> urls) {
    Stream<FunctionChange> removals = foreign.stream().map(RemovePermission::new);
    Stream<FunctionChange> closed =
        urls.stream()
            .map(url -> new SetUrlAuthType(url.qualifier(), url.authType(), FunctionUrl.AWS_IAM));
    Plan<LambdaFunction, FunctionChange> plan =
        Plan.<LambdaFunction, FunctionChange>mend(Stream.concat(removals, closed).toList())
            .because("The function can still be invoked without a known identity.");
    if (!foreign.isEmpty()) {
      plan =
          plan.evidence("openStatements", foreign.stream().map(Grant::inWords).toList())
              .ask("A statement for everyone has a form that could not be put back.");
    }
    if (!urls.isEmpty()) {
      plan =
          plan.evidence("openUrls", urls.stream().map(FunctionUrl::url).toList())
              .ask(
                  "Callers of the function URL that do not sign their requests are refused from"
                      + " then on: is the URL meant for the public?");
    }
    return plan;
  }

  private static Plan<LambdaFunction, FunctionChange> unread(List<Grant> unreadable) {
    return Plan.<LambdaFunction, FunctionChange>ticket(
            "A resource policy of the function can't be understood, so whether it is open is not"
                + " known.",
            "Read the policy with `aws lambda get-policy --function-name NAME [--qualifier"
                + " ALIAS]`, and remove statements for everyone with `aws lambda"
                + " remove-permission`. In Terraform the statements are aws_lambda_permission"
                + " resources, in CloudFormation AWS::Lambda::Permission.")
        .evidence("policies", unreadable.stream().map(Grant::qualifier).toList());
  }
}
