package dar.tools.command;

import dar.graph.Objective;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.tools.paper.PaperTable;
import dar.training.data.Split;
import dar.training.pickle.LanguageSource;
import dar.training.table.TableOptions;
import dar.training.tfrecord.RecordKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line as the constants they name. */
final class Converters {
  private Converters() {}

  private static <E> E named(E[] values, Function<E, String> key, String found) {
    return Arrays.stream(values)
        .filter(value -> key.apply(value).equals(found))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of %s, found %s"
                        .formatted(
                            String.join(", ", Arrays.stream(values).map(key).toList()), found)));
  }

  /** train, valid, test. */
  static final class OfSplit implements ITypeConverter<Split> {
    @Override
    public Split convert(String value) {
      return named(Split.values(), Split::key, value);
    }
  }

  /** language, visual, acoustic. */
  static final class OfModality implements ITypeConverter<Modality> {
    @Override
    public Modality convert(String value) {
      return named(Modality.values(), Modality::key, value);
    }
  }

  /** sim, diff, recon, boot. */
  static final class OfTerm implements ITypeConverter<Objective.Term> {
    @Override
    public Objective.Term convert(String value) {
      return named(Objective.Term.values(), Objective.Term::key, value);
    }
  }

  /** tokens, vectors. */
  static final class OfLanguageForm implements ITypeConverter<LanguageSource.Form> {
    @Override
    public LanguageSource.Form convert(String value) {
      return named(LanguageSource.Form.values(), LanguageSource.Form::key, value);
    }
  }

  /** example, sequence-example. */
  static final class OfRecordKind implements ITypeConverter<RecordKind> {
    @Override
    public RecordKind convert(String value) {
      return named(RecordKind.values(), RecordKind::key, value);
    }
  }

  /** regression, classification. */
  static final class OfLabelKind implements ITypeConverter<ImportCommand.LabelKind> {
    @Override
    public ImportCommand.LabelKind convert(String value) {
      return named(ImportCommand.LabelKind.values(), ImportCommand.LabelKind::key, value);
    }
  }

  /** mosi, mosei. */
  static final class OfBenchmark implements ITypeConverter<PaperTable.Benchmark> {
    @Override
    public PaperTable.Benchmark convert(String value) {
      return named(
          PaperTable.Benchmark.values(),
          benchmark -> benchmark.name().toLowerCase(Locale.ROOT),
          value);
    }
  }

  /** The range of labels, MIN,MAX. */
  static final class OfRange implements ITypeConverter<TableOptions.Range> {
    @Override
    public TableOptions.Range convert(String value) {
      String[] ends = value.split(",", -1);
      try {
        if (ends.length == 2) {
          return new TableOptions.Range(Float.parseFloat(ends[0]), Float.parseFloat(ends[1]));
        }
      } catch (NumberFormatException e) {
        throw new BadInputException("labels: expected two numbers MIN,MAX, found " + value, e);
      }
      throw new BadInputException("labels: expected two numbers MIN,MAX, found " + value);
    }
  }

  /** A missing rate. */
  static final class OfRate implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      try {
        double rate = Double.parseDouble(value);
        if (rate >= 0 && rate <= 1) {
          return rate;
        }
      } catch (NumberFormatException e) {
        throw new BadInputException("rate: expected a number in [0, 1], found " + value, e);
      }
      throw new BadInputException("rate: expected a number in [0, 1], found " + value);
    }
  }

  /** A seed of evaluation masks, as NumPy takes it. */
  static final class OfMaskSeed implements ITypeConverter<Long> {
    private static final long LARGEST = 0xFFFF_FFFFL;

    @Override
    public Long convert(String value) {
      try {
        long seed = Long.parseLong(value);
        if (seed >= 0 && seed <= LARGEST) {
          return seed;
        }
      } catch (NumberFormatException e) {
        throw new BadInputException("seed: expected in [0, 2^32 - 1], found " + value, e);
      }
      throw new BadInputException("seed: expected in [0, 2^32 - 1], found " + value);
    }
  }
}
