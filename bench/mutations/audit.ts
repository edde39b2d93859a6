/**
 * What `lockstep audit --env NAME=dist/PLATFORM/NAME …` says after one object of a platform changed. The environment of that
 * object is inspected anew and compared with the others; those were found to be what they are before.
 */
import { unitsOf, type Unit } from '../../src/cli/audit/environments';
import { inspectedOf, numbersOf } from '../../src/cli/audit/inspect';
import { judge } from '../../src/cli/audit/run';
import type { InspectedEnvironment } from '../../src/inspect';
import type { Finding } from '../../src/model/finding';
import type { JsonObject } from '../../src/model/json';
import type { Loaded } from './world';

export class AuditedPlatform {
  private readonly units: readonly Unit[];
  private readonly numbered: ReturnType<typeof numbersOf>;
  private readonly environments: readonly InspectedEnvironment[];
  /** What is said of the platform as it is, by the name of the environment that is inspected by itself. */
  private readonly before = new Map<string, ReadonlySet<string>>();

  constructor(objects: readonly Loaded[]) {
    const audited = objects.map((object) => object.audited);
    this.units = unitsOf(audited);
    this.numbered = numbersOf(audited);
    this.environments = inspectedOf(this.units, this.numbered.numbers);
    this.units.forEach(({ name }, index) => {
      const { left } = judge(this.units, this.environments, this.numbered, { inspected: [this.environments[index]!] });
      this.before.set(name, new Set(left.map(keyOf)));
    });
  }

  /** @param json `undefined` where the object is taken away @returns what was not said before */
  findings(object: Loaded, json: JsonObject | undefined): Finding[] {
    const index = this.units.findIndex(({ name }) => name === object.environment);
    const unit = this.units[index]!;
    const number = this.numbered.numbers.get(object.audited)!;
    const changed = json === undefined ? undefined : { ...object.audited, json };
    const own: Unit = {
      ...unit,
      objects: unit.objects.flatMap((one) => (one !== object.audited ? [one] : (changed ?? []))),
    };
    const numbers = new Map(this.numbered.numbers);
    const byNumber = new Map(this.numbered.byNumber);
    if (changed !== undefined) {
      numbers.set(changed, number);
      byNumber.set(number, changed);
    }
    const [environment] = inspectedOf([own], numbers);
    const environments = this.environments.map((one, other) => (other === index ? environment! : one));
    const units = this.units.map((one, other) => (other === index ? own : one));
    const before = this.before.get(unit.name)!;
    return judge(units, environments, { numbers, byNumber }, { inspected: [environment!] }).left.filter(
      (finding) => !before.has(keyOf(finding)),
    );
  }
}

function keyOf({ code, construct, path, message, environments }: Finding): string {
  return JSON.stringify([code, construct, path, message, environments]);
}
