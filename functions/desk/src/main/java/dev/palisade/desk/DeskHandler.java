package dev.palisade.desk;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.RefusedException;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.People;
import dev.palisade.core.policy.Policy;
import dev.palisade.platform.desk.DeskRequest;
import dev.palisade.platform.desk.FrontDesk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The function {@code palisade-desk}, invoked by the command line, the console or {@code aws lambda
 * invoke}: {@code {"proof": URL, "request": TEXT}}, where the text is the JSON of a {@link
 * DeskRequest}. It answers {@code {"done": …}} or {@code {"refused": reason}}.
 */
public final class DeskHandler implements RequestStreamHandler {

  private static final Logger LOG = LoggerFactory.getLogger(DeskHandler.class);
  private static final ObjectMapper JSON = Codec.plain();

  private final Callers callers;
  private final Supplier<Policy> policy;
  private final Clerk clerk;

  /** The function as deployed. */
  public DeskHandler() {
    this(Parts.ofThisProcess());
  }

  private DeskHandler(Parts parts) {
    this(parts.callers(), parts.policy(), parts.desk());
  }

  DeskHandler(Callers callers, Supplier<Policy> policy, FrontDesk desk) {
    this.callers = callers;
    this.policy = policy;
    this.clerk = new Clerk(desk);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JSON.writeValue(output, handle(JSON.readTree(input)));
  }

  /** Answers a request. */
  Map<String, Object> handle(JsonNode payload) {
    try {
      String text = payload.path("request").asText();
      Person person = person(payload.path("proof").asText(), text);
      return Map.of("done", clerk.act(person, request(text)));
    } catch (RefusedException e) {
      LOG.warn("refused: {}", e.reason());
      return Map.of("refused", e.reason());
    }
  }

  private Person person(String proof, String request) {
    String arn = callers.prove(proof, request);
    String id = new People(policy.get().people()).behind(arn);
    return new Person(id, Person.Via.COMMAND_LINE, arn);
  }

  private static DeskRequest request(String text) {
    try {
      return JSON.readValue(text, DeskRequest.class);
    } catch (JsonProcessingException e) {
      throw new RefusedException("the request can't be read: " + e.getOriginalMessage());
    }
  }
}
