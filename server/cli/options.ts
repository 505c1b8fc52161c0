import { parseArgs, type ParseArgsConfig } from 'node:util';

export const JSON_OPTION = { json: { type: 'boolean' } } as const;

export function TEXT<const Name extends string>(...names: Name[]): Record<Name, { type: 'string' }> {
  return Object.fromEntries(names.map((name) => [name, { type: 'string' }])) as Record<Name, { type: 'string' }>;
}

type Known = NonNullable<ParseArgsConfig['options']>;
type Values<O extends Known> = {
  [Name in keyof O]?:
    | (O[Name]['type'] extends 'boolean' ? boolean : O[Name] extends { multiple: true } ? string[] : string)
    | undefined;
};

/** Throws where the command line names what the command does not know. */
export function options<const O extends Known>(args: string[], known: O): Values<O> {
  return parseArgs({ args, options: known, strict: true, allowPositionals: false }).values;
}

export function given<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}

export function print(values: { json?: boolean | undefined }, result: unknown, forPeople: () => string): number {
  console.log(values.json ? JSON.stringify(result) : forPeople());
  return 0;
}
