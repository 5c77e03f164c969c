package dar.ops.gradient;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.Output;

/**
 * What lies between the sources and the target: the operations that depend on a source and that the
 * target depends on, in the order they ran.
 *
 * @param operations those operations
 * @param leaves their inputs from outside, and sources that none of them makes, each once
 * @param structure equal for two slices that differ in values only
 */
record TapeSlice(
    Output<?> target,
    List<Output<?>> sources,
    List<RecordedOperation> operations,
    List<Output<?>> leaves,
    String structure) {

  /**
   * @throws IllegalArgumentException if the target does not depend on a source
   */
  static TapeSlice between(
      List<RecordedOperation> records, Operand<?> target, List<? extends Operand<?>> sources) {
    List<Output<?>> from = sources.stream().<Output<?>>map(Operand::asOutput).toList();
    Output<?> to = target.asOutput();
    List<RecordedOperation> operations = upstream(downstream(records, from), to);

    Set<Output<?>> reached = new HashSet<>(Set.of(to));
    operations.forEach(operation -> reached.addAll(operation.inputs()));
    for (int i = 0; i < from.size(); i++) {
      if (!reached.contains(from.get(i))) {
        throw Unreached.of(i, from.get(i), target);
      }
    }
    Naming naming = new Naming(operations);
    String structure = naming.structure(to, from);
    return new TapeSlice(to, from, operations, List.copyOf(naming.leaves.keySet()), structure);
  }

  private static List<RecordedOperation> downstream(
      List<RecordedOperation> records, List<Output<?>> sources) {
    Set<Output<?>> active = new HashSet<>(sources);
    return records.stream()
        .filter(
            record -> {
              boolean depends = record.inputs().stream().anyMatch(active::contains);
              if (depends) {
                active.addAll(record.outputs());
              }
              return depends;
            })
        .toList();
  }

  private static List<RecordedOperation> upstream(
      List<RecordedOperation> records, Output<?> target) {
    Set<Output<?>> needed = new HashSet<>(Set.of(target));
    Deque<RecordedOperation> kept = new ArrayDeque<>();
    for (int i = records.size() - 1; i >= 0; i--) {
      RecordedOperation record = records.get(i);
      if (record.outputs().stream().anyMatch(needed::contains)) {
        needed.addAll(record.inputs());
        kept.push(record);
      }
    }
    return List.copyOf(kept);
  }

  /** Names every value by its place in the slice: "%2:0" is made by operation 2, "$3" is leaf 3. */
  private static final class Naming {
    private final List<RecordedOperation> operations;
    private final Map<Output<?>, String> made = new HashMap<>();
    private final Map<Output<?>, String> leaves = new LinkedHashMap<>();

    Naming(List<RecordedOperation> operations) {
      this.operations = operations;
      for (int i = 0; i < operations.size(); i++) {
        for (Output<?> output : operations.get(i).outputs()) {
          made.put(output, "%" + i + ":" + output.index());
        }
      }
    }

    String structure(Output<?> target, List<Output<?>> sources) {
      StringBuilder text = new StringBuilder();
      for (RecordedOperation operation : operations) {
        text.append(operation.signature());
        for (RecordedOperation.Argument argument : operation.arguments()) {
          text.append(argument.isList() ? '[' : '(');
          argument.values().forEach(value -> text.append(name(value)).append(','));
        }
        text.append('\n');
      }
      text.append(name(target)).append('\n');
      sources.forEach(source -> text.append(name(source)).append(','));
      leaves.keySet().forEach(leaf -> text.append(leaf.dataType()).append(leaf.shape()));
      return text.toString();
    }

    private String name(Output<?> value) {
      String name = made.get(value);
      return name != null ? name : leaves.computeIfAbsent(value, v -> "$" + leaves.size());
    }
  }
}
