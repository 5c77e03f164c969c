package dar.tools.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.tools.doctor.Finding.State;
import java.util.List;
import java.util.Locale;

/** What {@code dar doctor} tells. */
public record DoctorReport(List<Finding> findings) {
  public DoctorReport {
    findings = List.copyOf(findings);
  }

  /** Whether the program works; a GPU is not needed. */
  public boolean isHealthy() {
    return findings.stream().noneMatch(finding -> finding.state() == State.BROKEN);
  }

  /** A line for each thing, and below it what to do. */
  public String text() {
    int width = findings.stream().mapToInt(f -> f.subject().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(
          "%-7s  %s  %s\n"
              .formatted(
                  word(finding.state()),
                  finding.subject() + " ".repeat(width - finding.subject().length()),
                  finding.found()));
      if (!finding.advice().isEmpty()) {
        text.append(" ".repeat(width + 11)).append("> ").append(finding.advice()).append('\n');
      }
    }
    return text.append(isHealthy() ? "\nReady.\n" : "\nNot ready: see what is broken above.\n")
        .toString();
  }

  private static String word(State state) {
    return switch (state) {
      case OK -> "ok";
      case ABSENT -> "-";
      case WARNING -> "warning";
      case BROKEN -> "BROKEN";
    };
  }

  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("healthy", isHealthy());
    ArrayNode all = root.putArray("findings");
    for (Finding finding : findings) {
      ObjectNode node = all.addObject();
      node.put("state", finding.state().name().toLowerCase(Locale.ROOT));
      node.put("subject", finding.subject()).put("found", finding.found());
      if (!finding.advice().isEmpty()) {
        node.put("advice", finding.advice());
      }
    }
    return root;
  }
}
