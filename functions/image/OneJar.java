import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * {@code java OneJar.java JAR CLASSPATH}: one jar of many, so that the JVM has one to open, and one manifest to read, at every start. It is
 * to be what the class path was: of two entries with one name the first counts, and the names of services are added up.
 */
final class OneJar {
    static final String SERVICES = "META-INF/services/";
    /** Signatures are of the single jars, and modules are not for a class path. */
    static final Pattern LEFT_OUT =
            Pattern.compile("META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]+\\.(SF|RSA|DSA|EC))|(.*/)?module-info\\.class");

    final Set<String> taken = new HashSet<>();
    final Map<String, ByteArrayOutputStream> services = new TreeMap<>();

    public static void main(String[] arguments) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(Path.of(arguments[0])), manifest)) {
            new OneJar().write(List.of(arguments[1].split(File.pathSeparator)), out);
        }
    }

    void write(List<String> classpath, JarOutputStream out) throws IOException {
        for (String each : classpath) {
            try (JarFile jar = new JarFile(each)) {
                for (JarEntry entry : jar.stream().toList()) {
                    add(entry.getName(), jar, out);
                }
            }
        }
        for (String name : services.keySet()) {
            entry(name, services.get(name).toByteArray(), out);
        }
    }

    void add(String name, JarFile jar, JarOutputStream out) throws IOException {
        if (name.endsWith("/") || LEFT_OUT.matcher(name).matches()) {
            return;
        }
        try (var in = jar.getInputStream(jar.getEntry(name))) {
            if (name.startsWith(SERVICES)) {
                ByteArrayOutputStream named = services.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                in.transferTo(named);
                named.write('\n');
            } else if (taken.add(name)) {
                entry(name, in.readAllBytes(), out);
            }
        }
    }

    static void entry(String name, byte[] content, JarOutputStream out) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
    }
}
