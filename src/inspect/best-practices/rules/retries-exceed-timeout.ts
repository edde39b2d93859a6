import { list, number, text } from '../../read';
import { object } from '../rule-examples/manifests';
import { seconds } from '../../../model/syntax';
import type { Rule } from '../rule';

const virtualService = (route: string): string =>
  object(
    'networking.istio.io/v1',
    'VirtualService',
    'api',
    `spec: {hosts: [shop.example], http: [{${route}, route: [{destination: {host: shop.example}}]}]}`,
  );

export const retriesExceedTimeout: Rule = {
  code: 'LS078',
  equivalents: {},
  bad: virtualService('timeout: 10s, retries: {attempts: 3, perTryTimeout: 3s}'),
  good: virtualService('timeout: 15s, retries: {attempts: 3, perTryTimeout: 3s}'),
  on: 'object',
  kinds: ['VirtualService.networking.istio.io'],
  judge(json, say) {
    list(json, 'spec', 'http').forEach((route, index) => {
      const timeout = seconds(text(route, 'timeout') ?? '');
      const perTry = seconds(text(route, 'retries', 'perTryTimeout') ?? '');
      const attempts = number(route, 'retries', 'attempts') ?? 0;
      const causes = (text(route, 'retries', 'retryOn') ?? '').split(',').map((cause) => cause.trim());
      // Tries that never reached the service take no time of it.
      const early = causes.every((cause) => cause === 'connect-failure' || cause === 'refused-stream');
      if (
        timeout === undefined ||
        perTry === undefined ||
        attempts === 0 ||
        early ||
        timeout >= (attempts + 1) * perTry
      )
        return;
      say(['spec', 'http', index, 'retries'])`
        ${{ attempts: attempts + 1 }} tries of ${{ perTry }} s take ${{ attempts: (attempts + 1) * perTry }} s, but the route timeout is ${{ timeout }} s: the last tries never happen.
        Use \`perTryTimeout: ${{ timeout: Math.floor(timeout / (attempts + 1)) }}s\`, fewer attempts, or a timeout of ${{ attempts: (attempts + 1) * perTry }} s.`;
    });
  },
};
