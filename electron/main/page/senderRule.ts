/** What Electron tells of a message's sender. `frame` is null when the frame is gone. */
export interface Sender {
  readonly frame: object | null;
  readonly mainFrame: object | null;
  readonly origin: string;
  /** Whether the contents belong to a window that we opened for a desk. */
  readonly ours: boolean;
}

/** The very frame at the top of our own window, at our own origin; a name that merely begins like it is a stranger. */
export function isTrustedSender(sender: Sender, origins: readonly string[]): boolean {
  return (
    sender.ours &&
    sender.frame !== null &&
    sender.frame === sender.mainFrame &&
    origins.includes(sender.origin)
  );
}
