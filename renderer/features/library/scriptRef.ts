/** One version of one script: what the library opens. */
export interface ScriptRef {
  readonly scriptId: string;
  readonly version: number;
}

export function refKey({ scriptId, version }: ScriptRef): string {
  return `${scriptId}@${version}`;
}

export function isSameRef(left: ScriptRef, right: ScriptRef): boolean {
  return left.scriptId === right.scriptId && left.version === right.version;
}
