import { definePattern, shape } from 'cdk8s-lockstep';

const PORT = 3310;

/** ClamAV: scans what services send it over TCP, and downloads its signatures by itself. */
export class VirusScanner extends definePattern(
  'web',
  {
    image: shape.required(shape.image),
    replicas: shape.required(shape.integer({ min: 1 })),
    /** Where signatures come from. */
    signatures: shape.required(shape.endpoint),
  },
  (pattern, { image, replicas, signatures }) =>
    pattern.webService({
      image,
      command: ['/init-unprivileged'],
      port: PORT,
      servicePort: PORT,
      protocol: 'tcp',
      user: 100,
      replicas,
      calls: [signatures],
      // The signatures are loaded before the daemon listens, which takes minutes on a small CPU.
      probes: { startup: { period: '10s', failures: 60 }, readiness: { exec: ['clamdcheck.sh'], timeout: '5s' } },
      // A reload holds the old and the new signatures in memory, a gigabyte each.
      resources: { requests: { cpu: '250m', memory: '2Gi' }, limits: { cpu: '2', memory: '3Gi' } },
      writable: {
        '/tmp': '1Gi',
        '/var/lib/clamav': '1Gi',
        '/var/log/clamav': '64Mi',
        '/run/clamav': '16Mi',
        '/run/lock': '16Mi',
      },
    }),
) {
  /** Variables of a service that has its files scanned. */
  get variables() {
    return { CLAMAV_HOST: this.host, CLAMAV_PORT: PORT };
  }
}
