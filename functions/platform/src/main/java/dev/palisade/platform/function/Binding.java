package dev.palisade.platform.function;

import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.platform.aws.AwsSession;
import java.util.function.Function;

/**
 * A kind of resource together with the gateway that reaches it.
 *
 * @param kind what is known about the resources
 * @param gateway opens the gateway for a session
 */
public record Binding<S extends ResourceState, C extends Change<S, C>>(
    ResourceKind<S, C> kind, Function<AwsSession, Gateway<S, C>> gateway) {}
