package dev.palisade.e2e.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gateways on LocalStack's open core, an implementation of others. */
class LocalStackContractIT {

  @RegisterExtension static final OnAws AWS = new OnAws(Endpoints::localStack);

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
