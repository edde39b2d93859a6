/** The twenty services: what each has beyond what all have. */
import type { EnvValue, Input } from 'cdk8s-lockstep';
import { env } from './environments';
import type { Outside } from './outside';
import { REGION } from './outside';

/** By the name of the variable, where services do not agree on one. */
export type Store = 'rabbitmq' | 'mongodb' | 'mongodb as MONGODB_URI' | 'elasticsearch' | 'clamav';

export interface Row {
  readonly port: number;
  /** Its own database, for all but the gateway. Default: true. */
  readonly database?: false;
  readonly uses?: readonly Store[];
  readonly calls?: readonly string[];
  readonly outside?: readonly (keyof Outside)[];
  readonly env?: Record<string, Input<{ value: EnvValue }, never>['value']>;
  /** Variables whose values are its secrets. */
  readonly secrets?: readonly string[];
  readonly stripe?: true;
  readonly writable?: Record<string, string>;
  /** Path below the public host that leads to it. Limits are for one client. */
  readonly public?: {
    readonly prefix: string;
    readonly name: string;
    readonly requestsPerSecond: number;
    readonly bodySize?: string;
  };
  /** A file that is a secret. */
  readonly wallet?: string;
}

const signing = ['JWT_ACCESS_SECRET', 'JWT_REFRESH_SECRET'];
const issuer = { JWT_ISSUER: 'tickettoken' };
const mail = { EMAIL_HOST: `email-smtp.${REGION}.amazonaws.com`, EMAIL_PORT: 587 };

export const services: Readonly<Record<string, Row>> = {
  'api-gateway': {
    port: 3000,
    database: false,
    public: { prefix: '/api', name: 'tickettoken-ingress', requestsPerSecond: 50, bodySize: '25Mi' },
    calls: [
      'auth-service',
      'venue-service',
      'event-service',
      'ticket-service',
      'order-service',
      'payment-service',
      'scanning-service',
      'analytics-service',
      'file-service',
      'marketplace-service',
      'transfer-service',
      'search-service',
    ],
  },
  'auth-service': {
    port: 3001,
    public: { prefix: '/auth', name: 'tickettoken-ingress-auth', requestsPerSecond: 10 },
    calls: ['venue-service', 'notification-service'],
    uses: ['rabbitmq'],
    env: {
      ...issuer,
      JWT_ACCESS_EXPIRES_IN: '15m',
      JWT_REFRESH_EXPIRES_IN: '7d',
      LOCKOUT_MAX_ATTEMPTS: 5,
      LOCKOUT_DURATION_MINUTES: 15,
    },
    secrets: signing,
  },
  'venue-service': { port: 3002, calls: ['auth-service'], uses: ['rabbitmq'], env: issuer, secrets: signing },
  'event-service': {
    port: 3003,
    calls: ['auth-service', 'venue-service'],
    uses: ['rabbitmq'],
    secrets: ['JWT_SECRET'],
  },
  'ticket-service': {
    port: 3004,
    calls: ['auth-service', 'event-service', 'payment-service'],
    uses: ['rabbitmq'],
    env: issuer,
    secrets: signing,
  },
  'order-service': { port: 3005, calls: ['auth-service', 'payment-service'], uses: ['rabbitmq'] },
  'payment-service': {
    port: 3006,
    calls: ['auth-service', 'order-service'],
    uses: ['rabbitmq'],
    outside: ['stripe'],
    env: { STRIPE_PUBLISHABLE_KEY: env.stripe },
    stripe: true,
  },
  'notification-service': {
    port: 3007,
    uses: ['rabbitmq'],
    outside: ['smtp', 'sms'],
    env: mail,
    secrets: ['JWT_SECRET', 'EMAIL_USER', 'EMAIL_PASSWORD', 'SMS_API_KEY'],
  },
  'queue-service': {
    port: 3008,
    uses: ['rabbitmq'],
    outside: ['stripe', 'smtp', 'solana'],
    env: mail,
    stripe: true,
    secrets: ['JWT_SECRET', 'EMAIL_USER', 'EMAIL_PASSWORD', 'SOLANA_PRIVATE_KEY'],
  },
  'scanning-service': { port: 3009 },
  'analytics-service': { port: 3010, uses: ['rabbitmq', 'mongodb as MONGODB_URI'] },
  'blockchain-service': {
    port: 3011,
    calls: ['minting-service'],
    uses: ['rabbitmq'],
    outside: ['solana'],
    secrets: ['INTERNAL_SERVICE_SECRET'],
  },
  'blockchain-indexer': { port: 3012, uses: ['mongodb'], outside: ['solana'] },
  'file-service': {
    port: 3013,
    uses: ['clamav'],
    outside: ['s3', 'identity'],
    env: { S3_BUCKET: 'tickettoken-files', AWS_REGION: REGION },
    secrets: ['JWT_SECRET'],
    writable: { '/app/temp': '1Gi', '/app/uploads': '2Gi', '/app/logs': '128Mi', '/var/quarantine': '1Gi' },
  },
  'compliance-service': { port: 3014 },
  'integration-service': { port: 3015, uses: ['rabbitmq'] },
  'marketplace-service': { port: 3016, calls: ['blockchain-service'], uses: ['rabbitmq'], secrets: ['JWT_SECRET'] },
  'minting-service': {
    port: 3018,
    outside: ['solana', 'ipfs'],
    secrets: ['INTERNAL_SERVICE_SECRET'],
    wallet: '/app/wallet/wallet.json',
  },
  'transfer-service': { port: 3019, uses: ['rabbitmq'], outside: ['solana'], secrets: ['JWT_SECRET'] },
  'search-service': { port: 3020, uses: ['elasticsearch'] },
};
