package dar.training.board;

import dar.graph.file.FileFailure;
import dar.graph.record.TfRecord;
import dar.training.evaluate.UnitHistogram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.stream.IntStream;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

/**
 * A new event file, as TensorBoard reads them. Events are on disk once they are added, so that a
 * run that is killed keeps them.
 */
public final class EventFile implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";
  private static final double MILLIS = 1000;

  private final Path file;
  private final Clock clock;
  private final FileChannel channel;

  private EventFile(Path file, Clock clock, FileChannel channel) {
    this.file = file;
    this.clock = clock;
    this.channel = channel;
    add(event().setFileVersion(VERSION));
  }

  /**
   * Begins a file behind those that a folder has: TensorBoard reads them in the order of their
   * names.
   */
  public static EventFile in(Path folder, Clock clock) {
    try {
      Files.createDirectories(folder);
      int number = 1;
      while (Files.exists(file(folder, number))) {
        number++;
      }
      Path file = file(folder, number);
      return new EventFile(
          file,
          clock,
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw FileFailure.of(folder, e);
    }
  }

  private static Path file(Path folder, int number) {
    return folder.resolve("events.out.tfevents.%010d".formatted(number));
  }

  /** Has TensorBoard drop what earlier files say of this step and those behind it. */
  void restart(long step) {
    add(
        event()
            .setStep(step)
            .setSessionLog(SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START)));
  }

  void scalar(long step, String tag, double value) {
    add(step, Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value));
  }

  void histogram(long step, String tag, UnitHistogram values) {
    HistogramProto.Builder histogram =
        HistogramProto.newBuilder()
            .setMin(values.least())
            .setMax(values.most())
            .setNum((double) values.size())
            .setSum(values.sum())
            .setSumSquares(values.squares());
    IntStream.rangeClosed(1, UnitHistogram.BINS)
        .forEach(bin -> histogram.addBucketLimit((double) bin / UnitHistogram.BINS));
    values.counts().forEach(count -> histogram.addBucket(count.doubleValue()));
    add(step, Summary.Value.newBuilder().setTag(tag).setHisto(histogram));
  }

  private void add(long step, Summary.Value.Builder value) {
    add(event().setStep(step).setSummary(Summary.newBuilder().addValue(value)));
  }

  private Event.Builder event() {
    return Event.newBuilder().setWallTime(clock.millis() / MILLIS);
  }

  private void add(Event.Builder event) {
    ByteBuffer record = ByteBuffer.wrap(TfRecord.frame(event.build().toByteArray()));
    try {
      while (record.hasRemaining()) {
        channel.write(record);
      }
    } catch (IOException e) {
      throw FileFailure.of(file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileFailure.of(file, e);
    }
  }
}
