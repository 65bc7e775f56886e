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
  const target = last !== undefined && region.contains(last) && isShown(last) ? last : firstIn(region);
  (target ?? region).focus();
}

/** Back to where the user was, or into the main region; never to nothing. */
export function returnFocus(to: Element | null): void {
  if (to instanceof HTMLElement && to !== document.body && to.isConnected && isShown(to)) to.focus();
  else focusMain();
}

/**
 * When a control vanishes under the user's fingers (a button that did its work, a row taken by somebody else), focus
 * would fall to the page itself and the next key would go nowhere. It stays as near as there is something to focus.
 */
export function keepFocus(page: HTMLElement): () => void {
  let last: readonly Element[] = [];
  const remember = (event: FocusEvent) => {
    if (event.target instanceof Element) last = withAncestors(event.target);
  };
  const observer = new MutationObserver(() => {
    if (document.activeElement !== document.body || last[0]?.isConnected !== false) return;
    const near = last.find((one) => isInRegion(one) && firstIn(one) !== undefined);
    if (near === undefined) focusMain();
    else firstIn(near)?.focus();
  });
  document.addEventListener('focusin', remember);
  observer.observe(page, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}

function withAncestors(element: Element): readonly Element[] {
  const parent = element.parentElement;
  return parent === null ? [element] : [element, ...withAncestors(parent)];
}

function isInRegion(element: Element): boolean {
  return element.isConnected && element.closest('[data-region]') !== null;
}

function firstIn(place: Element): HTMLElement | undefined {
  return [...place.querySelectorAll<HTMLElement>(focusable)].find(isShown);
}

function focusMain(): void {
  const region = document.querySelector<HTMLElement>('[data-region="main"]');
  if (region !== null) focusRegion(region);
}

function isShown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}
