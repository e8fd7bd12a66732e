package dev.tickbox.page;

import dev.tickbox.content.Definition.Budget;
import dev.tickbox.money.Usd;
import dev.tickbox.view.MoneyDays;
import dev.tickbox.view.MoneyDays.Day;
import java.util.List;
import java.util.Locale;

/** The money of today and of the last 30 days, with its drawing. */
record MoneyPart(PageSource source) {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 120;
    private static final int GAP = 4;

    void into(PageModel model, Budget budget) {
        MoneyDays money = MoneyDays.of(source.store(), budget, source.now());
        Day today = money.today();
        long outOf = Math.max(1, budget.dailyMicroUsd());
        long most = Math.max(
                1,
                money.days().stream()
                        .mapToLong(day -> day.paidMicroUsd() + day.riskMicroUsd())
                        .max()
                        .orElse(1));
        PageModel part = new PageModel()
                .text("date", today.date().toString())
                .text("zone", budget.zone().getId())
                .text("paid", Usd.of(today.paidMicroUsd()))
                .text("risk", Usd.of(today.riskMicroUsd()))
                .text("budget", Usd.of(budget.dailyMicroUsd()))
                .number("used", Math.min(outOf, today.paidMicroUsd() + today.riskMicroUsd()))
                .number("outOf", outOf)
                .text("total", money.total().map(Object::toString))
                .text("sums", paid(money.days()) + " · " + risk(money.days()))
                .text("command", source.command().apply("cost"))
                .text("most", Usd.of(most))
                .text("from", money.days().getFirst().date().toString())
                .number("width", WIDTH)
                .number("height", HEIGHT);
        double step = (double) WIDTH / money.days().size();
        part.list("bars", money.days(), day -> bar(day, money.days().indexOf(day) * step, step - GAP, most));
        model.part("money", part);
    }

    private static PageModel bar(Day day, double x, double width, long most) {
        double paid = (double) HEIGHT * day.paidMicroUsd() / most;
        double risk = (double) HEIGHT * day.riskMicroUsd() / most;
        return new PageModel()
                .text("date", day.date().toString())
                .text("paid", Usd.of(day.paidMicroUsd()))
                .text("risk", Usd.of(day.riskMicroUsd()))
                .text("x", units(x))
                .text("width", units(width))
                .text("paidY", units(HEIGHT - paid))
                .text("paidHeight", units(paid))
                .text("riskY", units(HEIGHT - paid - risk))
                .text("riskHeight", units(risk));
    }

    private static String units(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String paid(List<Day> days) {
        return "paid " + Usd.of(days.stream().mapToLong(Day::paidMicroUsd).sum());
    }

    private static String risk(List<Day> days) {
        return "at risk " + Usd.of(days.stream().mapToLong(Day::riskMicroUsd).sum());
    }
}
