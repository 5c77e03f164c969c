package dar.tools.reproduce;

import java.nio.file.Path;

/** Where things lie in the folder of a reproduction. */
record Folder(Path root) {
  Path index() {
    return root.resolve("index.json");
  }

  /** The shared settings, complete. */
  Path base() {
    return root.resolve("base.yaml");
  }

  Path lock() {
    return root.resolve("lock");
  }

  CellFolder cell(Cell cell) {
    return new CellFolder(root.resolve("cells").resolve(cell.name()));
  }

  Path log(Cell cell) {
    return root.resolve("logs").resolve(cell.name() + ".log");
  }
}
