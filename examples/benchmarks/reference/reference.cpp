// The workloads W1 and W2 of the benchmark in C++: what the library is compared with. Money is a double here; nothing is
// settled in cents.
//
// build: g++ -O3 -march=native -std=c++17 -o reference reference.cpp -lpthread
// run:   ./reference w1|w1min|w1vec|w2 RISK THREADS ATTEMPTS        (RISK is the share risked in W2, 0 in W1)
//
// It prints one line: attempts, seconds, and how many attempts passed, failed by the daily loss, failed by the maximum
// loss, ran out of time.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>
#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include <immintrin.h>
#endif

using u64 = uint64_t;
using i64 = int64_t;

// ---------------------------------------------------------------- random numbers: xoshiro256++ and a ziggurat

static const u64 GOLDEN = 0x9E3779B97F4A7C15ULL;
static const u64 SEED = 12345;

static inline u64 mix64(u64 z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

struct Rng {
    u64 a, b, c, d;

    inline void seed(u64 path) {
        u64 x = mix64(SEED + path * GOLDEN);
        a = mix64(x += GOLDEN);
        b = mix64(x += GOLDEN);
        c = mix64(x += GOLDEN);
        d = mix64(x += GOLDEN);
    }

    static inline u64 rotate(u64 x, int k) { return (x << k) | (x >> (64 - k)); }

    inline u64 next() {
        u64 result = rotate(a + d, 23) + a, t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = rotate(d, 45);
        return result;
    }
};

static double WIDTH[256], HEIGHT[256];
static i64 INSIDE[256];
static const double TAIL = 3.6541528853610088, AREA = 0.00492867323399;

static void buildZiggurat() {
    double x[257], f = exp(-0.5 * TAIL * TAIL);
    x[256] = AREA / f;
    x[255] = TAIL;
    x[0] = 0;
    for (int i = 254; i > 0; i--) x[i] = sqrt(-2 * log(AREA / x[i + 1] + exp(-0.5 * x[i + 1] * x[i + 1])));
    const double scale = 4503599627370496.0;  // 2^52
    for (int i = 0; i < 256; i++) {
        WIDTH[i] = x[i + 1] / scale;
        INSIDE[i] = (i64)(x[i] / x[i + 1] * scale);
        HEIGHT[i] = exp(-0.5 * x[i + 1] * x[i + 1]);
    }
}

static inline double uniform(Rng& g) { return (double)(i64)(g.next() >> 11) * 0x1p-53; }

static double __attribute__((noinline)) slowNormal(Rng& g, int i, i64 j) {
    for (;;) {
        double x = j * WIDTH[i];
        if (i == 255) {
            double xx, yy;
            do {
                xx = -log(1 - uniform(g)) / TAIL;
                yy = -log(1 - uniform(g));
            } while (yy + yy < xx * xx);
            return j < 0 ? -(TAIL + xx) : TAIL + xx;
        }
        double above = i == 0 ? 1.0 : HEIGHT[i - 1];
        if (HEIGHT[i] + uniform(g) * (above - HEIGHT[i]) < exp(-0.5 * x * x)) return x;
        u64 r = g.next();
        i = r & 255;
        j = (i64)r >> 11;
        if (llabs(j) < INSIDE[i]) return j * WIDTH[i];
    }
}

static inline double normal(Rng& g) {
    u64 r = g.next();
    int i = r & 255;
    i64 j = (i64)r >> 11;
    return __builtin_expect(llabs(j) < INSIDE[i], 1) ? j * WIDTH[i] : slowNormal(g, i, j);
}

struct Counts {
    i64 n[4] = {0, 0, 0, 0};  // passed, daily loss, maximum loss, out of time
};

// ---------------------------------------------------------------- W1: 30 days of 8 steps, four modules

static const double MU = 0.0002, SIGMA = 0.005, FIXED = 1.9, VOLATILITY = 0.0120, LAMBDA = 0.94;
static const double MULTIPLIER = 30.0, FLOOR_SHARE = 0.88;
static const int STEPS_A_DAY = 8, STEPS = 30 * STEPS_A_DAY, STEPS_BEFORE_PASS = 3 * STEPS_A_DAY;

static inline double smallerOf(double a, double b) { return a < b ? a : b; }

// as one writes it down
static void w1(u64 from, u64 to, double, Counts& counts) {
    i64 n[4] = {0, 0, 0, 0};
    for (u64 path = from; path < to; path++) {
        Rng g;
        g.seed(path);
        double equity = 1, high = 1, variance = SIGMA * SIGMA, dayStart = 1;
        int step = 0, end = 3;
        while (step < STEPS) {
            double byVolatility = VOLATILITY / sqrt(variance);
            double byCushion = MULTIPLIER * (equity - FLOOR_SHARE * high) / equity;
            double byDrawdown = equity > 0.98 * high ? 2.0 : equity > 0.96 * high ? 1.5 : equity > 0.94 * high ? 1.0 : 0.5;
            double exposure = smallerOf(smallerOf(FIXED, byVolatility), smallerOf(byCushion, byDrawdown));
            exposure = exposure > 0 ? exposure : 0;
            double r = MU + SIGMA * normal(g);
            if (equity < 1.10) equity *= 1 + exposure * r;
            step++;
            variance = LAMBDA * variance + (1 - LAMBDA) * r * r;
            high = equity > high ? equity : high;
            if (equity <= dayStart - 0.05) { end = 1; break; }
            if (equity <= 0.90) { end = 2; break; }
            if (equity >= 1.10 && step > STEPS_BEFORE_PASS) { end = 0; break; }
            if ((step & (STEPS_A_DAY - 1)) == 0) dayStart = equity;
        }
        n[end]++;
    }
    for (int i = 0; i < 4; i++) counts.n[i] += n[i];
}

// the same with the minima of the standard library, which this compiler turns into faster code
static void w1min(u64 from, u64 to, double, Counts& counts) {
    i64 n[4] = {0, 0, 0, 0};
    for (u64 path = from; path < to; path++) {
        Rng g;
        g.seed(path);
        double equity = 1, high = 1, variance = SIGMA * SIGMA, dayStart = 1;
        int step = 0, end = 3;
        while (step < STEPS) {
            double byVolatility = VOLATILITY / sqrt(variance);
            double byCushion = MULTIPLIER * (equity - FLOOR_SHARE * high) / equity;
            double byDrawdown = equity > 0.98 * high ? 2.0 : equity > 0.96 * high ? 1.5 : equity > 0.94 * high ? 1.0 : 0.5;
            double exposure = std::max(0.0, std::min(std::min(FIXED, byVolatility), std::min(byCushion, byDrawdown)));
            double r = MU + SIGMA * normal(g);
            if (equity < 1.10) equity *= 1 + exposure * r;
            step++;
            variance = LAMBDA * variance + (1 - LAMBDA) * r * r;
            high = std::max(high, equity);
            if (equity <= dayStart - 0.05) { end = 1; break; }
            if (equity <= 0.90) { end = 2; break; }
            if (equity >= 1.10 && step > STEPS_BEFORE_PASS) { end = 0; break; }
            if ((step & (STEPS_A_DAY - 1)) == 0) dayStart = equity;
        }
        n[end]++;
    }
    for (int i = 0; i < 4; i++) counts.n[i] += n[i];
}

#if defined(__AVX512F__) && defined(__AVX512DQ__)
// the same in four vectors of eight lanes; a lane whose path has ended takes the next path, with the same numbers
typedef double vd __attribute__((vector_size(64)));
typedef u64 vu __attribute__((vector_size(64)));
typedef i64 vi __attribute__((vector_size(64)));

static inline vd all(double x) { return vd{x, x, x, x, x, x, x, x}; }
static inline vd smaller(vd a, vd b) { return a < b ? a : b; }
static inline vd larger(vd a, vd b) { return a > b ? a : b; }
static inline vd gather(const double* t, vi i) { return (vd)_mm512_i64gather_pd((__m512i)i, t, 8); }
static inline vi gather(const i64* t, vi i) { return (vi)_mm512_i64gather_epi64((__m512i)i, t, 8); }
static inline unsigned lanes(vi m) { return _mm512_movepi64_mask((__m512i)m); }
static inline vd root(vd x) { return (vd)_mm512_sqrt_pd((__m512d)x); }

struct Rng8 {
    vu a, b, c, d;
};

static inline vu rotate(vu x, int k) { return (x << k) | (x >> (64 - k)); }

static inline vu next(Rng8& g) {
    vu result = rotate(g.a + g.d, 23) + g.a, t = g.b << 17;
    g.c ^= g.a;
    g.d ^= g.b;
    g.b ^= g.c;
    g.a ^= g.d;
    g.c ^= t;
    g.d = rotate(g.d, 45);
    return result;
}

static void __attribute__((noinline)) slowLanes(Rng8& g, vd& z, vi i, vi j, unsigned bad) {
    while (bad) {
        int k = __builtin_ctz(bad);
        bad &= bad - 1;
        Rng one = {g.a[k], g.b[k], g.c[k], g.d[k]};
        z[k] = slowNormal(one, (int)i[k], j[k]);
        g.a[k] = one.a;
        g.b[k] = one.b;
        g.c[k] = one.c;
        g.d[k] = one.d;
    }
}

static inline vd normal(Rng8& g) {
    vu r = next(g);
    vi i = (vi)(r & 255), j = ((vi)r) >> 11;
    vd z = __builtin_convertvector(j, vd) * gather(WIDTH, i);
    vi size = j < 0 ? -j : j, outside = size >= gather(INSIDE, i);
    unsigned m = lanes(outside);
    if (__builtin_expect(m, 0)) slowLanes(g, z, i, j, m);
    return z;
}

static void w1vec(u64 from, u64 to, double, Counts& counts) {
    const int V = 4;
    Rng8 g[V];
    vd equity[V], high[V], variance[V], dayStart[V];
    vi step[V];
    unsigned active[V];
    u64 path = from;
    int live = 0;
    auto fill = [&](int v, int k) {
        equity[v][k] = 1;
        high[v][k] = 1;
        variance[v][k] = SIGMA * SIGMA;
        dayStart[v][k] = 1;
        step[v][k] = 0;
        Rng one;
        if (path < to) {
            one.seed(path++);
        } else {
            one.seed(~0ULL);
            active[v] &= ~(1u << k);
            live--;
        }
        g[v].a[k] = one.a;
        g[v].b[k] = one.b;
        g[v].c[k] = one.c;
        g[v].d[k] = one.d;
    };
    for (int v = 0; v < V; v++) {
        active[v] = 255;
        live += 8;
        for (int k = 0; k < 8; k++) fill(v, k);
    }
    while (live > 0) {
        for (int v = 0; v < V; v++) {
            vd z = normal(g[v]), r = MU + SIGMA * z, e = equity[v], h = high[v], w = variance[v];
            vd byDrawdown = e > 0.98 * h ? all(2.0) : e > 0.96 * h ? all(1.5) : e > 0.94 * h ? all(1.0) : all(0.5);
            vd byCushion = MULTIPLIER * (e - FLOOR_SHARE * h) / e;
            vd exposure = larger(all(0.0), smaller(smaller(all(FIXED), VOLATILITY / root(w)), smaller(byCushion, byDrawdown)));
            e = e < 1.10 ? e * (1 + exposure * r) : e;
            vi t = step[v] + 1;
            vd start = dayStart[v];
            vi done = (e <= start - 0.05) | (e <= 0.90) | ((e >= 1.10) & (t > STEPS_BEFORE_PASS)) | (t == STEPS);
            equity[v] = e;
            variance[v] = LAMBDA * w + (1 - LAMBDA) * r * r;
            high[v] = larger(h, e);
            step[v] = t;
            vi dayEnds = (t & (STEPS_A_DAY - 1)) == 0;
            dayStart[v] = dayEnds ? e : start;
            unsigned m = lanes(done) & active[v];
            while (__builtin_expect(m, 0)) {
                int k = __builtin_ctz(m);
                m &= m - 1;
                double last = e[k];
                int end = last <= start[k] - 0.05 ? 1 : last <= 0.90 ? 2 : last >= 1.10 && t[k] > STEPS_BEFORE_PASS ? 0 : 3;
                counts.n[end]++;
                fill(v, k);
            }
        }
    }
}
#endif

// ---------------------------------------------------------------- W2: two phases, 4 trades a day, 48 % winners of 1.6 R

static const int TRADES_A_DAY = 4, MOST_TRADES = 365 * TRADES_A_DAY, TRADES_BEFORE_PASS = 3 * TRADES_A_DAY;

static void w2(u64 from, u64 to, double risk, Counts& counts) {
    const i64 winning = (i64)(0.48 * 9007199254740992.0);
    const double up = 1 + 1.6 * risk, down = 1 - risk;
    i64 n[4] = {0, 0, 0, 0};
    for (u64 path = from; path < to; path++) {
        Rng g;
        g.seed(path);
        int end = 0;
        for (int phase = 0; phase < 2 && end == 0; phase++) {
            double equity = 1, dayStart = 1, target = phase == 0 ? 1.10 : 1.05;
            int trade = 0;
            for (;;) {
                double factor = (i64)(g.next() >> 11) < winning ? up : down;
                if (equity < target) equity *= factor;
                trade++;
                if (equity <= dayStart - 0.05) { end = 1; break; }
                if (equity <= 0.90) { end = 2; break; }
                if (equity >= target && trade > TRADES_BEFORE_PASS) break;
                if (trade == MOST_TRADES) { end = 3; break; }
                if ((trade & (TRADES_A_DAY - 1)) == 0) dayStart = equity;
            }
        }
        n[end]++;
    }
    for (int i = 0; i < 4; i++) counts.n[i] += n[i];
}

int main(int argc, char** argv) {
    if (argc < 5) {
        fprintf(stderr, "reference w1|w1min|w1vec|w2 RISK THREADS ATTEMPTS\n");
        return 2;
    }
    std::string name = argv[1];
    double risk = atof(argv[2]);
    int threads = atoi(argv[3]);
    u64 attempts = strtoull(argv[4], nullptr, 10);
    buildZiggurat();
    void (*kernel)(u64, u64, double, Counts&) = nullptr;
    if (name == "w1") kernel = w1;
    if (name == "w1min") kernel = w1min;
    if (name == "w2") kernel = w2;
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    if (name == "w1vec") kernel = w1vec;
#endif
    if (!kernel) {
        fprintf(stderr, "%s is not available here\n", name.c_str());
        return 3;
    }
    std::vector<Counts> found(threads);
    std::atomic<u64> next(0);
    const u64 block = threads == 1 ? attempts : 16384;
    auto begin = std::chrono::steady_clock::now();
    auto work = [&](int thread) {
        for (;;) {
            u64 from = next.fetch_add(block);
            if (from >= attempts) break;
            kernel(from, std::min(from + block, attempts), risk, found[thread]);
        }
    };
    std::vector<std::thread> others;
    for (int i = 1; i < threads; i++) others.emplace_back(work, i);
    work(0);
    for (auto& other : others) other.join();
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    Counts sum;
    for (auto& one : found)
        for (int i = 0; i < 4; i++) sum.n[i] += one.n[i];
    printf("%llu %.6f %lld %lld %lld %lld\n", (unsigned long long)attempts, seconds, (long long)sum.n[0], (long long)sum.n[1],
           (long long)sum.n[2], (long long)sum.n[3]);
    return 0;
}
