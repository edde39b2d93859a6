import { environmentOf } from '../examples/environment';
import { inspectEnvironments } from '..';

const found = (yaml: string) =>
  inspectEnvironments([environmentOf(yaml)], undefined)
    .map(({ code, path = '' }) => `${code} ${path}`)
    .filter((one) => !one.startsWith('LS401'));

const gateway = (...listeners: readonly string[]) =>
  found(
    `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: web}\nspec: {gatewayClassName: web, listeners: [${listeners.map((one) => `{${one}}`).join(', ')}]}\n`,
  );
const HTTPS = 'name: a, port: 443, protocol: HTTPS';
const CERTIFICATE = 'certificateRefs: [{name: web}]';

it.each([
  [`${HTTPS}, tls: {${CERTIFICATE}}`, []],
  [`${HTTPS}, tls: {options: {example.com/certificate: web}}`, []],
  [HTTPS, ['LS303 spec.listeners[name=a].tls']],
  [`${HTTPS}, tls: {mode: Terminate, certificateRefs: []}`, ['LS303 spec.listeners[name=a].tls.certificateRefs']],
  [`${HTTPS}, tls: {mode: Passthrough}`, ['LS661 spec.listeners[name=a].tls.mode']],
  ['name: a, port: 443, protocol: TLS, tls: {mode: Passthrough}', []],
  [`name: a, port: 80, protocol: HTTP, tls: {${CERTIFICATE}}`, ['LS661 spec.listeners[name=a].tls']],
  ['name: a, port: 53, protocol: UDP, hostname: shop.example', ['LS661 spec.listeners[name=a].hostname']],
])('listener %s', (listener, expected) => {
  expect(gateway(listener)).toEqual(expected);
});

it('tells listeners apart by name, and by port, protocol and host', () => {
  expect(gateway('name: a, port: 80, protocol: HTTP', 'name: a, port: 81, protocol: HTTP')).toHaveLength(1);
  expect(gateway('name: a, port: 80, protocol: HTTP', 'name: b, port: 80, protocol: HTTP')).toHaveLength(1);
  expect(
    gateway(
      'name: a, port: 80, protocol: HTTP, hostname: a.example',
      'name: b, port: 80, protocol: HTTP, hostname: b.example',
    ),
  ).toEqual([]);
});

const route = (rule: string) =>
  found(
    `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: web}\nspec: {rules: [{${rule}}]}\n`,
  );
const BACKEND = 'backendRefs: [{name: web, port: 80}]';
const REDIRECT = '{type: RequestRedirect, requestRedirect: {scheme: https}}';

it.each([
  [BACKEND, []],
  ['backendRefs: [{name: web}]', ['LS303 spec.rules[0].backendRefs[name=web].port']],
  ['backendRefs: [{name: web, kind: Bucket, group: store.example}]', []],
  [`filters: [${REDIRECT}]`, []],
  [`filters: [${REDIRECT}], ${BACKEND}`, ['LS661 spec.rules[0].backendRefs']],
  [`filters: [${REDIRECT}, {type: URLRewrite, urlRewrite: {hostname: a.example}}]`, ['LS661 spec.rules[0].filters']],
  [
    `filters: [{type: URLRewrite, requestRedirect: {scheme: https}}], ${BACKEND}`,
    ['LS303 spec.rules[0].filters[0].urlRewrite', 'LS661 spec.rules[0].filters[0].requestRedirect'],
  ],
  [
    `filters: [{type: URLRewrite, urlRewrite: {hostname: a.example}}, {type: URLRewrite, urlRewrite: {hostname: b.example}}], ${BACKEND}`,
    ['LS655 spec.rules[0].filters'],
  ],
  [`timeouts: {request: 10s, backendRequest: 20s}, ${BACKEND}`, ['LS661 spec.rules[0].timeouts.backendRequest']],
  [`timeouts: {request: 0s, backendRequest: 20s}, ${BACKEND}`, []],
  [`matches: [{path: {type: PathPrefix, value: api}}], ${BACKEND}`, ['LS306 spec.rules[0].matches[0].path.value']],
  [`matches: [{path: {type: PathPrefix, value: /a/../b}}], ${BACKEND}`, ['LS306 spec.rules[0].matches[0].path.value']],
  [`matches: [{path: {value: /api/v1.}}], ${BACKEND}`, []],
  [`matches: [{path: {type: RegularExpression, value: ".*//"}}], ${BACKEND}`, []],
])('route %s', (rule, expected) => {
  expect(route(rule)).toEqual(expected);
});
