// These first files run on the Node that the machine happens to have, before anything is installed:
// plain JavaScript, no packages.

/** A set-up step that cannot go on: what is missing, and the exact remedy. */
export class SetupFault extends Error {
  /**
   * @param {string} missing
   * @param {string} remedy
   */
  constructor(missing, remedy) {
    super(missing);
    this.name = 'SetupFault';
    this.remedy = remedy;
  }
}

/**
 * Prints a fault for a person and gives the exit code.
 * @param {unknown} fault
 * @returns {number}
 */
export function tellFault(fault) {
  if (fault instanceof SetupFault)
    process.stderr.write(`\n  Cannot go on: ${fault.message}\n  Remedy: ${fault.remedy}\n\n`);
  else
    process.stderr.write(
      `\n  ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n\n`,
    );
  return 1;
}
