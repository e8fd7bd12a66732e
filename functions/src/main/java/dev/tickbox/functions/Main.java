package dev.tickbox.functions;

import com.google.cloud.functions.invoker.runner.Invoker;
import java.util.Optional;

/**
 * Starts a function in the image, with the invoker of the Functions Framework. The store is opened in parallel, because a function is
 * started when there is a request for it. The invoker's own main class reads options that a container does not have.
 */
public final class Main {
    private Main() {}

    /**
     * Serves the function that FUNCTION_TARGET names, on PORT. With the arguments TARGET PORT TARGET PORT …, serves several in one process,
     * so that the JVM that writes the cache of the image loads the classes of all of them.
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            serve(given("FUNCTION_TARGET"), Integer.parseInt(given("PORT")));
        }
        for (int i = 0; i < arguments.length; i += 2) {
            String target = arguments[i];
            int port = Integer.parseInt(arguments[i + 1]);
            Thread.ofPlatform().start(() -> {
                try {
                    serve(target, port);
                } catch (Exception e) {
                    throw new IllegalStateException(target, e);
                }
            });
        }
    }

    private static String given(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .orElseThrow(() -> new IllegalArgumentException("the variable " + variable + " is not set"));
    }

    /** Returns when the server has ended. */
    private static void serve(String target, int port) throws Exception {
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
