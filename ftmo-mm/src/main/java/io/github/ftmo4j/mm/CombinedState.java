package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;
import java.util.ArrayList;
import java.util.List;

/** The states of the parts of a combination. What each part saves has the number of the part before its name. */
final class CombinedState implements ModuleState {

    private final ModuleState[] parts;
    private final double[] answers;
    private final Answer answer;

    CombinedState(List<RiskModule> parts, Answer answer) {
        this.parts = parts.stream().map(RiskModule::start).toArray(ModuleState[]::new);
        this.answer = answer;
        answers = new double[this.parts.length];
    }

    /** How the answer of a combination follows from those of its parts. */
    @FunctionalInterface
    interface Answer {
        double of(double[] answers, AccountView account);
    }

    @Override
    public double moneyAtRisk(AccountView account, Moment moment) {
        for (int i = 0; i < parts.length; i++) {
            answers[i] = parts[i].moneyAtRisk(account, moment);
        }
        return answer.of(answers, account);
    }

    @Override
    public void closed(long risked, long profit) {
        for (ModuleState part : parts) {
            part.closed(risked, profit);
        }
    }

    @Override
    public void moved(double marketReturn) {
        for (ModuleState part : parts) {
            part.moved(marketReturn);
        }
    }

    @Override
    public void reset() {
        for (ModuleState part : parts) {
            part.reset();
        }
    }

    @Override
    public SavedValues save() {
        SavedValues.Builder all = SavedValues.builder();
        for (int i = 0; i < parts.length; i++) {
            all.under(prefix(i), parts[i].save());
        }
        return all.build();
    }

    @Override
    public void restore(SavedValues saved) {
        List<String> known = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            String prefix = prefix(i);
            SavedValues part = saved.under(prefix);
            parts[i].restore(part);
            part.asMap().keySet().forEach(name -> known.add(prefix + name));
        }
        saved.only(known.toArray(String[]::new));
    }

    private static String prefix(int place) {
        return place + 1 + ".";
    }
}
