package org.axiomj.proofs.check;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.axiomj.proofs.statement.Semantics;

/** A certificate on disk, plain or gzipped. Its content is read as a stream and never held whole. */
public final class CertificateFile {
    private static final byte[] MAGIC = {'A', 'X', 'J', 'C'};

    private static final String HOW_TO_MAKE_ONE = "; axiom verify --certificate FILE writes one";

    private final Path path;

    public CertificateFile(Path path) {
        this.path = path;
    }

    /** Its content, unpacked; to be closed. */
    public InputStream open() {
        if (!Files.isRegularFile(path)) {
            throw new InvalidCertificateException(path + ": expected a certificate, found "
                    + (Files.isDirectory(path)
                            ? "a directory"
                            : Files.exists(path) ? "no regular file" : "no such file")
                    + HOW_TO_MAKE_ONE);
        }
        InputStream in;
        try {
            in = new BufferedInputStream(Files.newInputStream(path));
        } catch (IOException e) {
            throw unreadable(e);
        }
        try {
            in.mark(2);
            boolean gzipped = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return gzipped ? new GZIPInputStream(in, 1 << 14) : in;
        } catch (IOException e) {
            try {
                in.close();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw unreadable(e);
        }
    }

    /** How many bits after the point bounds have, as the header says. */
    public int unit() {
        return headerByte(0);
    }

    /** How many bits a multiplier has, as the header says. */
    public int bits() {
        return headerByte(1) & 0x7f; // above them: whether errors are renewed, which only tolerances need
    }

    private int headerByte(int afterSemantics) {
        try (DataInputStream in = new DataInputStream(open())) {
            in.skipNBytes(MAGIC.length + 1);
            in.skipNBytes(in.readUnsignedByte() + afterSemantics);
            return in.readUnsignedByte();
        } catch (EOFException e) {
            throw new InvalidCertificateException(path + ": the file ends within the certificate's header");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Which arithmetic it says that it is about; the kernel will compare that with the statement. */
    public Semantics semantics() {
        try (DataInputStream in = new DataInputStream(open())) {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new InvalidCertificateException(path + ": expected a certificate, which begins with AXJC, found "
                        + (magic.length == 0 ? "an empty file" : "other content") + HOW_TO_MAKE_ONE);
            }
            in.readUnsignedByte();
            byte[] word = new byte[in.readUnsignedByte()];
            in.readFully(word);
            String text = new String(word, StandardCharsets.US_ASCII);
            for (Semantics semantics : Semantics.values()) {
                if (semantics.text().equals(text)) {
                    return semantics;
                }
            }
            throw new InvalidCertificateException(path
                    + ": expected a certificate about real or float32 arithmetic, found '" + printable(text) + "'");
        } catch (EOFException e) {
            throw new InvalidCertificateException(path + ": the file ends within the certificate's header");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private InvalidCertificateException unreadable(IOException e) {
        return new InvalidCertificateException(path + ": cannot be read: " + e);
    }
}
