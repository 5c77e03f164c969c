/**
 * Changes to a graph as it is stored, a {@code GraphDef}: a part of it, a function of it called a
 * second time, variables as constants, constants computed beforehand. Nodes stand behind those they
 * read, as TensorFlow writes a graph without loops; what comes out keeps that order.
 */
package dar.savedmodel.graphdef;
