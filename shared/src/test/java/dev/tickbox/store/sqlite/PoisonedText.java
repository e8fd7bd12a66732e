package dev.tickbox.store.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** Connections that throw an error when a text with this word in it is bound. */
record PoisonedText(String word) implements StoreFile.Source {
    @Override
    public Connection open(Path file, Duration busyTimeout) throws SQLException {
        return proxy(Connection.class, StoreFile.connect(file, busyTimeout));
    }

    private <T> T proxy(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    boolean bindsFields =
                            method.getName().equals("setString") && ((String) arguments[1]).startsWith("{");
                    if (bindsFields && ((String) arguments[1]).contains(word)) {
                        throw new NoClassDefFoundError("by the test");
                    }
                    try {
                        Object answer = method.invoke(real, arguments);
                        return answer instanceof PreparedStatement statement
                                ? proxy(PreparedStatement.class, statement)
                                : answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
