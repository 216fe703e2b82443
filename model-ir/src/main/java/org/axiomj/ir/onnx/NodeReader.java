package org.axiomj.ir.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.Node;

/** Reads operators and their attributes. */
final class NodeReader {
    private final String file;
    private final TensorReader tensors;

    NodeReader(String file, TensorReader tensors) {
        this.file = file;
        this.tensors = tensors;
    }

    /** A NodeProto. */
    Node read(Wire message, int index) {
        message.budget().take(300);
        List<String> inputs = new ArrayList<>(4);
        List<String> outputs = new ArrayList<>(1);
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        List<Wire> attributeMessages = new ArrayList<>(2);
        String name = "";
        String operator = "";
        String domain = "";
        while (message.next()) {
            switch (message.field()) {
                case 1 -> inputs.add(listed(message));
                case 2 -> outputs.add(listed(message));
                case 3 -> name = message.text();
                case 4 -> operator = message.text();
                case 5 -> {
                    message.budget().take(200);
                    attributeMessages.add(message.message());
                }
                case 7 -> domain = message.text();
                default -> message.skip();
            }
        }
        if (operator.isEmpty()) {
            throw message.damaged("node " + index + " has no operator");
        }
        String where = operator + " (node " + index + ")";
        for (Wire attribute : attributeMessages) {
            attribute(attribute, attributes, where);
        }
        return new Node(index, name, operator, domain.equals("ai.onnx") ? "" : domain, inputs, outputs, attributes);
    }

    private static String listed(Wire message) {
        message.budget().take(8);
        return message.text();
    }

    /** An AttributeProto. Its kind is in field 20, except in files from before 2017, where the field that is set tells. */
    private void attribute(Wire message, Map<String, Attribute> attributes, String where) {
        String name = InputPorts.name(message.again());
        long kind = 0;
        int seen = 0;
        double real = 0;
        long integer = 0;
        String text = "";
        double[] reals = new double[0];
        long[] integers = new long[0];
        List<String> texts = new ArrayList<>(0);
        Attribute tensor = new Attribute.Other("an empty tensor");
        while (message.next()) {
            int field = message.field();
            seen = field >= 2 && field <= 9 ? field - 1 : seen;
            switch (field) {
                case 2 -> real = message.real();
                case 3 -> integer = message.integer();
                case 4 -> text = message.text();
                case 5 ->
                    tensor = new Attribute.TensorValue(
                            tensors.read(message.message(), where + ": attribute '" + name + "'")
                                    .tensor());
                case 7 -> reals = message.appendReals(reals);
                case 8 -> integers = message.appendIntegers(integers);
                case 9 -> texts.add(listed(message));
                case 20 -> kind = message.integer();
                default -> message.skip();
            }
        }
        Attribute value = switch ((int) (kind == 0 ? seen : kind)) {
            case 1 -> new Attribute.Real(real);
            case 2 -> new Attribute.Int(integer);
            case 3 -> new Attribute.Text(text);
            case 4 -> tensor;
            case 5 -> new Attribute.Other("a graph");
            case 6 -> new Attribute.Reals(reals);
            case 7 -> new Attribute.Ints(integers);
            case 8 -> new Attribute.Texts(texts);
            default -> new Attribute.Other("of kind " + kind);
        };
        if (attributes.put(name, value) != null) {
            throw new InvalidModelException(file + ": " + where + ": attribute '" + name + "' is given twice");
        }
    }
}
