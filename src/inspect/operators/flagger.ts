/** Flagger: a Service for each version of what is analysed. */
import { number, text } from '../read';
import type { Operator } from './operator';

export const flagger: Operator = {
  makes: {
    /** Flagger: a Service for each version, and one that leads to the version that serves. */
    'Canary.flagger.app': (json, name) => {
      const own = text(json, 'spec', 'service', 'name') ?? name;
      const ports = [{ name: text(json, 'spec', 'service', 'portName') ?? 'http', port: number(json, 'spec', 'service', 'port') ?? 80 }];
      return [own, `${own}-primary`, `${own}-canary`].map((service) => ({ kind: 'Service', name: service, ports }));
    },
  },
};
