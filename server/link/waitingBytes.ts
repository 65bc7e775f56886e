// What is held in memory for one desk because the network takes it no faster.

/**
 * In bytes, text counted by its length. The WebSocket holds the message it is sending; every later one waits in a list of
 * the layer above until that one is out. Neither is told by an interface of theirs.
 */
export function waitingBytes(line: { readonly transport: unknown }): number {
  const { transport } = line;
  const sending = isObject(transport) && 'socket' in transport ? bufferedIn(transport.socket) : 0;
  const behind = 'writeBuffer' in line && Array.isArray(line.writeBuffer) ? line.writeBuffer : [];
  return behind.reduce((sum: number, message: unknown) => sum + bytesOf(message), sending);
}

function bufferedIn(wire: unknown): number {
  const bytes = isObject(wire) && 'bufferedAmount' in wire ? wire.bufferedAmount : 0;
  return typeof bytes === 'number' ? bytes : 0;
}

function bytesOf(message: unknown): number {
  if (!isObject(message) || !('data' in message)) return 0;
  const { data } = message;
  if (typeof data === 'string') return data.length;
  return data instanceof Uint8Array ? data.byteLength : 0;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
