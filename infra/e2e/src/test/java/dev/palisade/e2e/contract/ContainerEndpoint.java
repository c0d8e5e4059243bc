package dev.palisade.e2e.contract;

import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * LocalStack in a container. {@code palisade.contract.image} names the image; LocalStack's later
 * ones want a token, which {@code LOCALSTACK_AUTH_TOKEN} hands over.
 */
final class ContainerEndpoint {

  private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

  private ContainerEndpoint() {}

  static ContractAws start() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "skipped: Docker does not run here, so there is no LocalStack container");
    String image = System.getProperty("palisade.contract.image", "localstack/localstack:4.9.2");
    LocalStackContainer container =
        new LocalStackContainer(
            DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"));
    String token = System.getenv(TOKEN);
    if (token != null) {
      container.withEnv(TOKEN, token);
    }
    container.start();
    return Endpoints.opened(container.getEndpoint().toString(), OpenCore.LACKS, container::stop);
  }
}
