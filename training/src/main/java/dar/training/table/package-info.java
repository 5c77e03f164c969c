/**
 * The importer of a user's own data: a table of samples, CSV or JSON lines, whose features lie in
 * {@code .npy} files. It gives out a dataset directory. Every error names the file and the line.
 */
package dar.training.table;
