package io.clearhop.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.Native;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A pipe of the kernel's, through which bytes go from one socket to another without being copied into this process and
 * out of it again ({@code splice(2)}). It is empty between two uses, so that one serves all connections of an event loop.
 * Confined to the loop.
 */
final class KernelPipe {
    /** More than a pipe takes at once. */
    private static final int MOST = 1 << 20;

    private static final int NO_OFFSET = -1;

    private FileDescriptor @Nullable [] ends;
    private boolean closed;

    /**
     * Moves bytes from a socket into the empty pipe.
     *
     * @return how many; 0 if there are none, or if the peer has closed
     * @throws IOException if the connection is lost
     */
    int fill(EpollSocketChannel from, long most) throws IOException {
        FileDescriptor[] pipe = ends;
        if (pipe == null) {
            if (closed) {
                return 0;
            }
            pipe = FileDescriptor.pipe();
            ends = pipe;
        }
        return Native.splice(from.fd().intValue(), NO_OFFSET, pipe[1].intValue(), NO_OFFSET, Math.min(most, MOST));
    }

    /**
     * Empties the pipe into a socket.
     *
     * @param bytes how many are in it
     * @return null if all have left, else the rest: the socket takes no more for now, or never again
     */
    @Nullable
    ByteBuf empty(EpollSocketChannel to, int bytes, ByteBufAllocator alloc) throws IOException {
        FileDescriptor[] pipe = ends;
        if (pipe == null) {
            throw new IllegalStateException("the pipe is not open");
        }
        int left = bytes;
        try {
            int moved = 1;
            while (left > 0 && moved > 0) {
                moved = Native.splice(pipe[0].intValue(), NO_OFFSET, to.fd().intValue(), NO_OFFSET, left);
                left -= moved;
            }
        } catch (IOException lost) {
            // Writing the rest in the usual way fails in the usual way.
        }
        return left == 0 ? null : read(pipe[0], left, alloc);
    }

    private static ByteBuf read(FileDescriptor pipe, int bytes, ByteBufAllocator alloc) throws IOException {
        ByteBuf rest = alloc.directBuffer(bytes, bytes);
        while (rest.isWritable()) {
            int read = pipe.readAddress(rest.memoryAddress(), rest.writerIndex(), rest.capacity());
            if (read <= 0) {
                rest.release();
                throw new IOException("a pipe has lost " + bytes + " bytes");
            }
            rest.writerIndex(rest.writerIndex() + read);
        }
        return rest;
    }

    void close() {
        closed = true;
        FileDescriptor[] pipe = ends;
        ends = null;
        if (pipe != null) {
            for (FileDescriptor end : pipe) {
                try {
                    end.close();
                } catch (IOException e) {
                    // Nothing is in it that could be lost.
                }
            }
        }
    }
}
