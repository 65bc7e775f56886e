import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../../renderer/ui/style/tokens.css', import.meta.url), 'utf8');

function block(start: string): ReadonlyMap<string, string> {
  const from = css.indexOf(start);
  const body = css.slice(from, css.indexOf('}', from));
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const light = block(':root {');
const darkByUser = block(":root[data-theme='dark'] {");
const darkBySystem = block(":root:not([data-theme='light']) {");

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Text on background, as the style sheets use them. */
const texts: readonly (readonly [string, readonly string[]])[] = [
  ['text', ['bg-canvas', 'bg-surface', 'bg-sunken', 'bg-raised', 'bg-hover', 'bg-selected']],
  ['text-muted', ['bg-canvas', 'bg-surface', 'bg-sunken', 'bg-selected', 'bg-hover']],
  ['text-placeholder', ['bg-surface']],
  ['accent-text', ['bg-surface', 'bg-selected', 'bg-canvas']],
  ['on-accent', ['accent', 'accent-hover']],
  ['success', ['bg-surface', 'success-soft']],
  ['warning', ['bg-surface', 'warning-soft', 'bg-canvas']],
  ['danger', ['bg-surface', 'danger-soft']],
  ['info', ['bg-surface', 'info-soft']],
  ['text', ['info-soft', 'warning-soft', 'success-soft']],
  ['banner-text', ['banner-bg']],
  ['banner-muted', ['banner-bg']],
  ['banner-alert-text', ['banner-alert-bg']],
  ['non-disclosure-text', ['non-disclosure-bg']],
  ['emergency-text', ['emergency-bg']],
  ...([1, 2, 3, 4, 5] as const).flatMap((level): (readonly [string, readonly string[]])[] => [
    [`u${level}-on`, [`u${level}`]],
    [`u${level}-text`, [`u${level}-soft`]],
  ]),
];
const edges: readonly (readonly [string, readonly string[]])[] = [
  ['border-control', ['bg-surface', 'bg-canvas', 'bg-sunken']],
  ['focus', ['bg-surface', 'bg-canvas', 'bg-selected']],
  ['banner-focus', ['banner-bg']],
  ['u3-edge', ['bg-surface']],
];

function below(theme: ReadonlyMap<string, string>, pairs: typeof texts, least: number): string[] {
  return pairs.flatMap(([front, backs]) =>
    backs.flatMap((back) => {
      const ratio = contrast(theme.get(front) ?? '', theme.get(back) ?? '');
      return ratio >= least ? [] : [`${front} on ${back}: ${ratio.toFixed(2)}`];
    }),
  );
}

describe('colours', () => {
  it.each([
    ['light', light],
    ['dark', darkByUser],
  ] as const)('[WN5] texts of the %s theme have 4.5:1', (_name, theme) => {
    expect(below(theme, texts, 4.5)).toEqual([]);
  });

  it.each([
    ['light', light],
    ['dark', darkByUser],
  ] as const)('[WN5] edges and focus of the %s theme have 3:1', (_name, theme) => {
    expect(below(theme, edges, 3)).toEqual([]);
  });

  it('[WN5] the dark theme is the same by the system’s wish and by the user’s', () => {
    expect([...darkBySystem]).toEqual([...darkByUser]);
    expect(darkByUser.size).toBe(light.size);
  });
});
