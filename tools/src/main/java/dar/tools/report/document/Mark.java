package dar.tools.report.document;

import com.google.common.collect.ImmutableMap;

/**
 * The numbers behind a drawn mark.
 *
 * @param data by name, as in x, y, series
 * @param words what a pointer that rests on the mark is told
 */
record Mark(ImmutableMap<String, String> data, String words) {}
