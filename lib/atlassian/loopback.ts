const LOOPBACK =
  /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:(?:7f[0-9a-f]{2}:[0-9a-f]{1,4}|0:0)\])$/;

/**
 * True for a host that is the person's own computer (RFC 8252 §7.3), by whatever name: `localhost`
 * and what lies below it, 127.0.0.0/8, `[::1]`, and the addresses of no host at all (`0.0.0.0`,
 * `[::]`), which reach the same computer. The one rule for this; no name is looked up.
 * @param hostname as `URL.hostname` gives it: lower case, without a port
 */
export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname.replace(/\.$/, ''));
