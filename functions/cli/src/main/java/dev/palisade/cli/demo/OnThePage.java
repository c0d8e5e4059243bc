package dev.palisade.cli.demo;

import dev.palisade.cli.Console;
import dev.palisade.cli.Failure;
import dev.palisade.cli.surface.ApprovalPage;
import dev.palisade.cli.surface.Browser.Shown;
import dev.palisade.core.cases.Case;

/** An approval on the page: Noor signs in by OpenID Connect and sends the case's form off. */
final class OnThePage implements Surface {

  private static final String NOOR = "u-noor";

  private final ApprovalPage page;
  private final String address;
  private final Console console;

  OnThePage(String address, Console console) {
    this.page = new ApprovalPage(address);
    this.address = address;
    this.console = console;
  }

  @Override
  public boolean shows(Case item) {
    return true;
  }

  @Override
  public void approve(Case item) {
    page.signIn(NOOR);
    Shown done = page.decide(item.id(), "approve", "looked at in the demonstration");
    if (done.status() != 200) {
      throw Failure.because(
          "the page answered %d to the approval of %s".formatted(done.status(), item.id()));
    }
    console.say(
        "  %s yes      noor signs in on the page and approves at %s/cases/%s"
            .formatted(item.id(), address, item.id()));
  }
}
