/** Results as text for people and as JSON for programs. */
package dar.tools.report;
