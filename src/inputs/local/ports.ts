/** Ports of a compose file. */
import { isObject } from '../../model/json';

const MOST = 100;

/** TCP ports inside of the container: `8080` of `127.0.0.1:80:8080`, of `{ target: 8080 }` and of `8080/tcp`; those of a range one by one. */
export function containerPorts(written: unknown): readonly number[] {
  if (typeof written === 'number') return valid([written]);
  if (isObject(written)) return written.protocol === 'udp' ? [] : containerPorts(written.target);
  if (typeof written !== 'string') return [];
  const [ports = '', protocol = 'tcp'] = written.split('/');
  const [first, last = first] = ports
    .slice(ports.lastIndexOf(':') + 1)
    .split('-')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : NaN));
  if (protocol !== 'tcp' || first === undefined || last === undefined || !(last >= first)) return [];
  return valid(Array.from({ length: Math.min(MOST, last - first + 1) }, (_, index) => first + index));
}

function valid(ports: readonly number[]): readonly number[] {
  return ports.filter((port) => Number.isInteger(port) && port > 0 && port < 65536);
}
