package dev.tickbox;

import java.util.UUID;

/** The only source of chance: names for owners and commits, and the spread of waiting times. */
public interface Ids {
    String next();

    /** Evenly spread over {@code [0, bound)}. */
    long random(long bound);

    static Ids system() {
        return new Ids() {
            @Override
            public String next() {
                return UUID.randomUUID().toString();
            }

            @Override
            public long random(long bound) {
                return java.util.concurrent.ThreadLocalRandom.current().nextLong(bound);
            }
        };
    }
}
