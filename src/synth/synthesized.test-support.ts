/** What the tests read of a synthesized app. */
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { App } from '../app';
import { told } from '../laws/example.test-support';
import type { JsonObject } from '../model/json';
import { synthesize, type SynthesizedObject } from './index';
import { instantiate } from './instantiate';

export const configMap = (scope: Construct, id: string, data: unknown): ApiObject =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data } as never);

export function objectsOf(app: App, construct: string): readonly SynthesizedObject[] {
  return synthesize(app).platforms.flatMap(({ objects }) => objects.filter((object) => object.construct === construct));
}
/** The only object of a construct, or the first, as one environment has it. */
export const written = (app: App, construct: string, environment = 0) =>
  instantiate(objectsOf(app, construct)[0]!.template, environment) as JsonObject;
/** Each finding in one line. */
export const found = (app: App) => told(synthesize(app).findings);
