package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.axiomj.cli.InstanceList.Instance;
import org.axiomj.cli.syntax.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceListTest {
    @TempDir
    private Path folder;

    private Path table(String text) throws IOException {
        return Files.writeString(folder.resolve("instances.csv"), text);
    }

    @Test
    void vnnCompsLayoutHasNoHeadingAndFilesBesideTheTable() throws IOException {
        assertThat(InstanceList.read(table("onnx/a.onnx,vnnlib/p.vnnlib,116\n\n")))
                .containsExactly(new Instance(
                        folder.resolve("onnx/a.onnx").toString(),
                        folder.resolve("vnnlib/p.vnnlib").toString(),
                        116,
                        ""));
    }

    @Test
    void columnsAreFoundByTheirHeading() throws IOException {
        assertThat(InstanceList.read(table("benchmark,vnnlib,onnx,timeout_s,expected,note\nx,p,\"a,b\",5,sat,hm\n")))
                .containsExactly(new Instance(
                        folder.resolve("a,b").toString(), folder.resolve("p").toString(), 5, "sat"));
    }

    @Test
    void aLineThatMakesNoSenseIsNamed() throws IOException {
        Path table = table("a.onnx,p.vnnlib,10\na.onnx,p.vnnlib\n");
        assertThatThrownBy(() -> InstanceList.read(table))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("instances.csv:2")
                .hasMessageContaining("found 2");
    }

    @Test
    void aTimeLimitThatIsNoneIsNamed() throws IOException {
        Path table = table("a.onnx,p.vnnlib,soon\n");
        assertThatThrownBy(() -> InstanceList.read(table))
                .hasMessageContaining(":1")
                .hasMessageContaining("'soon'");
    }
}
