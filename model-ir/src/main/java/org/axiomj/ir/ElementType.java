package org.axiomj.ir;

import java.util.Optional;

/** The element types of ONNX tensors, with the number that the format gives each. */
public enum ElementType {
    FLOAT(1, 4),
    UINT8(2, 1),
    INT8(3, 1),
    UINT16(4, 2),
    INT16(5, 2),
    INT32(6, 4),
    INT64(7, 8),
    STRING(8, 0),
    BOOL(9, 1),
    FLOAT16(10, 2),
    DOUBLE(11, 8),
    UINT32(12, 4),
    UINT64(13, 8),
    COMPLEX64(14, 8),
    COMPLEX128(15, 16),
    BFLOAT16(16, 2);

    private static final ElementType[] BY_CODE = new ElementType[17];

    static {
        for (ElementType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final int bytes;

    ElementType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The type that ONNX numbers {@code code}; empty where this version knows none. */
    public static Optional<ElementType> of(int code) {
        return code < 1 || code >= BY_CODE.length ? Optional.empty() : Optional.of(BY_CODE[code]);
    }

    /** The number of this type in ONNX files. */
    public int code() {
        return code;
    }

    /** Bytes of one element in raw data; 0 for strings. */
    public int bytes() {
        return bytes;
    }

    public boolean isFloating() {
        return this == FLOAT || this == DOUBLE || this == FLOAT16 || this == BFLOAT16;
    }

    /** Whether elements are integers; truth values count as 0 and 1. */
    public boolean isInteger() {
        return !isFloating() && this != STRING && this != COMPLEX64 && this != COMPLEX128;
    }

    /** Whether the finite number {@code value} is a number of this type. */
    public boolean holds(double value) {
        return switch (this) {
            case DOUBLE -> true;
            case FLOAT -> (float) value == value;
            case BFLOAT16 -> (float) value == value && (Float.floatToRawIntBits((float) value) & 0xffff) == 0;
            case FLOAT16 -> HalfFloats.isHalf(value);
            default -> value == Math.rint(value) && Math.abs(value) <= 0x1p53;
        };
    }

    /** The name as ONNX's type strings write it: {@code float}, {@code int64}, ... */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
