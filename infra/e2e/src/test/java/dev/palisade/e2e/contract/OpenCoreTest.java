package dev.palisade.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenCoreTest {

  /** A lack that no test needs is never seen to be one. */
  @Test
  void everyLackIsNeededByATest() {
    Set<String> needed =
        Stream.of(
                BucketContract.class,
                PrincipalContract.class,
                PolicyContract.class,
                SecurityGroupContract.class,
                InstanceContract.class,
                KeyContract.class,
                SessionsContract.class)
            .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Needs.class))
            .map(method -> method.getAnnotation(Needs.class).value())
            .collect(Collectors.toSet());
    assertThat(needed).containsAll(OpenCore.LACKS.keySet());
  }
}
