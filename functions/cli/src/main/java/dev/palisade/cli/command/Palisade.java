package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.Surroundings;
import dev.palisade.cli.Target;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.pipeline.Workplace;
import dev.palisade.core.plan.GatewayException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import software.amazon.awssdk.core.exception.SdkException;

/** The command {@code palisade}: its options hold for all commands below it. */
@Command(
    name = "palisade",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    version = "Palisade 1.0.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    description = "Closes cloud security gaps around AI workloads on AWS as they open.",
    footer =
        "%nExit codes: 0 done, 1 failed, 2 findings or cases remain, 64 wrong usage, 130 interrupted.",
    subcommands = {
      ControlsCommand.class,
      ScanCommand.class,
      PlanCommand.class,
      FixCommand.class,
      CasesCommand.class,
      ApproveCommand.class,
      DenyCommand.class,
      UndoCommand.class,
      QuarantineCommand.class,
      ReleaseCommand.class,
      ExemptCommand.class,
      FreezeCommand.class,
      UnfreezeCommand.class,
      ReplayCommand.class,
      ReportCommand.class,
      IncidentCommand.class,
      AuditCommand.class,
      PolicyCommand.class,
      DoctorCommand.class,
      DemoCommand.class,
      BenchCommand.class,
      AutoComplete.GenerateCompletion.class,
      CommandLine.HelpCommand.class,
    })
public final class Palisade implements Runnable {

  private final Surroundings surroundings;
  private final Console console;

  @Option(
      names = "--endpoint-url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "Where AWS is answered; AWS itself without it (also AWS_ENDPOINT_URL).")
  private @Nullable String endpointUrl;

  @Option(
      names = "--profile",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Profile of the AWS configuration (also AWS_PROFILE).")
  private @Nullable String profile;

  @Option(
      names = "--region",
      scope = ScopeType.INHERIT,
      paramLabel = "CODE",
      description = "Region (also AWS_REGION).")
  private @Nullable String region;

  @Option(
      names = "--account",
      scope = ScopeType.INHERIT,
      paramLabel = "ID",
      description = "Read in this account through its role palisade-inspect.")
  private @Nullable String account;

  @Option(
      names = "--external-id",
      scope = ScopeType.INHERIT,
      paramLabel = "ID",
      defaultValue = "${env:PALISADE_EXTERNAL_ID:-" + Option.NULL_VALUE + "}",
      description = "What palisade-inspect asks for; the hub's own without it.")
  private @Nullable String externalId;

  @Option(
      names = "--policy",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Policy that scans and plans judge by (default: infra/policy.yaml).")
  private @Nullable Path policy;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  /** The command over its surroundings. */
  public Palisade(Surroundings surroundings, Console console) {
    this.surroundings = surroundings;
    this.console = console;
  }

  /** Runs one command line; its exit code. */
  public static int run(Surroundings surroundings, Console console, String... arguments) {
    return new CommandLine(new Palisade(surroundings, console))
        .setOut(console.out())
        .setErr(console.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((fault, args) -> usage(fault, console))
        .setExecutionExceptionHandler((fault, command, parsed) -> failed(fault, console))
        .execute(arguments);
  }

  private static int usage(ParameterException fault, Console console) {
    console.say("palisade: " + fault.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(fault, console.err())) {
      console.say("Try: palisade " + name(fault.getCommandLine()) + "--help");
    }
    return Exit.USAGE;
  }

  private static String name(CommandLine command) {
    return command.getParent() == null ? "" : command.getCommandName() + " ";
  }

  private static int failed(Exception fault, Console console) {
    if (System.getenv("PALISADE_DEBUG") != null) {
      console.say(Console.trace(fault));
    }
    String message = String.valueOf(fault.getMessage());
    return switch (fault) {
      case Failure failure -> {
        console.say("palisade: " + message);
        yield failure.exit();
      }
      case GatewayException gateway -> {
        console.say("palisade: " + message);
        yield Exit.FAILED;
      }
      case SdkException sdk -> {
        console.say("palisade: " + message);
        yield Exit.FAILED;
      }
      default -> {
        console.say("palisade: " + fault + " (PALISADE_DEBUG=1 shows where)");
        yield Exit.FAILED;
      }
    };
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "a command is needed");
    }
  }

  Console console() {
    return console;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Target target() {
    return new Target(endpointUrl, profile, region, account, externalId, policy);
  }

  Workplace workplace() {
    return surroundings.workplace(target());
  }

  Desk desk() {
    return surroundings.desk(target());
  }
}
