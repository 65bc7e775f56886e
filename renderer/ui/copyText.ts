/**
 * Puts a text on the clipboard; says whether it got there. By a selection and not by `navigator.clipboard`, for the
 * window refuses every permission, that one too, and this way needs none.
 */
export function copyText(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  area.className = 'offScreen';
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return isCopied;
}
