import { defineConfig } from 'vitest/config';

// Real processes and windows share two cores with everything else, so only the quick project runs files side by side.
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'tests/unit/**/*.test.{ts,tsx}',
            'tests/contract/**/*.test.ts',
            'tests/migrations/**/*.test.ts',
            'tests/scripts/**/*.test.ts',
            'tests/architecture/**/*.test.ts',
            'tests/regressions/**/*.test.ts',
          ],
          testTimeout: 20_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/{sync,journeys,kill,power,region,versions,load,faults}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        // Needs namespaces of its own: `npm run trust` runs it as root, and says so where it cannot.
        test: {
          name: 'root',
          environment: 'node',
          include: ['tests/root/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'desk',
          environment: 'node',
          include: ['tests/desk/**/*.test.ts'],
          globalSetup: ['tools/runtime/deskTestSetup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
