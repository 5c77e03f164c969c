package dar.tools.serve.model;

/** Which version of a model a request asks for. */
public sealed interface VersionChoice {
  /** The newest that is available. */
  record Latest() implements VersionChoice {}

  /** That of a number. */
  record Specific(long version) implements VersionChoice {}

  /** That which a label of {@code models.config} stands for. */
  record Label(String label) implements VersionChoice {}
}
