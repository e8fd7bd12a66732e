package dev.tickbox.interleaving;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterleavingTest {
    static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
    @Test
    void probe() {
        String one = System.getProperty("tickbox.interleaving", "");
        if (!one.isEmpty()) {
            Interleaving schedule = Interleaving.read(one);
            Conductor c = new Conductor(schedule, true);
            c.play();
            new Settling(c.stage, schedule.phase().snapshot()).settle(schedule.pairs());
            c.stage.story.forEach(System.out::println);
            System.out.println(c.stage.broken);
            return;
        }
        Map<String, String> found = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        Explorer e = new Explorer((s, what) -> {
            String kind = s.phase() + " " + s.roles() + " " + what.replaceAll("[0-9a-f]{16,}", "#").replaceAll("\\d+", "0");
            kind = kind.substring(0, Math.min(kind.length(), 260));
            found.putIfAbsent(kind, s + "\n     " + what);
            counts.merge(kind, 1, Integer::sum);
        });
        String ph = System.getProperty("phases", "AT_VENDOR");
        if (ph.equals("all")) {
            ph = java.util.Arrays.stream(Phase.values()).filter(x -> !x.name().startsWith("MANY")).map(Enum::name).collect(java.util.stream.Collectors.joining(","));
        }
        if (System.getProperty("pairs", "").equals("errors") || System.getProperty("pairs", "").equals("absence")) {
            java.util.List<Role> lone = java.util.List.of(Role.SUBMIT, Role.RECLAIM, Role.DELIVER, Role.HEAR, Role.ABANDON, Role.RETRY, Role.FORGET);
            for (String phaseName : ph.split(",")) {
                long t0 = cpu(), b = e.begun, w = e.whole, o = e.outsides();
                Phase phase = Phase.valueOf(phaseName);
                for (Role x : lone) {
                    if (System.getProperty("pairs", "").equals("errors")) {
                        for (Actor.Fate f : Actor.Fate.values()) {
                            if (f.ordinal() >= 2) {
                                e.absence(phase, java.util.List.of(x), f);
                            }
                        }
                        continue;
                    }
                    for (String t : System.getProperty("times", "PT0S,PT3M,PT12M,PT62H,PT121H").split(",")) {
                        java.time.Duration d = java.time.Duration.parse(t);
                        e.absence(phase, java.util.List.of(x, Role.RESUME), Actor.Fate.DIES, Interleaving.Leg.toItsEnd(1).after(d));
                        if (d.isZero()) {
                            continue;
                        }
                        for (String y : System.getProperty("others", "SUBMIT,RECLAIM,ABANDON,RETRY,DELIVER").split(",")) {
                            e.absence(phase, java.util.List.of(x, Role.valueOf(y)), Actor.Fate.STOPS, Interleaving.Leg.toItsEnd(1).after(d));
                        }
                    }
                }
                System.out.println(phaseName + ": begun " + (e.begun - b) + " whole " + (e.whole - w) + " outsides " + (e.outsides() - o) + " ms " + (cpu() - t0) / 1000000);
            }
            found.forEach((k, v) -> System.out.println(counts.get(k) + " × " + v));
            return;
        }
        if (System.getProperty("pairs", "").equals("all")) {
            java.util.Map<String, long[]> per = new java.util.TreeMap<>();
            for (String phaseName : ph.split(",")) {
                long t0 = cpu(), b = e.begun, w = e.whole, o = e.outsides();
                for (Role x : Role.values()) {
                    for (Role y : Role.values()) {
                        long b1 = e.begun, t1 = cpu();
                        e.twoSwitches(Phase.valueOf(phaseName), x, y);
                        long[] p = per.computeIfAbsent(x + "-" + y, k -> new long[2]);
                        p[0] += e.begun - b1;
                        p[1] += (cpu() - t1) / 1000000;
                    }
                }
                System.out.println(phaseName + ": begun " + (e.begun - b) + " whole " + (e.whole - w) + " outsides " + (e.outsides() - o) + " ms " + (cpu() - t0) / 1000000);
            }
            per.forEach((k, v) -> System.out.println(k + " " + v[0] + " " + v[1] + " ms"));
            found.forEach((k, v) -> System.out.println(counts.get(k) + " × " + v));
            return;
        }
        for (String phaseName : ph.split(",")) {
            for (String pair : System.getProperty("pairs", "reclaim-submit,submit-reclaim,reclaim-reclaim").split(",")) {
                long t = ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
                long b = e.begun, w = e.whole, o = e.outsides();
                e.twoSwitches(Phase.valueOf(phaseName), Role.valueOf(pair.split("-")[0].toUpperCase()), Role.valueOf(pair.split("-")[1].toUpperCase()));
                System.out.println(phaseName + " " + pair + ": begun " + (e.begun - b) + " whole " + (e.whole - w) + " outsides " + (e.outsides() - o) + " ms " + (((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() - t) / 1000000);
            }
        }
        found.forEach((k, v) -> System.out.println(counts.get(k) + " × " + v));
    }
}
