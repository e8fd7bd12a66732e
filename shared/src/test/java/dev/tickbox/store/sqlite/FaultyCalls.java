package dev.tickbox.store.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Connections whose calls are counted, and of which one, of any kind, fails: before it is made or after. */
final class FaultyCalls implements StoreFile.Source {
    private static final Set<String> COUNTED = Set.of(
            "prepareStatement", "setString", "execute", "executeUpdate", "executeQuery", "next", "getString", "close");

    private int calls;
    private int failing = -1;
    private boolean after;
    private Supplier<Throwable> failure = AssertionError::new;

    /** The call with this number fails, counted from now. */
    void failAt(int call, boolean afterIt, Supplier<Throwable> with) {
        calls = 0;
        failing = call;
        after = afterIt;
        failure = with;
    }

    int calls() {
        return calls;
    }

    @Override
    public Connection open(Path file, Duration busyTimeout) throws SQLException {
        return proxy(Connection.class, StoreFile.connect(file, busyTimeout));
    }

    private <T> T proxy(Class<T> type, T real) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    boolean fails = COUNTED.contains(method.getName()) && calls++ == failing;
                    if (fails && !after) {
                        throw failure.get();
                    }
                    @Nullable Object answer;
                    try {
                        answer = method.invoke(real, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                    if (fails) {
                        throw failure.get();
                    }
                    return switch (answer) {
                        case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
                        case ResultSet rows -> proxy(ResultSet.class, rows);
                        case null, default -> answer;
                    };
                });
        return type.cast(proxy);
    }
}
