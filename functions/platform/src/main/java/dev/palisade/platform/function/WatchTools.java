package dev.palisade.platform.function;

import dev.palisade.core.scope.ScopeIndex;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.bus.RequestSender;
import java.util.function.BiFunction;

/**
 * What a watcher may use.
 *
 * @param sessions a session under the domain's remediation role, by account and region
 * @param index the AI-scope index
 * @param bus the hub's bus, for the news that a resource came into scope
 */
public record WatchTools(
    BiFunction<String, String, AwsSession> sessions, ScopeIndex index, RequestSender bus) {}
