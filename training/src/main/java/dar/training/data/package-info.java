/**
 * The dataset directory: what training and evaluation read. It takes in samples as streams of
 * floats and gives out memory-mapped rows; NumPy reads the same files with {@code
 * np.load(mmap_mode="r")}.
 */
package dar.training.data;
