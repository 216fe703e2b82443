package org.axiomj.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {
    @Test
    void itAgreesWithJavasOwnHoweverTheBytesArrive() throws NoSuchAlgorithmException {
        Random random = new Random(1);
        for (int length = 0; length < 400; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            Sha256 digest = new Sha256();
            for (int at = 0; at < length; ) {
                int piece = Math.min(length - at, 1 + random.nextInt(150));
                digest.update(Arrays.copyOfRange(bytes, at, at + piece), piece);
                at += piece;
            }
            assertThat(digest.hex())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
    }
}
