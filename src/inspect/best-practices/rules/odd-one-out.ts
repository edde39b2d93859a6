import { catalogOf } from '../../catalog';
import { isWide } from '../../parity/list-elements';
import { POD_TEMPLATES } from '../../kinds';
import { outlyingRules } from '../outlying-rules';
import { nearest } from '../../../model/nearest';
import type { Json } from '../../../model/json';
import type { Trail } from '../../object-path';
import { all, get, list, map, object, text, type Node, type Rule } from '../rule';

/** Number of objects of a kind that must agree before one that differs is reported. */
const OTHERS = 8;
/** Labels that say of which system an object is, and whose: the same on everything. */
const OF_THE_SYSTEM = /^(?:app\.kubernetes\.io\/(?:part-of|managed-by)|(?:.*\/)?owner)$/;

const maps = (odd: string) =>
  all(
    ...Array.from(
      { length: 9 },
      (_, index) =>
        `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings-${index}, labels: {app.kubernetes.io/part-of: ${index === 4 ? odd : 'shop'}}}\n`,
    ),
  );
const READER = object('v1', 'Pod', 'api', 'spec: {containers: [{name: api}]}');

/** What an object has in one respect. */
interface Trait {
  readonly trail: Trail;
  readonly value: string;
  /** Behind `has` and `have`; of `undefined` for an object without it. */
  readonly shown: (value: string | undefined) => string;
}

const CLOSED = 'no';
const WAVE = 'argocd.argoproj.io/sync-wave';

type Traits = ReadonlyMap<string, Trait>;

export const oddOneOut: Rule = {
  code: 'LS098',
  bad: all(maps('shop-x'), READER),
  good: all(maps('shop'), READER),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    for (const kind of new Set(catalog.files.map((entry) => entry.kind))) {
      const entries = catalog.ofKind(kind).filter(({ origin }) => origin === 'file');
      if (entries.length <= OTHERS) continue;
      if (kind === 'NetworkPolicy.networking.k8s.io') {
        for (const { at, index, own, usual, count } of outlyingRules(
          entries.map(({ source }) => source!.json),
          OTHERS,
        )) {
          say(entries[at]!, ['spec', 'egress', index])`
            NetworkPolicy \`${{ name: entries[at]!.name }}\` has the rule ${{ own }}; ${{ count }} others have ${{ usual }} instead.
            Make it the same, or accept the finding with the reason for the difference.`;
        }
      }
      const traits = entries.map(({ source }) => traitsOf(kind, source!.json));
      for (const key of new Set(traits.flatMap((own) => [...own.keys()]))) {
        const values = traits.map((own) => own.get(key)?.value);
        const at = onlyOther(values);
        const usual = traits.find((own, index) => index !== at && own.has(key))?.get(key);
        // what one has alone is its own
        if (at === undefined || usual === undefined || !isSlip(traits[at]!, key, usual, traits)) continue;
        say(entries[at]!, traits[at]!.get(key)?.trail ?? usual.trail.slice(0, -1))`
          ${{ kind: kind.split('.')[0]! }} \`${{ name: entries[at]!.name }}\` has ${{ value: usual.shown(values[at]) }}; the other ${{ count: entries.length - 1 }} have ${{ value: usual.shown(usual.value) }}.
          Make it the same, or accept the finding with the reason for the difference.`;
      }
    }
  },
};

/** The one that differs from all others, which agree. */
function onlyOther(values: readonly (string | undefined)[]): number | undefined {
  const [first, second, third] = values;
  const usual = first === second || first === third ? first : second;
  let odd: number | undefined;
  for (let index = 0; index < values.length; index++) {
    if (values[index] === usual) continue;
    if (odd !== undefined) return undefined;
    odd = index;
  }
  return odd;
}

/**
 * Of labels: whether the object is of the same system, by its other labels, or by a value that is nearly the same. Of protection: whether
 * it has less of it than the others.
 */
function isSlip(own: Traits, key: string, usual: Trait, all: readonly Traits[]): boolean {
  const value = own.get(key)?.value;
  if (key === 'types') return !usual.value.split(' and ').every((type) => value!.includes(type));
  if (!key.startsWith('label ')) return value !== CLOSED;
  if (value !== undefined) return value.includes(usual.value) || nearest(value, [usual.value]) !== undefined;
  const others = [...own].filter(([other]) => other.startsWith('label '));
  return (
    others.length > 0 &&
    others.every(([other, trait]) => all.filter((one) => one.get(other)?.value === trait.value).length > OTHERS)
  );
}

function traitsOf(kind: string, json: Node): Traits {
  const traits = new Map<string, Trait>();
  const template = POD_TEMPLATES[kind];
  for (const trail of [
    ['metadata', 'labels'],
    ...(template === undefined ? [] : [[...template, 'metadata', 'labels']]),
  ]) {
    const labels = map(json, ...trail);
    for (const key of Object.keys(labels)) {
      if (!OF_THE_SYSTEM.test(key)) continue;
      const shown = (value: string | undefined) =>
        value === undefined ? `no label \`${key}\`` : `label \`${key}: ${value}\``;
      traits.set(`label ${[...trail, key].join(' ')}`, { trail: [...trail, key], value: String(labels[key]), shown });
    }
  }
  if (kind === 'Application.argoproj.io') {
    for (const option of list(json, 'spec', 'syncPolicy', 'syncOptions').map(String)) {
      traits.set(`option ${option}`, {
        trail: ['spec', 'syncPolicy', 'syncOptions'],
        value: option,
        shown: (value) => `${value === undefined ? 'no' : 'the'} sync option \`${option}\``,
      });
    }
  }
  if (kind === 'ServiceAccount') {
    const value = get(json, 'automountServiceAccountToken') === false ? CLOSED : 'open';
    traits.set('token', {
      trail: ['automountServiceAccountToken'],
      value,
      shown: (own) => (own === CLOSED ? 'no token for pods' : 'a token for every pod'),
    });
  }
  if (kind === 'NetworkPolicy.networking.k8s.io') policy(json, traits);
  return traits;
}

/** When it comes, in which directions it isolates, and whether its rules have ports. Workloads have an order; policies have none. */
function policy(json: Node, traits: Map<string, Trait>): void {
  const wave = text(json, 'metadata', 'annotations', WAVE);
  if (wave !== undefined)
    traits.set('wave', {
      trail: ['metadata', 'annotations', WAVE],
      value: wave,
      shown: (value) => (value === undefined ? 'no sync wave' : `sync wave ${value}`),
    });
  const types = list(json, 'spec', 'policyTypes').map(String).sort().join(' and ');
  traits.set('types', {
    trail: ['spec', 'policyTypes'],
    value: types,
    shown: (value) => (value === '' ? 'no `policyTypes`' : `\`policyTypes\` ${value}`),
  });
  for (const direction of ['ingress', 'egress']) {
    const ways = list(json, 'spec', direction).flatMap((rule) => isWide(rule as Json));
    for (const way of ['any port', 'a range of ports']) {
      const value = ways.includes(way) ? 'a' : CLOSED;
      traits.set(`${direction} ${way}`, {
        trail: ['spec', direction],
        value,
        shown: (own) => `${own ?? CLOSED} rule of ${direction} for ${way}`,
      });
    }
  }
}
