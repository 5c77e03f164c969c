package dar.training.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles that Python would run or choke on: one line of error, and nothing written. */
class HostilePickleTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("hostile.pkl");
  }

  private void assertRefused(PickleBuilder pickle, String message) throws IOException {
    pickle.stop(file());
    assertRefused(message);
  }

  private void assertRefused(String message) throws IOException {
    Path target = folder.resolve("out").resolve("set");
    assertThatThrownBy(() -> MmsaImport.run(file(), target, "set", LanguageSource.DEFAULT))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file() + ": ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "os,system",
    "posix,system",
    "builtins,eval",
    "builtins,bytearray",
    "numpy,load",
    "numpy.core.multiarray,fromfile",
    "collections,OrderedDict",
    "copyreg,_reconstructor"
  })
  void everyOtherGlobalIsRefused(String module, String name) throws IOException {
    String found = "found the global " + module + "." + name;
    assertRefused(
        new PickleBuilder().global(module, name).text("echo").op(Opcode.TUPLE1).op(Opcode.REDUCE),
        found);
    assertRefused(new PickleBuilder().op(Opcode.GLOBAL).raw(module + "\n" + name + "\n"), found);
  }

  @Test
  void aNameOfManyLinesIsPrintedInOne() throws IOException {
    assertRefused(
        new PickleBuilder().global("os\nsystem\u001b[2J", "x".repeat(500)),
        "found the global os?system?[2J.xxx");
  }

  /** INST, OBJ, NEWOBJ, PERSID, EXT1, DUP, POP, NEXT_BUFFER, READONLY_BUFFER, INT, EMPTY_SET. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        'i', 'o', 0x81, 0x92, 'P', 'Q', 0x82, 0x83, 0x84, '2', '0', '1', 0x97, 0x98, 'I', 'L', 'F',
        'S', 'T', 'U', 'V', 'd', 'l', 'p', 'g', 0x8b, 0x8f, 0x90, 0x91, 0, 0xff
      })
  void everyOtherOpcodeIsRefused(int opcode) throws IOException {
    assertRefused(
        new PickleBuilder().op(opcode, 0, 0, 0, 0),
        "at byte 2: expected an opcode of a data pickle, found opcode 0x%02x".formatted(opcode));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 255})
  void everyOtherProtocolIsRefused(int protocol) throws IOException {
    Files.write(file(), new byte[] {(byte) Opcode.PROTO, (byte) protocol, Opcode.STOP});
    assertRefused("expected a pickle of protocol 2 to 5, found protocol " + protocol);
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Files.writeString(file(), "PK and so on");
    assertRefused("at byte 0: expected a pickle of protocol 2 to 5, found another file");
    Files.write(file(), new byte[0]);
    assertRefused("at byte 0: expected a pickle, found the end of the file");
  }

  @Test
  void whatIsLongerThanTheFileIsRefused() throws IOException {
    assertRefused(
        new PickleBuilder().op(Opcode.BINBYTES8).number64(Long.MAX_VALUE), "found only 1 bytes");
    assertRefused(new PickleBuilder().op(Opcode.BINUNICODE8).number64(-1), "found only 1 bytes");
    assertRefused(new PickleBuilder().op(Opcode.BINBYTES).number32(-1), "found only 1 bytes");
    assertRefused(
        new PickleBuilder().op(Opcode.FRAME).number64(1L << 40), "expected a whole frame");
    assertRefused(new PickleBuilder().op(Opcode.LONG1, 200), "expected an int of at most 8 bytes");
  }

  @Test
  void marksDoNotNestForEver() throws IOException {
    PickleBuilder pickle = new PickleBuilder();
    for (int i = 0; i < 100_000; i++) {
      pickle.op(Opcode.MARK);
    }
    assertRefused(pickle, "at byte 1002: expected at most 1000 open marks, found more");
  }

  /** Lists within lists, a million deep, cost no Java stack. */
  @Test
  void nestingIsNotRecursion() throws IOException {
    PickleBuilder pickle = new PickleBuilder().op(Opcode.EMPTY_LIST);
    for (int i = 0; i < 1_000_000; i++) {
      pickle.op(Opcode.TUPLE1);
    }
    assertRefused(pickle, "pickle: expected a dict of train, valid and test, found a tuple of 1");
  }

  @Test
  void aListThatHoldsItselfIsOnlyAList() throws IOException {
    assertRefused(
        new PickleBuilder().op(Opcode.EMPTY_LIST, Opcode.MEMOIZE, Opcode.BINGET, 0, Opcode.APPEND),
        "found a list of 1");
  }

  @Test
  void valuesAndMemosAreCounted() throws IOException {
    PickleBuilder values = new PickleBuilder();
    for (int i = 0; i <= PickleMachine.MOST_VALUES; i++) {
      values.op(Opcode.NONE);
    }
    assertRefused(values, "expected at most 4000000 values, found more");
    PickleBuilder memos = new PickleBuilder().op(Opcode.NONE);
    for (int i = 0; i <= PickleMachine.MOST_MEMOS; i++) {
      memos.op(Opcode.MEMOIZE);
    }
    assertRefused(memos, "expected at most 2000000 memos, found more");
  }

  /** Python would make an array of 2^32 places for it. */
  @Test
  void aMemoOfAnyNumberTakesOnePlace() throws IOException {
    assertRefused(
        new PickleBuilder().op(Opcode.NONE, Opcode.LONG_BINPUT).number32(-1),
        "expected a dict of train, valid and test, found NONE");
    assertRefused(
        new PickleBuilder().op(Opcode.LONG_BINGET).number32(-1),
        "expected a memo that was written, found memo 4294967295");
  }

  @Test
  void anArrayMustHaveTheBytesOfItsShape() throws IOException {
    assertRefused(
        new PickleBuilder().array(new float[3], 2, 2),
        "expected the bytes of a float array of shape [2, 2], found 12 bytes");
    int huge = Integer.MAX_VALUE;
    assertRefused(new PickleBuilder().array(new float[1], huge, huge, huge, 4), "found 4 bytes");
    assertRefused(new PickleBuilder().array(new float[1], -1), "expected the size of an axis");
    assertRefused(
        new PickleBuilder().array(new float[1], 1, 1, 1, 1, 1, 1, 1, 1, 1),
        "expected at most 8 axes, found a tuple of 9");
  }

  /** No elements, and an axis that an int cannot hold. */
  @Test
  void anEmptyArrayMayHaveAnyAxes() throws IOException {
    PickleBuilder pickle = new PickleBuilder().op(Opcode.EMPTY_DICT);
    for (String split : new String[] {"train", "valid", "test"}) {
      pickle.text(split).op(Opcode.EMPTY_DICT).text("regression_labels");
      pickle.array(new float[0], 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
      pickle.op(Opcode.SETITEM, Opcode.SETITEM);
    }
    assertRefused(pickle, "split train: expected at least 1 sample, found none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"V8", "c16", "f99", "M8", "O9999999", "", "U-1", "f4\n"})
  void everyOtherElementTypeIsRefused(String code) throws IOException {
    assertRefused(new PickleBuilder().type(code), "expected an element type of floats");
  }

  @Test
  void theStackDoesNotRunDry() throws IOException {
    for (int opcode :
        new int[] {
          Opcode.STOP,
          Opcode.TUPLE1,
          Opcode.APPEND,
          Opcode.SETITEM,
          Opcode.REDUCE,
          Opcode.BUILD,
          Opcode.MEMOIZE,
          Opcode.STACK_GLOBAL
        }) {
      assertRefused(new PickleBuilder().op(opcode), "on the stack, found 0");
      assertRefused(new PickleBuilder().op(Opcode.NONE, Opcode.MARK, opcode), "found 0");
    }
    assertRefused(new PickleBuilder().op(Opcode.TUPLE), "expected a mark on the stack, found none");
  }

  @Test
  void onlyWhatIsMadeForItIsCalledOrBuilt() throws IOException {
    assertRefused(
        new PickleBuilder().text("x").op(Opcode.EMPTY_TUPLE, Opcode.REDUCE),
        "expected a constructor of NumPy, found a text");
    assertRefused(
        new PickleBuilder().op(Opcode.EMPTY_DICT, Opcode.EMPTY_DICT, Opcode.BUILD),
        "expected an array or an element type to build, found a dict of 0");
    assertRefused(
        new PickleBuilder()
            .global("_codecs", "encode")
            .text("x")
            .text("rot13")
            .op(Opcode.TUPLE2, Opcode.REDUCE),
        "expected a text to encode as latin1");
    assertRefused(
        new PickleBuilder()
            .global("_codecs", "encode")
            .text("snowman ☃")
            .text("latin1")
            .op(Opcode.TUPLE2, Opcode.REDUCE),
        "expected a Latin-1 character, found byte 226");
    assertRefused(
        new PickleBuilder().op(Opcode.EMPTY_DICT).whole(1).op(Opcode.NONE, Opcode.SETITEM),
        "expected a text as the key of a dict, found the int 1");
  }

  /** Cut short after any byte, a pickle of every protocol gives one clear line. */
  @ParameterizedTest
  @ValueSource(strings = {"protocol2.pkl", "protocol3.pkl", "protocol4.pkl", "protocol5.pkl"})
  void cutShortAfterAnyByte(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(MmsaImportTest.resource(name));
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file(), Arrays.copyOf(bytes, length));
      assertRefused(": at byte ");
    }
  }

  /** A byte that is not what it was never crashes the importer: it is refused or it is data. */
  @ParameterizedTest
  @ValueSource(strings = {"protocol2.pkl", "protocol5.pkl"})
  void anyByteChanged(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(MmsaImportTest.resource(name));
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= (byte) (1 << (at % 8));
      Files.write(file(), changed);
      try (PickleFile pickle = new PickleFile(file(), folder)) {
        PickleMachine.load(pickle);
      } catch (BadInputException e) {
        assertThat(e).hasMessageContaining(": at byte ").hasMessageNotContaining("\n");
      }
    }
  }
}
