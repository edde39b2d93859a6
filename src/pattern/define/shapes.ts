/** Run-time checks for the props of a pattern of one's own; the types of the props follow from them. */
import { sealedKeyShape } from '../secrets/sealed';
import { endpointShape } from '../network/connections';
import {
  everywhere,
  fixed,
  flag,
  integer,
  list,
  object,
  oneOf,
  record,
  required,
  text,
  whole,
} from '../../model/shape';
import { absolutePath, anyText, cidr, dnsLabel, duration, hostName, portNumber, quantity } from '../../model/syntax';
import { resourcesShape } from '../workload/resources';
import { envValueShape } from '../workload/env-value';

/**
 * What a prop may be, checked when the construct is created. A value that does not fit is reported with its path and its
 * environment (LS101, LS102, LS103), together with everything else that is wrong.
 * @example { replicas: shape.required(shape.integer({ min: 1 })), retention: shape.duration }
 */
export const shape = {
  /** Marks a prop that must be set in every environment in which the construct exists. */
  required,
  /** Marks a prop that must be the same in every environment. */
  fixed,
  /** Marks a map whose fields may vary, but which no environment may lack if others have it. */
  everywhere,
  /** Text. @param what how messages name it, such as `a URL`; @param example a valid one; @param check whether it is valid */
  text,
  /** Any text that is not empty. */
  anyText,
  flag,
  integer,
  oneOf,
  list,
  record,
  /** A map with these props and no others. */
  map: object,
  /** A duration such as `90s`, `5m` or `1h30m`. */
  duration,
  /** A Kubernetes quantity such as `512Mi`. */
  quantity,
  /** Name of an image in `images.lock.yaml`; the same in every environment. */
  image: fixed<string>(anyText),
  port: portNumber,
  hostName,
  dnsLabel,
  cidr,
  absolutePath,
  /** Requests and limits of a container. */
  resources: resourcesShape,
  /** The connection to another construct, such as `db.endpoint`. */
  endpoint: whole(endpointShape),
  /** A key of a sealed secret. */
  sealedKey: whole(sealedKeyShape),
  /** Value of a variable: text, a number, a flag, the URL of another construct, a sealed key or a field of the pod. */
  variable: whole(envValueShape),
} as const;
