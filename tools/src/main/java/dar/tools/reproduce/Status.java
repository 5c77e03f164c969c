package dar.tools.reproduce;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a cell has come. */
public enum Status {
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("done")
  DONE,
  @JsonProperty("failed")
  FAILED
}
