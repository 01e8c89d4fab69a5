"""The workloads W1 and W2 of the benchmark in numpy, all paths in step, paths that have ended taken out.

run: python3 reference_numpy.py w1|w2 RISK THREADS ATTEMPTS      (RISK is the share risked in W2, 0 in W1)

It prints one line: attempts, seconds, and how many attempts passed, failed by the daily loss, failed by the maximum
loss, ran out of time. With several threads it uses as many processes.
"""
import sys
import time

import numpy as np

CHUNK = 8192

MU, SIGMA, FIXED, VOLATILITY, DECAY = 0.0002, 0.005, 1.9, 0.0120, 0.94
MULTIPLIER, FLOOR_SHARE = 30.0, 0.88
STEPS_A_DAY, STEPS, STEPS_BEFORE_PASS = 8, 240, 24

WIN_RATE, PAYOFF, TRADES_A_DAY = 0.48, 1.6, 4
MOST_TRADES, TRADES_BEFORE_PASS = 365 * TRADES_A_DAY, 3 * TRADES_A_DAY


def w1(n, seed, _risk):
    random = np.random.Generator(np.random.SFC64(seed))
    equity, high, variance, day_start = np.ones(n), np.ones(n), np.full(n, SIGMA**2), np.ones(n)
    ends = np.zeros(4, np.int64)
    for step in range(1, STEPS + 1):
        if equity.size == 0:
            break
        r = MU + SIGMA * random.standard_normal(equity.size)
        by_drawdown = np.where(
            equity > 0.98 * high, 2.0, np.where(equity > 0.96 * high, 1.5, np.where(equity > 0.94 * high, 1.0, 0.5)))
        by_cushion = MULTIPLIER * (equity - FLOOR_SHARE * high) / equity
        exposure = np.minimum(np.minimum(FIXED, VOLATILITY / np.sqrt(variance)), np.minimum(by_cushion, by_drawdown))
        equity = np.where(equity < 1.10, equity * (1 + np.maximum(0.0, exposure) * r), equity)
        variance = DECAY * variance + (1 - DECAY) * r * r
        high = np.maximum(high, equity)
        daily = equity <= day_start - 0.05
        maximum = (equity <= 0.90) & ~daily
        ended = daily | maximum
        ends[1] += int(daily.sum())
        ends[2] += int(maximum.sum())
        if step > STEPS_BEFORE_PASS:
            passed = equity >= 1.10
            ends[0] += int(passed.sum())
            ended |= passed
        if ended.any():
            keep = ~ended
            equity, high, variance, day_start = equity[keep], high[keep], variance[keep], day_start[keep]
        if step % STEPS_A_DAY == 0:
            day_start = equity
    ends[3] += equity.size
    return ends


def w2(n, seed, risk):
    random = np.random.default_rng(seed)
    ends = np.zeros(4, np.int64)
    for target in (1.10, 1.05):
        equity, day_start = np.ones(n), np.ones(n)
        passed_phase = 0
        for trade in range(1, MOST_TRADES + 1):
            if equity.size == 0:
                break
            factor = np.where(random.random(equity.size) < WIN_RATE, 1 + PAYOFF * risk, 1 - risk)
            equity = np.where(equity < target, equity * factor, equity)
            daily = equity <= day_start - 0.05
            maximum = (equity <= 0.90) & ~daily
            ended = daily | maximum
            ends[1] += int(daily.sum())
            ends[2] += int(maximum.sum())
            if trade > TRADES_BEFORE_PASS:
                passed = equity >= target
                passed_phase += int(passed.sum())
                ended |= passed
            if ended.any():
                keep = ~ended
                equity, day_start = equity[keep], day_start[keep]
            if trade % TRADES_A_DAY == 0:
                day_start = equity
        ends[3] += equity.size
        n = passed_phase
    ends[0] = n
    return ends


def job(arguments):
    name, n, seed, risk = arguments
    return globals()[name](n, seed, risk)


def main():
    name, risk, threads, attempts = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    jobs = [(name, min(CHUNK, attempts - first), first, risk) for first in range(0, attempts, CHUNK)]
    if threads > 1:
        from multiprocessing import Pool

        with Pool(threads) as pool:
            pool.map(job, jobs[: 2 * threads])
            begin = time.perf_counter()
            found = pool.map(job, jobs)
            seconds = time.perf_counter() - begin
    else:
        job(jobs[0])
        begin = time.perf_counter()
        found = [job(one) for one in jobs]
        seconds = time.perf_counter() - begin
    print(attempts, f"{seconds:.6f}", *sum(found))


if __name__ == "__main__":
    main()
