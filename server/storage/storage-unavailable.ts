/** The store could not take or keep an operation; nothing was acknowledged and the caller may try again. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}
