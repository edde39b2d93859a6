/** Workloads: the selector against the template, restart policy, strategy, volumes, and the containers of every pod template. */
import { get, isMap, list, map, number, text } from '../read';
import { POD_TEMPLATES, podsOfOperator, rowsOf, RUNS_TO_COMPLETION } from '../kinds';
import { at } from '../kinds/kind';
import { plainKind } from '../kinds/names';
import { describe, labelSelector, isEmpty, matches, type Labels } from '../catalog/selector';
import { checkContainers, unique } from './containers';
import { checkSecurityContexts } from './security-contexts';
import { checkSpread } from './spread';
import { cronProblem } from '../../model/cron';
import { isTimeZone } from '../../model/time-zone';
import { dnsLabel } from './grammar';
import { checkQuantity } from './resources';
import { phrase } from '../../model/phrase';
import type { Check, Report } from './report';
import type { JsonObject } from '../../model/json';
import { PathTable } from '../path-table';
import type { Trail } from '../object-path';

/** Kinds whose selector the API server compares with the labels of the template. */
const SELECTING: ReadonlySet<string> = new Set([
  'Deployment.apps',
  'StatefulSet.apps',
  'DaemonSet.apps',
  'ReplicaSet.apps',
]);

/** Pod templates that operators merge into their own: what they say of containers is judged, and not what they leave out. */
export const checkMerged: Check = (kind, json, report) => {
  for (const { spec: trail } of podsOfOperator(kind, json)) {
    if (trail === undefined) continue;
    const spec = at(json, trail);
    // the operator's own keeps the image and the handlers that it has
    const judged: Report = (code, at, details) =>
      details?.reason === 'no-image' || details?.reason === 'no-handler' ? () => {} : report(code, at, details);
    if (isMap(spec)) checkContainers(spec, trail, undefined, judged);
  }
};

export const checkWorkload: Check = (kind, json, report) => {
  const replicas = number(json, 'spec', 'replicas');
  if (replicas !== undefined && replicas < 0)
    report('LS307', ['spec', 'replicas'])`
      \`replicas\` is ${{ replicas }}.
      Use at least 0.`;
  const template = POD_TEMPLATES[kind];
  if (template === undefined) return;
  const spec = map(json, ...template, 'spec');
  const at = [...template, 'spec'];
  const volumes = checkVolumes(spec, at, report);
  for (const claim of list(json, 'spec', 'volumeClaimTemplates')) volumes.add(text(claim, 'metadata', 'name') ?? '');
  checkContainers(spec, at, volumes, report);
  checkSpread(spec, at, report);
  checkSecurityContexts(spec, at, report);
  const grace = number(spec, 'terminationGracePeriodSeconds');
  if (grace !== undefined && grace < 0)
    report('LS660', [...at, 'terminationGracePeriodSeconds'])`
      The grace period of the pod is ${{ grace }} s.
      Use at least 0.`;
  if (SELECTING.has(kind)) checkSelector(kind, json, report);
  checkRestart(kind, spec, at, report);
  const strategy = kind === 'Deployment.apps' ? 'strategy' : 'updateStrategy';
  const type = text(json, 'spec', strategy, 'type');
  if ((type === 'Recreate' || type === 'OnDelete') && get(json, 'spec', strategy, 'rollingUpdate') !== undefined) {
    report('LS661', ['spec', strategy, 'rollingUpdate'])`
      \`rollingUpdate\` is set with type \`${{ type }}\`.
      Keep one of the two.`;
  }
  for (const field of ['maxSurge', 'maxUnavailable']) {
    const share = get(json, 'spec', strategy, 'rollingUpdate', field);
    if (
      share === undefined ||
      (typeof share === 'number' ? share >= 0 : typeof share === 'string' && /^\d+%$/.test(share))
    )
      continue;
    report('LS306', ['spec', strategy, 'rollingUpdate', field])`
      \`${{ field }}\` is \`${{ share: JSON.stringify(share) }}\`.
      Use an integer, or a percentage such as \`"25%"\`.`;
  }
  if (kind === 'CronJob.batch') checkTimeZone(json, report);
};

function checkSelector(kind: string, json: JsonObject, report: Report): void {
  const selector = labelSelector(get(json, 'spec', 'selector'));
  const labels = map(json, 'spec', 'template', 'metadata', 'labels') as Labels;
  if (isEmpty(selector)) {
    report('LS654', ['spec', 'selector'])`
      The selector of the ${{ kind: plainKind(kind) }} is empty.
      Use labels of its own pod template in the selector.`;
  } else if (!matches(selector, labels)) {
    const has = Object.keys(labels)
      .map((key) => `${key}=${labels[key]!}`)
      .join(', ');
    report('LS654', ['spec', 'selector'])`
      The ${{ kind: plainKind(kind) }} selects \`${{ selector: describe(selector) }}\`, but its pods have \`${{ has }}\`.
      Add the labels of the selector to the pod template.`;
  }
}

function checkRestart(kind: string, spec: JsonObject, trail: Trail, report: Report): void {
  const policy = text(spec, 'restartPolicy') ?? 'Always';
  const valid = RUNS_TO_COMPLETION.has(kind) ? ['OnFailure', 'Never'] : SELECTING.has(kind) ? ['Always'] : undefined;
  if (valid === undefined || valid.includes(policy)) return;
  report('LS671', [...trail, 'restartPolicy'])`
    A ${{ kind: plainKind(kind) }} cannot have restart policy \`${{ policy }}\`.
    Use ${{ valid: valid.map((name) => `\`${name}\``).join(' or ') }}.`;
}

/** @returns names of the volumes */
function checkVolumes(spec: JsonObject, trail: Trail, report: Report): Set<string> {
  const volumes = list(spec, 'volumes');
  volumes.forEach((volume, index) => {
    const at = [...trail, 'volumes', index];
    const name = text(volume, 'name') ?? '';
    const wrong = dnsLabel(name);
    if (wrong !== undefined)
      report('LS651', [...at, 'name'])`
        Volume name \`${{ name }}\` ${{ wrong }}.
        Use a valid name.`;
    const sources = isMap(volume) ? Object.keys(volume).filter((key) => key !== 'name') : [];
    if (sources.length !== 1) {
      report('LS658', at)`
        Volume \`${{ name }}\` has ${sources.length === 0 ? phrase`no source` : phrase`${{ count: sources.length }} sources: ${{ sources }}`}.
        Set exactly one, such as \`emptyDir\`, \`configMap\`, \`secret\` or \`persistentVolumeClaim\`.`;
    }
    const size = get(volume, 'emptyDir', 'sizeLimit');
    if (size !== undefined) checkQuantity(size, [...at, 'emptyDir', 'sizeLimit'], report);
  });
  unique(
    volumes.map((volume) => text(volume, 'name')),
    (index, name) =>
      report('LS655', [...trail, 'volumes', index, 'name'])`
        Two volumes of the pod are named \`${{ name }}\`.
        Rename one of them.`,
  );
  return new Set(volumes.map((volume) => text(volume, 'name') ?? ''));
}

function checkTimeZone(json: JsonObject, report: Report): void {
  const zone = text(json, 'spec', 'timeZone');
  if (zone !== undefined && !isTimeZone(zone)) {
    report('LS662', ['spec', 'timeZone'])`
      Unknown time zone \`${{ zone }}\`.
      Use a name from the IANA database, such as \`Etc/UTC\` or \`Europe/Bucharest\`.`;
  }
}

const schedules = new PathTable<{ readonly path: string; readonly seconds: boolean }>();
for (const [kind, site] of rowsOf(({ fields }) => fields?.schedules)) schedules.add(kind, site);

export const checkSchedules: Check = (kind, json, report) =>
  schedules.each(kind, json, ({ seconds }, schedule, trail) => {
    const wrong = typeof schedule === 'string' ? cronProblem(schedule, seconds) : undefined;
    if (wrong === undefined) return;
    const form = `\`${seconds ? 'second ' : ''}minute hour day-of-month month day-of-week\``;
    report('LS662', trail.slice())`
      Schedule \`${{ schedule: schedule as string }}\` is not valid: ${{ wrong }}.
      Use the form ${{ form }}.`;
  });
