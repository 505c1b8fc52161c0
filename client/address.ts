type QueryValue = string | number | boolean | readonly (string | number | boolean)[] | undefined;

export interface Address {
  params?: Record<string, string>;
  query?: Record<string, QueryValue | Record<string, QueryValue>>;
}

/** The URL of a route: `{id}` filled in, repeated parameters for lists, `where[trait]=value` for the traits under `where`. */
export function addressOf(baseUrl: string, path: string, { params = {}, query = {} }: Address): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  const put = (name: string, value: QueryValue) => {
    for (const one of [value].flat()) if (one !== undefined) search.append(name, String(one));
  };
  for (const [name, value] of Object.entries(query)) {
    if (!isTraits(value)) put(name, value);
    else for (const [trait, wanted] of Object.entries(value)) put(`where[${trait}]`, wanted);
  }
  const text = search.toString();
  return `${baseUrl.replace(/\/+$/, '')}${filled}${text && `?${text}`}`;
}

function isTraits(
  value: Address['query'] extends (infer Q) | undefined ? Q[keyof Q] : never,
): value is Record<string, QueryValue> {
  return typeof value === 'object' && !Array.isArray(value);
}
