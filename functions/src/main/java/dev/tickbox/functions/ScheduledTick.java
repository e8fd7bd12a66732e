package dev.tickbox.functions;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.tickbox.tick.LastTicks;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickReport;
import java.io.IOException;
import java.util.function.Function;

/** A tick that Cloud Scheduler starts. The response is its report. */
record ScheduledTick(FunctionContext deployed, String name, Function<Ticks, TickReport> tick) {
    private static final int DONE = 200;
    private static final int NOT_ALLOWED = 405;
    /** Cloud Scheduler shows the call as failed; the next tick is the retry. */
    private static final int BROKEN_OFF = 503;

    void serve(HttpRequest request, HttpResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setStatusCode(NOT_ALLOWED);
            return;
        }
        Log log = deployed.log(request);
        TickReport report = deployed.drain().during(() -> report(log));
        log.tick(name, report);
        response.setStatusCode(report.counted(TickReport.BROKEN_OFF) > 0 ? BROKEN_OFF : DONE);
        response.setContentType("application/json; charset=utf-8");
        response.getWriter().write(report.toJson() + "\n");
    }

    private TickReport report(Log log) {
        Ticks ticks;
        try {
            ticks = deployed.ticks(log);
        } catch (RuntimeException e) {
            return TickReport.brokenOff(name, deployed.clock().now(), e);
        }
        TickReport report = tick.apply(ticks);
        LastTicks.add(deployed.context(log).store(), deployed.clock(), report);
        return report;
    }
}
