package dar.tools.serve.model;

import dar.graph.input.BadInputException;
import dar.savedmodel.serving.Method;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import tensorflow.serving.PredictionLog;

/** The models of a folder that is looked at each second. */
public final class WatchedModels implements Models, AutoCloseable {
  /** Of unknown models, so that no request can add a name to the metrics. */
  private static final String UNKNOWN = "";

  private final ModelsFolder folder;
  private final RequestLimits limits;
  private final ServingMetrics metrics;
  private final Consumer<String> log;
  private final Map<String, ModelVersions> models = new ConcurrentHashMap<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "watch models"));
  private String problem = "";

  private WatchedModels(
      Path folder, RequestLimits limits, ServingMetrics metrics, Consumer<String> log) {
    this.folder = new ModelsFolder(folder);
    this.limits = limits;
    this.metrics = metrics;
    this.log = log;
  }

  /**
   * Loads the models of a folder and begins to watch it.
   *
   * @param folder of models, or of one model
   * @param log is told in a line what comes and goes
   * @throws BadInputException where there is no model, or one of which no version can be loaded
   */
  public static WatchedModels open(
      Path folder, RequestLimits limits, ServingMetrics metrics, Consumer<String> log) {
    WatchedModels opened = new WatchedModels(folder, limits, metrics, log);
    try {
      opened.look(true);
      opened.models.forEach(WatchedModels::requireServed);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    Future<?> unused = // never ends by itself
        opened.watch.scheduleWithFixedDelay(opened::lookAgain, 1, 1, TimeUnit.SECONDS);
    return opened;
  }

  private static void requireServed(String name, ModelVersions versions) {
    if (!versions.isServed()) {
      throw new BadInputException(
          versions.statuses().stream()
              .findFirst()
              .map(VersionStatus::message)
              .orElse("%s: expected a version of this model, found none".formatted(name)));
    }
  }

  private void look(boolean first) {
    List<ModelSource> sources = folder.models();
    for (ModelSource source : sources) {
      models.computeIfAbsent(source.name(), this::watched).look(source, first);
    }
    if (folder.isConfigured()) {
      List<String> kept = sources.stream().map(ModelSource::name).toList();
      models.forEach(
          (name, versions) -> {
            if (!kept.contains(name)) {
              versions.retireAll();
            }
          });
    }
  }

  private ModelVersions watched(String name) {
    ModelVersions versions = new ModelVersions(name, limits, metrics.batches(name), log);
    metrics.watch(name, versions);
    return versions;
  }

  /** What is wrong with the folder is told once, and changes nothing. */
  private void lookAgain() {
    String found = "";
    try {
      look(false);
    } catch (RuntimeException e) {
      found = ServingException.of(e).getMessage();
    }
    if (!found.equals(problem) && !found.isEmpty()) {
      log.accept(found);
    }
    problem = found;
  }

  @Override
  public <T> CompletableFuture<T> answer(
      Method method,
      String name,
      VersionChoice version,
      Function<Servable, CompletableFuture<T>> request) {
    long began = System.nanoTime();
    CompletableFuture<T> answer;
    try {
      answer = ask(take(name, version), request);
    } catch (ServingException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer.whenComplete(
        (given, failure) ->
            metrics.answered(
                models.containsKey(name) ? name : UNKNOWN,
                method,
                failure == null ? Status.Code.OK : ServingException.of(failure).code(),
                System.nanoTime() - began));
  }

  private static <T> CompletableFuture<T> ask(
      Lease lease, Function<Servable, CompletableFuture<T>> request) {
    CompletableFuture<T> answer;
    try {
      answer = request.apply(lease.version());
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer.whenComplete((given, failure) -> lease.giveBack());
  }

  private Lease take(String name, VersionChoice version) {
    if (name.isEmpty()) {
      throw new ServingException(Status.Code.INVALID_ARGUMENT, "ModelSpec has no name specified.");
    }
    ModelVersions versions = models.get(name);
    if (versions == null && version instanceof VersionChoice.Label label) {
      throw ModelVersions.unknown(label);
    }
    return Optional.ofNullable(versions)
        .flatMap(known -> known.take(version))
        .orElseThrow(
            () ->
                new ServingException(
                    Status.Code.NOT_FOUND,
                    "Servable not found for request: " + request(name, versions, version)));
  }

  /** As TensorFlow Serving writes it ({@code manager.h}). */
  private static String request(String name, ModelVersions versions, VersionChoice version) {
    if (version instanceof VersionChoice.Latest) {
      return "Latest(%s)".formatted(name);
    }
    long number =
        version instanceof VersionChoice.Specific specific
            ? specific.version()
            : versions.number(version);
    return "Specific(%s, %d)".formatted(name, number);
  }

  @Override
  public Metadata metadata(String name, VersionChoice version) {
    Lease lease = take(name, version);
    try {
      return new Metadata(lease.version().version(), lease.version().signatures());
    } finally {
      lease.giveBack();
    }
  }

  @Override
  public List<VersionStatus> status(String name, VersionChoice version) {
    List<VersionStatus> all =
        Optional.ofNullable(models.get(name)).map(ModelVersions::statuses).orElse(List.of());
    if (version instanceof VersionChoice.Specific specific) {
      return all.stream()
          .filter(status -> status.version() == specific.version())
          .findFirst()
          .map(List::of)
          .orElseThrow(
              () ->
                  new ServingException(
                      Status.Code.NOT_FOUND,
                      "Could not find version %d of model %s".formatted(specific.version(), name)));
    }
    if (all.isEmpty()) {
      throw new ServingException(
          Status.Code.NOT_FOUND, "Could not find any versions of model " + name);
    }
    return all;
  }

  /** The models that are served, by name. */
  public List<String> names() {
    return models.entrySet().stream()
        .filter(model -> model.getValue().isServed())
        .map(Map.Entry::getKey)
        .sorted()
        .collect(Collectors.toList());
  }

  /** What each model wants to be warmed up with, by name. */
  public Map<String, List<PredictionLog>> warmUps() {
    Map<String, List<PredictionLog>> requests = new TreeMap<>();
    models.forEach(
        (name, versions) ->
            versions
                .take(new VersionChoice.Latest())
                .ifPresent(
                    lease -> {
                      requests.put(name, lease.version().warmUp());
                      lease.giveBack();
                    }));
    return requests;
  }

  /** Answers what has been asked, and unloads all. */
  @Override
  public void close() {
    watch.shutdown();
    try {
      watch.awaitTermination(1, TimeUnit.MINUTES);
      models.values().forEach(ModelVersions::retireAll);
      while (!models.values().stream().allMatch(ModelVersions::isUnloaded)) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
