import { once } from 'node:events';
import {
  createServer as createProxyServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer, request as httpsRequest } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Certificate } from './certificate.ts';
import { type Call, Cut, findRoute, notFound, type Reply, type Route, readCall } from './http.ts';

/** Something that listens on loopback. */
export interface Listener {
  port: number;
  close: () => Promise<void>;
}

/** The one HTTPS server behind all posed hosts. `routes` is asked anew for every call, by host. */
export async function listenHttps(
  certificate: Certificate,
  routes: (host: string) => Route[],
): Promise<Listener> {
  const server = createServer(
    { key: certificate.key, cert: certificate.cert },
    (request, response) => {
      void answer(routes, request).then(
        (reply) => send(response, reply),
        (error: unknown) => {
          if (error instanceof Cut) breakOff(response);
          else send(response, failure(error));
        },
      );
    },
  );
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(routes: (host: string) => Route[], request: IncomingMessage): Promise<Reply> {
  const call = await readCall(request);
  const method = call.method === 'HEAD' ? 'GET' : call.method;
  const found = findRoute(routes(call.host), call.host, method, call.url.pathname);
  if (!found) return notFound(`Nothing is posed at ${call.host}${call.url.pathname}`);
  return found.route.handler({ ...call, params: found.params } satisfies Call);
}

function failure(error: unknown): Reply {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`simulator: ${text}\n`);
  return { status: 500, headers: { 'content-type': 'text/plain' }, body: 'The simulator failed.' };
}

/**
 * Ends the connection in the middle of the first line. Without a byte of an answer Chromium sends the
 * call once more by itself, a POST too, where the connection was an old one (measured).
 */
function breakOff(response: ServerResponse): void {
  response.socket?.write('HTTP/1.1 2', () => response.destroy());
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { 'cache-control': 'no-store', ...reply.headers });
  response.end(reply.body ?? '');
}

/**
 * A proxy that leads every CONNECT to the simulator, whatever host was asked for. Firefox has no
 * flag that maps hosts to a port; this also keeps its own background traffic on the machine.
 */
export async function listenProxy(targetPort: number): Promise<Listener> {
  const sockets = new Set<Duplex>();
  const server = createProxyServer((_request, response) => {
    response.writeHead(502).end();
  });
  server.on('connect', (_request, client) => {
    const target = connect(targetPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    pairUp(sockets, client, target);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

function pairUp(sockets: Set<Duplex>, client: Duplex, target: Socket): void {
  for (const [one, other] of [
    [client, target],
    [target, client],
  ] as const) {
    sockets.add(one);
    one.on('error', () => other.destroy());
    one.on('close', () => {
      sockets.delete(one);
      other.destroy();
    });
  }
}

/** The part of `fetch` that the SaaS app's server needs. */
export type OutgoingFetch = (
  url: string,
  init: { method?: string; headers?: Record<string, string>; body?: unknown },
) => Promise<Response>;

/** A fetch whose every host is the simulator; verifies the self-made certificate and the name. */
export function createOutgoingFetch(port: number, cert: string): OutgoingFetch {
  return async (url, init) => {
    const target = new URL(url);
    const outgoing = httpsRequest({
      host: '127.0.0.1',
      port,
      servername: target.hostname,
      ca: cert,
      agent: false,
      method: init.method ?? 'GET',
      path: `${target.pathname}${target.search}`,
      headers: { ...init.headers, host: target.host },
    });
    outgoing.end(init.body == null ? undefined : String(init.body));
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    return new Response(Buffer.concat(chunks), {
      status: incoming.statusCode ?? 500,
      headers: { 'content-type': incoming.headers['content-type'] ?? '' },
    });
  };
}
