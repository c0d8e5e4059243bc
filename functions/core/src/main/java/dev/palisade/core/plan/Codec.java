package dev.palisade.core.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.resource.ResourceState;
import java.util.ArrayList;
import java.util.List;

/**
 * States and changes of one resource kind as JSON, the form in which the ledger, baselines and
 * approvals keep them. Members are sorted by name, absent facets are left out, and unknown members
 * are refused, so that equal values have equal text.
 */
public final class Codec<S extends ResourceState, C extends Change<S, C>> {

  private static final JsonMapper PLAIN = mapper(List.of());

  private final ResourceKind<S, C> kind;
  private final JsonMapper mapper;

  /** The codec of a kind. */
  public Codec(ResourceKind<S, C> kind) {
    this.kind = kind;
    List<Class<?>> subtypes = new ArrayList<>();
    collect(kind.change(), subtypes);
    collect(kind.state(), subtypes);
    this.mapper = mapper(subtypes);
  }

  /** The mapper for everything that is no family of changes: cases, events, policies. */
  public static ObjectMapper plain() {
    return PLAIN;
  }

  private static JsonMapper mapper(List<Class<?>> subtypes) {
    JsonMapper built =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();
    subtypes.forEach(built::registerSubtypes);
    return built;
  }

  private static void collect(Class<?> type, List<Class<?>> found) {
    Class<?>[] permitted = type.getPermittedSubclasses();
    if (permitted == null) {
      found.add(type);
      return;
    }
    for (Class<?> one : permitted) {
      collect(one, found);
    }
  }

  /** A state as JSON. */
  public JsonNode write(S state) {
    return tree(kind.state(), state);
  }

  /** A change as JSON, with the member {@code change} naming it. */
  public JsonNode write(C change) {
    return tree(kind.change(), change);
  }

  // Written as the family, not as the record, so that the type's name is in the JSON.
  private JsonNode tree(Class<?> family, Object value) {
    try {
      return mapper.readTree(mapper.writerFor(family).writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + value, e);
    }
  }

  /**
   * A state from JSON.
   *
   * @throws IllegalArgumentException if the JSON is not one
   */
  public S readState(JsonNode json) {
    return read(json, kind.state());
  }

  /**
   * A change from JSON.
   *
   * @throws IllegalArgumentException if the JSON is not one
   */
  public C readChange(JsonNode json) {
    return read(json, kind.change());
  }

  private <T> T read(JsonNode json, Class<T> type) {
    try {
      return mapper.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }
}
