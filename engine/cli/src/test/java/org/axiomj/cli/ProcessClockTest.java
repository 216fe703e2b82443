package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ProcessClockTest {
    @Test
    void theProcessBeganBeforeItsVirtualMachineAndNotLongBefore() {
        long machineAgeMillis = ManagementFactory.getRuntimeMXBean().getUptime();

        long ageMillis = (System.nanoTime() - ProcessClock.startNanos()) / 1_000_000;

        // The clock counts in hundredths of a second, and believes in no age above a minute.
        assertThat(ageMillis).isGreaterThanOrEqualTo(Math.min(machineAgeMillis, 60_000) - 20);
        assertThat(ageMillis).isLessThanOrEqualTo(machineAgeMillis + 60_000);
    }
}
