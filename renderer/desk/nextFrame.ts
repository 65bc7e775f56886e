/** A hidden window paints no frames; what came is shown all the same. */
const hiddenMs = 100;

/** Once, before the next frame is painted; or, with `painted`, at once after it. */
export function atNextFrame(work: () => void, when: 'frame' | 'painted' = 'frame'): void {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    work();
  };
  const timer = setTimeout(once, hiddenMs);
  requestAnimationFrame(when === 'frame' ? once : () => afterThisFrame(once));
}

/** A message is handled when the frame that is being made has been painted. */
function afterThisFrame(work: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    work();
  };
  port2.postMessage(null);
}
