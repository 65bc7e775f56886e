// F6 goes from region to region and lands where the user last was in it, not at its first control.
const lastIn = new WeakMap<Element, HTMLElement>();
const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]';

export function rememberFocus(event: { readonly target: EventTarget | null }): void {
  if (!(event.target instanceof HTMLElement)) return;
  const region = event.target.closest('[data-region]');
  if (region !== null && region !== event.target) lastIn.set(region, event.target);
}

/** Moves focus to the next (1) or previous (-1) region of the page. */
export function cycleRegion(direction: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(isShown);
  if (regions.length === 0) return;
  const here = document.activeElement?.closest('[data-region]') ?? null;
  const at = here instanceof HTMLElement ? regions.indexOf(here) : -1;
  const from = at === -1 && direction === -1 ? 0 : at;
  const next = regions[(from + direction + regions.length) % regions.length];
  if (next !== undefined) focusRegion(next);
}

export function focusRegion(region: HTMLElement): void {
  const last = lastIn.get(region);
  const target =
    last !== undefined && region.contains(last) && isShown(last)
      ? last
      : [...region.querySelectorAll<HTMLElement>(focusable)].find(isShown);
  (target ?? region).focus();
}

function isShown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}
