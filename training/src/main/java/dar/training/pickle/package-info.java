/**
 * The importer of MMSA's pickles. It takes in a file of which nothing is trusted and gives out a
 * dataset directory.
 *
 * <p>Two passes: {@link dar.training.pickle.PickleMachine} walks the opcodes and keeps every text
 * and every array as a place in the file, never as content; then the arrays are streamed into the
 * directory, converted as they pass. No class is loaded and nothing is called by a name from the
 * file: what a pickle may construct is a closed list.
 */
package dar.training.pickle;
