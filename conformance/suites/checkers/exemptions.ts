/** Rules that one object need not satisfy, with the reason. One that nothing uses fails the run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Violation } from './checker';

export interface Exemption {
  readonly tool: string;
  /** One, or several that have one reason. */
  readonly rule: string | readonly string[];
  /** `platform/environment/Kind/name`; `*` stands for any one of the four. */
  readonly object: string;
  readonly reason: string;
}

export class Exemptions {
  private readonly used = new Set<Exemption>();

  private constructor(private readonly all: readonly Exemption[]) {}

  static read(file = join(__dirname, '..', '..', 'exemptions.yaml')): Exemptions {
    const listed = (parse(readFileSync(file, 'utf8')) ?? []) as readonly Exemption[];
    for (const [index, exemption] of listed.entries()) {
      for (const field of ['tool', 'rule', 'object', 'reason'] as const) {
        const said = [exemption[field]].flat();
        if (said.length === 0 || said.some((one) => typeof one !== 'string' || one.trim() === ''))
          throw new Error(`exemptions.yaml: entry ${index + 1} has no ${field}`);
      }
      if (exemption.object.split('/').length !== 4)
        throw new Error(`exemptions.yaml: "${exemption.object}" is not platform/environment/Kind/name`);
    }
    if (listed.length >= 10)
      throw new Error(`exemptions.yaml: ${listed.length} exemptions; there must be fewer than ten`);
    return new Exemptions(listed);
  }

  /** The violations that no exemption covers. */
  filter(tool: string, violations: readonly Violation[]): Violation[] {
    return violations.filter((violation) => {
      const found = this.all.find(
        (exemption) =>
          exemption.tool === tool &&
          [exemption.rule].flat().includes(violation.rule) &&
          matches(exemption.object, `${violation.environment}/${violation.object}`),
      );
      if (found !== undefined) this.used.add(found);
      return found === undefined;
    });
  }

  unused(tools: readonly string[]): string[] {
    return this.all
      .filter((exemption) => tools.includes(exemption.tool) && !this.used.has(exemption))
      .map(
        ({ tool, rule, object }) =>
          `exemptions.yaml: nothing needs ${tool} ${[rule].flat().join(', ')} for ${object}: remove it`,
      );
  }

  unknownTools(tools: readonly string[]): string[] {
    return this.all
      .filter(({ tool }) => !tools.includes(tool))
      .map(({ tool }) => `exemptions.yaml: there is no checker "${tool}"`);
  }
}

function matches(pattern: string, object: string): boolean {
  const parts = object.split('/');
  return pattern.split('/').every((segment, index) => segment === '*' || segment === parts[index]);
}
