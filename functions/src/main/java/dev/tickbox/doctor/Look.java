package dev.tickbox.doctor;

import java.util.List;

/** Looks at one thing, and has no effect on it. */
public interface Look {
    /** As in its findings. */
    String area();

    /** May throw or hang: {@link Examination} makes a finding of that. */
    List<Finding> look();
}
