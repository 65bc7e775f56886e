/** A hidden window paints no frames; what came is shown all the same. */
const hiddenMs = 100;

/** Once, before the next frame is painted. */
export function atNextFrame(work: () => void): void {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    work();
  };
  const timer = setTimeout(once, hiddenMs);
  requestAnimationFrame(once);
}
