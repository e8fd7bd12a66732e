package dev.tickbox.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The formatter runs here, in the tests' own JDK, because Maven's may be too old for it. */
class FormatTest {
    @Test
    void every_file_is_formatted() throws Exception {
        boolean mend = System.getProperty("tickbox.format", "check").equals("fix");
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        List<Path> wrong = new ArrayList<>();
        for (Path file : Sources.all()) {
            String source = Files.readString(file);
            String formatted = formatter.formatSource(ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.PALANTIR));
            if (!formatted.equals(source)) {
                wrong.add(Sources.ROOT.relativize(file));
                if (mend) {
                    Files.writeString(file, formatted);
                }
            }
        }
        assertThat(mend ? List.of() : wrong)
                .as("not formatted; mend with: mvn -pl shared test -Dtest=FormatTest -Dtickbox.format=fix")
                .isEmpty();
    }
}
