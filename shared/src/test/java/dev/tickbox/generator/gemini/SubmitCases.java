package dev.tickbox.generator.gemini;

import dev.tickbox.generator.gemini.SubmitCase.Says;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.WireFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Everything that can happen to the one request of a submit, in the order of the table in the documentation. */
final class SubmitCases {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final List<SubmitCase> cases = new ArrayList<>();

    static List<SubmitCase> all() {
        SubmitCases made = new SubmitCases();
        made.connections();
        made.answersWithAStatus();
        made.answersThatAreNone();
        made.time();
        return made.cases;
    }

    private void add(String row, String detail, int posts, int taken, Says says, Consumer<Bench> arrange) {
        cases.add(new SubmitCase(row, detail, arrange, posts, taken, says));
    }

    private void fault(String row, String detail, int taken, Says says, WireFault fault) {
        add(row, detail, 1, taken, says, bench -> bench.fake.next(fault));
    }

    private void connections() {
        add("no failure", "", 1, 1, Says.ACCEPTED, bench -> {});
        add("connection refused", "", 0, 0, Says.AGAIN, bench -> bench.fake.down());
        fault("reset before the request is read", "", 0, Says.UNSURE, new WireFault.ResetUnread());
        fault("reset after it is read and accepted", "", 1, Says.UNSURE, new WireFault.ResetAfter(true));
        fault("reset after it is read and lost", "", 0, Says.UNSURE, new WireFault.ResetAfter(false));
        add("reset on a pooled connection, as it arrives", "", 2, 1, Says.UNSURE, bench -> {
            bench.submit();
            bench.fake.next(new WireFault.ResetUnread());
        });
        add("pooled connection broken while idle", "", 1, 1, Says.UNSURE, bench -> {
            bench.submit();
            bench.fake.breakConnections();
        });
    }

    private void answersWithAStatus() {
        for (int status : List.of(408, 409, 500, 502, 503, 504)) {
            String row = "408 409 500 502 503 504, with or without Retry-After";
            Reply reply = Reply.error(status, "unavailable", "not now");
            fault(row, status + "", 1, Says.UNSURE, new WireFault.Instead(reply, true));
            fault(
                    row,
                    status + " at once",
                    1,
                    Says.UNSURE,
                    new WireFault.Instead(reply.with("Retry-After", "0"), true));
            fault(row, status + " later", 1, Says.UNSURE, new WireFault.Instead(reply.with("Retry-After", "7"), true));
        }
        Reply tooMany = Reply.error(429, "rate_limit_exceeded", "slow down");
        fault("429, with or without Retry-After", "", 0, Says.AGAIN, new WireFault.Instead(tooMany, false));
        fault(
                "429, with or without Retry-After",
                "at once",
                0,
                Says.AGAIN,
                new WireFault.Instead(tooMany.with("Retry-After", "0"), false));
        for (int status : List.of(401, 402, 403)) {
            WireFault fault = new WireFault.Instead(Reply.error(status, "permission_denied", "not you"), false);
            fault("401 402 403", status + "", 0, Says.ACCOUNT, fault);
        }
        for (int status : List.of(400, 404, 413, 422)) {
            WireFault fault = new WireFault.Instead(Reply.error(status, "invalid_request", "not so"), false);
            fault("400 404 413 422", status + "", 0, Says.NEVER, fault);
        }
        for (int status : List.of(400, 401, 403, 404, 413, 429)) {
            Reply page = new Reply(status, Map.of("Content-Type", "text/html"), "<html>" + status + "</html>");
            fault("the same status from a proxy", status + "", 1, Says.UNSURE, new WireFault.Instead(page, true));
        }
        Reply moved = new Reply(307, Map.of("Location", "/v1beta/interactions"), "");
        fault("307 redirect", "", 0, Says.UNSURE, new WireFault.Instead(moved, false));
        fault("307 redirect", "308", 0, Says.UNSURE, new WireFault.Instead(new Reply(308, moved.headers(), ""), false));
    }

    private void answersThatAreNone() {
        spoiled("200 with an unreadable body", "", Says.UNSURE, body -> "<html>hello</html>");
        spoiled("200 with an unreadable body", "empty", Says.UNSURE, body -> "");
        spoiled("200 without an id", "", Says.UNSURE, body -> "{\"status\":\"in_progress\"}");
        spoiled("200 without an id", "empty id", Says.UNSURE, body -> "{\"id\":\"\",\"status\":\"in_progress\"}");
        String rescued = "200 with an unreadable body that contains the id";
        spoiled(rescued, "no status", Says.ACCEPTED, body -> body.replace("status", "state"));
        spoiled(rescued, "cut JSON", Says.ACCEPTED, body -> body.substring(0, body.length() - 3));
        spoiled(rescued, "in a list", Says.ACCEPTED, body -> "[" + body + "]");
        fault(rescued, "broken off behind the id", 1, Says.ACCEPTED, new WireFault.Cut(60));
        fault(
                rescued,
                "another content type",
                1,
                Says.ACCEPTED,
                new WireFault.Spoiled(reply -> new Reply(200, Map.of("Content-Type", "text/plain"), reply.body())));
        fault("200 that ends before the id", "", 1, Says.UNSURE, new WireFault.Cut(5));
    }

    private void spoiled(String row, String detail, Says says, UnaryOperator<String> body) {
        fault(row, detail, 1, says, new WireFault.Spoiled(reply -> new Reply(200, JSON, body.apply(reply.body()))));
    }

    private void time() {
        add("an answer slower than the timeout", "", 1, 1, Says.UNSURE, bench -> {
            bench.impatient();
            bench.fake.next(new WireFault.Silence(true));
        });
        add(
                "suspended past the send deadline, connected, before the first byte",
                "",
                0,
                0,
                Says.AGAIN,
                bench -> bench.freezeAfter(0));
        add(
                "suspended past the send deadline, connected, before the first byte",
                "headers written, not sent",
                0,
                0,
                Says.AGAIN,
                bench -> bench.freezeAfter(1));
    }
}
