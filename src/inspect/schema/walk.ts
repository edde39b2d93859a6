/** Walks one object along its schema. Places are only put into words when something is wrong. */
import { choice } from '../../model/nearest';
import { childPath, elementKey, listKey } from '../../model/paths';
import { conditionFault } from './conditions';
import { duplicates } from './lists';
import { phrase } from '../../model/phrase';
import type { Property, SchemaNode } from './node';
import { scalarFault, sizeFault, typeFault } from './scalars';
import { listed } from '../../model/words';
import { fault, missingField, versionsOf, type Fault, type SchemaViolation } from './violation';

type Container = Readonly<Record<string, unknown>>;

/** Values below which it costs more to remember a clean container than to look through it again. */
const WORTH = 24;

export class Walk {
  /** Values found clean, with the node they were judged by: environments share by reference what is the same in them. */
  private readonly clean = new WeakMap<object, SchemaNode>();
  private readonly keys: (string | number)[] = [];
  private depth = 0;
  private visits = 0;
  private root: unknown;
  /** Versions that the object as a whole is judged for. */
  private judged = 0;
  private found: SchemaViolation[] = [];

  /** @param full all versions inspected for */
  constructor(private readonly full: number) {}

  run(object: object, node: SchemaNode, mask: number): SchemaViolation[] {
    this.root = object;
    this.judged = mask;
    this.depth = 0;
    this.found = [];
    this.visit(object, node, mask);
    return this.found;
  }

  private visit(value: unknown, node: SchemaNode, mask: number): void {
    switch (node.type) {
      case 'object':
        if (typeof value === 'object' && value !== null && !Array.isArray(value))
          this.visitMap(value as Container, node, mask);
        else if (value !== null || !node.nullable) this.report(typeFault(value, 'object'), mask);
        return;
      case 'array':
        if (Array.isArray(value)) this.visitList(value, node, mask);
        else if (value !== null || !node.nullable) this.report(typeFault(value, 'array'), mask);
        return;
      case 'any':
        break;
      default: {
        const fault = value === null && node.nullable ? undefined : scalarFault(value, node);
        if (fault !== undefined) return this.report(fault, mask);
      }
    }
    if (node.conditions !== undefined) this.reportCondition(value, node, mask);
  }

  private visitMap(map: Container, node: SchemaNode, mask: number): void {
    node.expand();
    const remember = node.deep && mask === this.full;
    if (remember && this.clean.get(map) === node) return;
    const before = this.found.length;
    const visits = this.visits;
    const { properties, values } = node;
    let size = 0;
    for (const key in map) {
      const child = map[key];
      // In a map, null means absent.
      if (child === undefined || child === null) continue;
      size++;
      const property = properties.get(key);
      if (property !== undefined) this.visitProperty(key, child, property, mask);
      else if (values !== undefined) this.descend(key, child, values, mask);
      else if (!node.keepsUnknown) this.reportAt(key, unknownField(key, fieldsOf(node, mask)), mask);
    }
    for (const { field, mask: needing } of node.required) {
      const value = map[field];
      if ((value === undefined || value === null) && (needing & mask) !== 0) {
        this.reportAt(field, missingField(field), needing & mask);
      }
    }
    const fault = sizeFault(size, node.data, 'entry');
    if (fault !== undefined) this.report(fault, mask);
    if (node.conditions !== undefined) this.reportCondition(map, node, mask);
    if (remember && this.visits - visits >= WORTH && this.found.length === before) this.clean.set(map, node);
  }

  private visitProperty(key: string, child: unknown, property: Property, mask: number): void {
    const lacking = mask & ~property.mask;
    if (lacking !== 0) this.reportAt(key, fieldOfOtherVersion(key, property.mask, lacking), lacking);
    if (property.node !== undefined) return this.descend(key, child, property.node, mask & property.mask);
    for (const variant of property.variants) this.descend(key, child, variant.node, mask & variant.mask);
  }

  private descend(key: string | number, child: unknown, node: SchemaNode, mask: number): void {
    if (mask === 0 || (node.plain && node.type === 'string' && typeof child === 'string')) return;
    this.visits++;
    this.keys[this.depth++] = key;
    this.visit(child, node, mask);
    this.depth--;
  }

  private visitList(list: readonly unknown[], node: SchemaNode, mask: number): void {
    node.expand();
    const remember = node.deep && mask === this.full;
    if (remember && this.clean.get(list) === node) return;
    const before = this.found.length;
    const visits = this.visits;
    const { items, data } = node;
    if (items !== undefined) for (let at = 0; at < list.length; at++) this.descend(at, list[at], items, mask);
    if (list.length > 1) for (const [at, fault] of duplicates(list, data)) this.reportAt(at, fault, mask);
    const fault = sizeFault(list.length, data, 'element');
    if (fault !== undefined) this.report(fault, mask);
    if (node.conditions !== undefined) this.reportCondition(list, node, mask);
    if (remember && this.visits - visits >= WORTH && this.found.length === before) this.clean.set(list, node);
  }

  private reportCondition(value: unknown, node: SchemaNode, mask: number): void {
    const { d: defaults } = node.data;
    const fault = conditionFault(
      defaults === undefined ? value : { ...defaults, ...(value as Container) },
      node.conditions!,
    );
    if (fault !== undefined) this.report(fault, mask);
  }

  private reportAt(key: string | number, fault: Fault, mask: number): void {
    this.keys[this.depth++] = key;
    this.report(fault, mask);
    this.depth--;
  }

  private report(fault: Fault, mask: number): void {
    const versions = versionsOf(mask);
    // LS316 names the versions itself.
    const silent = mask === this.judged || fault.code === 'LS316';
    const message = silent ? fault.message : phrase`${fault.message} (Kubernetes ${{ versions: listed(versions) }})`;
    this.found.push({ ...fault, message, path: this.path(), versions });
  }

  private path(): string {
    let path = '';
    let field = '';
    let value: unknown = this.root;
    for (const key of this.keys.slice(0, this.depth)) {
      if (typeof key === 'string') {
        path = childPath(path, key);
        field = key;
        value = (value as Container | undefined)?.[key];
        continue;
      }
      const list = value as readonly unknown[];
      const fields = listKey(field, list);
      value = list[key];
      path += `[${fields === undefined ? key : elementKey(fields, value as Record<string, unknown>)!}]`;
    }
    return path;
  }
}

function fieldsOf(node: SchemaNode, mask: number): string[] {
  return [...node.properties].filter(([, property]) => (mask & ~property.mask) === 0).map(([field]) => field);
}

function unknownField(key: string, fields: readonly string[]): Fault {
  return fault('LS301')`
    unknown field "${{ key }}"
    ${choice(key, fields)}`;
}

/** A field that exists, but not in all of the versions. */
function fieldOfOtherVersion(key: string, having: number, lacking: number): Fault {
  const known = versionsOf(having);
  const when =
    lacking < (having & -having) ? `exists from Kubernetes ${known[0]!}` : `exists in Kubernetes ${listed(known)}`;
  const missing = listed(versionsOf(lacking));
  return fault('LS316')`
    field "${{ key }}" ${{ when }}, not in ${{ missing }}
    Remove it as long as a cluster runs ${{ missing }}, or remove that version from the platform.`;
}
