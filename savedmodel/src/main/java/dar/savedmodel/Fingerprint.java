package dar.savedmodel;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.protobuf.MessageLite;
import dar.graph.record.StableBytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FingerprintDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.VersionDef;

/**
 * What {@code fingerprint.pb} says: hashes by which two exports are told apart without looking into
 * them, as TensorFlow's own {@code CreateFingerprintDef} computes them ({@code
 * tensorflow/cc/saved_model/fingerprinting.cc}). The graph of objects, which Python writes, is
 * absent here, and its hash 0; the random number that newer versions add is not written.
 */
final class Fingerprint {
  private static final HashFunction FARM = Hashing.farmHashFingerprint64();
  private static final long FACTOR = 0xc6a4a7935bd1e995L;
  private static final int PRODUCER = 1;

  private Fingerprint() {}

  /**
   * Of a model with one graph.
   *
   * @param checkpoint the content of {@code variables/variables.index}; empty without variables
   */
  static FingerprintDef of(SavedModel model, byte[] checkpoint) {
    MetaGraphDef graph = model.getMetaGraphs(0);
    return FingerprintDef.newBuilder()
        .setSavedModelChecksum(hash(model))
        .setGraphDefProgramHash(hash(program(graph.getGraphDef())))
        .setSignatureDefHash(signatures(graph.getSignatureDefMap()))
        .setCheckpointHash(checkpoint.length == 0 ? 0 : FARM.hashBytes(checkpoint).asLong())
        .setVersion(VersionDef.newBuilder().setProducer(PRODUCER))
        .build();
  }

  /** Without what does not belong to the program: versions, functions, texts. */
  private static GraphDef program(GraphDef graph) {
    GraphDef.Builder program =
        graph.toBuilder()
            .setVersions(VersionDef.getDefaultInstance())
            .setLibrary(FunctionDefLibrary.getDefaultInstance());
    for (NodeDef.Builder node : program.getNodeBuilderList()) {
      if (node.getOp().equals("Const")
          && node.getAttrOrThrow("dtype").getType() == DataType.DT_STRING) {
        node.putAttr("value", AttrValue.getDefaultInstance());
      }
    }
    return program.build();
  }

  private static long signatures(Map<String, SignatureDef> signatures) {
    long hash = 0;
    for (Map.Entry<String, SignatureDef> signature : new TreeMap<>(signatures).entrySet()) {
      hash = chain(hash, FARM.hashString(signature.getKey(), StandardCharsets.UTF_8).asLong());
      hash = chain(hash, hash(signature.getValue()));
    }
    return hash;
  }

  /** {@code FingerprintCat64}. */
  private static long chain(long first, long second) {
    long hash = first ^ FACTOR;
    hash ^= mix(second * FACTOR) * FACTOR;
    hash *= FACTOR;
    return mix(mix(hash) * FACTOR);
  }

  private static long mix(long value) {
    return value ^ (value >>> 47);
  }

  private static long hash(MessageLite message) {
    return FARM.hashBytes(StableBytes.of(message)).asLong();
  }
}
