/** What the measured server signs write tokens with. */
export const BENCH_SECRET = 'bench '.repeat(8);
