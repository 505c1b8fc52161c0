import type { App } from '../server/context.ts';
import type { Scope } from '../shared/contract/keys.ts';

/** As much of JSON Schema as the routes use. */
export interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  minProperties?: number;
  maxProperties?: number;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

export interface Parameter {
  in: 'path' | 'query';
  name: string;
  required?: boolean;
  schema: Schema;
}

/** One method of one path, as `/openapi.json` tells it. */
export interface Operation {
  /** Such as `GET /v1/surveys/{id}`. */
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  parameters: Parameter[];
  /** References are resolved. */
  body: Schema | undefined;
  /** Undefined where no secret key is asked for. */
  scope: Scope | undefined;
}

interface Described {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  security?: { secret_key: Scope[] }[];
}

interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

/** Every operation that the server describes: what a test makes of them grows by itself when a route is added. */
export async function describedOperations(app: App): Promise<Operation[]> {
  const document: Document = (await app.inject('/openapi.json')).json();
  const { schemas } = document.components;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const content = Object.values(described.requestBody?.content ?? {});
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase() as Operation['method'],
        path,
        parameters: (described.parameters ?? []).map((one) => ({ ...one, schema: resolved(one.schema, schemas) })),
        body: content[0] && resolved(content[0].schema, schemas),
        scope: described.security?.[0]?.secret_key[0],
      };
    }),
  );
}

function resolved(schema: Schema, schemas: Record<string, Schema>): Schema {
  const text = JSON.stringify(schema, (_, value: unknown) => {
    const reference = (value as Schema | null)?.$ref;
    return typeof reference === 'string' ? schemas[reference.split('/').at(-1)!] : value;
  });
  return JSON.parse(text) as Schema;
}
