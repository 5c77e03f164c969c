/** This program once more, as a process that ends when the one that began it does. */
package dar.tools.child;
