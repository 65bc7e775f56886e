/**
 * Step-by-step progress on standard output.
 * @param {string} name
 */
export function startProgress(name) {
  const begun = performance.now();
  let at = 0;
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
