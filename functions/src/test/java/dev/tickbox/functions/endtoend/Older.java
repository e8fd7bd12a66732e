package dev.tickbox.functions.endtoend;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** Starts the invoker in a world where this version's classes are not: its class path is in {@value #CLASS_PATH}. */
public final class Older {
    static final String CLASS_PATH = "TICKBOX_TEST_CLASS_PATH";

    private Older() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        URL[] classPath = Arrays.stream(
                        Objects.requireNonNull(System.getenv(CLASS_PATH)).split(File.pathSeparator))
                .map(Older::url)
                .toArray(URL[]::new);
        URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        try {
            loader.loadClass("com.google.cloud.functions.invoker.runner.Invoker")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
