/**
 * What was pressed is gone once it has done its work; the focus stays in the part it stood in. Without this it would
 * go to the nearest thing that can be pressed, which leads out of the script.
 */
export function stayInPane(): void {
  document.getElementById('script-pane')?.focus();
}
