package dar.training.synth;

import com.google.common.collect.ImmutableList;
import dar.graph.input.BadInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Film reviews in English that show the factors, each by the words on one aspect:
 *
 * <pre>
 * word_i = words_i[k(z_i / sqrt(1 + rho^2))],   z = [c, s_l] + rho n,   n ~ N(0, I)
 * k(u) = the number of -0.84, -0.25, 0.25, 0.84 below u    a fifth each where z is normal
 * review = common clause. own clause.
 * </pre>
 *
 * <p>c is the common factor, one aspect of the film a dimension; s_l is language's own, one aspect
 * of the visit a dimension. The words on an aspect go from the least to the most. An example:
 *
 * <pre>
 * Weak acting, clever story and fine music. Cold weather, large crowd, evening show
 * and quiet sound.
 * </pre>
 */
final class Reviews {
  /** What is spoken of, and five words on it. */
  private record Aspect(String noun, ImmutableList<String> words) {
    static Aspect of(String noun, String... words) {
      return new Aspect(noun, ImmutableList.copyOf(words));
    }
  }

  private static final ImmutableList<Aspect> COMMON =
      ImmutableList.of(
          Aspect.of("acting", "awful", "weak", "decent", "strong", "superb"),
          Aspect.of("story", "stupid", "boring", "simple", "clever", "brilliant"),
          Aspect.of("music", "terrible", "dull", "fine", "lovely", "beautiful"));

  /** Each on a scale of its own, not on that of good and bad, which is the common one. */
  private static final ImmutableList<Aspect> OWN =
      ImmutableList.of(
          Aspect.of("weather", "freezing", "cold", "mild", "warm", "hot"),
          Aspect.of("crowd", "tiny", "small", "moderate", "large", "huge"),
          Aspect.of("show", "morning", "noon", "afternoon", "evening", "midnight"),
          Aspect.of("sound", "silent", "quiet", "normal", "loud", "deafening"),
          Aspect.of("audience", "teenage", "young", "adult", "senior", "elderly"),
          Aspect.of("seats", "front", "forward", "middle", "rear", "back"),
          Aspect.of("screen", "black", "dark", "grey", "bright", "white"),
          Aspect.of("tickets", "free", "cheap", "regular", "costly", "expensive"));

  /** The largest width of c. */
  static final int MOST_COMMON = COMMON.size();

  /** The largest width of s_l. */
  static final int MOST_SPECIFIC = OWN.size();

  private static final double[] BOUNDS = {-0.84, -0.25, 0.25, 0.84};

  private final double viewNoise;

  Reviews(double viewNoise) {
    this.viewNoise = viewNoise;
  }

  static void requireWords(String subject, int width, int most) {
    if (width < 1 || width > most) {
      throw new BadInputException(
          "%s: expected in [1, %d], for so many aspects have words, found %d"
              .formatted(subject, most, width));
    }
  }

  /**
   * One review.
   *
   * @param c the common factor
   * @param s language's own
   */
  String review(double[] c, double[] s, Gaussian random) {
    List<String> film = new ArrayList<>();
    for (int i = 0; i < c.length; i++) {
      film.add(phrase(COMMON.get(i), c[i], random));
    }
    List<String> visit = new ArrayList<>();
    for (int i = 0; i < s.length; i++) {
      visit.add(phrase(OWN.get(i), s[i], random));
    }
    return sentence(list(film)) + " " + sentence(list(visit));
  }

  private String phrase(Aspect aspect, double factor, Gaussian random) {
    return word(aspect, factor, random) + " " + aspect.noun();
  }

  private String word(Aspect aspect, double factor, Gaussian random) {
    double z = (factor + viewNoise * random.next()) / StrictMath.sqrt(1 + viewNoise * viewNoise);
    int k = 0;
    while (k < BOUNDS.length && BOUNDS[k] < z) {
      k++;
    }
    return aspect.words().get(k);
  }

  /** a, b and c. */
  private static String list(List<String> phrases) {
    int last = phrases.size() - 1;
    return last == 0
        ? phrases.get(0)
        : String.join(", ", phrases.subList(0, last)) + " and " + phrases.get(last);
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
