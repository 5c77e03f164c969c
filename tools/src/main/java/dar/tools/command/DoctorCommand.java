package dar.tools.command;

import dar.tools.doctor.Doctor;
import dar.tools.doctor.DoctorReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells whether this machine can run the program. */
@Command(
    name = "doctor",
    description = {
      "Look at Java, TensorFlow, GPU, folders and libraries, and train a small model whose loss is"
          + " known.",
      "Exits with 1 where something needed is broken; a GPU is not needed."
    })
public final class DoctorCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Override
  public Integer call() {
    DoctorReport report = new DoctorReport(Doctor.examine(Home.ofUser().directory()));
    output.result(report::text, report::json);
    return report.isHealthy() ? 0 : 1;
  }
}
