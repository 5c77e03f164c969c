package dar.training.pickle;

import dar.graph.file.OneLine;
import dar.training.pickle.PickleValue.Bytes;
import dar.training.pickle.PickleValue.Constant;
import dar.training.pickle.PickleValue.Global;
import dar.training.pickle.PickleValue.Items;
import dar.training.pickle.PickleValue.Real;
import dar.training.pickle.PickleValue.Table;
import dar.training.pickle.PickleValue.Text;
import dar.training.pickle.PickleValue.Whole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stack machine of pickles, protocols 2 to 5, reduced to what data needs. An opcode or a global
 * that is not in this class is refused. It makes one step an opcode, so that nesting costs no Java
 * stack, and it counts what it keeps:
 *
 * <ul>
 *   <li>at most {@value #MOST_VALUES} values are ever pushed, so that neither lists nor references
 *       to them grow without bound;
 *   <li>at most {@value #MOST_MEMOS} values are remembered, whatever numbers they are given;
 *   <li>at most {@value #MOST_MARKS} marks are open;
 *   <li>a declared length must lie within the file.
 * </ul>
 */
final class PickleMachine {
  static final int MOST_VALUES = 4_000_000;
  static final int MOST_MEMOS = 2_000_000;
  static final int MOST_MARKS = 1_000;

  private static final int KEY_BYTES = 1_000;
  private static final int FIRST_PROTOCOL = 2;
  private static final int LAST_PROTOCOL = 5;

  private final PickleFile file;
  private final PickleCursor cursor;
  private final NumpyConstructors constructors;
  private final List<PickleValue> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Long, PickleValue> memo = new HashMap<>();
  private int pushed;
  private long at;

  private PickleMachine(PickleFile file) {
    this.file = file;
    cursor = new PickleCursor(file);
    constructors = new NumpyConstructors(file);
  }

  /**
   * The value that a file holds.
   *
   * @throws dar.graph.input.BadInputException where it is cut short or is no pickle of data
   */
  static PickleValue load(PickleFile file) throws IOException {
    return new PickleMachine(file).run();
  }

  private PickleValue run() throws IOException {
    if (cursor.unsignedByte("a pickle") != Opcode.PROTO) {
      throw file.error(0, "a pickle of protocol 2 to 5", "another file");
    }
    protocol();
    while (true) {
      at = cursor.position();
      int opcode = cursor.unsignedByte("the next opcode");
      if (opcode == Opcode.STOP) {
        return pop();
      }
      step(opcode);
    }
  }

  private void step(int opcode) throws IOException {
    switch (opcode) {
      case Opcode.PROTO -> protocol();
      case Opcode.FRAME -> cursor.expect(cursor.length("the length of a frame"), "a whole frame");
      case Opcode.NONE -> push(Constant.NONE);
      case Opcode.NEWTRUE -> push(Constant.TRUE);
      case Opcode.NEWFALSE -> push(Constant.FALSE);
      case Opcode.BININT -> push(new Whole(cursor.signedInt("an int")));
      case Opcode.BININT1 -> push(new Whole(cursor.unsignedByte("an int")));
      case Opcode.BININT2 -> push(new Whole(cursor.unsignedShort("an int")));
      case Opcode.LONG1 -> push(new Whole(longInt()));
      case Opcode.BINFLOAT -> push(new Real(cursor.real()));
      case Opcode.SHORT_BINUNICODE -> push(text(cursor.unsignedByte("a text")));
      case Opcode.BINUNICODE -> push(text(cursor.unsignedInt("a text")));
      case Opcode.BINUNICODE8 -> push(text(cursor.length("a text")));
      case Opcode.SHORT_BINBYTES -> push(bytes(cursor.unsignedByte("bytes")));
      case Opcode.BINBYTES -> push(bytes(cursor.unsignedInt("bytes")));
      case Opcode.BINBYTES8, Opcode.BYTEARRAY8 -> push(bytes(cursor.length("bytes")));
      case Opcode.MARK -> mark();
      case Opcode.EMPTY_TUPLE -> push(new Items(List.of(), true));
      case Opcode.TUPLE -> push(new Items(popToMark(), true));
      case Opcode.TUPLE1 -> push(new Items(pop(1), true));
      case Opcode.TUPLE2 -> push(new Items(pop(2), true));
      case Opcode.TUPLE3 -> push(new Items(pop(3), true));
      case Opcode.EMPTY_LIST -> push(new Items(new ArrayList<>(), false));
      case Opcode.APPEND -> append(pop(1));
      case Opcode.APPENDS -> append(popToMark());
      case Opcode.EMPTY_DICT -> push(new Table(new LinkedHashMap<>()));
      case Opcode.SETITEM -> put(pop(2));
      case Opcode.SETITEMS -> put(popToMark());
      case Opcode.BINPUT -> remember(cursor.unsignedByte("a memo"));
      case Opcode.LONG_BINPUT -> remember(cursor.unsignedInt("a memo"));
      case Opcode.MEMOIZE -> remember(memo.size());
      case Opcode.BINGET -> push(recall(cursor.unsignedByte("a memo")));
      case Opcode.LONG_BINGET -> push(recall(cursor.unsignedInt("a memo")));
      case Opcode.GLOBAL -> push(global(cursor.line(), cursor.line()));
      case Opcode.STACK_GLOBAL -> stackGlobal();
      case Opcode.REDUCE -> {
        List<PickleValue> call = pop(2);
        push(constructors.reduce(at, call.get(0), call.get(1)));
      }
      case Opcode.BUILD -> {
        PickleValue state = pop();
        constructors.build(at, top(), state);
      }
      default ->
          throw file.error(at, "an opcode of a data pickle", "opcode 0x%02x".formatted(opcode));
    }
  }

  private void protocol() throws IOException {
    int protocol = cursor.unsignedByte("the number of a protocol");
    if (protocol < FIRST_PROTOCOL || protocol > LAST_PROTOCOL) {
      throw file.error(at, "a pickle of protocol 2 to 5", "protocol " + protocol);
    }
  }

  private long longInt() throws IOException {
    int bytes = cursor.unsignedByte("the length of an int");
    if (bytes > Long.BYTES) {
      throw file.error(at, "an int of at most 8 bytes", "one of " + bytes);
    }
    return cursor.whole(bytes);
  }

  private Text text(long length) throws IOException {
    return new Text(cursor.payload(length));
  }

  private Bytes bytes(long length) throws IOException {
    return new Bytes(cursor.payload(length));
  }

  private void push(PickleValue value) {
    if (++pushed > MOST_VALUES) {
      throw file.error(at, "at most %d values".formatted(MOST_VALUES), "more");
    }
    stack.add(value);
  }

  private void mark() {
    if (marks.size() == MOST_MARKS) {
      throw file.error(at, "at most %d open marks".formatted(MOST_MARKS), "more");
    }
    marks.add(stack.size());
  }

  private PickleValue pop() {
    return pop(1).get(0);
  }

  private List<PickleValue> pop(int count) {
    int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    int from = stack.size() - count;
    if (from < floor) {
      throw file.error(
          at, "%d values on the stack".formatted(count), String.valueOf(stack.size() - floor));
    }
    List<PickleValue> tail = stack.subList(from, stack.size());
    List<PickleValue> values = List.copyOf(tail);
    tail.clear();
    return values;
  }

  private List<PickleValue> popToMark() {
    if (marks.isEmpty()) {
      throw file.error(at, "a mark on the stack", "none");
    }
    int count = stack.size() - marks.get(marks.size() - 1);
    List<PickleValue> values = pop(count);
    marks.remove(marks.size() - 1);
    return values;
  }

  private PickleValue top() {
    PickleValue value = pop();
    stack.add(value);
    return value;
  }

  private void append(List<PickleValue> values) {
    if (!(top() instanceof Items items) || items.tuple()) {
      throw file.error(at, "a list to append to", top().describe());
    }
    items.values().addAll(values);
  }

  private void put(List<PickleValue> pairs) throws IOException {
    if (!(top() instanceof Table table) || pairs.size() % 2 != 0) {
      throw file.error(at, "a dict and pairs to put into it", top().describe());
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      if (!(pairs.get(i) instanceof Text key)) {
        throw file.error(at, "a text as the key of a dict", pairs.get(i).describe());
      }
      table.entries().put(file.text(key.payload(), KEY_BYTES), pairs.get(i + 1));
    }
  }

  private void remember(long index) {
    if (memo.size() == MOST_MEMOS) {
      throw file.error(at, "at most %d memos".formatted(MOST_MEMOS), "more");
    }
    memo.put(index, top());
  }

  private PickleValue recall(long index) {
    PickleValue value = memo.get(index);
    if (value == null) {
      throw file.error(at, "a memo that was written", "memo " + index);
    }
    return value;
  }

  private void stackGlobal() throws IOException {
    List<PickleValue> names = pop(2);
    if (names.get(0) instanceof Text module && names.get(1) instanceof Text name) {
      push(global(file.text(module.payload(), KEY_BYTES), file.text(name.payload(), KEY_BYTES)));
    } else {
      throw file.error(at, "the name of a global", names.get(0).describe());
    }
  }

  private Global global(String module, String name) {
    Global global = Global.of(module, name);
    if (global == null) {
      throw file.error(
          at,
          "an array of NumPy or what makes one",
          "the global " + OneLine.of(module + "." + name));
    }
    return global;
  }
}
