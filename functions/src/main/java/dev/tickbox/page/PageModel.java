package dev.tickbox.page;

import dev.tickbox.view.Actions;
import dev.tickbox.view.Visible;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The values of a template. The template engine escapes them; here they lose what turns the order of letters round. */
final class PageModel {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** An empty text counts as absent in a section. */
    PageModel text(String name, String value) {
        values.put(name, Visible.text(value));
        return this;
    }

    PageModel text(String name, Optional<String> value) {
        return text(name, value.orElse(""));
    }

    /** For a field that is sent back: as it is. */
    PageModel exact(String name, String value) {
        values.put(name, value);
        return this;
    }

    PageModel number(String name, long value) {
        values.put(name, value);
        return this;
    }

    /** How many are not shown; a section {@code hasMore…} for it stands only where there are any. */
    PageModel more(String name, long value) {
        return number(name, value).flag("has" + Character.toUpperCase(name.charAt(0)) + name.substring(1), value > 0);
    }

    PageModel flag(String name, boolean value) {
        values.put(name, value);
        return this;
    }

    PageModel part(String name, PageModel part) {
        values.put(name, part.values);
        return this;
    }

    <T> PageModel list(String name, List<T> all, Function<T, PageModel> each) {
        return list(name, all.stream().map(each));
    }

    PageModel list(String name, Stream<PageModel> parts) {
        List<Map<String, Object>> list = parts.map(part -> part.values).toList();
        values.put(name, list);
        values.put("any" + Character.toUpperCase(name.charAt(0)) + name.substring(1), !list.isEmpty());
        return this;
    }

    PageModel lines(String name, List<String> lines) {
        return list(name, lines, line -> new PageModel().text("line", line));
    }

    /** A text that is a link where there is a page. */
    PageModel link(String name, Optional<String> href, String text) {
        return part(name, new PageModel().text("text", text).text("href", href));
    }

    /**
     * What a person can do, with its words and what it may cost, and a button where there can be one.
     *
     * @param run to which the answer leads back
     */
    PageModel ways(List<Actions.Action> ways, UnaryOperator<String> command, Links links, String run) {
        Optional<String> token = links.token();
        return list(
                "ways",
                ways,
                way -> new PageModel()
                        .text("command", command.apply(way.words()))
                        .text("effect", way.effect())
                        .text("price", way.price())
                        .text("confirmation", token.flatMap(each -> Button.confirmation(way, run)))
                        .list(
                                "buttons",
                                token.stream()
                                        .flatMap(each ->
                                                Button.of(way, run).stream().map(button -> button.model(each)))));
    }

    Map<String, Object> values() {
        return values;
    }
}
