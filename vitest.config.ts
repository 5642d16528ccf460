import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** As many files at a time as there are cores: Vitest itself leaves one of them idle, which is half of a small machine. */
const CORES = availableParallelism();
/** Tests of processes and browsers wait more than they work, and measure: two at a time, also where there is one core. */
const WAITING = 2;

/**
 * Whoever waits for something without saying how long waits ten seconds, with `expect.poll` and `vi.waitFor` alike: Vitest's one second
 * is less than a busy machine stands still at times. What is to hold within a time says so itself.
 */
const PATIENT = { expect: { poll: { timeout: 10_000 } }, setupFiles: [join(import.meta.dirname, 'tests/kit/patience.ts')] };

/** The same, and what is sent on sockets comes late where `LIUYUN_HESITATE` says so: to find what counts on a fast answer. */
const HESITANT = { ...PATIENT, setupFiles: [...PATIENT.setupFiles, join(import.meta.dirname, 'tests/kit/hesitant/sockets.ts')] };

/** Who hesitates gets longer: hundreds of requests, one after the other, are late hundreds of times. */
const LATE = process.env.LIUYUN_HESITATE ? 5 : 1;

/** One project per distance from the product (architecture: unit, protocol, integration, e2e). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          ...PATIENT,
          include: ['{common,server,sdk,tools,apps}/**/*.test.ts', 'tests/{kit,bench}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          // As long as it takes a busy machine: this only ends what hangs. Times that are promised are in the tests.
          testTimeout: 20_000,
          maxWorkers: CORES,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'protocol',
          ...HESITANT,
          include: ['tests/protocol/**/*.test.ts'],
          testTimeout: LATE * 60_000,
          // The server keeps nothing outside of what `start` returns, and to load it anew for every file takes longer than the tests.
          isolate: false,
          maxWorkers: CORES,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'integration',
          ...HESITANT,
          include: ['{server,sdk}/**/*.itest.ts', 'tests/integration/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          // Several processes start one after the other, which took longer than a minute where ten times as much was to be done.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: WAITING,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'e2e',
          ...PATIENT,
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          // Some build a package or a bundle first.
          hookTimeout: 300_000,
          // Where nobody waits for the answer, browsers of two files need not share the cores.
          maxWorkers: process.env.CI ? 1 : WAITING,
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          name: 'faults',
          ...PATIENT,
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
});
