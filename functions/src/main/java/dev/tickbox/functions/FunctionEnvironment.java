package dev.tickbox.functions;

import com.google.cloud.functions.HttpRequest;
import dev.tickbox.Clock;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What each function has, whatever it may reach: its variables, its clock, its log, and the requests in progress. */
record FunctionEnvironment(Clock clock, Map<String, String> variables, PrintStream out, Drain drain) {
    FunctionEnvironment(Clock clock, Map<String, String> variables, PrintStream out) {
        this(clock, variables, out, Drain.atExit());
    }

    static FunctionEnvironment ofThisProcess() {
        // Whatever the container's locale is, Cloud Logging reads UTF-8.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        return new FunctionEnvironment(Clock.system(), System.getenv(), out);
    }

    /** @param project the Google Cloud project of the traces */
    Log log(HttpRequest request, String project) {
        return new Log(
                out,
                project,
                Trace.of(request.getFirstHeader("traceparent"), request.getFirstHeader("X-Cloud-Trace-Context")));
    }

    String need(String variable) {
        return find(variable)
                .orElseThrow(() -> new IllegalArgumentException("the variable " + variable + " is not set"));
    }

    Optional<String> find(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank());
    }
}
