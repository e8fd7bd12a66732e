package dev.tickbox.wiring;

import dev.tickbox.Hash;
import dev.tickbox.program.Program;
import dev.tickbox.program.RowProgram;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickContext.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;

/** The only place where classes are found by name: the content names the class of a Java job, and that job the classes of its rows. */
public final class NamedClasses {
    public static final Programs PROGRAMS = new Programs() {
        @Override
        public TickContext.Code job(String name) {
            Program program = create(name, Program.class);
            return new TickContext.Code(program, code(program.getClass()));
        }

        @Override
        public TickContext.RowCode row(String name) {
            RowProgram program = create(name, RowProgram.class);
            return new TickContext.RowCode(program, code(program.getClass()));
        }
    };

    private NamedClasses() {}

    private static <T> T create(String name, Class<T> type) {
        try {
            // Not initialised before it is known to be a program: any class of the class path can be named here.
            Class<?> found = Class.forName(name, false, NamedClasses.class.getClassLoader());
            if (!type.isAssignableFrom(found)) {
                throw new IllegalArgumentException(name + " does not implement " + type.getName());
            }
            return found.asSubclass(type).getDeclaredConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw cannotCreate(name, "it was not found; put its jar into TICKBOX_CLASSPATH", e);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw cannotCreate(name, "it needs a public constructor without parameters", e);
        } catch (InstantiationException e) {
            throw cannotCreate(name, "it is abstract", e);
        } catch (InvocationTargetException e) {
            throw cannotCreate(name, "its constructor failed: " + e.getCause(), e);
        } catch (LinkageError e) {
            throw cannotCreate(name, String.valueOf(e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private static IllegalArgumentException cannotCreate(String name, String why, Throwable cause) {
        return new IllegalArgumentException(name + " cannot be created: " + why, cause);
    }

    /** The hash of the class: changed code counts as changed content, because its steps may have other inputs. */
    private static String code(Class<?> type) {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (var in = type.getResourceAsStream(file)) {
            return in == null
                    ? type.getName()
                    : Hash.sha256(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
