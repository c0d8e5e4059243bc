package dev.palisade.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/** Hands the one {@link LocalSystem} of the run to constructors and methods that ask for it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithLocalSystem.Resolver.class)
@interface WithLocalSystem {

  /** Starts the system for the first who asks; the store of the whole run closes it. */
  final class Resolver extends TypeBasedParameterResolver<LocalSystem> {

    @Override
    public LocalSystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(LocalSystem.class))
          .getOrComputeIfAbsent("system", key -> LocalSystem.start(), LocalSystem.class);
    }
  }
}
