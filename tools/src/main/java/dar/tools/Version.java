package dar.tools;

import picocli.CommandLine.IVersionProvider;

/** What {@code dar --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"dar " + (version == null ? "(not packaged)" : version)};
  }
}
