package dev.tickbox.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Content can name any class of the class path. */
class NamedClassTest {
    private static final AtomicInteger INITIALISED = new AtomicInteger();

    static final class NoProgram {
        static final int COUNT = INITIALISED.incrementAndGet();
    }

    @Test
    void a_class_that_is_no_program_is_not_even_initialised() {
        assertThatThrownBy(() -> NamedClasses.PROGRAMS.job(NoProgram.class.getName()))
                .hasMessageContaining("does not implement dev.tickbox.program.Program");
        assertThat(INITIALISED).hasValue(0);
    }
}
