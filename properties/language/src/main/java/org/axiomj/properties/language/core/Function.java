package org.axiomj.properties.language.core;

/** The functions of the language. */
public enum Function {
    SUM("sum", Kind.REDUCTION),
    MEAN("mean", Kind.REDUCTION),
    /** Of one tensor the smallest element; of several arguments elementwise the smallest. */
    MIN("min", Kind.EXTREMUM),
    MAX("max", Kind.EXTREMUM),
    NORM_1("norm_1", Kind.REDUCTION),
    NORM_2("norm_2", Kind.REDUCTION),
    NORM_INF("norm_inf", Kind.REDUCTION),
    /** The sum of the products of two tensors of one shape. */
    DOT("dot", Kind.DOT),
    ABS("abs", Kind.ELEMENTWISE),
    RELU("relu", Kind.ELEMENTWISE),
    SIGMOID("sigmoid", Kind.ELEMENTWISE),
    TANH("tanh", Kind.ELEMENTWISE),
    EXP("exp", Kind.ELEMENTWISE),
    LOG("log", Kind.ELEMENTWISE),
    SQRT("sqrt", Kind.ELEMENTWISE),
    SOFTPLUS("softplus", Kind.ELEMENTWISE),
    SIN("sin", Kind.ELEMENTWISE),
    COS("cos", Kind.ELEMENTWISE),
    /** Along the last dimension. */
    SOFTMAX("softmax", Kind.VECTOR),
    LOG_SOFTMAX("log_softmax", Kind.VECTOR);

    private final String text;
    private final Kind kind;

    Function(String text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    /** As the language writes it. */
    public String text() {
        return text;
    }

    public Kind kind() {
        return kind;
    }

    /** What a function takes and gives. */
    public enum Kind {
        /** One tensor to a number. */
        REDUCTION,
        /** One tensor to a number, or several to one of the same shape. */
        EXTREMUM,
        /** Two tensors of one shape to a number. */
        DOT,
        /** One number or tensor to one of the same shape. */
        ELEMENTWISE,
        /** One tensor of at least one dimension to one of the same shape. */
        VECTOR
    }
}
