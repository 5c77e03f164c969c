/** The program {@code dar}: a command line goes in, an exit code comes out. */
package dar.tools;
