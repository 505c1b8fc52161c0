import fc, { type Arbitrary } from 'fast-check';
import type { Schema } from '../openapi-document.ts';
import type { Known } from './known.ts';

/**
 * Values that a schema allows. Where something known fits (a survey that exists, the token of a display), it is often taken, so that
 * requests reach what lies behind the validation.
 */
export function validValue(schema: Schema, known: Known): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => validValue(one, known)));
  switch (schema.type) {
    case 'string':
      return validText(schema, known);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return validArray(schema, known);
    case 'object':
      return validObject(schema, known);
    default:
      return fc.jsonValue();
  }
}

function validText(schema: Schema, known: Known): Arbitrary<string> {
  const { pattern, format, minLength = 0, maxLength = 60 } = schema;
  const fitting = known.texts(schema);
  const made =
    format === 'date-time'
      ? fc
          .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
          .map((date) => date.toISOString())
      : format === 'date'
        ? fc
            .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
            .map((date) => date.toISOString().slice(0, 10))
        : pattern === undefined
          ? fc.string({ minLength, maxLength: Math.min(maxLength, 40), unit: 'grapheme' })
          : fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: Math.min(maxLength, 60) });
  if (fitting.length === 0) return made;
  return fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0 }).map((place) => pick(known.texts(schema), place)) },
    { weight: 1, arbitrary: made },
  );
}

function pick(texts: string[], place: number): string {
  return texts[place % texts.length]!;
}

function validArray(
  { items = {}, minItems = 0, maxItems = 5, uniqueItems }: Schema,
  known: Known,
): Arbitrary<unknown[]> {
  const length = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 4) };
  const item = validValue(items, known);
  if (!uniqueItems) return fc.array(item, length);
  return fc.uniqueArray(item, { ...length, selector: (value) => JSON.stringify(value) });
}

function validObject(schema: Schema, known: Known): Arbitrary<Record<string, unknown>> {
  const { properties = {}, patternProperties = {}, required = [], minProperties = 0 } = schema;
  const named = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, validValue(one, known)])),
    { requiredKeys: minProperties > 0 ? Object.keys(properties) : required },
  );
  const patterned = Object.entries(patternProperties).map(([pattern, one]) =>
    fc.dictionary(fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: 20 }), validValue(one, known), {
      maxKeys: 3,
    }),
  );
  return fc
    .tuple(named, ...patterned)
    .map(([first, ...rest]) => Object.assign({}, first, ...rest) as Record<string, unknown>);
}
