package dev.palisade.detection.trail;

import dev.palisade.core.resource.Arn;
import dev.palisade.detection.trail.Selectors.Advanced;
import dev.palisade.detection.trail.Selectors.Basic;
import dev.palisade.detection.trail.Selectors.Data;
import dev.palisade.detection.trail.TrailChange.CreateTrail;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Tag;

/** Trails between the SDK's shapes and Palisade's. */
final class TrailShapes {

  private TrailShapes() {}

  static TrailSettings settings(software.amazon.awssdk.services.cloudtrail.model.Trail trail) {
    return new TrailSettings(
        trail.trailARN(),
        // The ARN names the home region too, and every answer has it.
        Arn.parse(trail.trailARN()).region(),
        Boolean.TRUE.equals(trail.isOrganizationTrail()),
        text(trail.s3BucketName()),
        text(trail.s3KeyPrefix()),
        text(trail.snsTopicARN()),
        Boolean.TRUE.equals(trail.includeGlobalServiceEvents()),
        Boolean.TRUE.equals(trail.isMultiRegionTrail()),
        Boolean.TRUE.equals(trail.logFileValidationEnabled()),
        text(trail.kmsKeyId()),
        text(trail.cloudWatchLogsLogGroupArn()));
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  static CreateTrailRequest create(String name, CreateTrail create) {
    TrailSettings settings = create.settings();
    CreateTrailRequest.Builder request =
        CreateTrailRequest.builder()
            .name(name)
            .s3BucketName(settings.bucket())
            .includeGlobalServiceEvents(settings.global())
            .isMultiRegionTrail(settings.multiRegion())
            .enableLogFileValidation(settings.validation());
    if (!settings.prefix().isEmpty()) {
      request.s3KeyPrefix(settings.prefix());
    }
    if (!settings.topic().isEmpty()) {
      request.snsTopicName(settings.topic());
    }
    if (!settings.key().isEmpty()) {
      request.kmsKeyId(settings.key());
    }
    if (!create.tags().isEmpty()) {
      request.tagsList(
          create.tags().entrySet().stream()
              .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
              .toList());
    }
    return request.build();
  }

  static Selectors selectors(GetEventSelectorsResponse answer) {
    List<Advanced> advanced =
        answer.advancedEventSelectors().stream()
            .map(one ->
                new Advanced(
                    text(one.name()),
                    one.fieldSelectors().stream().map(TrailShapes::field).toList()))
            .toList();
    return new Selectors(
        advanced.isEmpty()
            ? answer.eventSelectors().stream().map(TrailShapes::basic).toList()
            : List.of(),
        advanced);
  }

  private static Basic basic(EventSelector one) {
    return new Basic(
        Objects.requireNonNullElse(one.readWriteTypeAsString(), "All"),
        !Boolean.FALSE.equals(one.includeManagementEvents()),
        one.dataResources().stream().map(data -> new Data(data.type(), data.values())).toList(),
        one.excludeManagementEventSources());
  }

  private static Field field(AdvancedFieldSelector one) {
    return new Field(
        one.field(),
        one.equalsValue(),
        one.startsWith(),
        one.endsWith(),
        one.notEquals(),
        one.notStartsWith(),
        one.notEndsWith());
  }

  static List<EventSelector> basic(Selectors selectors) {
    return selectors.basic().stream()
        .map(one ->
            EventSelector.builder()
                .readWriteType(one.readWrite())
                .includeManagementEvents(one.management())
                .excludeManagementEventSources(one.excluded())
                .dataResources(
                    one.data().stream()
                        .map(data ->
                            DataResource.builder().type(data.type()).values(data.values()).build())
                        .toList())
                .build())
        .toList();
  }

  static List<AdvancedEventSelector> advanced(Selectors selectors) {
    return selectors.advanced().stream()
        .map(one -> {
          AdvancedEventSelector.Builder selector =
              AdvancedEventSelector.builder()
                  .fieldSelectors(one.fields().stream().map(TrailShapes::field).toList());
          return one.name().isEmpty() ? selector.build() : selector.name(one.name()).build();
        })
        .toList();
  }

  // Operators without values are left out: CloudTrail refuses empty lists.
  private static AdvancedFieldSelector field(Field field) {
    AdvancedFieldSelector.Builder selector = AdvancedFieldSelector.builder().field(field.field());
    if (!field.equalTo().isEmpty()) {
      selector.equalsValue(field.equalTo());
    }
    if (!field.startsWith().isEmpty()) {
      selector.startsWith(field.startsWith());
    }
    if (!field.endsWith().isEmpty()) {
      selector.endsWith(field.endsWith());
    }
    if (!field.notEqualTo().isEmpty()) {
      selector.notEquals(field.notEqualTo());
    }
    if (!field.notStartsWith().isEmpty()) {
      selector.notStartsWith(field.notStartsWith());
    }
    if (!field.notEndsWith().isEmpty()) {
      selector.notEndsWith(field.notEndsWith());
    }
    return selector.build();
  }
}
