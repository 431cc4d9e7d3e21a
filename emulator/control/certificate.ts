import { EDGES, REGIONS } from '../web/twilio-hosts';

/** A TLS certificate and its private key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * A certificate for every host of Twilio's REST API and for every deployment, for use in `NODE_EXTRA_CA_CERTS`.
 * It is not a certificate authority: a process that trusts it trusts it for these hosts only.
 */
export async function makeCertificate(): Promise<Certificate> {
  // Loaded on first use: it is large.
  const { generate } = await import('selfsigned');
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Local Twilio' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hostPatterns().map((value) => ({ type: 2, value })) },
    ],
  });
  return { cert, key };
}

/** A wildcard matches one label only, so each edge and region needs its own. */
function hostPatterns(): string[] {
  const suffixes = REGIONS.flatMap((region) => [region, ...EDGES.map((edge) => `${edge}.${region}`)]);
  return ['*.twilio.com', '*.twil.io', ...suffixes.map((suffix) => `*.${suffix}.twilio.com`)];
}
