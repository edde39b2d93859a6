/** Every secret there is, and where its value lies: in AWS Secrets Manager, under `tickettoken/<owner>/<key>`. */
import { sealed, type PlatformInput, type SealedKey } from 'cdk8s-lockstep';
import { env, text } from './environments';
import { REGION } from './outside';

/** What several services share has one place, whichever of their Secrets it is in: a rotation reaches all of them. */
const shared: Readonly<Record<string, string>> = {
  'jwt-access-secret': 'jwt/access-secret',
  'jwt-refresh-secret': 'jwt/refresh-secret',
  'jwt-secret': 'jwt/secret',
  'internal-service-secret': 'internal/service-secret',
};

export const secretStore: PlatformInput['secretStore'] = {
  name: 'aws-secrets-manager',
  aws: { region: REGION, role: text`arn:aws:iam::${env.account}:role/tickettoken-secrets` },
  path: (secret: string, key: string) =>
    `tickettoken/${shared[key] ?? `${secret.replace(/-(secrets|credentials)$/, '')}/${key}`}`,
};

export const stripe = {
  STRIPE_SECRET_KEY: sealed('stripe-secrets', 'secret-key'),
  STRIPE_WEBHOOK_SECRET: sealed('stripe-secrets', 'webhook-secret'),
};
export const redisPassword = sealed('redis-credentials', 'password');
export const rabbitmq = {
  login: { username: sealed('rabbitmq-credentials', 'username'), password: sealed('rabbitmq-credentials', 'password') },
  cookie: sealed('rabbitmq-credentials', 'erlang-cookie'),
};
export const rabbitmqPassword = (service: string): SealedKey => sealed('rabbitmq-credentials', `${service}-password`);
/** Of the user that writes to the bucket of backups, and reads from it to restore. */
export const bucketKeys = {
  ACCESS_KEY_ID: sealed('backup-credentials', 'access-key-id'),
  SECRET_ACCESS_KEY: sealed('backup-credentials', 'secret-access-key'),
};

/** Where alerts go: PagerDuty and Slack. */
export const alertKey = (key: string): SealedKey => sealed('alert-receivers', key);

/** A secret variable of a service: `JWT_SECRET` is the key `jwt-secret` of `<service>-secrets`. */
export const own = (service: string, variable: string): SealedKey =>
  sealed(`${service}-secrets`, variable.toLowerCase().replaceAll('_', '-'));
