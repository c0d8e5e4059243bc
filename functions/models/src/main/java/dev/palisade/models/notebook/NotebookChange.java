package dev.palisade.models.notebook;

import dev.palisade.core.control.Call;
import dev.palisade.core.plan.Change;
import java.util.Optional;

/** What is done to notebook instances: one call each, all of which take AWS minutes. */
public sealed interface NotebookChange extends Change<Notebook, NotebookChange> {

  @Override
  default boolean settlesLater() {
    return true;
  }

  /**
   * Stops a running notebook. Its volume stays; what is only in memory or outside {@code
   * /home/ec2-user/SageMaker} is lost.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StopNotebookInstance.html">
   *     StopNotebookInstance</a>
   */
  record StopNotebookInstance() implements NotebookChange {

    static final Call CALL = Call.of("sagemaker:StopNotebookInstance", NotebookFacet.ARN);

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Notebook applyTo(Notebook state) {
      return state.withStatus(Notebook.STOPPED);
    }

    @Override
    public Optional<NotebookChange> inverse() {
      return Optional.of(new StartNotebookInstance(true));
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public boolean disrupts() {
      return true;
    }

    @Override
    public String describe() {
      return "stop the notebook instance";
    }

    @Override
    public Object before() {
      return Notebook.IN_SERVICE;
    }

    @Override
    public Object after() {
      return Notebook.STOPPED;
    }
  }

  /**
   * Starts a stopped notebook.
   *
   * @param asFound whether it runs again with what the finding was about, as an undo lets it
   * @see <a
   *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StartNotebookInstance.html">
   *     StartNotebookInstance</a>
   */
  record StartNotebookInstance(boolean asFound) implements NotebookChange {

    static final Call CALL = Call.of("sagemaker:StartNotebookInstance", NotebookFacet.ARN);

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Notebook applyTo(Notebook state) {
      return state.withStatus(Notebook.IN_SERVICE);
    }

    @Override
    public Optional<NotebookChange> inverse() {
      return Optional.of(new StopNotebookInstance());
    }

    @Override
    public boolean widens() {
      return asFound;
    }

    @Override
    public String describe() {
      return "start the notebook instance again";
    }

    @Override
    public Object before() {
      return Notebook.STOPPED;
    }

    @Override
    public Object after() {
      return Notebook.IN_SERVICE;
    }
  }

  /**
   * Sets whether users of a stopped notebook are root on it. SageMaker keeps what the call leaves
   * out.
   *
   * @param before {@code Enabled} or {@code Disabled}
   * @param after the same
   * @see <a
   *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateNotebookInstance.html">
   *     UpdateNotebookInstance</a>
   */
  record SetRootAccess(String before, String after) implements NotebookChange {

    static final Call CALL = Call.of("sagemaker:UpdateNotebookInstance", NotebookFacet.ARN);

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Notebook applyTo(Notebook state) {
      return state.withRootAccess(after);
    }

    @Override
    public Optional<NotebookChange> inverse() {
      return Optional.of(new SetRootAccess(after, before));
    }

    @Override
    public boolean widens() {
      return !after.equals(Notebook.DISABLED);
    }

    @Override
    public String describe() {
      return "set root access of the notebook instance from " + before + " to " + after;
    }
  }
}
