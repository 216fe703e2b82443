package org.axiomj.ir;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Fingerprints of files. */
final class Sha256 {
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private Sha256() {}

    static String hex(byte[] bytes) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
        StringBuilder hex = new StringBuilder(2 * digest.length);
        for (byte b : digest) {
            hex.append(DIGITS[(b >> 4) & 15]).append(DIGITS[b & 15]);
        }
        return hex.toString();
    }
}
