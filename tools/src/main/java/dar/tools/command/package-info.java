/** The commands: options go in, calls of the other modules are made, reports come out. */
package dar.tools.command;
