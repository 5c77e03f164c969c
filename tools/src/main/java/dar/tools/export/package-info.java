/** What is done to an export beside writing it: it is tried, timed and configured for a server. */
package dar.tools.export;
