import { App, Platform, WebService, defineEnvironments, sealed } from 'cdk8s-lockstep';

const { environments, env, vary, text } = defineEnvironments({
  dev: { stage: 'development', namespace: 'shop-dev', domain: 'dev.shop.example' },
  prod: { stage: 'production', namespace: 'shop-prod', domain: 'shop.example' },
});
const app = new App();
const shop = new Platform(app, 'shop', {
  environments,
  edition: '2026',
  owner: 'team-shop',
  cluster: { gateway: { api: 'gateway-api', name: 'gateways/public', namespace: 'gateways' } },
});
const auth = new WebService(shop, 'auth', { image: 'auth', port: 3001 });
new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  replicas: vary({ dev: 1, prod: 3 }), // leaving out an environment does not compile
  env: { AUTH_URL: auth.url, LOG_LEVEL: vary({ dev: 'debug', prod: 'info' }) },
  secrets: { JWT_KEY: sealed('jwt', 'key') },
  route: { hosts: [text`api.${env.domain}`] },
});
app.synth();
