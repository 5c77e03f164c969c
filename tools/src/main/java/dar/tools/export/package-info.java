/**
 * What is done to an export beside writing it: it is tried, timed and listed for a server, which
 * reads the list here too.
 */
package dar.tools.export;
