package dev.palisade.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.cli.audit.Records;
import dev.palisade.cli.hub.Cases;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.audit.AuditObjects;
import dev.palisade.platform.audit.Digester;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An audit log in memory, with a key that signs its digests, and a journal. */
final class MemoryLog implements AuditObjects, Digester.Signer {

  final Map<Stored, String> objects = new LinkedHashMap<>();
  final List<JournalEntry> journal = new ArrayList<>();
  KeyPair keys = pair();
  Instant now = Instant.parse("2026-11-25T09:00:00Z");
  private int versions;

  static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Records records(Cases cases, InstantSource clock) {
    return new Records(
        this,
        cases,
        day -> journal.stream().filter(one -> one.at().toString().startsWith(day)).toList(),
        () -> keys.getPublic(),
        clock);
  }

  /** Makes the digest that is due at a time. */
  void digest(Instant time) {
    now = time;
    new Digester(this, this, () -> time).run();
  }

  /** Writes a case's stage as the stream's function does. */
  void append(Case item) {
    append("cases/%s/%06d.json".formatted(item.id(), item.trail().size()), json(item));
  }

  /** Writes an entry of the journal to the table and the log. */
  void append(JournalEntry entry) {
    journal.add(entry);
    append(
        "people/%s/%s.json".formatted(entry.at().toString().substring(0, 10), entry.id()),
        json(entry));
  }

  /** The only version of an object. */
  Stored stored(String key) {
    return objects.keySet().stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
  }

  /** The content of an object. */
  String text(String key) {
    return objects.getOrDefault(stored(key), "");
  }

  /** Puts another content in the place of a version, as nobody may. */
  void tamper(String key, String text) {
    objects.put(stored(key), text);
  }

  /** Takes all versions of all objects away whose keys begin so, as nobody may. */
  void drop(String prefix) {
    objects.keySet().removeIf(one -> one.key().startsWith(prefix));
  }

  /** Adds a version, as who has root may. */
  void overwrite(String key, String text) {
    objects.put(new Stored(key, "v" + ++versions, now, false), text);
  }

  @Override
  public List<Stored> versions(String prefix) {
    return objects.keySet().stream().filter(one -> one.key().startsWith(prefix)).toList();
  }

  @Override
  public byte[] read(Stored object) {
    return objects.getOrDefault(object, "").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean append(String key, String body) {
    if (objects.keySet().stream().anyMatch(one -> one.key().equals(key))) {
      return false;
    }
    overwrite(key, body);
    return true;
  }

  @Override
  public String key() {
    return "arn:aws:kms:us-east-1:111111111111:key/digests";
  }

  @Override
  public String sign(byte[] text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(text);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String json(Object value) {
    try {
      return Codec.plain().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
