package dev.tickbox.page;

import dev.tickbox.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The pages as files in a folder: today, and what can be reached from there. */
public final class PageFiles {
    /** Runs and rows are as many as there are; a folder that nobody can look through helps nobody. */
    private static final int MOST = 300;

    private final Pages pages;
    private final Path folder;
    private final Map<String, String> names = new HashMap<>();
    private final ArrayDeque<Page> open = new ArrayDeque<>();
    private final Links links = new ToFiles();
    private int leftOut;

    private record Page(Links.Kind kind, String id, String file) {}

    /** @param leftOut links to pages that were not written */
    public record Written(int files, int leftOut) {}

    private PageFiles(Pages pages, Path folder) {
        this.pages = pages;
        this.folder = folder;
    }

    public static Written write(Pages pages, Path folder) {
        try {
            Files.createDirectories(folder);
            PageFiles files = new PageFiles(pages, folder);
            int count = files.all();
            return new Written(count, files.leftOut);
        } catch (IOException e) {
            throw new UncheckedIOException("the pages cannot be written into " + folder + ": " + e, e);
        }
    }

    private int all() throws IOException {
        write(Html.STYLE, Html.resource(Html.STYLE));
        write("index.html", pages.today(links));
        int count = 2;
        while (!open.isEmpty()) {
            Page page = open.remove();
            Optional<String> html = switch (page.kind()) {
                case RUN -> pages.run(page.id(), links);
                case JOB -> pages.job(page.id(), links);
                case SITE -> pages.site(page.id(), links);
            };
            if (html.isPresent()) {
                write(page.file(), html.get());
                count++;
            }
        }
        return count;
    }

    private void write(String name, String text) throws IOException {
        // A web server may be reading the folder.
        Path whole = Files.writeString(folder.resolve(name + ".part"), text);
        Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private final class ToFiles implements Links {
        @Override
        public Optional<String> to(Kind kind, String id) {
            String key = kind.word() + "-" + id;
            if (!names.containsKey(key)) {
                if (names.size() >= MOST) {
                    leftOut++;
                    return Optional.empty();
                }
                // The part of the hash keeps apart what is the same once its special characters are gone.
                String file = key.replaceAll("[^A-Za-z0-9.-]+", "_");
                file = file.substring(0, Math.min(100, file.length())) + "-"
                        + Hash.sha256(key).substring(0, 8) + ".html";
                names.put(key, file);
                open.add(new Page(kind, id, file));
            }
            return Optional.ofNullable(names.get(key));
        }

        @Override
        public String home() {
            return "index.html";
        }

        @Override
        public boolean isServed() {
            return false;
        }

        @Override
        public Optional<String> token() {
            return Optional.empty();
        }
    }
}
