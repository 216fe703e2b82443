package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitCodeTest {
    @Test
    void aCounterexampleOutweighsWhatIsUnknownAndAFailureOutweighsBoth() {
        assertThat(ExitCode.worse(ExitCode.PROVED, ExitCode.UNKNOWN)).isEqualTo(ExitCode.UNKNOWN);
        assertThat(ExitCode.worse(ExitCode.UNKNOWN, ExitCode.REFUTED)).isEqualTo(ExitCode.REFUTED);
        assertThat(ExitCode.worse(ExitCode.REFUTED, ExitCode.UNKNOWN)).isEqualTo(ExitCode.REFUTED);
        assertThat(ExitCode.worse(ExitCode.BAD_INPUT, ExitCode.REFUTED)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ExitCode.worse(ExitCode.BAD_INPUT, ExitCode.DEFECT)).isEqualTo(ExitCode.DEFECT);
    }
}
