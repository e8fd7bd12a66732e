package dev.tickbox.functions;

import com.google.cloud.functions.invoker.runner.Invoker;
import java.util.Optional;

/**
 * Starts a function in the image, with the invoker of the Functions Framework. The store is opened in parallel, because a function is
 * started when there is a request for it. The invoker's own main class reads options that a container does not have.
 */
public final class Main {
    private Main() {}

    public static void main(String[] none) throws Exception {
        serve(given("FUNCTION_TARGET"), Integer.parseInt(given("PORT")));
    }

    private static String given(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .orElseThrow(() -> new IllegalArgumentException("the variable " + variable + " is not set"));
    }

    /** Returns when the server has ended. */
    public static void serve(String target, int port) throws Exception {
        Thread.ofPlatform().daemon().start(Main::openStore);
        new Invoker(port, target, "http", Main.class.getClassLoader()).startServer();
    }

    private static void openStore() {
        try {
            FunctionContext.here().content();
        } catch (RuntimeException e) {
            // The function gets the same error and reports it.
        }
    }
}
