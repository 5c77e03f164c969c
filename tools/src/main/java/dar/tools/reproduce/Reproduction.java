package dar.tools.reproduce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dar.graph.file.FileFailure;
import dar.graph.file.WholeFile;
import dar.tools.progress.ProgressDisplay;
import dar.training.data.Dataset;
import dar.training.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.TensorFlow;

/**
 * A folder of trainings, brought to where it holds all that is asked for. What is there already is
 * never trained again; what was begun goes on.
 */
public final class Reproduction implements AutoCloseable {
  private final Folder folder;
  private final FolderLock lock;
  private final Grid grid;
  private final Training training;
  private final int jobs;
  private Index index;

  private Reproduction(
      Folder folder, FolderLock lock, Grid grid, Training training, int jobs, Index index) {
    this.folder = folder;
    this.jobs = jobs;
    this.lock = lock;
    this.grid = grid;
    this.training = training;
    this.index = index;
  }

  /**
   * Opens a folder, or makes it.
   *
   * @param path of the data, as named
   * @param jobs how many trainings run at once; the first call decides how many threads each has,
   *     so that all cells of a folder have the same
   * @throws BadInputException where another reproduction is at work in it, or its trainings are of
   *     other settings, data or code
   */
  public static Reproduction open(Path root, Grid grid, Dataset data, Path path, int jobs) {
    Folder folder = new Folder(root);
    return open(root, grid, data, path, jobs, Training.thisProgram(folder.lock()));
  }

  /** The same with another program. */
  static Reproduction open(
      Path root, Grid grid, Dataset data, Path path, int jobs, List<String> program) {
    RunDirectory.expectOther(root);
    Folder folder = new Folder(root);
    FolderLock lock = FolderLock.take(folder.lock());
    try {
      String base = grid.base().text(List.of("seed=1"));
      Index index = begin(base, data, path, jobs);
      Optional<Index> earlier = Index.read(folder.index());
      if (earlier.isPresent()) {
        earlier.get().requireSame(root, index);
        index = earlier.get();
      }
      WholeFile.write(folder.base(), base);
      return new Reproduction(
          folder, lock, grid, new Training(program, folder, path, index.threads()), jobs, index);
    } catch (RuntimeException e) {
      close(lock, folder);
      throw e;
    }
  }

  private static Index begin(String base, Dataset data, Path path, int jobs) {
    ObjectNode settings = (ObjectNode) Difference.tree(base);
    settings.remove("seed");
    return new Index(
        Index.FORMAT,
        System.getProperty("dar.commit", "unknown"),
        new Index.Versions(TensorFlow.version(), System.getProperty("java.version")),
        new Index.Data(data.description().name(), data.hash(), path.toString()),
        settings,
        Math.max(1, Runtime.getRuntime().availableProcessors() / jobs),
        List.of());
  }

  /**
   * Trains what is missing of some cells.
   *
   * @throws BadInputException where a folder of theirs holds another training, before any is begun
   */
  public void train(Collection<Cell> cells, ProgressDisplay display) {
    for (Cell cell : cells) {
      folder.cell(cell).require(grid.text(cell), index.data().hash(), index.commit());
    }
    List<Cell> missing = new ArrayList<>();
    for (Cell cell : cells) {
      boolean finished = folder.cell(cell).isFinished();
      index = index.with(entry(cell, finished ? Status.DONE : Status.PENDING));
      if (!finished) {
        missing.add(cell);
      }
    }
    index.write(folder.index());
    CellProgress progress = new CellProgress(display, cells.size(), missing.size());
    new Runner(training, jobs, progress::running, (cell, failure) -> ended(cell, failure, progress))
        .run(missing);
    display.clear();
  }

  private void ended(Cell cell, Optional<String> failure, CellProgress progress) {
    Status status = failure.isPresent() ? Status.FAILED : Status.DONE;
    index = index.with(entry(cell, status).because(failure));
    index.write(folder.index());
    progress.ended(cell, failure);
  }

  private Index.Entry entry(Cell cell, Status status) {
    return new Index.Entry(
        cell.name(),
        cell.settings(),
        cell.seed(),
        status,
        folder.root().relativize(folder.cell(cell).path()).toString().replace('\\', '/'),
        training.command(cell),
        null);
  }

  /** The run directory of an entry. */
  public Path directory(Index.Entry entry) {
    return folder.root().resolve(entry.directory());
  }

  public Index index() {
    return index;
  }

  /** The cells of a variant that were ever asked for, in the order of their seeds. */
  public List<Index.Entry> entries(Variant variant) {
    Variant canonical = grid.canonical(variant);
    return index.cells().stream()
        .filter(entry -> entry.name().equals(canonical.cellName(entry.seed())))
        .sorted(Comparator.comparingLong(Index.Entry::seed))
        .collect(ImmutableList.toImmutableList());
  }

  /** Those that failed, among some. */
  public List<Index.Entry> failed(Collection<Cell> cells) {
    return cells.stream()
        .flatMap(cell -> index.find(cell.name()).stream())
        .filter(entry -> entry.status() == Status.FAILED)
        .toList();
  }

  @Override
  public void close() {
    close(lock, folder);
  }

  private static void close(FolderLock lock, Folder folder) {
    try {
      lock.close();
    } catch (IOException e) {
      throw FileFailure.of(folder.root(), e);
    }
  }
}
