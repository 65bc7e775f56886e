import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { z } from 'zod';
import { type Logger, stackOf } from '../../platform/logger.ts';
import { Fault } from '../../shared/base/refusal.ts';
import { refreshRequest, signInRequest } from '../../shared/protocol/sessionProtocol.ts';
import type { Region } from '../region.ts';
import type { SignIn, SignInAnswer } from '../session/signIn.ts';

const bodyBytesMax = 4 * 1024;
const requestTimeoutMs = 10_000;
/** How often requests are looked for that take longer; Node's own half a minute would let many gather. */
const slowLookMs = 2_000;

export interface HttpParts {
  readonly region: Region;
  readonly signIn: SignIn;
  readonly metrics: { text(): Promise<string>; readonly contentType: string };
  readonly log: Logger;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
}

/** Sign-in, health and figures; everything else is on the socket. */
export function createHttpServer(parts: HttpParts): Server {
  const server = createServer({ connectionsCheckingInterval: slowLookMs }, (request, response) => {
    route(parts, request)
      .catch((error: unknown): Answer => {
        parts.log.error('request failed', { stack: stackOf(error) });
        return json(503, { code: error instanceof Fault ? error.code : 'regionBusy' });
      })
      .then((answer) => send(response, answer))
      .catch(() => request.destroy());
  });
  server.requestTimeout = requestTimeoutMs;
  server.headersTimeout = requestTimeoutMs;
  return server;
}

async function route(parts: HttpParts, request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? '').split('?')[0];
  switch (`${request.method} ${path}`) {
    case 'GET /healthz':
      return health(parts);
    case 'GET /metrics':
      return { status: 200, body: await parts.metrics.text(), contentType: parts.metrics.contentType };
    case 'POST /session': {
      const address = request.socket.remoteAddress ?? '';
      return signedIn(await readJson(request, signInRequest), (ask) =>
        parts.signIn.signIn({ ...ask, address }),
      );
    }
    case 'POST /session/refresh':
      return signedIn(await readJson(request, refreshRequest), (ask) => parts.signIn.refresh(ask));
    default:
      return json(404, { code: 'notFound' });
  }
}

async function health({ region, log }: HttpParts): Promise<Answer> {
  try {
    await region.health();
    return json(200, { ok: true, desks: region.connected() });
  } catch (error) {
    const code = error instanceof Fault ? error.code : 'regionBusy';
    log.error('unhealthy', { code, stack: stackOf(error) });
    return json(503, { ok: false, code });
  }
}

async function signedIn<Ask>(ask: Ask | null, grant: (ask: Ask) => Promise<SignInAnswer>): Promise<Answer> {
  if (ask === null) return json(400, { code: 'messageInvalid' });
  const answer = await grant(ask);
  if ('granted' in answer) return json(200, answer.granted);
  return json(answer.refused === 'tooManyTries' ? 429 : 401, { code: answer.refused });
}

/** Null when the body is too long, not JSON or not what the route takes. */
async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = Buffer.from(chunk);
    bytes += piece.byteLength;
    if (bytes > bodyBytesMax) return null;
    chunks.push(piece);
  }
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function json(status: number, body: unknown): Answer {
  return { status, body: JSON.stringify(body) };
}

function send(response: ServerResponse, { status, body, contentType = 'application/json' }: Answer): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
