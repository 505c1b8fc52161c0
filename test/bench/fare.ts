import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How a server fares. */
export interface Fare {
  /** Resident memory in bytes. */
  rss: number;
  /** Since the last look: the longest turn of its event loop in milliseconds, and the processor time it took in microseconds. */
  blocked_ms: number;
  cpu_us: number;
}

/** In a server's process: answers every message of its parent, and ends with it. */
export function tellFare(): void {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let before = process.cpuUsage();
  process.on('message', () => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    const fare: Fare = { rss: process.memoryUsage.rss(), blocked_ms: delay.max / 1e6, cpu_us: user + system };
    delay.reset();
    process.send!(fare);
  });
  process.on('disconnect', () => process.exit());
}
