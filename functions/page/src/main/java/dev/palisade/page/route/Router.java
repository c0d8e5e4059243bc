package dev.palisade.page.route;

import dev.palisade.core.engine.CaseStore.ContendedException;
import dev.palisade.core.people.RefusedException;
import dev.palisade.page.http.Answer;
import dev.palisade.page.http.Request;
import dev.palisade.page.session.Session;
import dev.palisade.page.session.SessionBook;
import dev.palisade.page.signin.SignIn;
import dev.palisade.page.signin.SignInException;
import dev.palisade.page.view.Frame;
import dev.palisade.page.view.Pages;
import dev.palisade.platform.catalogue.Catalogue;
import dev.palisade.platform.desk.FrontDesk;
import dev.palisade.platform.store.CaseBook;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests: signs people in and out, asks who is there and whether a form is ours, and
 * hands on to the pages. Whatever goes wrong is said in words, with a way on.
 */
public final class Router {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private static final String CASE = "c-[0-9a-z]{1,11}";
  private static final String EXEMPTION = "x-[a-z]{10}";
  private static final String EVENT = "[A-Za-z0-9-]{1,64}";

  private final FrontDesk desk;
  private final SessionBook book;
  private final SignIn signIn;
  private final InstantSource clock;
  private final CasePages cases;
  private final ExemptionPages exemptions;
  private final OperatorPages operators;

  /** The page over a desk. */
  public Router(
      FrontDesk desk,
      CaseBook caseBook,
      Catalogue catalogue,
      SessionBook book,
      SignIn signIn,
      InstantSource clock) {
    this.desk = desk;
    this.book = book;
    this.signIn = signIn;
    this.clock = clock;
    this.cases = new CasePages(desk, caseBook, catalogue);
    this.exemptions = new ExemptionPages(desk);
    this.operators = new OperatorPages(desk, catalogue);
  }

  /** Answers a request. */
  public Answer answer(Request request) {
    try {
      return switch (request.method()) {
        case "GET" -> get(request);
        case "POST" -> post(request);
        default -> outside(405, "Not possible", "The page knows no " + request.method() + ".");
      };
    } catch (Request.MalformedException e) {
      return malformed(e);
    }
  }

  /** The answer to what could not be read. */
  public static Answer malformed(Request.MalformedException why) {
    return outside(400, "Not understood", String.valueOf(why.getMessage()));
  }

  private Answer get(Request request) {
    return switch (request.path()) {
      case "/style.css" -> Assets.style();
      case "/page.js" -> Assets.script();
      case "/icon.svg" -> Assets.icon();
      case "/sign-in" -> signingIn(() -> signIn.begin(request));
      case SignIn.BACK -> signingIn(() -> signIn.finish(request));
      case "/signed-out" ->
          Answer.html(
              200,
              Pages.message(
                  Frame.outside("Signed out"),
                  "You are signed out here. Your identity provider may still know you.",
                  "/sign-in?again=yes",
                  "Sign in again"));
      case "/" -> Answer.see("/cases");
      default ->
          session(request)
              .map(session -> inside(request, session, this::page))
              .orElseGet(() -> pleaseSignIn(request, 401, "Sign in to go on."));
    };
  }

  private Answer signingIn(Supplier<Answer> step) {
    try {
      return step.get();
    } catch (SignInException e) {
      LOG.warn("not signed in: {}", e.reason(), e.getCause());
      return Answer.html(
          403,
          Pages.message(
              Frame.outside("Not signed in"),
              "That did not work: " + e.reason() + ".",
              "/sign-in",
              "Try again"));
    }
  }

  private static Answer pleaseSignIn(Request request, int status, String words) {
    String to =
        request.method().equals("GET")
            ? "?to=" + URLEncoder.encode(request.address(), StandardCharsets.UTF_8)
            : "";
    return Answer.html(
        status, Pages.message(Frame.outside("Sign in"), words, "/sign-in" + to, "Sign in"));
  }

  private Answer post(Request request) {
    Optional<Session> session = session(request);
    if (session.isEmpty()) {
      return pleaseSignIn(
          request, 401, "You were signed out meanwhile, and nothing was done. Sign in and go on.");
    }
    Optional<String> objection = Guard.objection(request, session.get(), signIn.address(request));
    if (objection.isPresent()) {
      LOG.warn("refused a form of {}: {}", session.get().person().named(), objection.get());
      return outside(
          403, "Refused", "This form did not come from a page of yours here; nothing was done.");
    }
    if (request.path().equals("/sign-out")) {
      book.end(request.cookie(SignIn.SESSION));
      return Answer.see("/signed-out").cookie(SignIn.SESSION, "", Duration.ZERO);
    }
    return inside(request, session.get(), this::done);
  }

  private Optional<Session> session(Request request) {
    return book.find(request.cookie(SignIn.SESSION));
  }

  /** What somebody who is signed in is answered. */
  private interface Page {
    Answer answer(Visit visit);
  }

  private Answer inside(Request request, Session session, Page page) {
    Instant now = clock.instant();
    Frame frame =
        Frame.inside(
                session.person(), desk.role(session.person()), session.csrf(), desk.freeze(), now)
            .after(request.method().equals("GET") ? Done.words(request.parameter("done")) : "");
    try {
      return page.answer(new Visit(request, session, frame, now));
    } catch (RefusedException e) {
      return said(frame, 403, "Refused", e.reason() + ".");
    } catch (InvalidException e) {
      return said(frame, 400, "Not done", String.valueOf(e.getMessage()) + " Nothing was done.");
    } catch (ContendedException e) {
      return said(
          frame, 409, "Not done", "Somebody else was first. Look at it again, and decide then.");
    }
  }

  private static Answer said(Frame frame, int status, String title, String words) {
    return Answer.html(
        status, Pages.message(frame.of(title, ""), words, "/cases", "Back to the cases"));
  }

  private static Answer outside(int status, String title, String words) {
    return Answer.html(
        status, Pages.message(Frame.outside(title), words, "/cases", "Back to the cases"));
  }

  /** An answer of last resort, where something is broken that a person can't mend. */
  public static Answer broken() {
    return outside(
        503, "Out of order", "Something Palisade needs does not answer. Try again in a minute.");
  }

  private Answer page(Visit visit) {
    String path = visit.request().path();
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (path.matches("/cases/" + CASE)) {
      return cases.show(visit, last);
    }
    if (path.matches("/fix/" + EVENT)) {
      return operators.asked(visit, last);
    }
    return switch (path) {
      case "/cases" -> cases.list(visit);
      case "/exemptions" -> exemptions.list(visit);
      case "/freeze" -> operators.freeze(visit);
      case "/fix" -> operators.fixForm(visit);
      case "/undo" -> operators.undoForm(visit);
      case "/me" -> IdentityPage.show(visit);
      default -> nothing(visit);
    };
  }

  private Answer done(Visit visit) {
    String path = visit.request().path();
    String[] parts = path.split("/", -1);
    if (path.matches("/cases/" + CASE + "/[a-z]+")) {
      return switch (parts[3]) {
        case "decision" -> cases.decide(visit, parts[2]);
        case "exemption" -> cases.exempt(visit, parts[2]);
        case "undo" -> cases.undo(visit, parts[2]);
        default -> nothing(visit);
      };
    }
    if (path.matches("/exemptions/" + EXEMPTION + "/end")) {
      return exemptions.end(visit, parts[2]);
    }
    return switch (path) {
      case "/exemptions" -> exemptions.give(visit);
      case "/freeze" -> operators.stop(visit);
      case "/unfreeze" -> operators.lift(visit);
      case "/fix" -> operators.fix(visit);
      case "/undo" -> operators.undo(visit);
      default -> nothing(visit);
    };
  }

  private static Answer nothing(Visit visit) {
    return said(visit.frame(), 404, "Not found", "There is nothing at this address.");
  }
}
