import { configuration, sealed, setting } from 'cdk8s-lockstep';
import { env, text, vary } from './environments';

/** The port of the backend: the only place where it stands. */
export const PORT = 2000;

/** The canonical names. What else a setting was called is refused, with the name that it has now. */
const backend = configuration({
  APP_ENV: setting.oneOf(['staging', 'production'], { description: 'mode of the program' }),
  LOG_LEVEL: setting.oneOf(['debug', 'info', 'warn'], { default: 'info' }),
  DATABASE_URL: setting.url({ description: 'PostgreSQL, always as postgresql://' }),
  REDIS_URL: setting.url({ description: 'Redis, with the password of REDIS_PASSWORD in it' }),
  REDIS_PASSWORD: setting.secret(),
  JWT_SECRET: setting.secret({ description: 'signs tokens' }),
  JWT_EXPIRATION_SECONDS: setting.integer({
    min: 60,
    max: 86_400,
    replaces: ['JWT_EXPIRES_IN', 'JWT_EXPIRATION'],
    description: 'lifetime of a token',
  }),
  JWT_REFRESH_EXPIRATION_SECONDS: setting.integer({
    min: 3600,
    max: 2_592_000,
    replaces: ['JWT_REFRESH_EXPIRATION'],
    description: 'lifetime of a refresh token',
  }),
  SMTP_URL: setting.url({ schemes: ['smtp'], description: 'mail server; STARTTLS' }),
  SMTP_USERNAME: setting.secret(),
  SMTP_PASSWORD: setting.secret(),
  PAYMENT_API_URL: setting.url({ schemes: ['https'] }),
  PAYMENT_API_KEY: setting.secret(),
});

/** Vite compiles both into the bundle: arguments of its build, with an image for each environment. */
const browser = configuration({
  VITE_API_URL: setting.buildTime(
    setting.url({ schemes: ['https'], replaces: ['NEXT_PUBLIC_API_URL', 'BACKEND_URL'] }),
  ),
  VITE_WS_URL: setting.buildTime(setting.url({ schemes: ['wss'], replaces: ['NEXT_PUBLIC_WS_URL'] })),
});
export const frontendSettings = browser({
  VITE_API_URL: text`https://api.${env.domain}`,
  VITE_WS_URL: text`wss://api.${env.domain}/ws`,
});

const secret = (key: string) => sealed('reconciliation-secrets', key);
export const redisPassword = secret('REDIS_PASSWORD');
type Values = Parameters<typeof backend>[0];

/** @param addresses of what it calls */
export const backendSettings = (
  addresses: Pick<Values, 'DATABASE_URL' | 'REDIS_URL' | 'SMTP_URL' | 'PAYMENT_API_URL'>,
) =>
  backend({
    ...addresses,
    APP_ENV: vary({ staging: 'staging', production: 'production' }),
    LOG_LEVEL: vary({ staging: 'debug', production: 'info' }),
    REDIS_PASSWORD: redisPassword,
    JWT_SECRET: secret('JWT_SECRET'),
    JWT_EXPIRATION_SECONDS: 3600,
    JWT_REFRESH_EXPIRATION_SECONDS: 604_800,
    SMTP_USERNAME: secret('SMTP_USERNAME'),
    SMTP_PASSWORD: secret('SMTP_PASSWORD'),
    PAYMENT_API_KEY: secret('PAYMENT_API_KEY'),
  });
