/**
 * Step-by-step progress on standard output.
 * @param {string} name
 * @param {number} [done] stages that an earlier program of the same run has been through
 */
export function startProgress(name, done = 0) {
  const begun = performance.now();
  let at = done;
  return {
    /** @param {string} title */
    stage(title) {
      at += 1;
      process.stdout.write(`${name} ${at}. ${title}\n`);
    },
    /** @param {string} text */
    note(text) {
      process.stdout.write(`   ${text}\n`);
    },
    seconds() {
      return ((performance.now() - begun) / 1000).toFixed(1);
    },
  };
}

/** @typedef {ReturnType<typeof startProgress>} Progress */
