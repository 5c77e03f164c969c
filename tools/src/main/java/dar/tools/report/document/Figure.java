package dar.tools.report.document;

/** A picture of numbers. */
public sealed interface Figure extends Report.Element permits LineChart, Scatter, Heatmap {}
