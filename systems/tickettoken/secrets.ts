/** Every secret there is: its owner is the name of the object, and with the key the path in the store, `tickettoken/<owner>/<key>`. */
import { sealed, type SealedKey } from 'cdk8s-lockstep';

/** The one line that decides where values come from. */
const from = (object: string, key: string): SealedKey => sealed(object, key);

/** A signing key that several services share has one path and one object. */
export const jwt = {
  access: from('jwt-secrets', 'access-secret'),
  refresh: from('jwt-secrets', 'refresh-secret'),
  shared: from('jwt-secrets', 'secret'),
};
export const stripe = { STRIPE_SECRET_KEY: from('stripe-secrets', 'secret-key'), STRIPE_WEBHOOK_SECRET: from('stripe-secrets', 'webhook-secret') };
export const internal = { INTERNAL_SERVICE_SECRET: from('internal-secrets', 'service-secret') };
export const redisPassword = from('redis-credentials', 'password');
export const rabbitmq = {
  login: { username: from('rabbitmq-credentials', 'username'), password: from('rabbitmq-credentials', 'password') },
  cookie: from('rabbitmq-credentials', 'erlang-cookie'),
};
export const rabbitmqPassword = (service: string): SealedKey => from('rabbitmq-credentials', `${service}-password`);

/** What one service alone has. */
export const own = (service: string, key: string): SealedKey => from(`${service}-secrets`, key);
