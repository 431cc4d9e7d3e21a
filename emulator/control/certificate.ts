import { EDGES, REGIONS } from '../web/twilio-hosts';

/** A TLS certificate and its private key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * A certificate for every host of Twilio's REST API and every deployment's, fit for `NODE_EXTRA_CA_CERTS`.
 * It is no authority: whoever trusts it trusts it for these hosts and cannot be shown another one signed by it.
 */
export async function makeCertificate(): Promise<Certificate> {
  // Loaded when somebody wants a certificate: it is large.
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

/** A wildcard stands for one label only, so each edge and region has its own. */
function hostPatterns(): string[] {
  const suffixes = REGIONS.flatMap((region) => [region, ...EDGES.map((edge) => `${edge}.${region}`)]);
  return ['*.twilio.com', '*.twil.io', ...suffixes.map((suffix) => `*.${suffix}.twilio.com`)];
}
