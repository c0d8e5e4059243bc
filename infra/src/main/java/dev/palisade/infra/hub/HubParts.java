package dev.palisade.infra.hub;

import software.amazon.awscdk.services.events.EventBus;

/** The parts of the hub that every domain's function uses. */
record HubParts(
    Keys keys,
    EventBus bus,
    Records records,
    Notices notices,
    DeployedPolicy policy,
    Clock clock) {}
