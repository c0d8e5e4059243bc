package dev.palisade.page.signin;

import dev.palisade.core.people.Person;
import dev.palisade.page.http.Answer;
import dev.palisade.page.http.Request;
import dev.palisade.page.session.Attempt;
import dev.palisade.page.session.Session;
import dev.palisade.page.session.SessionBook;
import dev.palisade.page.session.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the identity provider and back: authorization code with PKCE, a state that is taken
 * once and only by the browser that was sent, and a nonce.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth">The
 *     authorization code flow</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc9700">Best current practice for OAuth 2.0
 *     security</a>
 */
public final class SignIn {

  /** The cookie that holds a session's id. */
  public static final String SESSION = "__Host-palisade";

  /** Where the provider sends people back to; registered there. */
  public static final String BACK = "/signed-in";

  private static final String BROWSER = "__Host-palisade-signin";
  private static final Duration DISCOVERED_FOR = Duration.ofHours(1);
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

  private final Supplier<Registration> registration;
  private final SessionBook book;
  private final InstantSource clock;
  private @Nullable Known known;

  private record Known(Provider provider, Instant at) {}

  /** Sign-in at the provider that a registration names. */
  public SignIn(Supplier<Registration> registration, SessionBook book, InstantSource clock) {
    this.registration = registration;
    this.book = book;
    this.clock = clock;
  }

  /** Where the page is opened. */
  public String address(Request request) {
    return registration.get().at(request.host());
  }

  /**
   * Sends the browser to the provider.
   *
   * @throws SignInException if the provider does not answer
   */
  public Answer begin(Request request) {
    Registration own = registration.get();
    Provider provider = provider(own.issuer());
    String state = Token.random();
    // A second tab must not undo the first one's way.
    String old = request.cookie(BROWSER);
    String browser = Token.looksLike(old) ? old : Token.random();
    Attempt attempt =
        new Attempt(
            Token.hash(browser),
            Token.random(),
            Token.random(),
            local(request.parameter("to")),
            clock.instant().plus(Attempt.LASTS));
    book.keep(state, attempt);
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", own.clientId());
    query.put("redirect_uri", own.at(request.host()) + BACK);
    query.put("scope", "openid email");
    query.put("state", state);
    query.put("nonce", attempt.nonce());
    query.put("code_challenge", Token.hash(attempt.verifier()));
    query.put("code_challenge_method", "S256");
    if (!request.parameter("again").isEmpty()) {
      query.put("prompt", "login");
    }
    String joint = provider.authorization().contains("?") ? "&" : "?";
    return Answer.see(provider.authorization() + joint + CodeExchange.encoded(query))
        .cookie(BROWSER, browser, Attempt.LASTS);
  }

  /** Only an address of the page itself: nobody may be led elsewhere by signing in here. */
  private static String local(String to) {
    return to.matches("/[A-Za-z0-9][A-Za-z0-9/_.~?&=%+-]*") ? to : "/cases";
  }

  /**
   * Takes somebody back from the provider and begins a session.
   *
   * @throws SignInException saying why not
   */
  public Answer finish(Request request) {
    Registration own = registration.get();
    Attempt attempt =
        book.take(request.parameter("state"))
            .filter(one -> Token.same(one.browser(), Token.hash(request.cookie(BROWSER))))
            .orElseThrow(() ->
                new SignInException(
                    "this sign-in is over, was used already, or began in another browser"));
    if (!request.parameter("error").isEmpty()) {
      throw new SignInException("the provider did not sign you in");
    }
    // RFC 9207: a provider that says who it is must be the one that was asked.
    String issuer = request.parameter("iss");
    if (!issuer.isEmpty() && !issuer.equals(own.issuer())) {
      throw new SignInException("another provider answered than the one that was asked");
    }
    Provider provider = provider(own.issuer());
    String token =
        CodeExchange.idToken(
            provider,
            own,
            request.parameter("code"),
            attempt.verifier(),
            own.at(request.host()) + BACK);
    Person person =
        new IdTokens(provider.keys(), own.issuer(), own.clientId(), clock)
            .person(token, attempt.nonce());
    book.end(request.cookie(SESSION));
    LOG.info("signed in: {}", person.named());
    return Answer.see(attempt.to())
        .cookie(SESSION, book.begin(person), Session.LONGEST)
        .cookie(BROWSER, "", Duration.ZERO);
  }

  private synchronized Provider provider(String issuer) {
    Instant now = clock.instant();
    if (known == null
        || !known.provider().issuer().equals(issuer)
        || now.isAfter(known.at().plus(DISCOVERED_FOR))) {
      known = new Known(Provider.discover(issuer), now);
    }
    return known.provider();
  }
}
