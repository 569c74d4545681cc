package io.clearhop.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.Native;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipe of the kernel's, through which bytes go from one socket to another without being copied into this process and
 * out of it again ({@code splice(2)}). It is empty between two uses, so that one serves all connections of an event loop.
 * Confined to the loop.
 */
final class KernelPipe {
    private static final Logger LOG = LoggerFactory.getLogger(KernelPipe.class);
    /** More than a pipe takes at once. */
    private static final int MOST = 1 << 20;

    private static final int NO_OFFSET = -1;
    // Linux: what a system says that has no splice, or does not grant it.
    private static final int EPERM = -1;
    private static final int EINVAL = -22;
    private static final int ENOSYS = -38;

    private FileDescriptor @Nullable [] ends;
    private @Nullable ByteBuf rest;
    private boolean closed;

    /**
     * Moves bytes that have arrived on a socket to another one.
     *
     * @return how many; 0 if there are none, if the peer has closed, or if they have to be read in the usual way
     * @throws IOException if the connection is lost from which they come
     */
    int move(EpollSocketChannel from, EpollSocketChannel to, long most) throws IOException {
        FileDescriptor[] pipe = opened();
        if (pipe == null) {
            return 0;
        }
        int bytes;
        try {
            bytes = Native.splice(from.fd().intValue(), NO_OFFSET, pipe[1].intValue(), NO_OFFSET, Math.min(most, MOST));
        } catch (NativeIoException e) {
            if (isRefused(e)) {
                giveUp(e);
                return 0;
            }
            // Reading would not fail any more: the system tells the loss of a connection once.
            throw e;
        }
        boolean emptied = false;
        try {
            rest = bytes == 0 ? null : empty(pipe[0], to, bytes);
            emptied = true;
        } finally {
            if (!emptied) {
                // What is still in it must not come out for another connection.
                discard();
            }
        }
        return bytes;
    }

    /** What the other socket did not take of the last bytes, for the caller to release; null if it took all. */
    @Nullable
    ByteBuf takeRest() {
        ByteBuf left = rest;
        rest = null;
        return left;
    }

    private FileDescriptor @Nullable [] opened() {
        if (ends == null && !closed) {
            try {
                ends = FileDescriptor.pipe();
            } catch (IOException e) {
                giveUp(e);
            }
        }
        return ends;
    }

    private static boolean isRefused(NativeIoException e) {
        int error = e.expectedErr();
        return error == EPERM || error == EINVAL || error == ENOSYS;
    }

    private void giveUp(IOException why) {
        LOG.warn("the system does not move bytes from socket to socket; long content is read and written", why);
        close();
    }

    /** The rest that the socket takes no more for now, or never again, or null. */
    private static @Nullable ByteBuf empty(FileDescriptor pipe, EpollSocketChannel to, int bytes) throws IOException {
        int left = bytes;
        try {
            int moved = 1;
            while (left > 0 && moved > 0) {
                moved = Native.splice(pipe.intValue(), NO_OFFSET, to.fd().intValue(), NO_OFFSET, left);
                left -= moved;
            }
        } catch (IOException lost) {
            // Writing the rest in the usual way fails in the usual way.
        }
        return left == 0 ? null : read(pipe, to.alloc().directBuffer(left, left));
    }

    private static ByteBuf read(FileDescriptor pipe, ByteBuf into) throws IOException {
        while (into.isWritable()) {
            int read = pipe.readAddress(into.memoryAddress(), into.writerIndex(), into.capacity());
            if (read <= 0) {
                int missing = into.writableBytes();
                into.release();
                throw new IOException("a pipe has lost " + missing + " bytes");
            }
            into.writerIndex(into.writerIndex() + read);
        }
        return into;
    }

    /** Whether anything is moved. */
    boolean isOpen() {
        return !closed;
    }

    /** From now on nothing is moved. */
    void close() {
        closed = true;
        discard();
    }

    private void discard() {
        FileDescriptor[] pipe = ends;
        ends = null;
        if (pipe != null) {
            for (FileDescriptor end : pipe) {
                try {
                    end.close();
                } catch (IOException e) {
                    LOG.warn("a pipe was not closed", e);
                }
            }
        }
    }
}
