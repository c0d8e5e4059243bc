package dev.palisade.cli.aws;

import dev.palisade.cli.Failure;
import dev.palisade.cli.Surroundings;
import dev.palisade.cli.Target;
import dev.palisade.cli.audit.Records;
import dev.palisade.cli.doctor.Check;
import dev.palisade.cli.doctor.HubChecks;
import dev.palisade.cli.doctor.MemberChecks;
import dev.palisade.cli.hub.BookCases;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.incident.Archives;
import dev.palisade.cli.pipeline.Workplace;
import dev.palisade.cli.pipeline.Workplace.Area;
import dev.palisade.core.control.Roles;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.engine.Standing;
import dev.palisade.core.people.BuiltInExemptions;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.platform.audit.S3AuditObjects;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.bus.RequestSender;
import dev.palisade.platform.function.DomainModule;
import dev.palisade.platform.function.Reaches;
import dev.palisade.platform.store.CaseBook;
import dev.palisade.platform.store.DynamoCaseStore;
import dev.palisade.platform.store.PeopleBook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.appconfigdata.AppConfigDataClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** AWS, or an endpoint that answers as AWS does, with the caller's credentials. */
public final class AwsSurroundings implements Surroundings {

  private final List<DomainModule> domains;
  private final @Nullable AwsCredentialsProvider credentials;
  private final InstantSource clock = InstantSource.system();

  /** With the credentials of the default chain. */
  public AwsSurroundings(List<DomainModule> domains) {
    this(domains, null);
  }

  /** With credentials, null for those of the default chain. */
  public AwsSurroundings(List<DomainModule> domains, @Nullable AwsCredentialsProvider credentials) {
    this.domains = List.copyOf(domains);
    this.credentials = credentials;
  }

  @Override
  public List<DomainModule> domains() {
    return domains;
  }

  @Override
  public Workplace workplace(Target target) {
    Caller caller = caller(target);
    String account = target.account() == null ? caller.account() : target.account();
    Optional<HubAddress> hub = HubAddress.find(caller.session());
    Function<Reaches.Place, AwsSession> sessions =
        account.equals(caller.account())
            ? place -> Sessions.with(place.account(), place.region(), credentials)
            : inspecting(caller, externalId(target, hub));
    List<Area> areas =
        domains.stream()
            .map(module ->
                new Area(
                    module.domain().name(),
                    Reaches.over(module, (place, access) -> sessions.apply(place))))
            .toList();
    return new Workplace(
        account,
        caller.region(),
        caller.arn(),
        areas,
        PolicySource.file(target.policy()),
        standing(caller, hub),
        freeze(caller, hub),
        exemptions(caller, hub));
  }

  private static Function<Reaches.Place, AwsSession> inspecting(Caller caller, String externalId) {
    Sessions sessions =
        new Sessions(caller.session().client(StsClient.builder()), externalId, "palisade-cli");
    return place -> sessions.in(place.account(), place.region(), Roles.INSPECT);
  }

  private static String externalId(Target target, Optional<HubAddress> hub) {
    if (target.externalId() != null) {
      return target.externalId();
    }
    return hub.map(address -> address.get("ExternalId"))
        .orElseThrow(() ->
            Failure.usage(
                "--account needs --external-id (or PALISADE_EXTERNAL_ID), or credentials of the"
                    + " hub's account"));
  }

  private static Function<ResourceRef, Standing> standing(Caller caller, Optional<HubAddress> hub) {
    if (hub.isEmpty()) {
      return ref -> Standing.NONE;
    }
    DynamoCaseStore store =
        new DynamoCaseStore(
            caller.session().client(DynamoDbClient.builder()),
            hub.get().get("Table"),
            "people",
            "none");
    return store::standing;
  }

  private Supplier<List<Exemption>> exemptions(Caller caller, Optional<HubAddress> hub) {
    if (hub.isEmpty()) {
      return List::of;
    }
    CaseBook book = book(caller, hub.get());
    Arn bus = Arn.parse(hub.get().get("Bus"));
    List<Exemption> builtIn = BuiltInExemptions.of(bus.account(), bus.region());
    return () -> Stream.concat(builtIn.stream(), book.exemptions().stream()).toList();
  }

  private Supplier<Optional<Freeze>> freeze(Caller caller, Optional<HubAddress> hub) {
    if (hub.isEmpty()) {
      return Optional::empty;
    }
    return book(caller, hub.get())::freeze;
  }

  @Override
  public Desk desk(Target target) {
    Caller caller = caller(target);
    return desk(caller, hub(caller));
  }

  @Override
  public Records records(Target target) {
    Caller caller = caller(target);
    HubAddress hub = hub(caller);
    AwsSession session = caller.session();
    return new Records(
        new S3AuditObjects(session.client(S3Client.builder()), hub.get("AuditBucket")),
        new BookCases(book(caller, hub)),
        new PeopleBook(session.client(DynamoDbClient.builder()), hub.get("Table"))::journal,
        () -> DigestKey.of(session.client(KmsClient.builder()), hub.get("DigestKey")),
        clock);
  }

  @Override
  public Archives archives(Target target) {
    Caller caller = caller(target);
    HubAddress hub = hub(caller);
    return TrailArchives.of(
        caller,
        place -> Sessions.with(place.account(), place.region(), credentials),
        hub,
        target.account(),
        new BookCases(book(caller, hub)),
        clock,
        AwsSurroundings::pause);
  }

  private AwsCredentialsProvider provider() {
    return credentials == null ? DefaultCredentialsProvider.builder().build() : credentials;
  }

  private static HubAddress hub(Caller caller) {
    return HubAddress.find(caller.session())
        .orElseThrow(() ->
            Failure.because(
                "no stack %s in account %s, region %s: these are not the hub's credentials, or"
                        .formatted(HubAddress.STACK, caller.account(), caller.region())
                    + " Palisade is not deployed there"));
  }

  private Desk desk(Caller caller, HubAddress hub) {
    EventBridgeClient events = caller.session().client(EventBridgeClient.builder());
    RequestSender sender = new RequestSender(events, hub.get("Bus"));
    return new Desk(
        new BookCases(book(caller, hub)),
        new DeskFunction(
            caller.session().client(LambdaClient.builder()), caller.region(), provider()),
        sender::send,
        caller.arn(),
        () -> PolicySource.inForce(caller.session().client(AppConfigDataClient.builder()), hub),
        domains.stream().map(module -> module.domain().name()).toList(),
        clock,
        AwsSurroundings::pause);
  }

  @Override
  public List<Check> checkup(Target target, Consumer<String> progress) {
    Caller caller = caller(target);
    HubAddress hub = hub(caller);
    progress.accept("looking at the hub in account " + caller.account());
    List<Check> checks =
        new ArrayList<>(new HubChecks(caller.session(), hub, desk(caller, hub)).all());
    MemberChecks members =
        new MemberChecks(
            new Sessions(
                caller.session().client(StsClient.builder()),
                hub.get("ExternalId"),
                "palisade-doctor"),
            hub.get("Bus"));
    for (String account : hub.get("Accounts").split(",", -1)) {
      progress.accept("looking at account " + account);
      checks.addAll(members.of(account, List.of(hub.get("Regions").split(",", -1))));
    }
    return checks;
  }

  private CaseBook book(Caller caller, HubAddress hub) {
    return new CaseBook(caller.session().client(DynamoDbClient.builder()), hub.get("Table"), clock);
  }

  /**
   * Who calls, and where.
   *
   * @param session with the caller's credentials in that account and region
   */
  public record Caller(String account, String region, String arn, AwsSession session) {}

  /**
   * The caller by STS.
   *
   * @throws Failure if there are no usable credentials or no region
   */
  public Caller caller(Target target) {
    settle(target);
    try {
      String region = DefaultAwsRegionProviderChain.builder().build().getRegion().id();
      AwsSession session = Sessions.with("", region, credentials);
      GetCallerIdentityResponse me = session.client(StsClient.builder()).getCallerIdentity(b -> {});
      return new Caller(
          me.account(), region, me.arn(), Sessions.with(me.account(), region, credentials));
    } catch (SdkClientException e) {
      throw Failure.because(words(String.valueOf(e.getMessage())));
    }
  }

  // The SDK lists every place where it looked; a person needs to know what to set.
  private static String words(String said) {
    if (said.contains("Unable to load region")) {
      return "no region is known: say --region, or set AWS_REGION";
    }
    if (said.contains("Unable to load credentials")) {
      return "no credentials are found: say --profile, or set AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY; for the local AWS any account id and \"test\" do";
    }
    return "AWS can't be called: " + said;
  }

  // The SDK's own settings: every client of this process follows them, whoever builds it.
  private static void settle(Target target) {
    set("aws.endpointUrl", target.endpointUrl());
    set(ProfileFileSystemSetting.AWS_PROFILE.property(), target.profile());
    set(SdkSystemSetting.AWS_REGION.property(), target.region());
  }

  private static void set(String property, @Nullable String value) {
    if (value != null) {
      System.setProperty(property, value);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
