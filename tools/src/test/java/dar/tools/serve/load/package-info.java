/**
 * What {@code tools/interop/load-serve.sh} runs: many clients of a server, whose answers are
 * checked.
 */
package dar.tools.serve.load;
