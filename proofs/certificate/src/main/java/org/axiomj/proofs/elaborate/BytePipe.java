package org.axiomj.proofs.elaborate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hands bytes from one thread to another, a bounded number at a time; either end may be closed first. */
final class BytePipe {
    private static final int CHUNK = 1 << 14;
    private static final int CHUNKS = 64;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS);
    private volatile boolean readerGone;

    /** Whether the reader was closed before the end. */
    boolean isAbandoned() {
        return readerGone;
    }

    /** The end that is written to; closing it ends the reader's stream. */
    final class Sink extends OutputStream {
        private final byte[] buffer = new byte[CHUNK];
        private int used;

        @Override
        public void write(int b) throws IOException {
            if (used == CHUNK) {
                flush();
            }
            buffer[used++] = (byte) b;
        }

        @Override
        public void flush() throws IOException {
            if (used > 0) {
                put(Arrays.copyOf(buffer, used));
                used = 0;
            }
        }

        @Override
        public void close() throws IOException {
            flush();
            put(END);
        }

        private void put(byte[] chunk) throws IOException {
            try {
                while (!chunks.offer(chunk, 20, TimeUnit.MILLISECONDS)) {
                    if (readerGone) {
                        throw new IOException("nobody reads any more");
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted");
            }
        }
    }

    /** The end that is read from. */
    final class Source extends InputStream {
        private byte[] current = new byte[0];
        private int at;
        private boolean ended;

        @Override
        public int read() throws IOException {
            while (at == current.length) {
                if (ended) {
                    return -1;
                }
                try {
                    current = chunks.take();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted");
                }
                ended = current.length == 0;
                at = 0;
            }
            return current[at++] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int first = length == 0 ? 0 : read();
            if (first <= 0 && (length == 0 || first < 0)) {
                return first;
            }
            into[from] = (byte) first;
            int more = Math.min(length - 1, current.length - at);
            System.arraycopy(current, at, into, from + 1, more);
            at += more;
            return 1 + more;
        }

        @Override
        public void close() {
            readerGone = true;
        }
    }
}
