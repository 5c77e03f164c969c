/**
 * A report as tables and figures of numbers; and how each is written: HTML, Markdown, CSV, JSON,
 * SVG, PNG.
 */
package dar.tools.report.document;
