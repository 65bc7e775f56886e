/** What a program asked of its disk, in the order it asked; paths are absolute. Times are seconds of the machine's clock. */
export type DiskEvent = { readonly start: number; readonly end: number } & DiskAct;

export type DiskAct =
  | { readonly kind: 'open'; readonly path: string; readonly created: boolean; readonly emptied: boolean }
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'mkdir'; readonly path: string }
  /** Bytes to a pipe or a socket: what the outside world was told. */
  | { readonly kind: 'say'; readonly path: string; readonly data: Buffer };
