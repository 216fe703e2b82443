package org.axiomj.properties.vnnlib;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages a text in one to four places. */
final class Mutation {
    private static final String[] PIECES = {
        "(",
        ")",
        "()",
        " ",
        "\n",
        ";",
        "|",
        "\"",
        "-",
        "+",
        ".",
        "e",
        "9",
        "1e400",
        "1e-401",
        "X_0",
        "Y_1",
        "X_2",
        "and",
        "or",
        "not",
        "=>",
        "<=",
        "<",
        "=",
        "*",
        "/",
        "let",
        "((a 1))",
        "assert",
        "(assert ",
        "true",
        "false",
        "Real",
        "ite",
        "!",
        "\u0000",
        "é",
        "_"
    };

    private Mutation() {}

    static byte[] mutate(byte[] text, Random random) {
        byte[] result = text;
        for (int i = 1 + random.nextInt(4); i > 0 && result.length > 2; i--) {
            int at = random.nextInt(result.length);
            int length = Math.min(1 + random.nextInt(12), result.length - at);
            result = switch (random.nextInt(6)) {
                case 0 ->
                    random.nextInt(4) == 0
                            ? Arrays.copyOf(result, at)
                            : splice(result, at, 0, new byte[] {(byte) random.nextInt()});
                case 1 -> splice(result, at, length, new byte[0]);
                case 2 -> splice(result, at, 0, Arrays.copyOfRange(result, at, at + length));
                case 3 -> splice(result, at, 1, new byte[] {(byte) (32 + random.nextInt(95))});
                default ->
                    splice(
                            result,
                            at,
                            random.nextInt(2) * length,
                            PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
            };
        }
        return result;
    }

    private static byte[] splice(byte[] text, int at, int remove, byte[] insert) {
        byte[] result = new byte[text.length - remove + insert.length];
        System.arraycopy(text, 0, result, 0, at);
        System.arraycopy(insert, 0, result, at, insert.length);
        System.arraycopy(text, at + remove, result, at + insert.length, text.length - at - remove);
        return result;
    }
}
