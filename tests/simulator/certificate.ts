import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** A self-made certificate and the hash by which Chromium can be told to accept it. */
export interface Certificate {
  key: string;
  cert: string;
  /** Base64 SHA-256 of the public key, for `--ignore-certificate-errors-spki-list`. */
  spki: string;
}

/** Makes a certificate for these hosts; `*.domain` is allowed. Lives for this start only. */
export async function createCertificate(hosts: string[]): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Countersign simulator' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...hosts.map((value) => ({ type: 2 as const, value })),
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const publicKey = new X509Certificate(made.cert).publicKey.export({
    type: 'spki',
    format: 'der',
  });
  return {
    key: made.private,
    cert: made.cert,
    spki: createHash('sha256').update(publicKey).digest('base64'),
  };
}
