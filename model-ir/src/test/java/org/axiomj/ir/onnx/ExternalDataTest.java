package org.axiomj.ir.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.Models;
import org.axiomj.ir.onnx.wire.StringStringEntryProto;
import org.axiomj.ir.onnx.wire.TensorProto;
import org.axiomj.ir.testing.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalDataTest {
    @TempDir
    private Path folder;

    private Path model(String location, String offset) throws IOException {
        TensorProto tensor = TensorProto.newBuilder()
                .setName("w")
                .setDataType(1)
                .addDims(2)
                .setDataLocation(1)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location))
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("offset").setValue(offset))
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("length").setValue("8"))
                .build();
        Path inner = Files.createDirectories(folder.resolve("models"));
        return Files.write(
                inner.resolve("m.onnx"),
                Onnx.opset(13)
                        .input("x", 2)
                        .tensor(tensor)
                        .node("Add", "x w", "y")
                        .output("y")
                        .bytes());
    }

    private static byte[] weights() {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(9)
                .putFloat(1.5f)
                .putFloat(-2)
                .array();
    }

    @Test
    void weights_beside_the_model_are_read_at_their_offset() throws IOException {
        Path model = model("w.bin", "4");
        Files.write(folder.resolve("models/w.bin"), weights());
        assertThat(Models.read(model).graph().initializers().get("w").reals()).containsExactly(1.5, -2);
    }

    @Test
    void a_file_outside_the_models_folder_is_refused() throws IOException {
        Files.write(folder.resolve("w.bin"), weights());
        for (String location :
                new String[] {"../w.bin", folder.resolve("w.bin").toString(), "a/../../w.bin", "", "."}) {
            Path model = model(location, "0");
            assertThatThrownBy(() -> Models.read(model))
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessageContaining("'w'")
                    .hasMessageContaining("outside the model's folder");
        }
    }

    @Test
    void a_link_out_of_the_models_folder_is_refused() throws IOException {
        Path model = model("w.bin", "0");
        Files.write(folder.resolve("w.bin"), weights());
        Files.createSymbolicLink(folder.resolve("models/w.bin"), folder.resolve("w.bin"));
        assertThatThrownBy(() -> Models.read(model))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("link out");
    }

    @Test
    void a_missing_or_short_file_is_named() throws IOException {
        Path model = model("w.bin", "8");
        assertThatThrownBy(() -> Models.read(model))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("'w.bin'");
        Files.write(folder.resolve("models/w.bin"), weights());
        assertThatThrownBy(() -> Models.read(model))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("needs 8 bytes at 8 of 'w.bin', which has 12");
    }

    @Test
    void an_offset_that_is_no_number_is_named() throws IOException {
        Path model = model("w.bin", "-1");
        Files.write(folder.resolve("models/w.bin"), weights());
        assertThatThrownBy(() -> Models.read(model))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("offset");
    }
}
