package dev.tickbox.process;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes that this one started. However it ends, short of SIGKILL, none of them outlives it. */
public final class ChildProcesses implements AutoCloseable {
    private final Set<Process> all = ConcurrentHashMap.newKeySet();
    private final Thread atExit = new Thread(this::killAll, "no process is left behind");

    public ChildProcesses() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        all.add(process);
        return process;
    }

    public void killAll() {
        all.stream().filter(Process::isAlive).forEach(Process::destroyForcibly);
    }

    @Override
    public void close() {
        killAll();
        all.forEach(process -> process.onExit().join());
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook has nothing left to do.
        }
    }
}
