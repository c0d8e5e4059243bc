package dev.palisade.cli.demo;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.Failure;
import dev.palisade.cli.surface.SlackWorkspace;
import dev.palisade.cli.surface.SlackWorkspace.Sent;
import dev.palisade.core.cases.Case;

/** An approval in Slack: the message as Maya sees it, and her press, signed as Slack signs it. */
final class InSlack implements Surface {

  private static final String MAYA = "U0MAYA";

  private final SlackWorkspace slack;
  private final Console console;

  InSlack(SlackWorkspace slack, Console console) {
    this.slack = slack;
    this.console = console;
  }

  @Override
  public boolean shows(Case item) {
    return slack.message(item.id(), SlackWorkspace.APPROVE).isPresent();
  }

  @Override
  public void approve(Case item) {
    String message = slack.message(item.id(), SlackWorkspace.APPROVE).orElseThrow();
    console.say("  %s asks     in Slack, #palisade:".formatted(item.id()));
    message.lines().forEach(line -> console.say(console.tint(Tint.DIM, "      │ " + line)));
    Sent press = slack.press(MAYA, SlackWorkspace.APPROVE, item.id());
    if (press.status() != 200) {
      throw Failure.because(
          "the press in Slack on %s was answered %d".formatted(item.id(), press.status()));
    }
    console.say(
        "  %s yes      maya presses Approve in Slack; the signed request is taken in %.0f ms"
            .formatted(item.id(), press.seconds() * 1000));
  }
}
