/** The processes that train a model together with this one. */
package dar.tools.worker;
