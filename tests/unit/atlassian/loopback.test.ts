import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../../lib/atlassian/authorize-url.ts';
import { requesterView } from '../../../lib/background/content-scripts.ts';
import { authorizable } from '../../../lib/requests/authorize.ts';
import { connectPage } from '../../../lib/requests/connect-page.ts';
import { clientIdentity, redirectOwner } from '../../../lib/requests/key.ts';
import type { ApprovalRequest, Requester } from '../../../lib/requests/schema.ts';
import { ask, request, requester } from '../samples.ts';

const HOSTS = ['localhost', 'app.localhost', 'localhost.', '127.0.0.1', '127.1.2.3', '0.0.0.0'];
const V6 = ['[::1]', '[::]', '[::ffff:7f00:1]'];

/** A request whose app returns to this address, and which nobody saw the start of. */
function returningTo(uri: string): ApprovalRequest {
  const { startPage: _, ...rest } = request({ status: 'approved' });
  const { host } = new URL(uri);
  return { ...rest, app: { ...ask().app, redirect: { uri, host, hadQuery: false } } };
}

describe('one’s own computer', () => {
  it.each([...HOSTS, ...V6])('is %s to everybody who asks', (host) => {
    const one = returningTo(`https://${host}:3118/cb`);
    expect(isLoopback(new URL(`https://${host}:3118/`).hostname)).toBe(true);
    expect(connectPage(one)).toEqual({ kind: 'loopback' });
    expect(authorizable(one)).toEqual({ ok: false, why: 'redirect-not-web' });
    const { clientId: _, ...nameless } = one.app;
    expect(clientIdentity(nameless)).toBe('name:drawforjira|loopback|');
    expect(redirectOwner(one.app)).toBe('loopback');
  });

  it.each(['localhost.example', '128.0.0.1', 'my-localhost', '127.0.0.1.example', '10.0.0.1'])(
    'is not %s',
    (host) => expect(isLoopback(host)).toBe(false),
  );

  it('is not any address in brackets, yet no code is held for one', () => {
    const one = returningTo('https://[2001:db8::1]/cb');
    expect(connectPage(one)).toEqual({ kind: 'host', url: 'https://[2001:db8::1]/' });
    expect(authorizable(one)).toEqual({ ok: false, why: 'redirect-not-web' });
  });
});

describe('the way back that a page is told', () => {
  const back = (startPage: string, via: Requester['via'] = 'page') => {
    const requesters = [requester({ via })];
    const own = { ...returningTo('https://app.draw.example/cb'), startPage, requesters };
    return requesterView(own).wayBack;
  };

  it('is where the person started, on the host that the app returns to', () => {
    expect(back('https://draw.example/start')).toBe('https://draw.example/start');
  });

  it.each([
    'https://draw.example/start',
    'https://draw.example/',
    'https://mallory.app.draw.example/',
    'https://app.draw.example/start',
  ])('is no page that only a link names (%s), but the front page of the return host', (start) => {
    expect(back(start, 'link')).toBe('https://app.draw.example/');
  });

  it('is the front page of that host where the start is anybody else’s', () => {
    expect(back('https://elsewhere.example/start')).toBe('https://app.draw.example/');
    expect(back('http://draw.example/start')).toBe('https://app.draw.example/');
  });

  it('is nothing where the app is a program', () => {
    expect(requesterView(returningTo('http://127.0.0.1:3118/cb'))).not.toHaveProperty('wayBack');
  });
});

describe('a return host', () => {
  it.each(['app.draw.example.', 'app.draw.example..', 'APP.draw.example.:8443'])(
    'that ends in a dot (%s) is held by nobody, so no consent page is opened for it',
    (host) => {
      const one = returningTo(`https://${host}/cb`);
      expect(authorizable(one)).toEqual({ ok: false, why: 'redirect-dotted' });
    },
  );

  it('is asked access for without its port, in the letters of the network', () => {
    expect(authorizable(returningTo('https://BÜCHER.example:8443/cb'))).toMatchObject({
      ok: true,
      redirectHost: 'xn--bcher-kva.example:8443',
      hostname: 'xn--bcher-kva.example',
    });
  });
});
