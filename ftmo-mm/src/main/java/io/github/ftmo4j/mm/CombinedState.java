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
        this.parts = parts.stream().map(CombinedState::start).toArray(ModuleState[]::new);
        this.answer = answer;
        answers = new double[this.parts.length];
    }

    private static ModuleState start(RiskModule part) {
        ModuleState state = part.start();
        return part.scope() == RiskModule.Scope.NONE && state.codeLength() == NO_CODE ? new Stateless(state) : state;
    }

    /** A state with nothing in it, whose code is empty. */
    private record Stateless(ModuleState state) implements ModuleState {
        @Override
        public double moneyAtRisk(AccountView account, Moment moment) {
            return state.moneyAtRisk(account, moment);
        }

        @Override
        public int codeLength() {
            return 0;
        }

        @Override
        public void writeCode(long[] code, int from, long today) {}

        @Override
        public void readCode(long[] code, int from, long today) {}
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
    public int codeLength() {
        int length = 0;
        for (ModuleState part : parts) {
            if (part.codeLength() == NO_CODE) {
                return NO_CODE;
            }
            length += part.codeLength();
        }
        return length;
    }

    @Override
    public void writeCode(long[] code, int from, long today) {
        int at = from;
        for (ModuleState part : parts) {
            part.writeCode(code, at, today);
            at += part.codeLength();
        }
    }

    @Override
    public void readCode(long[] code, int from, long today) {
        int at = from;
        for (ModuleState part : parts) {
            part.readCode(code, at, today);
            at += part.codeLength();
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
