/**
 * What the paper reports: the numbers of its tables, which stand as CSV in this package's
 * resources. Its Figure 4 is a picture; the text gives no numbers of it.
 */
package dar.tools.paper;
