package dar.tools.serve.model;

import dar.savedmodel.VersionFolders;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import tensorflow.serving.FileSystemStoragePathSourceConfig.ServableVersionPolicy;

/**
 * Where a model comes from.
 *
 * @param folder with a folder for each version, named by its number
 * @param policy which of the versions are served; the newest if nothing is said
 * @param labels what numbers they stand for
 */
record ModelSource(
    String name, Path folder, ServableVersionPolicy policy, Map<String, Long> labels) {

  static ModelSource ofFolder(Path folder) {
    return new ModelSource(
        folder.getFileName().toString(),
        folder,
        ServableVersionPolicy.getDefaultInstance(),
        Map.of());
  }

  /** The versions that there are, by number; none where there is no such folder. */
  SortedMap<Long, Path> versions() {
    return VersionFolders.of(folder);
  }

  /** Those of the given versions that the policy wants served. */
  TreeSet<Long> wanted(Collection<Long> versions) {
    TreeSet<Long> wanted = new TreeSet<>(versions);
    switch (policy.getPolicyChoiceCase()) {
      case ALL -> {}
      case SPECIFIC -> wanted.retainAll(policy.getSpecific().getVersionsList());
      case LATEST, POLICYCHOICE_NOT_SET -> {
        int count = Math.max(1, policy.getLatest().getNumVersions());
        while (wanted.size() > count) {
          wanted.pollFirst();
        }
      }
    }
    return wanted;
  }
}
