package org.axiomj.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void aParserReadsWhatIsWritten() throws IOException {
        Json json = new Json().object();
        json.name("a").value(-1);
        json.name("b")
                .array()
                .value("x")
                .value(true)
                .nothing()
                .array()
                .endArray()
                .object()
                .endObject()
                .row()
                .value("y")
                .value("z")
                .endArray()
                .endArray();
        json.name("c").object().name("d").value("").endObject();
        JsonNode read = mapper.readTree(json.endObject().toString());
        assertThat(read.toString())
                .isEqualTo("{\"a\":-1,\"b\":[\"x\",true,null,[],{},[\"y\",\"z\"]],\"c\":{\"d\":\"\"}}");
    }

    @Property
    void everyTextComesBack(@ForAll String text) throws IOException {
        String json = new Json().object().name(text).value(text).endObject().toString();
        JsonNode read = mapper.readTree(json);
        assertThat(read.fieldNames().next()).isEqualTo(text);
        assertThat(read.get(text).textValue()).isEqualTo(text);
    }
}
