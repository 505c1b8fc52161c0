/** What the device keeps, under one name, as JSON. Storage that is blocked or full keeps nothing, and throws nothing. */
export interface DeviceStore<T> {
  read(): T | undefined;
  write(value: T): void;
  clear(): void;
}

export function deviceStore<T>(kind: 'localStorage' | 'sessionStorage', name: string): DeviceStore<T> {
  const guarded = <R>(work: (storage: Storage) => R): R | undefined => {
    try {
      // Even to name the storage throws in a sandboxed frame.
      return work(window[kind]);
    } catch {
      return undefined;
    }
  };
  return {
    read: () => guarded((storage) => JSON.parse(storage.getItem(name) ?? 'null') as T) ?? undefined,
    write: (value) => guarded((storage) => storage.setItem(name, JSON.stringify(value))),
    clear: () => guarded((storage) => storage.removeItem(name)),
  };
}
