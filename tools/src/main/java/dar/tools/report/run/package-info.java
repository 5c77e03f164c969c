/**
 * The report of one run: from what {@code dar train} left in a run directory to a {@link
 * dar.tools.report.document.Report}. One class a section; each takes the directory and gives its
 * section, or none where its file is not there.
 */
package dar.tools.report.run;
