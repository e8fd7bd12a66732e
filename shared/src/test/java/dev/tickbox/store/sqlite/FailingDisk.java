package dev.tickbox.store.sqlite;

import dev.tickbox.contract.Wire;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Connections whose COMMIT fails on demand. JDBC is where this program ends and SQLite begins. */
final class FailingDisk implements Wire, StoreFile.Source {
    private record Harm(Fault fault, String failure, Runnable meanwhile) {}

    private final AtomicReference<@Nullable Harm> next = new AtomicReference<>();
    private volatile @Nullable String cut;

    /** A failed sync whose pages reach the file all the same: what looked like a rollback was none. */
    private volatile boolean commitOnRollback;

    @Override
    public List<String> failures() {
        return Stream.of(
                        SQLiteErrorCode.SQLITE_IOERR,
                        SQLiteErrorCode.SQLITE_IOERR_FSYNC,
                        SQLiteErrorCode.SQLITE_IOERR_WRITE,
                        SQLiteErrorCode.SQLITE_NOMEM,
                        SQLiteErrorCode.SQLITE_INTERNAL)
                .map(Enum::name)
                .toList();
    }

    @Override
    public void harm(Fault fault, String failure, Runnable meanwhile) {
        next.set(new Harm(fault, failure, meanwhile));
    }

    @Override
    public void cut(String failure) {
        cut = failure;
    }

    @Override
    public void mend() {
        cut = null;
    }

    @Override
    public Connection open(Path file, Duration busyTimeout) throws SQLException {
        failIfCut();
        Connection real = StoreFile.connect(file, busyTimeout);
        return proxy(Connection.class, real, (method, arguments, call) -> {
            Object answer = call.make();
            if (method.equals("prepareStatement")) {
                PreparedStatement statement = (PreparedStatement) Objects.requireNonNull(answer);
                switch ((String) arguments[0]) {
                    case "COMMIT" -> {
                        return proxy(
                                PreparedStatement.class,
                                statement,
                                (name, none, commit) -> name.equals("execute") ? commit(real, commit) : commit.make());
                    }
                    case "ROLLBACK" -> {
                        return proxy(
                                PreparedStatement.class,
                                statement,
                                (name, none, rollback) ->
                                        name.equals("execute") ? rollback(real, rollback) : rollback.make());
                    }
                    default -> {
                        return answer;
                    }
                }
            }
            return answer;
        });
    }

    private @Nullable Object commit(Connection real, Call commit) throws SQLException {
        Harm harm = next.getAndSet(null);
        if (harm == null) {
            if (cut != null) {
                real.createStatement().execute("ROLLBACK");
            }
            failIfCut();
            return commit.make();
        }
        switch (harm.fault()) {
            case REPLY_LOST -> commit.make();
            case REQUEST_LOST -> real.createStatement().execute("ROLLBACK");
            case LATE -> commitOnRollback = true;
        }
        harm.meanwhile().run();
        throw failure(harm.failure());
    }

    private @Nullable Object rollback(Connection real, Call rollback) throws SQLException {
        if (!commitOnRollback) {
            return rollback.make();
        }
        commitOnRollback = false;
        return real.createStatement().execute("COMMIT");
    }

    private void failIfCut() throws SQLException {
        String failure = cut;
        if (failure != null) {
            throw failure(failure);
        }
    }

    private static SQLException failure(String name) {
        return new SQLiteException(name + " by the test", SQLiteErrorCode.valueOf(name));
    }

    private interface Call {
        @Nullable
        Object make() throws SQLException;
    }

    private interface Around {
        @Nullable
        Object call(String method, Object[] arguments, Call call) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, Around around) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        around.call(method.getName(), arguments == null ? new Object[0] : arguments, () -> {
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException failed) {
                                if (failed.getCause() instanceof SQLException cause) {
                                    throw cause;
                                }
                                throw new IllegalStateException(failed);
                            } catch (IllegalAccessException impossible) {
                                throw new IllegalStateException(impossible);
                            }
                        }));
        return type.cast(proxy);
    }
}
