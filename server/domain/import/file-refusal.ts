/** A file that cannot be imported at all: the message says why. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
}
