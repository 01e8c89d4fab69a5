package io.github.ftmo4j.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutionTest {

    @Test
    void nothingIsRefusedByName() {
        assertThatNullPointerException().isThrownBy(() -> Execution.on(null, 2)).withMessage("executor");
        assertThatNullPointerException()
                .isThrownBy(() -> new Execution(null, 2, (done, total) -> {}))
                .withMessage("executor");
        assertThatNullPointerException()
                .isThrownBy(() -> new Execution(Optional.empty(), 2, null))
                .withMessage("progress");
        assertThatNullPointerException()
                .isThrownBy(() -> Execution.threads(2).onProgress(null))
                .withMessage("progress");
    }

    @Test
    void moreWorkersThanAMachineHasThreadsAreRefused() {
        assertThat(Execution.threads(4_096).parallelism()).isEqualTo(4_096);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Execution.threads(4_097))
                .withMessage("parallelism must be at most 4096, was 4097");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Execution.on(Runnable::run, Integer.MAX_VALUE))
                .withMessage("parallelism must be at most 4096, was 2147483647");
        assertThat(Execution.allProcessors().parallelism()).isPositive();
    }
}
