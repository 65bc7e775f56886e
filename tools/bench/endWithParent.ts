// Loaded before a program that a measurement starts: whatever ends the measurement, a timeout say, ends this too.
import { watchParent } from '../../platform/parentWatch.ts';

watchParent(() => process.exit(1));
