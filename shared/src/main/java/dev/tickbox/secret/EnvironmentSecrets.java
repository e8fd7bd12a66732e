package dev.tickbox.secret;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code kitchen-git} is read from the variable {@code TICKBOX_SECRET_KITCHEN_GIT}. */
public record EnvironmentSecrets(Map<String, String> environment) implements Secrets {
    public static String variable(String name) {
        return "TICKBOX_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    @Override
    public Optional<String> find(String name, String address) {
        return Optional.ofNullable(environment.get(variable(name))).filter(value -> !value.isBlank());
    }

    @Override
    public String where(String name) {
        return "the environment variable " + variable(name);
    }
}
