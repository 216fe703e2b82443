package org.axiomj.ir.onnx;

import java.util.Optional;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.Port;
import org.axiomj.ir.Shape;
import org.axiomj.ir.TensorType;
import org.axiomj.ir.UnsupportedOperatorException;

/** Reads declared inputs. A first dimension without a size is the batch and becomes 1; another one is an error. */
final class InputPorts {
    private final String file;

    InputPorts(String file) {
        this.file = file;
    }

    /** The name of a ValueInfoProto. */
    static String name(Wire message) {
        String name = "";
        while (message.next()) {
            if (message.field() == 1) {
                name = message.text();
            } else {
                message.skip();
            }
        }
        return name;
    }

    /** A ValueInfoProto as an input that a caller supplies. */
    Port port(Wire message) {
        String where = file + ": input '" + name(message.again()) + "'";
        String name = name(message.again());
        Declared declared = new Declared(where);
        while (message.next()) {
            if (message.field() == 2) {
                declared.type(message.message());
            } else {
                message.skip();
            }
        }
        return declared.port(name);
    }

    /** What the nested messages say about one input. */
    private static final class Declared {
        private final String where;
        private final StringBuilder text = new StringBuilder("[");
        private int code;
        private boolean shaped;
        private boolean symbolicBatch;
        private int[] dims = new int[0];

        Declared(String where) {
            this.where = where;
        }

        /** TypeProto: 1 is a tensor type, whose 1 is the element type and 2 the shape, whose 1 are the dimensions. */
        void type(Wire message) {
            while (message.next()) {
                if (message.field() == 1) {
                    tensor(message.message());
                } else {
                    message.skip();
                }
            }
        }

        private void tensor(Wire message) {
            while (message.next()) {
                switch (message.field()) {
                    case 1 -> code = message.smallInteger();
                    case 2 -> shape(message.message());
                    default -> message.skip();
                }
            }
        }

        private void shape(Wire message) {
            shaped = true;
            while (message.next()) {
                if (message.field() == 1) {
                    dimension(message.message());
                } else {
                    message.skip();
                }
            }
        }

        private void dimension(Wire message) {
            long value = 0;
            String symbol = "?";
            while (message.next()) {
                switch (message.field()) {
                    case 1 -> value = message.integer();
                    case 2 -> symbol = message.text();
                    default -> message.skip();
                }
            }
            int axis = dims.length;
            boolean free = value <= 0;
            text.append(axis == 0 ? "" : ", ").append(free ? symbol : Long.toString(value));
            if (free && axis > 0) {
                throw new UnsupportedOperatorException(where + ": dimension " + axis + " (" + symbol + ") is dynamic; "
                        + "give it a fixed size, for example with onnxruntime.tools.make_dynamic_shape_fixed");
            } else if (value > Integer.MAX_VALUE || axis >= 64) {
                throw new InvalidModelException(where + ": dimension " + axis + " is " + value
                        + "; expected at most 64 dimensions up to " + Integer.MAX_VALUE);
            }
            symbolicBatch |= free;
            dims = java.util.Arrays.copyOf(dims, axis + 1);
            dims[axis] = free ? 1 : (int) value;
        }

        Port port(String name) {
            if (!shaped) {
                throw new InvalidModelException(
                        where + " has no declared shape; export the model with fixed input shapes");
            }
            Optional<ElementType> type = ElementType.of(code);
            if (type.isEmpty() || !type.get().isFloating()) {
                throw new UnsupportedOperatorException(where + " has elements of type "
                        + (type.isEmpty() ? "number " + code : type.get().text())
                        + "; inputs must be floats: cut the network after the operator that takes them");
            }
            try {
                TensorType tensor = new TensorType(type.get(), Shape.of(dims));
                return new Port(name, tensor, text.append(']').toString(), symbolicBatch);
            } catch (IllegalArgumentException tooLarge) {
                throw new InvalidModelException(where + ": " + tooLarge.getMessage(), tooLarge);
            }
        }
    }
}
