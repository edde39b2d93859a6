import { seconds } from '../../../model/syntax';
import { list, number, text, virtualService, type Rule } from '../rule';

export const retriesExceedTimeout: Rule = {
  code: 'LS078',
  bad: virtualService('timeout: 10s, retries: {attempts: 3, perTryTimeout: 3s}', 'shop.example'),
  good: virtualService('timeout: 15s, retries: {attempts: 3, perTryTimeout: 3s}', 'shop.example'),
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
