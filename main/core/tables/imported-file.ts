/** A table that was imported, as it lies in the data folder: JSON that holds the key of a profile it counts for. */
export type ImportedFile = { file: string; text: string; hash: string };

/** Those that count with a profile. `indicators` stand in the place of its own, `cameras` over its own by their ids. */
export type Imports<File = ImportedFile> = { indicators?: File | undefined; cameras?: File | undefined };
