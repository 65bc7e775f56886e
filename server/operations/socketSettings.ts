import { messageBytesMax } from '../../shared/protocol/regionProtocol.ts';

const pingEveryMs = 5_000;

/** A desk that is gone is noticed within two pings; nothing larger than a message of ours is read at all. */
export const socketSettings = {
  serveClient: false,
  perMessageDeflate: false,
  maxHttpBufferSize: messageBytesMax,
  pingInterval: pingEveryMs,
  pingTimeout: pingEveryMs,
  connectTimeout: pingEveryMs,
};
