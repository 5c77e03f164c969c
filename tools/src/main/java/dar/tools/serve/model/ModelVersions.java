package dar.tools.serve.model;

import static dar.tools.serve.model.VersionStatus.State.AVAILABLE;
import static dar.tools.serve.model.VersionStatus.State.END;
import static dar.tools.serve.model.VersionStatus.State.LOADING;
import static dar.tools.serve.model.VersionStatus.State.START;
import static dar.tools.serve.model.VersionStatus.State.UNLOADING;

import io.grpc.Status;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The versions of a model. One thread looks at their folder; any number asks for a version.
 *
 * <p>A new version is loaded when its files have not changed between two looks, and takes over when
 * it has answered its warm-up. One that cannot be loaded leaves things as they are, and is tried
 * again when its files change. What is served stays until another version has taken over, even
 * where its folder has gone.
 */
final class ModelVersions {
  private final String name;
  private final RequestLimits limits;
  private final IntConsumer batches;
  private final Consumer<String> log;

  private final ConcurrentSkipListMap<Long, VersionStatus> statuses =
      new ConcurrentSkipListMap<>(Comparator.reverseOrder());
  private final ConcurrentSkipListMap<Long, Lease> served =
      new ConcurrentSkipListMap<>(Comparator.reverseOrder());
  private final Map<String, Long> labels = new ConcurrentHashMap<>();

  /** How many are in memory: those that are served, and those that still answer. */
  private final AtomicInteger loaded = new AtomicInteger();

  /** Of folders that are to be loaded, as they were at the last look. */
  private final Map<Long, FolderStamp> seen = new HashMap<>();

  /** Of folders that could not be loaded, as they were then. */
  private final Map<Long, FolderStamp> failed = new HashMap<>();

  ModelVersions(String name, RequestLimits limits, IntConsumer batches, Consumer<String> log) {
    this.name = name;
    this.limits = limits;
    this.batches = batches;
    this.log = log;
  }

  /**
   * Looks at the folder once.
   *
   * @param first whether nothing is served yet, so that nothing is waited for
   */
  void look(ModelSource source, boolean first) {
    SortedMap<Long, Path> found = source.versions();
    failed.keySet().retainAll(found.keySet());
    seen.keySet().retainAll(found.keySet());
    statuses
        .values()
        .removeIf(status -> status.state() == START && !found.containsKey(status.version()));
    failed.entrySet().removeIf(e -> !e.getValue().equals(FolderStamp.of(found.get(e.getKey()))));
    TreeSet<Long> wanted;
    int failures;
    do {
      failures = failed.size();
      TreeSet<Long> good = new TreeSet<>(found.keySet());
      good.removeAll(failed.keySet());
      wanted = source.wanted(good);
      for (long version : wanted.descendingSet()) {
        if (!served.containsKey(version) && (first || isQuiet(version, found.get(version)))) {
          load(version, found.get(version));
        }
      }
    } while (failed.size() > failures); // another version may have its place
    if (!wanted.isEmpty() && served.keySet().containsAll(wanted)) {
      TreeSet<Long> old = new TreeSet<>(served.keySet());
      old.removeAll(wanted);
      label(source.labels());
      old.forEach(this::retire);
    } else {
      label(source.labels());
    }
  }

  private boolean isQuiet(long version, Path folder) {
    statuses.putIfAbsent(version, status(version, START));
    FolderStamp now = FolderStamp.of(folder);
    return now.equals(seen.put(version, now));
  }

  private void load(long version, Path folder) {
    FolderStamp stamp = FolderStamp.of(folder);
    seen.remove(version);
    put(version, LOADING);
    try {
      ServedVersion ready = ServedVersion.load(name, version, folder, limits, batches);
      loaded.incrementAndGet();
      served.put(version, new Lease(ready, () -> unloaded(version)));
      put(version, AVAILABLE);
      log.accept("%s/%d: served".formatted(name, version));
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      ServingException why = ServingException.of(e);
      failed.put(version, stamp);
      statuses.put(version, new VersionStatus(version, END, why.code(), why.getMessage()));
      log.accept("%s/%d: not served: %s".formatted(name, version, why.getMessage()));
    }
  }

  private void put(long version, VersionStatus.State state) {
    statuses.put(version, status(version, state));
  }

  private static VersionStatus status(long version, VersionStatus.State state) {
    return new VersionStatus(version, state, Status.Code.OK, "");
  }

  /** A version that has been loaded again meanwhile stays what it is. */
  private void unloaded(long version) {
    statuses.computeIfPresent(
        version, (of, now) -> now.state() == UNLOADING ? status(of, END) : now);
    loaded.decrementAndGet();
  }

  private void retire(long version) {
    put(version, UNLOADING);
    served.remove(version).giveBack();
    log.accept("%s/%d: not served any more".formatted(name, version));
  }

  /** A label goes to a version that is served, and stays where it is until then. */
  private void label(Map<String, Long> wanted) {
    labels.keySet().retainAll(wanted.keySet());
    wanted.forEach(
        (label, version) -> {
          if (served.containsKey(version)) {
            labels.put(label, version);
          }
        });
  }

  void retireAll() {
    List.copyOf(served.keySet()).forEach(this::retire);
  }

  /** Whether all that was served has been unloaded. */
  boolean isUnloaded() {
    return loaded.get() == 0;
  }

  boolean isServed() {
    return !served.isEmpty();
  }

  /** How many samples, or requests that run whole, wait for an answer of this model. */
  int waiting() {
    return served.values().stream().mapToInt(lease -> lease.version().waiting()).sum();
  }

  /** A version with one holder more; nothing where it is not served. */
  Optional<Lease> take(VersionChoice choice) {
    if (choice instanceof VersionChoice.Latest) {
      return served.values().stream().filter(Lease::take).findFirst();
    }
    return Optional.ofNullable(served.get(number(choice))).filter(Lease::take);
  }

  /** That of a version which is not just the latest. */
  long number(VersionChoice choice) {
    if (choice instanceof VersionChoice.Label label) {
      Long version = labels.get(label.label());
      if (version == null) {
        throw unknown(label);
      }
      return version;
    }
    return ((VersionChoice.Specific) choice).version();
  }

  static ServingException unknown(VersionChoice.Label label) {
    return new ServingException(
        Status.Code.INVALID_ARGUMENT, "Unrecognized servable version label: " + label.label());
  }

  /** Of all that have been here, the newest first. */
  List<VersionStatus> statuses() {
    return List.copyOf(statuses.values());
  }
}
