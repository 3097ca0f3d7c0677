/** A table that was imported, as it lies in the data folder: JSON that holds the key of a profile it counts for. */
export type ImportedFile = { file: string; text: string; hash: string };

/** Those that lie over a profile, as an older program has left them: `indicators` in the place of its own, `cameras` over its own by their ids. */
export type Imports<File = ImportedFile> = { indicators?: File | undefined; cameras?: File | undefined };
