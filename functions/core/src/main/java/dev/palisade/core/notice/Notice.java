package dev.palisade.core.notice;

/**
 * A case has a new stage. It carries nothing of the case itself: whoever is told reads the case and
 * brings its message or ticket up to what the case says by then, so that notices may come twice,
 * late or in any order.
 *
 * @param caseId the case
 * @param version the case's version at that stage; what was told of a later one stays
 * @param entries how many entries the case's trail had
 * @param reminder whether nothing happened but that time goes by: people are reminded to decide
 */
public record Notice(String caseId, long version, int entries, boolean reminder) {}
