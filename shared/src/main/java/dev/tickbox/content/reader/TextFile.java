package dev.tickbox.content.reader;

import dev.tickbox.content.Definition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file as a person's text: UTF-8, without a byte order mark, with one kind of line end on every machine. */
record TextFile(Problems problems) {
    /** @param name as in messages, relative to the content folder */
    Optional<String> read(Path file, String name) {
        byte[] bytes;
        try {
            if (Files.size(file) > Definition.MAX_BYTES) {
                problems.add(name, 0, "is larger than " + Definition.MAX_BYTES + " bytes");
                return Optional.empty();
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            problems.add(name, 0, "cannot be read: " + e);
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            problems.add(name, line, "is not UTF-8; save the file as UTF-8");
            return Optional.empty();
        }
        String text = out.flip().toString();
        return Optional.of((text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n"));
    }
}
