/** From the object and path of a finding to file, line and column. */
import { locate, locateNearest } from '../../inspect/parity/locate';
import { text } from '../../inspect/read';
import { Positions } from '../../inputs/manifests/position';
import { readManifests, type ManifestObject } from '../../inputs/manifests/read';
import type { Finding } from '../../model/finding';
import type { AuditedObject } from './audited';
import { readAudited, type AuditedFile } from './walk';

type Trail = readonly (string | number)[];

/** Findings by file, so that only one file is held in memory with its nodes. */
export function placed(findings: readonly Finding[], byNumber: ReadonlyMap<string, AuditedObject>): Finding[] {
  const places = new Places();
  const order = findings
    .map((_, index) => index)
    .sort((a, b) => compare(fileOf(findings[a]!, byNumber), fileOf(findings[b]!, byNumber)));
  const result: Finding[] = [...findings];
  for (const index of order) {
    const { construct, ...finding } = findings[index]!;
    const object = byNumber.get(construct ?? '');
    if (object !== undefined) result[index] = { ...finding, file: places.of(object, finding.path ?? '') };
  }
  return result;
}

function fileOf({ construct }: Finding, byNumber: ReadonlyMap<string, AuditedObject>): string {
  return byNumber.get(construct ?? '')?.file ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

class Places {
  private current: { readonly path: string; readonly positions: Positions } | undefined;
  private readonly sources = new Map<string, readonly ManifestObject[]>();

  of({ json, file, read, builtFrom = [] }: AuditedObject, path: string): string {
    const trail = nearest(json, path);
    if (read !== undefined) {
      const positions = this.positions(read.file);
      return positions === undefined ? file : `${read.file.shown}:${positions.of(read.object, trail).place}`;
    }
    // what the overlay sets is in the overlay; what is missing is missing in its base
    let best: { readonly place: string; readonly depth: number } | undefined;
    for (const source of builtFrom) {
      for (const object of this.objectsOf(source)) {
        if (!isSource(object, json)) continue;
        const positions = this.positions(source);
        const whole = path !== '' && locate(object.json, path) !== undefined;
        const at = positions?.of(object, nearest(object.json, path));
        if (at === undefined || (best !== undefined && at.depth < best.depth)) continue;
        best = { place: `${source.shown}:${at.place}`, depth: at.depth };
        if (whole) return best.place;
      }
    }
    return best?.place ?? file;
  }

  private positions(file: AuditedFile): Positions | undefined {
    if (this.current?.path !== file.path) {
      const { text: content } = readAudited(file);
      if (content === undefined) return undefined;
      this.current = { path: file.path, positions: new Positions(content) };
    }
    return this.current.positions;
  }

  private objectsOf(file: AuditedFile): readonly ManifestObject[] {
    let objects = this.sources.get(file.path);
    if (objects === undefined) {
      const { text: content } = readAudited(file);
      this.sources.set(file.path, (objects = content === undefined ? [] : readManifests(file.shown, content).objects));
    }
    return objects;
  }
}

/** Overlays put something before or behind the names of what they build on. */
function isSource({ json }: ManifestObject, built: AuditedObject['json']): boolean {
  const [name, whole] = [text(json, 'metadata', 'name'), text(built, 'metadata', 'name')];
  return json.kind === built.kind && name !== undefined && whole !== undefined && whole.includes(name);
}

/** Way to a place, or to the nearest one above it that the object has. */
function nearest(json: AuditedObject['json'], path: string): Trail {
  const trail = locateNearest(json, path);
  return trail.length === 0 ? ['metadata', 'name'] : trail;
}
