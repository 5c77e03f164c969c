package dar.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FingerprintDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.VersionDef;

/** The numbers of a small model are those of TensorFlow 2.21's CreateFingerprintDef. */
class FingerprintTest {
  @TempDir private Path folder;

  private static SavedModel model(String text) {
    NodeDef constant =
        NodeDef.newBuilder()
            .setName("text")
            .setOp("Const")
            .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_STRING).build())
            .putAttr(
                "value",
                AttrValue.newBuilder()
                    .setTensor(
                        TensorProto.newBuilder()
                            .setDtype(DataType.DT_STRING)
                            .addStringVal(ByteString.copyFromUtf8(text)))
                    .build())
            .build();
    return SavedModel.newBuilder()
        .setSavedModelSchemaVersion(1)
        .addMetaGraphs(
            MetaGraphDef.newBuilder()
                .setGraphDef(
                    GraphDef.newBuilder()
                        .addNode(constant)
                        .setVersions(VersionDef.newBuilder().setProducer(1882)))
                .putSignatureDef("b", SignatureDef.newBuilder().setMethodName("second").build())
                .putSignatureDef("a", SignatureDef.newBuilder().setMethodName("first").build()))
        .build();
  }

  @Test
  void hashesAreTensorFlows() {
    FingerprintDef fingerprint = Fingerprint.of(model("a text"), new byte[] {1, 2, 3});
    assertThat(Long.toUnsignedString(fingerprint.getSavedModelChecksum()))
        .isEqualTo("7679114112140988554");
    assertThat(Long.toUnsignedString(fingerprint.getGraphDefProgramHash()))
        .isEqualTo("15717323667680828696");
    assertThat(Long.toUnsignedString(fingerprint.getSignatureDefHash()))
        .isEqualTo("2171168548882173751");
    assertThat(fingerprint.getSavedObjectGraphHash()).isZero();
    assertThat(Long.toUnsignedString(fingerprint.getCheckpointHash()))
        .isEqualTo("12900023272818173696");
  }

  @Test
  void theSameExportHasTheSame() throws IOException {
    try (SmallModel model = SmallModel.regression()) {
      model.export(folder.resolve("small/1"));
      model.export(folder.resolve("small/2"));
    }
    for (String file :
        List.of(
            "fingerprint.pb",
            "saved_model.pb",
            "assets/labels.json",
            "assets.extra/tf_serving_warmup_requests")) {
      assertThat(folder.resolve("small/1").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("small/2").resolve(file));
    }
  }
}
