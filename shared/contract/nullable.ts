import type { Type } from 'typebox';
import { orNull } from './metric.ts';

/** The same properties, each of which may also be null: in a change, that takes a value away. */
export function nullable<P extends Type.TProperties>(properties: P) {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, orNull(schema)])) as unknown as {
    [K in keyof P]: Type.TUnion<[P[K], Type.TNull]>;
  };
}
