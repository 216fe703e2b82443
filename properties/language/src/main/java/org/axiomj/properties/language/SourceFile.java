package org.axiomj.properties.language;

import java.util.List;

/**
 * What a text of the property language says, before its names and shapes are checked. Equality is that of the
 * declarations; the file's name and text serve the messages.
 */
public record SourceFile(List<Declaration> declarations, Source source) {
    public SourceFile {
        declarations = List.copyOf(declarations);
    }

    public sealed interface Declaration {
        String name();

        Place place();
    }

    /** {@code network name : inputs -> outputs}. */
    public record Network(String name, List<Syntax.Type> inputs, List<Syntax.Type> outputs, Place place)
            implements Declaration {
        public Network {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /** {@code let name = value}. */
    public record Let(String name, Syntax value, Place place) implements Declaration {}

    /** {@code def name(parameters) = body} or {@code property name(parameters): body}; both are written out in use. */
    public record Definition(boolean property, String name, List<String> parameters, Syntax body, Place place)
            implements Declaration {
        public Definition {
            parameters = List.copyOf(parameters);
        }
    }

    /** {@code prove name: formula} or {@code ensure name: formula}; {@code name} is empty where none was written. */
    public record Goal(boolean ensure, String name, Syntax formula, Place place) implements Declaration {}
}
