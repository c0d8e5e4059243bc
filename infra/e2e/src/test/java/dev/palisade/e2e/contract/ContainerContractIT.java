package dev.palisade.e2e.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gateways on LocalStack in a container: {@code mvn -P testcontainers verify}. */
@Tag("docker")
class ContainerContractIT {

  @RegisterExtension static final OnAws AWS = new OnAws(ContainerEndpoint::start);

  @Nested
  class Buckets extends BucketContract {

    Buckets(ContractAws aws) {
      super(aws);
    }
  }

  @Nested
  class Principals extends PrincipalContract {

    Principals(ContractAws aws) {
      super(aws);
    }
  }

  @Nested
  class Policies extends PolicyContract {

    Policies(ContractAws aws) {
      super(aws);
    }
  }

  @Nested
  class SecurityGroups extends SecurityGroupContract {

    SecurityGroups(ContractAws aws) {
      super(aws);
    }
  }

  @Nested
  class Instances extends InstanceContract {

    Instances(ContractAws aws) {
      super(aws);
    }
  }

  @Nested
  class Keys extends KeyContract {

    Keys(ContractAws aws) {
      super(aws);
    }
  }

  @Nested
  class AssumedRoles extends SessionsContract {

    AssumedRoles(ContractAws aws) {
      super(aws);
    }
  }
}
