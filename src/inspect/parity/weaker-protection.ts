/** Differences by which one environment is less protected, or keeps less, than another. */
import { get, isMap, text } from '../read';
import { phrase } from '../../model/phrase';
import type { Json } from '../../model/json';
import type { KeyedDifference } from './keyed-differences';
import { suspicion, type Suspicion } from './suspicion';

const FIX = phrase`Use the same protection in each environment; if the difference is intended, accept the finding with a reason.`;
/** Kinds whose whole content is protection. */
const POLICIES = new Set([
  'NetworkPolicy.networking.k8s.io',
  'AuthorizationPolicy.security.istio.io',
  'PeerAuthentication.security.istio.io',
  'RequestAuthentication.security.istio.io',
  'CiliumNetworkPolicy.cilium.io',
]);

/** A place that some environments lack, and that protects or keeps something. */
export function lacks(
  kind: string,
  { keys, values, path, element }: KeyedDifference,
  names: readonly string[],
): readonly Suspicion[] {
  const last = keys.at(-1)!;
  if (values.every((value) => value === undefined || isOpening(keys, value))) return [];
  const what = keys.includes('securityContext')
    ? last === 'securityContext'
      ? 'The security context'
      : `\`${last}\` of the security context`
    : last === 'seccompProfile'
      ? 'The seccomp profile'
      : last === 'tls' || (keys.at(-2) === 'tls' && last === '*')
        ? 'TLS'
        : keys[0] === 'metadata'
          ? `Annotation \`${last}\``
          : POLICIES.has(kind) && keys[0] === 'spec' && keys.length > 1
            ? `\`${path}\` of the policy`
            : last === 'volumeClaimTemplates' || (keys.at(-2) === 'volumeClaimTemplates' && last === '*')
              ? 'The storage that outlives the pod'
              : last === 'persistentVolumeClaim' && keys.at(-3) === 'volumes'
                ? `The claim of volume \`${element?.replace('name=', '') ?? ''}\``
                : last === 'valueFrom' &&
                    keys.at(-3) === 'env' &&
                    values.every((value) => value === undefined || isFromSecret(value))
                  ? `The Secret behind variable \`${element?.replace('name=', '') ?? ''}\``
                  : undefined;
  if (what === undefined) return [];
  const having = names.filter((_, index) => values[index] !== undefined);
  return names.flatMap((name, at): Suspicion[] =>
    values[at] !== undefined
      ? []
      : [
          suspicion('LS863', at)`
            ${{ what }} is in ${{ having }}, but not in ${{ name }}.
            ${FIX}`,
        ],
  );
}

/** What makes a pod less safe where it stands: nobody is less protected for the lack of it. */
function isOpening(keys: readonly (string | number)[], value: Json): boolean {
  const last = String(keys.at(-1));
  if (keys.includes('capabilities') && keys.includes('add')) return true;
  return keys.includes('securityContext') && Object.hasOwn(SAFE, last) && !SAFE[last]!(value);
}

function isFromSecret(value: Json | undefined): boolean {
  return isMap(value) && text(get(value, 'secretKeyRef'), 'name') !== undefined;
}

/** What a value has to be to protect, by the last key of its place. */
const SAFE: Readonly<Record<string, (value: Json | undefined) => boolean>> = {
  privileged: (value) => value !== true,
  allowPrivilegeEscalation: (value) => value === false,
  readOnlyRootFilesystem: (value) => value === true,
  runAsNonRoot: (value) => value === true,
  runAsUser: (value) => value !== 0,
  hostNetwork: (value) => value !== true,
  hostPID: (value) => value !== true,
  hostIPC: (value) => value !== true,
  automountServiceAccountToken: (value) => value === false,
};
const SWITCH = /(?:^|_)(?:AUTH|AUTHENTICATION|AUTHORIZATION|TLS|SSL|HTTPS|SECURE|VERIFY|CSRF|MTLS)(?:_|$)/;
const INVERTED = /(?:^|_)(?:DISABLE|DISABLED|SKIP|INSECURE|NO|ALLOW|BYPASS)(?:_|$)/;
const ON = /^(?:true|yes|on|1|enabled?|required?|verify-full|strict)$/i;
const OFF = /^(?:false|no|off|0|disabled?|none|optional)$/i;

/** What is safe where nobody says it. */
const SAFE_UNSAID: ReadonlySet<string> = new Set(['privileged', 'hostNetwork', 'hostPID', 'hostIPC']);

/** A field that opens something in some environments, and is not there in others. */
export function opens({ keys, values }: KeyedDifference, names: readonly string[]): readonly Suspicion[] {
  const last = keys.at(-1)!;
  if (!SAFE_UNSAID.has(last)) return [];
  const closed = names.filter((_, index) => values[index] !== true).join(', ');
  return values.flatMap((value, at): Suspicion[] =>
    value === true
      ? [
          suspicion('LS863', at)`
            \`${{ last }}\` is \`true\` in ${{ environment: names[at]! }}, but not in ${{ closed }}.
            ${FIX}`,
        ]
      : [],
  );
}

/** A value that protects in some environments, and does not in others. */
export function weakens(
  kind: string,
  { keys, values, path, element }: KeyedDifference,
  names: readonly string[],
): readonly Suspicion[] {
  const last = keys.at(-1)!;
  const say = (weak: readonly number[], what: string): readonly Suspicion[] =>
    weak.length === 0 || weak.length === names.length
      ? []
      : weak.map(
          (at) => suspicion('LS863', at)`
            ${{ what }} is \`${{ value: shown(values[at]) }}\` in ${{ environment: names[at]! }}, but \`${{ others: shown(values.find((_, index) => !weak.includes(index))) }}\` in ${{ strong: names.filter((_, index) => !weak.includes(index)) }}.
            ${FIX}`,
        );
  const where = (test: (value: Json | undefined) => boolean) =>
    values.flatMap((value, index) => (test(value) ? [index] : []));
  if (Object.hasOwn(SAFE, last))
    return say(
      where((value) => !SAFE[last]!(value)),
      `\`${last}\``,
    );
  if (last === 'type' && keys.at(-2) === 'seccompProfile')
    return say(
      where((value) => value === 'Unconfined'),
      '`seccompProfile`',
    );
  if (keys[0] === 'metadata' && last.endsWith('ssl-redirect'))
    return say(
      where((value) => value !== 'true'),
      `Annotation \`${last}\``,
    );
  if (kind === 'PeerAuthentication.security.istio.io' && last === 'mode')
    return say(
      where((value) => value !== 'STRICT'),
      `\`${path}\``,
    );
  const variable =
    keys.at(-3) === 'env' && last === 'value'
      ? element?.replace('name=', '')
      : kind === 'ConfigMap' && keys[0] === 'data'
        ? last
        : undefined;
  if (variable === undefined || !SWITCH.test(variable.toUpperCase())) return [];
  const [on, off] = INVERTED.test(variable.toUpperCase()) ? [OFF, ON] : [ON, OFF];
  if (!values.every((value) => on.test(String(value as string)) || off.test(String(value as string)))) return [];
  return say(
    where((value) => off.test(String(value as string))),
    `Variable \`${variable}\``,
  );
}

function shown(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
