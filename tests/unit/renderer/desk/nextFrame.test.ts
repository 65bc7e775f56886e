import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atNextFrame } from '../../../../renderer/desk/nextFrame.ts';

let frames: (() => void)[];
beforeEach(() => {
  frames = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (paint: () => void) => frames.push(paint));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('[WN16] what came is shown in the next frame, once', () => {
  const show = vi.fn();
  atNextFrame(show);
  expect(show).not.toHaveBeenCalled();
  frames[0]?.();
  vi.advanceTimersByTime(1_000);
  expect(show).toHaveBeenCalledTimes(1);
});

it('[WN16] what waits for the painted frame comes after it, once', async () => {
  const show = vi.fn();
  atNextFrame(show, 'painted');
  frames[0]?.();
  expect(show).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(show).toHaveBeenCalledTimes(1));
  vi.advanceTimersByTime(1_000);
  expect(show).toHaveBeenCalledTimes(1);
});

it('[WN16] a hidden window paints no frame and shows what came all the same, once', () => {
  const show = vi.fn();
  atNextFrame(show);
  vi.advanceTimersByTime(200);
  frames[0]?.();
  expect(show).toHaveBeenCalledTimes(1);
});
