package dev.tickbox.program;

/** A job in Java: name its class in the content file ({@code java: com.example.Nightly}). It is replayed, so it must be repeatable. */
@FunctionalInterface
public interface Program {
    void run(Steps steps) throws Exception;
}
