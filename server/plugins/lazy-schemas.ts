import ajvCompiler from '@fastify/ajv-compiler';
import stringifyCompiler from '@fastify/fast-json-stringify-compiler';
import type { FastifyServerOptions } from 'fastify';

type Factory = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;

type AnyValidator = ReturnType<ReturnType<ReturnType<typeof ajvCompiler>>>;

/**
 * Fastify's own compilers, each schema at its first use: to compile some two hundred of them took half of a start, and a collector
 * that only collects never needs most. The recorded examples use each of them in a test.
 */
export function compiledWhenUsed(): Required<Factory> {
  const validators = ajvCompiler();
  const serializers = stringifyCompiler();
  return {
    buildValidator: ((schemas, options) => {
      const compile = whenUsed(() => validators(schemas, options));
      return (schema) => validatorWhenUsed(whenUsed(() => compile()(schema)));
    }) as typeof validators,
    buildSerializer(externalSchemas, options) {
      return (route) => {
        // Anew for each: one forgets a shared schema once it has compiled it for itself, and then cannot refer to it.
        const compiled = whenUsed(() => serializers(externalSchemas, options as never)(route as never));
        return (value) => compiled()(value);
      };
    },
  };
}

/** Fastify calls it, and looks for the errors beside it. */
function validatorWhenUsed(compiled: () => AnyValidator): AnyValidator {
  const validate = (value: unknown) => {
    const check = compiled();
    const result = check(value);
    validate.errors = check.errors;
    return result;
  };
  validate.errors = undefined as AnyValidator['errors'];
  return validate as AnyValidator;
}

function whenUsed<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
