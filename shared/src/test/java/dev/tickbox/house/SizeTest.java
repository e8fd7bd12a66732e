package dev.tickbox.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Small rooms: a file that no longer fits in one head is split before it lands. */
class SizeTest {
    private static final int FILE_LINES = 400;
    private static final int MOSTLY = 200;
    private static final int METHOD_LINES = 60;

    @Test
    void files_are_at_most_400_lines_and_nine_in_ten_at_most_200() throws Exception {
        List<String> tooLong = new ArrayList<>();
        List<Path> long200 = new ArrayList<>();
        List<Path> all = Sources.all();
        for (Path file : all) {
            long lines = Files.readString(file).lines().count();
            if (lines > FILE_LINES) {
                tooLong.add(Sources.ROOT.relativize(file) + ": " + lines + " lines");
            }
            if (lines > MOSTLY) {
                long200.add(Sources.ROOT.relativize(file));
            }
        }
        assertThat(tooLong).isEmpty();
        assertThat(long200).as("files over 200 lines").hasSizeLessThanOrEqualTo(all.size() / 10);
    }

    @Test
    void methods_are_under_60_lines() throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(Sources.all()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<String> tooLong = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(
                        new TreeScanner<@Nullable Void, @Nullable Void>() {
                            @Override
                            public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
                                var lines = unit.getLineMap();
                                long from = lines.getLineNumber(positions.getStartPosition(unit, method));
                                long to = lines.getLineNumber(positions.getEndPosition(unit, method));
                                if (to - from >= METHOD_LINES) {
                                    tooLong.add(unit.getSourceFile().getName() + ": " + method.getName() + ", "
                                            + (to - from + 1) + " lines");
                                }
                                return super.visitMethod(method, null);
                            }
                        },
                        null);
            }
            assertThat(tooLong).isEmpty();
        }
    }
}
