package dev.tickbox.publisher.git;

import dev.tickbox.Clock.Deadline;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.BasePackFetchConnection;
import org.eclipse.jgit.transport.BasePackPushConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackTransport;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/**
 * A repository in a folder of this machine. JGit would write into it by itself; here git's own programs do, so that the repository's
 * hooks, rules and settings decide as they do behind any server.
 */
final class FolderTransport extends Transport implements PackTransport {
    private final String git;
    private final Deadline deadline;

    FolderTransport(Repository local, URIish uri, String git, Deadline deadline) {
        super(local, uri);
        this.git = git;
        this.deadline = deadline;
    }

    static boolean isFor(URIish uri) {
        return uri.getHost() == null
                && (uri.getScheme() == null || uri.getScheme().equals("file"));
    }

    @Override
    public FetchConnection openFetch() throws TransportException {
        return new Fetch(start("upload-pack"));
    }

    @Override
    public PushConnection openPush() throws TransportException {
        return new Push(start("receive-pack"));
    }

    private GitProgram start(String service) throws TransportException {
        try {
            return GitProgram.start(git, service, Path.of(uri.getPath()).toAbsolutePath(), deadline);
        } catch (IOException e) {
            throw new TransportException(uri, e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        // Each connection has its own program.
    }

    /** It ended before it listed one branch. */
    private TransportException silent(GitProgram program, Throwable cause) {
        String words = program.words();
        return words.isEmpty()
                ? new TransportException(uri, "git ended without a message", cause)
                : new RemoteRepositoryException(uri, words);
    }

    private final class Fetch extends BasePackFetchConnection {
        private final GitProgram program;

        Fetch(GitProgram program) throws TransportException {
            super(FolderTransport.this);
            this.program = program;
            init(program.answers(), new BufferedOutputStream(program.questions()));
            readAdvertisedRefs();
        }

        @Override
        protected TransportException noRepository(Throwable cause) {
            return silent(program, cause);
        }

        @Override
        public void close() {
            super.close();
            program.end(false);
        }
    }

    private final class Push extends BasePackPushConnection {
        private final GitProgram program;
        private Collection<RemoteRefUpdate> updates = List.of();

        Push(GitProgram program) throws TransportException {
            super(FolderTransport.this);
            this.program = program;
            setMessageWriter(new HookWords());
            init(program.answers(), new BufferedOutputStream(program.questions()));
            readAdvertisedRefs();
        }

        @Override
        public void push(ProgressMonitor monitor, Map<String, RemoteRefUpdate> pushed) throws TransportException {
            updates = List.copyOf(pushed.values());
            try {
                super.push(monitor, pushed);
            } catch (TransportException e) {
                throw new TransportException(uri, program.words() + " " + getMessages() + " " + e.getMessage(), e);
            }
        }

        @Override
        protected TransportException noRepository(Throwable cause) {
            return silent(program, cause);
        }

        @Override
        public void close() {
            super.close();
            program.end(!updates.isEmpty() && updates.stream().allMatch(Remote::isReported));
        }
    }

    /** The beginning of what hooks say: one that never stops talking does not fill the memory. */
    private static final class HookWords extends StringWriter {
        private static final int MAX_CHARS = 4 << 10;

        @Override
        public void write(int c) {
            write(String.valueOf((char) c));
        }

        @Override
        public void write(char[] text, int from, int length) {
            write(new String(text, from, length));
        }

        @Override
        public void write(String text, int from, int length) {
            write(text.substring(from, from + length));
        }

        @Override
        public void write(String text) {
            int room = Math.max(0, MAX_CHARS - getBuffer().length());
            super.write(text, 0, Math.min(room, text.length()));
        }
    }
}
