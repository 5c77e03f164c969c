package dar.ops.gradient;

import org.tensorflow.DeviceSpec;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;

/** A graph in which operations are built differently, in the scopes that it has. */
abstract class AroundGraph extends AroundEnvironment {
  private final Scope scope;

  /** Builds where {@code tf} does, in what it builds in. */
  AroundGraph(Ops tf) {
    super(tf.scope().env());
    this.scope = new Inside(tf.scope());
  }

  /** Operations that are built in this environment. */
  final Ops ops() {
    return Ops.create(this);
  }

  /**
   * What builds where {@code tf} does, in what this environment is around.
   *
   * @param tf builds in this environment
   */
  final Ops beneath(Ops tf) {
    Scope beneath = ((Inside) tf.scope()).scope;
    return Ops.create(
        new AroundEnvironment(beneath.env()) {
          @Override
          public OperationBuilder opBuilder(String type, String name, Scope in) {
            return beneath.env().opBuilder(type, name, in);
          }

          @Override
          public Scope baseScope() {
            return beneath;
          }
        });
  }

  @Override
  public final Scope baseScope() {
    return scope;
  }

  /** A scope of the graph, in this environment. */
  private final class Inside implements Scope {
    private final Scope scope;

    Inside(Scope scope) {
      this.scope = scope;
    }

    @Override
    public ExecutionEnvironment env() {
      return AroundGraph.this;
    }

    @Override
    public Scope withSubScope(String name) {
      return new Inside(scope.withSubScope(name));
    }

    @Override
    public Scope withName(String name) {
      return new Inside(scope.withName(name));
    }

    @Override
    public Scope withNameAsSubScope(String name) {
      return new Inside(scope.withNameAsSubScope(name));
    }

    @Override
    public Scope withDevice(DeviceSpec device) {
      return new Inside(scope.withDevice(device));
    }

    @Override
    public Scope withInitScope() {
      return new Inside(scope.withInitScope());
    }

    @Override
    public Scope withControlDependencyOps(Iterable<Operation> controls) {
      return new Inside(scope.withControlDependencyOps(controls));
    }

    @Override
    public String makeOpName(String name) {
      return scope.makeOpName(name);
    }

    @Override
    public String makeUnique(String id) {
      return scope.makeUnique(id);
    }

    @Override
    public void refreshNames() {
      scope.refreshNames();
    }

    @Override
    public OperationBuilder apply(OperationBuilder builder) {
      return scope.apply(builder);
    }

    @Override
    public String getDeviceString() {
      return scope.getDeviceString();
    }

    @Override
    public boolean isInit() {
      return scope.isInit();
    }
  }
}
