package dev.palisade.cli.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people ask about, and which records are about it. */
class SubjectTest {

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::b, resource, arn:aws:s3:::b",
    "arn:aws:iam::1:role/team/x, role, arn:aws:iam::1:role/x",
    "arn:aws:iam::1:user/a/b/x, user, arn:aws:iam::1:user/x",
    "arn:aws:iam::1:root, user, arn:aws:iam::1:root",
    "arn:aws:iam::1:policy/x, resource, arn:aws:iam::1:policy/x",
    "arn:aws:sts::1:assumed-role/x/s, session, arn:aws:sts::1:assumed-role/x/s",
    "203.0.113.9, address, 203.0.113.9",
    "203.0.113.0/24, network, 203.0.113.0/24",
    "2001:db8::1, address, 2001:db8::1",
    "AKIAIOSFODNN7EXAMPLE, access key, AKIAIOSFODNN7EXAMPLE",
    "ASIAIOSFODNN7EXAMPLE, access key, ASIAIOSFODNN7EXAMPLE",
  })
  void isToldByItsForm(String text, String kind, String plain) {
    Subject subject = Subject.parse(text);
    assertThat(subject.kind()).isEqualTo(kind);
    assertThat(subject.text()).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "churn-training",
        "arn:aws:s3",
        "arn:aws:s3:::",
        "203.0.113",
        "203.0.113.9/33",
        "203.0.113.9/x",
        "localhost",
        "AKIA",
        "2001:db8::/129"
      })
  void elseItIsWrongUsage(String text) {
    assertThatThrownBy(() -> Subject.parse(text))
        .isInstanceOf(Failure.class)
        .satisfies(e -> assertThat(((Failure) e).exit()).isEqualTo(Exit.USAGE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // by role: the issuer, with or without its path; not by the name that a session chose
        "arn:aws:iam::1:role/x | issuer=arn:aws:iam::1:role/team/x | true",
        "arn:aws:iam::1:role/x | issuer=arn:aws:iam::2:role/x | false",
        "arn:aws:iam::1:role/x | issuer=arn:aws:iam::1:role/xx | false",
        "arn:aws:iam::1:role/x | issuer=arn:aws:iam::1:role/y arn=arn:aws:sts::1:assumed-role/y/x | false",
        // by session
        "arn:aws:sts::1:assumed-role/y/s | arn=arn:aws:sts::1:assumed-role/y/s | true",
        "arn:aws:sts::1:assumed-role/y/s | arn=arn:aws:sts::1:assumed-role/z/s | false",
        // by user
        "arn:aws:iam::1:user/ana | arn=arn:aws:iam::1:user/team/ana | true",
        "arn:aws:iam::1:user/ana | arn=arn:aws:iam::1:user/anam | false",
        // by key: signed with it, or made by the call
        "AKIAIOSFODNN7EXAMPLE | key=AKIAIOSFODNN7EXAMPLE | true",
        "AKIAIOSFODNN7EXAMPLE | new=AKIAIOSFODNN7EXAMPLE | true",
        "AKIAIOSFODNN7EXAMPLE | key=AKIAIOSFODNN7EXAMPLF | false",
        // by address: one, a network of either version, a service's name is no address
        "203.0.113.9 | from=203.0.113.9 | true",
        "203.0.113.9 | from=203.0.113.90 | false",
        "203.0.113.0/24 | from=203.0.113.200 | true",
        "203.0.113.0/25 | from=203.0.113.200 | false",
        "2001:db8::/64 | from=2001:DB8:0:0:1::7 | true",
        "2001:db8::/64 | from=2001:db8:0:1::7 | false",
        "203.0.113.0/24 | from=lambda.amazonaws.com | false",
        // by resource: touched, or listed by AWS under its ARN, or by name within its service
        "arn:aws:s3:::b | bucket=b | true",
        "arn:aws:s3:::b | bucket=bb | false",
        "arn:aws:s3:::b | listed=b | true",
        "arn:aws:iam::1:policy/b | listed=b | false",
      })
  void aRecordIsAboutIt(String text, String facts, boolean is) {
    String record =
        """
        {"eventID": "1", "eventTime": "2026-11-25T10:00:00Z", "eventSource": "s3.amazonaws.com",
         "eventName": "PutBucketPolicy", "sourceIPAddress": "%s",
         "userIdentity": {"type": "AssumedRole", "arn": "%s", "accessKeyId": "%s",
           "sessionContext": {"sessionIssuer": {"arn": "%s"}}},
         "requestParameters": {"bucketName": "%s"},
         "responseElements": {"credentials": {"accessKeyId": "%s"}}}
        """
            .formatted(
                fact(facts, "from"),
                fact(facts, "arn"),
                fact(facts, "key"),
                fact(facts, "issuer"),
                fact(facts, "bucket"),
                fact(facts, "new"));
    Call call = Call.of(record, List.of(fact(facts, "listed")), "1", "eu-central-1").orElseThrow();
    assertThat(Subject.parse(text).has(call)).isEqualTo(is);
  }

  private static String fact(String facts, String name) {
    return Arrays.stream(facts.split(" "))
        .filter(one -> one.startsWith(name + "="))
        .map(one -> one.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"eventID\":\"1\"}", "{\"eventTime\":\"yesterday\"}"})
  void whatIsNoRecordIsNone(String record) {
    assertThat(Call.of(record, List.of(), "1", "eu-central-1")).isEmpty();
  }
}
