package dev.palisade.core.engine;

import dev.palisade.core.control.Call;
import dev.palisade.core.plan.Change;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that change a {@link Box}. */
sealed interface BoxChange extends Change<Box, BoxChange> {

  String fault();

  @Override
  default @Nullable Object before() {
    return fault();
  }

  @Override
  default @Nullable Object after() {
    return null;
  }

  /** Takes a fault away. */
  record Mend(String fault) implements BoxChange {
    static final Call CALL = Call.of("box:MendBox", "*");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Box applyTo(Box state) {
      return state.minus(fault);
    }

    @Override
    public Optional<BoxChange> inverse() {
      return Optional.of(new Break(fault));
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public String describe() {
      return "mend " + fault;
    }
  }

  /** Puts a fault back: it widens. */
  record Break(String fault) implements BoxChange {
    static final Call CALL = Call.of("box:BreakBox", "*");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Box applyTo(Box state) {
      return state.plus(fault);
    }

    @Override
    public Optional<BoxChange> inverse() {
      return Optional.of(new Mend(fault));
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public String describe() {
      return "break " + fault;
    }
  }

  /** Takes a fault away for good. */
  record Wipe(String fault) implements BoxChange {
    static final Call CALL = Call.of("box:WipeBox", "*");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Box applyTo(Box state) {
      return state.minus(fault);
    }

    @Override
    public Optional<BoxChange> inverse() {
      return Optional.empty();
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public String describe() {
      return "wipe " + fault;
    }
  }

  /** Takes a fault away; the cloud needs minutes for it. */
  record Stop(String fault) implements BoxChange {
    static final Call CALL = Call.of("box:StopBox", "*");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Box applyTo(Box state) {
      return state.minus(fault).changing(true);
    }

    @Override
    public Optional<BoxChange> inverse() {
      return Optional.of(new Rouse(fault));
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public boolean settlesLater() {
      return true;
    }

    @Override
    public String describe() {
      return "stop " + fault;
    }
  }

  /** Puts a fault back; the cloud needs minutes for it. */
  record Rouse(String fault) implements BoxChange {
    static final Call CALL = Call.of("box:RouseBox", "*");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Box applyTo(Box state) {
      return state.plus(fault).changing(true);
    }

    @Override
    public Optional<BoxChange> inverse() {
      return Optional.of(new Stop(fault));
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public boolean settlesLater() {
      return true;
    }

    @Override
    public String describe() {
      return "rouse " + fault;
    }
  }
}
