package dar.tools.serve.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Clients that ask one request after the other, each the next when it has been answered.
 *
 * @param expected the prediction of each sample
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Load(Client client, float[] expected, int clients, int seconds) {
  private static final float TOLERANCE = 1e-5f;

  /** What a load has met. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Outcome(long answers, long wrong, long errors, double perSecond, long[] nanoseconds) {

    private double milliseconds(double share) {
      return nanoseconds[(int) ((nanoseconds.length - 1) * share)] / 1e6;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d answers, %d wrong, %d errors, %.0f/s, p50 %.1f ms, p99 %.1f ms",
          answers,
          wrong,
          errors,
          perSecond,
          milliseconds(0.5),
          milliseconds(0.99));
    }
  }

  Outcome run() throws InterruptedException {
    AtomicLong wrong = new AtomicLong();
    AtomicLong errors = new AtomicLong();
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    CountDownLatch running = new CountDownLatch(clients);

    class Loop {
      private int next;
      private long[] times = new long[1024];
      private int count;

      Loop(int first) {
        next = first;
      }

      void ask() {
        long asked = System.nanoTime();
        if (asked > end) {
          running.countDown();
          return;
        }
        int sample = next++ % expected.length;
        var unused =
            client
                .predict(sample)
                .whenComplete(
                    (answer, failure) -> {
                      if (failure != null) {
                        errors.incrementAndGet();
                      } else {
                        if (!(Math.abs(answer - expected[sample]) <= TOLERANCE)) {
                          wrong.incrementAndGet();
                        }
                        took(System.nanoTime() - asked);
                      }
                      ask();
                    });
      }

      private void took(long time) {
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = time;
      }
    }

    Loop[] loops = IntStream.range(0, clients).mapToObj(Loop::new).toArray(Loop[]::new);
    for (Loop loop : loops) {
      loop.ask();
    }
    running.await();
    double took = (System.nanoTime() - begin) / 1e9;
    long[] times =
        Stream.of(loops).flatMapToLong(l -> Arrays.stream(l.times, 0, l.count)).sorted().toArray();
    return new Outcome(times.length, wrong.get(), errors.get(), times.length / took, times);
  }
}
