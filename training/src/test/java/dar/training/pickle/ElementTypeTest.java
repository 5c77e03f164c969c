package dar.training.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dar.training.data.Float16;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementTypeTest {
  /** Golden values of numpy.float16. */
  @ParameterizedTest
  @CsvSource({
    "0000, 0.0",
    "3c00, 1.0",
    "c000, -2.0",
    "3555, 0.33325195",
    "7bff, 65504",
    "0400, 6.1035156E-5",
    "0001, 5.9604645E-8",
    "83ff, -6.097555E-5",
    "7c00, Infinity",
    "fc00, -Infinity",
    "7e00, NaN"
  })
  void half(String bits, Float expected) {
    assertThat(Float16.toFloat((short) Integer.parseInt(bits, 16))).isEqualTo(expected);
  }

  @Test
  void wholeNumbersOfEverySizeAndOrder() {
    for (String order : new String[] {"<", ">"}) {
      ByteOrder byteOrder = order.equals("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      ByteBuffer bytes = ByteBuffer.allocate(8).order(byteOrder);
      bytes.putLong(0, -2);
      assertThat(ElementType.of("i8", order).number(bytes, 0)).isEqualTo(-2);
      assertThat(ElementType.of("u8", order).number(bytes, 0)).isEqualTo(0x1p64);
      bytes.putInt(0, -2);
      assertThat(ElementType.of("i4", order).number(bytes, 0)).isEqualTo(-2);
      assertThat(ElementType.of("u4", order).number(bytes, 0)).isEqualTo(4294967294.0);
      bytes.putShort(0, (short) -2);
      assertThat(ElementType.of("i2", order).number(bytes, 0)).isEqualTo(-2);
      assertThat(ElementType.of("u2", order).number(bytes, 0)).isEqualTo(65534);
      bytes.put(0, (byte) -2);
      assertThat(ElementType.of("i1", order).number(bytes, 0)).isEqualTo(-2);
      assertThat(ElementType.of("u1", order).number(bytes, 0)).isEqualTo(254);
      bytes.putDouble(0, -0.1);
      assertThat(ElementType.of("f8", order).number(bytes, 0)).isEqualTo(-0.1);
    }
  }
}
