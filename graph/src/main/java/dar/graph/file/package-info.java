/**
 * Files and folders that are there whole or not at all, and what is said of those that cannot be.
 */
package dar.graph.file;
