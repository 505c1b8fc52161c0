import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERSION } from '../../server/version.ts';
import { startElleve, type Elleve } from './harness.ts';

interface Operation {
  summary?: string;
  tags?: string[];
  security?: unknown;
  parameters?: { in: string; name: string; required?: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object; examples?: object }> }>;
}

interface Description {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: object };
}

let elleve: Elleve;
let description: Description;
let operations: [name: string, Operation][];

beforeAll(async () => {
  elleve = await startElleve();
  const answered = await elleve.app.inject('/openapi.json');
  expect(answered.headers['content-type']).toContain('application/json');
  description = answered.json();
  operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
});
afterAll(() => elleve.close());

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 of this version', () => {
    expect(description.openapi).toMatch(/^3\.1\.\d+$/);
    expect(description.info).toMatchObject({ title: 'Elleve', version: VERSION });
    expect(description.components.securitySchemes).toEqual({ secret_key: { type: 'http', scheme: 'bearer' } });
  });

  it('describes what pages and developers call, and nothing else', () => {
    const names = operations.map(([name]) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'GET /c/{public_key}/config',
        'POST /c/{public_key}/displays',
        'POST /c/{public_key}/responses',
        'POST /c/{public_key}/responses/{id}/changes',
        'POST /c/{public_key}/displays/{id}/dismissal',
        'GET /v1/metrics',
        'GET /v1/metrics/series',
        'GET /v1/responses',
        'GET /v1/project',
        'PATCH /v1/surveys/{id}',
        'PUT /v1/traits/{key}',
      ]),
    );
    expect(names.filter((name) => !/^[A-Z]+ \/(c|v1)\//.test(name))).toEqual([]);
  });

  it('has a summary, a tag and a described answer for each of them', () => {
    for (const [name, { summary, tags, responses }] of operations) {
      expect(summary, name).toEqual(expect.any(String));
      expect(tags, name).toHaveLength(1);
      expect(
        Object.keys(responses).some((status) => status.startsWith('2')),
        name,
      ).toBe(true);
      for (const response of Object.values(responses)) expect(response.description, name).toEqual(expect.any(String));
    }
  });

  it('declares every parameter of a path', () => {
    for (const [name, { parameters = [] }] of operations) {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const declared = parameters.filter((parameter) => parameter.in === 'path');
      expect(
        declared.map((parameter) => parameter.name).sort((a, b) => a.localeCompare(b)),
        name,
      ).toEqual(inPath.sort((a, b) => a!.localeCompare(b!)));
      for (const parameter of declared) expect(parameter, name).toMatchObject({ required: true });
    }
  });

  it('asks for a key under /v1 and nowhere else', () => {
    for (const [name, { security }] of operations) {
      expect(security, name).toEqual(name.includes('/v1/') ? [{ secret_key: [expect.any(String)] }] : undefined);
    }
  });

  it('answers refusals as problems', () => {
    for (const [name, { responses }] of operations) {
      const refusals = Object.entries(responses).filter(([status]) => status >= '400');
      expect(refusals.length, name).toBeGreaterThan(0);
      for (const [, { content }] of refusals) {
        expect(Object.keys(content!), name).toEqual(['application/problem+json']);
        const { schema, examples } = content!['application/problem+json']!;
        expect(schema, name).toEqual({ $ref: '#/components/schemas/Problem' });
        expect(Object.keys(examples!).length, name).toBeGreaterThan(0);
      }
    }
  });

  it('describes every body that is sent', () => {
    for (const [name, { requestBody }] of operations) {
      const writes = /^(POST|PATCH|PUT) /.test(name);
      expect(requestBody !== undefined, name).toBe(writes);
    }
  });

  it('refers only to what it holds', () => {
    const text = JSON.stringify(description);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      expect(description.components.schemas).toHaveProperty([reference.replace('#/components/schemas/', '')]);
    }
    expect(text).not.toContain('"$id"');
  });

  it('speaks JSON Schema 2020-12: no leftover of older OpenAPI', () => {
    expect(JSON.stringify(description)).not.toMatch(/"nullable":|"exclusiveMinimum":true|"exclusiveMaximum":true/);
  });

  it('says of every parameter and every field what it means', () => {
    const silent: string[] = [];
    for (const [name, { parameters = [], requestBody, responses }] of operations) {
      for (const { name: parameter, description: said } of parameters as { name: string; description?: string }[]) {
        if (said === undefined) silent.push(`${name}?${parameter}`);
      }
      for (const { content } of [requestBody, ...Object.values(responses)].filter((part) => part !== undefined)) {
        for (const { schema } of Object.values(content ?? {})) silent.push(...undescribed(schema, name));
      }
    }
    for (const [name, schema] of Object.entries(description.components.schemas)) {
      silent.push(...undescribed(schema, name));
    }
    expect(silent).toEqual([]);
  });

  it('names the filters of the reports', () => {
    const metrics = description.paths['/v1/metrics']!['get']!;
    expect(metrics.parameters!.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'survey',
        'kind',
        'since',
        'until',
        'channel',
        'locale',
        'account',
        'touchpoint',
        'confidence',
        'where',
      ]),
    );
  });
});

interface Schema {
  $ref?: string;
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
}

/** The fields of a schema, and of what is in it, that say nothing about themselves. */
function undescribed(schema: Schema, path: string): string[] {
  const { properties = {}, items, additionalProperties, anyOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, field]) => [
      ...(field.$ref === undefined && field.description === undefined ? [`${path}/${name}`] : []),
      ...undescribed(field, `${path}/${name}`),
    ]),
    ...[items, additionalProperties, ...anyOf]
      .filter((part) => typeof part === 'object')
      .flatMap((part) => undescribed(part, path)),
  ];
}
