package dev.palisade.platform.desk;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Where STS is: in a region of AWS, or where the SDK's own settings say that all of AWS is. */
public final class StsEndpoint {

  private StsEndpoint() {}

  /** The regional endpoint, {@code https://sts.us-east-1.amazonaws.com}. */
  public static URI in(String region) {
    Optional<String> elsewhere =
        Stream.of(System.getProperty("aws.endpointUrl"), System.getenv("AWS_ENDPOINT_URL"))
            .filter(url -> url != null && !url.isEmpty())
            .findFirst();
    return elsewhere
        .map(URI::create)
        .orElseGet(() ->
            URI.create("https://" + StsClient.serviceMetadata().endpointFor(Region.of(region))));
  }
}
