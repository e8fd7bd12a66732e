package dev.tickbox.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The templates beside this class. Every value is escaped: no template says otherwise, and a test looks. */
final class Html {
    static final String STYLE = "style.css";

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(true)
            .strictSections(true)
            .emptyStringIsFalse(true)
            .withLoader(Html::template);
    private static final Map<String, Template> READ = new ConcurrentHashMap<>();

    private Html() {}

    /** @throws com.samskivert.mustache.MustacheException if the template names a value that is not there */
    static String page(String name, PageModel model) {
        return READ.computeIfAbsent(name, each -> COMPILER.compile(resource(each + ".mustache")))
                .execute(model.values());
    }

    private static Reader template(String name) {
        return new StringReader(resource(name + ".mustache"));
    }

    static String resource(String file) {
        try (InputStream stream = Html.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no resource " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
