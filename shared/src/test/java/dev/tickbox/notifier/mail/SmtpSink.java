package dev.tickbox.notifier.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server for submissions. It remembers every line that it was sent. */
final class SmtpSink implements AutoCloseable {
    enum Kind {
        TLS_FROM_THE_FIRST_BYTE,
        STARTTLS,
        NO_TLS
    }

    private final Kind kind;
    private final SSLContext tls;
    private final ServerSocket server;
    final List<String> lines = new CopyOnWriteArrayList<>();

    SmtpSink(Kind kind, SSLContext tls) throws IOException {
        this.kind = kind;
        this.tls = tls;
        this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /** With a key of its own, made by the keytool of this Java. */
    static SSLContext tls(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("sink.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "sink",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        keytool.waitFor();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                converse(kind == Kind.TLS_FROM_THE_FIRST_BYTE ? secured(socket) : socket, true);
            } catch (IOException e) {
                lines.add("(" + e.getMessage() + ")");
            }
        }
    }

    private SSLSocket secured(Socket socket) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), false);
        secured.setUseClientMode(false);
        return secured;
    }

    private void converse(Socket socket, boolean greets) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream();
        if (greets) {
            say(out, "220 sink");
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            if (line.startsWith("EHLO")) {
                say(
                        out,
                        kind == Kind.STARTTLS && !(socket instanceof SSLSocket)
                                ? "250-sink\r\n250 STARTTLS"
                                : "250-sink\r\n250 AUTH PLAIN");
            } else if (line.equals("STARTTLS")) {
                say(out, "220 go on");
                converse(secured(socket), false);
                return;
            } else if (line.startsWith("AUTH")) {
                say(out, "235 welcome");
            } else if (line.equals("DATA")) {
                say(out, "354 go on");
                for (String data = in.readLine(); data != null && !data.equals("."); data = in.readLine()) {
                    lines.add(data);
                }
                say(out, "250 taken");
            } else if (line.equals("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 fine");
            }
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
