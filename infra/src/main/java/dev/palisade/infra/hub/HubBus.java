package dev.palisade.infra.hub;

import dev.palisade.infra.Arns;
import dev.palisade.infra.Installation;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.CfnEventBusPolicy;
import software.amazon.awscdk.services.events.EventBus;
import software.constructs.Construct;

/** The bus that governed accounts send to, open to the organization and to nobody else. */
final class HubBus extends Construct {

  final EventBus bus;

  HubBus(Construct scope, Installation installation) {
    super(scope, "Bus");
    bus = EventBus.Builder.create(this, "Bus").eventBusName(Arns.BUS).build();
    CfnEventBusPolicy.Builder.create(this, "OrganizationOnly")
        .eventBusName(bus.getEventBusName())
        .statementId("OrganizationOnly")
        .statement(
            Map.of(
                "Effect",
                "Allow",
                "Principal",
                "*",
                "Action",
                List.of("events:PutEvents"),
                "Resource",
                bus.getEventBusArn(),
                "Condition",
                Map.of("StringEquals", Map.of("aws:PrincipalOrgID", installation.organization()))))
        .build();
  }
}
