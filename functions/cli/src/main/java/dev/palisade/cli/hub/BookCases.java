package dev.palisade.cli.hub;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.ticket.FiledTicket;
import dev.palisade.platform.store.CaseBook;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The deployed table.
 *
 * @param book the table's people's side
 */
public record BookCases(CaseBook book) implements Cases {

  @Override
  public Optional<Case> find(String id) {
    return book.find(id);
  }

  @Override
  public Optional<FiledTicket> ticket(String id) {
    return book.ticket(id);
  }

  @Override
  public List<Case> byState(CaseState state) {
    return book.byState(state);
  }

  @Override
  public List<Case> byResource(String arn) {
    return book.byResource(arn);
  }

  @Override
  public List<Case> all() {
    return book.all();
  }

  @Override
  public List<EventEnd> endings(String happening) {
    return book.endings(happening);
  }

  @Override
  public Optional<Freeze> freeze() {
    return book.freeze();
  }

  @Override
  public List<Exemption> exemptions() {
    return Stream.concat(book.exemptions().stream(), book.exemptByTag().stream()).toList();
  }

  @Override
  public long leases() {
    return book.leases();
  }
}
