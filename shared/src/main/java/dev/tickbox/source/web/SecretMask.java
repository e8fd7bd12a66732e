package dev.tickbox.source.web;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes a secret out of what is kept. A source repeats what it was sent in the spelling of its own format, so that each character may stand
 * there as itself, or as JSON, HTML or an address write it. Each character is read once, without a way back: a text that is nearly the
 * secret costs no more than its length for each place where it begins.
 */
final class SecretMask {
    private static final String MASK = "***";

    private final String secret;

    SecretMask(String secret) {
        this.secret = secret;
    }

    String over(String text) {
        return secret.isEmpty() ? text : spelled(text.replace(secret, MASK), Set.of());
    }

    /** Byte for byte: the character set is known only to what reads them. */
    byte[] over(byte[] bytes) {
        if (secret.isEmpty()) {
            return bytes;
        }
        Set<Charset> encodings = Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);
        String text = same(bytes);
        for (Charset encoding : encodings) {
            text = text.replace(same(secret.getBytes(encoding)), MASK);
        }
        return spelled(text, encodings).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A character for each byte. */
    private static String same(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String spelled(String text, Set<Charset> encodings) {
        List<Matcher> characters = secret.codePoints()
                .mapToObj(character ->
                        Pattern.compile(spellings(character, encodings)).matcher(text))
                .toList();
        Matcher first = characters.getFirst();
        StringBuilder masked = new StringBuilder();
        int done = 0;
        for (int from = 0; first.region(from, text.length()).find(); ) {
            int begin = first.start();
            int end = end(characters, begin, text.length());
            if (end < 0) {
                from = begin + 1;
            } else {
                masked.append(text, done, begin).append(MASK);
                done = end;
                from = end;
            }
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** @return where the secret that begins there ends; less than 0 if another text does */
    private static int end(List<Matcher> characters, int begin, int length) {
        int at = begin;
        for (Matcher character : characters) {
            if (!character.region(at, length).lookingAt()) {
                return -1;
            }
            at = character.end();
        }
        return at;
    }

    /** The longest first, so that the rest of one is not read as the next character. */
    private static String spellings(int codePoint, Set<Charset> encodings) {
        String character = Character.toString(codePoint);
        List<String> all = new ArrayList<>();
        all.add("(?i:"
                + character
                        .chars()
                        .mapToObj(unit -> String.format(Locale.ROOT, "\\\\u%04x", unit))
                        .collect(Collectors.joining())
                + ")");
        all.add("&#0{0,7}" + codePoint + ";");
        all.add("(?i:&#x0{0,7}" + Integer.toHexString(codePoint) + ";)");
        all.add("(?i:" + each(character.getBytes(StandardCharsets.UTF_8)) + ")");
        switch (codePoint) {
            case '&' -> all.add("&amp;");
            case '<' -> all.add("&lt;");
            case '>' -> all.add("&gt;");
            case '"' -> all.add("&quot;");
            case '\'' -> all.add("&apos;");
            case ' ' -> all.add("[+]");
            default -> {}
        }
        all.add("\\\\" + Pattern.quote(character));
        encodings.forEach(encoding -> all.add(Pattern.quote(same(character.getBytes(encoding)))));
        all.add(Pattern.quote(character));
        return String.join("|", all);
    }

    private static String each(byte[] bytes) {
        StringBuilder escaped = new StringBuilder();
        for (byte each : bytes) {
            escaped.append(String.format(Locale.ROOT, "%%%02x", each));
        }
        return escaped.toString();
    }
}
