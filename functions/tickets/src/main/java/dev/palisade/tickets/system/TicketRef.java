package dev.palisade.tickets.system;

/**
 * A ticket that exists.
 *
 * @param id its name for the system's API
 * @param reference its name for people
 * @param url where people open it
 */
public record TicketRef(String id, String reference, String url) {}
